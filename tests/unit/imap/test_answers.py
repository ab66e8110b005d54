"""What servers answer is read as it stands, and what cannot be read is nonsense and never an unknown exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.imap.answers import (
    ListedFolder,
    capabilities_from,
    folder_from,
    items_from,
    number_in_code,
    numbers_from,
    reply_from,
)
from responder.imap.framing import NonsenseError, Response


def response(*chunks: bytes) -> Response:
    return Response(chunks)


def test_a_reply_has_its_code_in_capitals_and_a_printable_text() -> None:
    reply = reply_from("NO", b"[authenticationFailed] wrong \x1b[31m password \xff")
    assert reply.code == "AUTHENTICATIONFAILED"
    assert reply.text == "[authenticationFailed] wrong ?[31m password ?"


def test_a_reply_without_a_code_has_an_empty_one() -> None:
    assert reply_from("BAD", b"no such command").code == ""


def test_numbers_stand_in_codes() -> None:
    told = [response(b"* OK [UIDNEXT 12] next"), response(b"* OK [UIDVALIDITY 4294967295] valid")]
    assert number_in_code(told, "UIDVALIDITY") == 4294967295
    assert number_in_code(told, "HIGHESTMODSEQ") is None


def test_capabilities_compare_without_case() -> None:
    assert "IDLE" in capabilities_from([response(b"* CAPABILITY IMAP4rev1 idle")])


def test_search_results_of_several_lines_are_one_ascending_list() -> None:
    told = [response(b"* SEARCH 7 3"), response(b"* SEARCH"), response(b"* SEARCH 5 3 (MODSEQ 917)")]
    assert numbers_from(told) == [3, 5, 7]


def test_search_results_of_imap4rev2_are_understood() -> None:
    told = [response(b'* ESEARCH (TAG "A7") UID COUNT 4 ALL 9,3:5'), response(b'* ESEARCH (TAG "A7") UID')]
    assert numbers_from(told) == [3, 4, 5, 9]


@pytest.mark.parametrize(
    "line",
    [b"* SEARCH 1 two", b"* SEARCH 1:2:3", b"* SEARCH 99999999999", b"* SEARCH 0", b"* ESEARCH ALL 1:4294967295"],
)
def test_a_search_result_without_numbers_is_nonsense(line: bytes) -> None:
    with pytest.raises(NonsenseError):
        numbers_from([response(line)])


@pytest.mark.parametrize(
    ("chunks", "folder"),
    [
        ((b'* LIST (\\M \\Sent) "/" "Sent Items"',), ListedFolder("Sent Items", "/", frozenset({"\\m", "\\sent"}))),
        ((b'* LIST () "." INBOX.&BCEEPwQwBDw-',), ListedFolder("INBOX.Спам", ".", frozenset())),
        ((b"* LIST () NIL NIL",), ListedFolder("NIL", "", frozenset())),
        ((b'* LIST () "\\\\" "a\\"b"',), ListedFolder('a"b', "\\", frozenset())),
        ((b'* LIST () "/" ', b"a (b", b""), ListedFolder("a (b", "/", frozenset())),
        ((b'* LIST () "/" [Gmail]/Spam',), ListedFolder("[Gmail]/Spam", "/", frozenset())),
        ((b'* LIST () "/" INBOX ("CHILDINFO" ("SUBSCRIBED"))',), ListedFolder("INBOX", "/", frozenset())),
    ],
)  # fmt: skip
def test_folders_are_read_as_atoms_strings_and_literals(chunks: tuple[bytes, ...], folder: ListedFolder) -> None:
    assert folder_from(response(*chunks)) == folder


def test_a_folder_whose_name_is_not_modified_utf_7_is_left_out() -> None:
    assert folder_from(response('* LIST () "/" "Отправленные"'.encode())) is None


@pytest.mark.parametrize("line", [b"* LIST", b"* LIST (", b'* LIST () "/"', b'* LIST () "/" "open'])
def test_a_folder_without_a_name_is_nonsense(line: bytes) -> None:
    with pytest.raises(NonsenseError):
        folder_from(response(line))


def test_attributes_of_a_message_come_in_any_order_around_the_body() -> None:
    items = items_from(response(
        b'* 3 FETCH (FLAGS (\\Seen $Label (x)) UID 9 INTERNALDATE " 1-Jan-2026 00:00:00 +0000" BODY[]<0> ',
        b"Subject: a) \"(\r\n", b" RFC822.SIZE 77)",
    ))  # fmt: skip
    assert items == {
        "FLAGS": None, "UID": b"9", "INTERNALDATE": b" 1-Jan-2026 00:00:00 +0000", "RFC822.SIZE": b"77",
        "BODY[]<0>": b'Subject: a) "(\r\n',
    }  # fmt: skip


def test_a_body_may_be_a_quoted_string_or_nil() -> None:
    assert items_from(response(b'* 1 FETCH (BODY[] "NIL")')) == {"BODY[]": b"NIL"}
    assert items_from(response(b"* 1 FETCH (BODY[2.MIME]<0> NIL)")) == {"BODY[2.MIME]<0>": None}


def test_brackets_in_a_section_may_hold_a_list() -> None:
    assert items_from(response(b"* 1 FETCH (BODY[HEADER.FIELDS (A B)]<0> ", b"x", b")")) == {
        "BODY[HEADER.FIELDS (A B)]<0>": b"x"
    }


@pytest.mark.parametrize(
    "line", [b"* 1 FETCH", b"* 1 FETCH (UID", b"* 1 FETCH (UID)", b"* 1 FETCH (FLAGS (a)", b'* 1 FETCH (A ")']
)
def test_half_a_message_is_nonsense(line: bytes) -> None:
    with pytest.raises(NonsenseError):
        items_from(response(line))


@given(st.lists(st.binary(max_size=60), min_size=1, max_size=4))
def test_any_octets_are_read_or_nonsense(chunks: list[bytes]) -> None:
    for read in (folder_from, items_from, lambda r: numbers_from([r]), lambda r: capabilities_from([r])):
        try:
            read(Response((b"* 1 FETCH (" + chunks[0], *chunks[1:])))
        except NonsenseError:
            continue


def test_a_megabyte_of_quotes_is_refused_at_once() -> None:
    with pytest.raises(NonsenseError):
        items_from(response(b"* 1 FETCH (" + b'\\"' * 500_000 + b'"'))
