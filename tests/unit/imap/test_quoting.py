"""Nothing a stranger writes can end an IMAP command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.imap.quoting import QUOTED_MAX, mailbox, mailbox_name, quotable, quoted, unquoted


def test_quotes_and_backslashes_are_escaped() -> None:
    assert quoted('a "b" \\c') == '"a \\"b\\" \\\\c"'


@pytest.mark.parametrize("text", ["a\r\nZZ1 DELETE INBOX", "a\n", "a\r", "a\0", "a\x7f", "ä", "\U0001f4a9", "\udc80"])
def test_what_could_start_another_command_is_refused(text: str) -> None:
    assert not quotable(text)
    with pytest.raises(ValueError, match="cannot be sent") as refused:
        quoted(text)
    assert text not in str(refused.value)


def test_a_value_too_long_is_refused() -> None:
    assert quotable("x" * QUOTED_MAX)
    assert not quotable("x" * (QUOTED_MAX + 1))


@given(st.text(st.characters(min_codepoint=1, max_codepoint=0x7E, exclude_characters="\r\n"), max_size=200))
def test_unquoting_gives_back_what_was_quoted(text: str) -> None:
    assert unquoted(quoted(text)[1:-1].encode()) == text.encode()


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("INBOX", '"INBOX"'),
        ("My Folder", '"My Folder"'),
        ("Отправленные", '"&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"'),
        ("Tom & Jerry", '"Tom &- Jerry"'),
        ("Entwürfe", '"Entw&APw-rfe"'),
        ("台北", '"&U,BTFw-"'),
        ('say "hi"', '"say \\"hi\\""'),
    ],
)
def test_folder_names_are_written_in_modified_utf_7(name: str, argument: str) -> None:
    assert mailbox(name) == argument
    assert mailbox_name(unquoted(argument[1:-1].encode())) == name


@given(st.text(max_size=60).filter(lambda name: not any("\ud800" <= char <= "\udfff" for char in name)))
def test_every_folder_name_comes_back(name: str) -> None:
    assert mailbox_name(unquoted(mailbox(name)[1:-1].encode())) == name


@pytest.mark.parametrize("octets", ["Отправленные".encode(), b"&!!!-", b"&AA-", b"&2AA-"])
def test_a_name_that_is_not_modified_utf_7_is_refused(octets: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        mailbox_name(octets)


def test_line_ends_in_a_folder_name_do_not_reach_the_wire() -> None:
    assert "\r" not in mailbox("a\r\nb")
