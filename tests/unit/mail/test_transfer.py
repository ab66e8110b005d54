"""Transfer encodings undone, text tidied."""

import base64

import pytest

from responder.mail.transfer import decode_transfer, tidy, unflow


@pytest.mark.parametrize(
    ("octets", "encoding", "decoded"),
    [
        (b"aGVsbG8=", "base64", b"hello"),
        (b"aGVs\r\nbG8\r\n", " BASE64 ", b"hello"),
        (b"aGVsbG8gdGhlcm", "base64", b"hello ther"),
        (b"This was never base64, only said to be.", "base64", b"This was never base64, only said to be."),
        (b"a=3Db=\r\nc =\n", "quoted-printable", b"a=bc "),
        (b"=zz=", "quoted-printable", b"=zz"),
        (b"plain", "7bit", b"plain"),
        (b"plain", "", b"plain"),
        (b"plain", "x-nonsense", b"plain"),
    ],
)
def test_it_decodes(octets: bytes, encoding: str, decoded: bytes) -> None:
    assert decode_transfer(octets, encoding, 1000) == decoded


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_it_stops_near_the_limit(encoding: str) -> None:
    octets = base64.encodebytes(b"x" * 10_000) if encoding == "base64" else b"x" * 10_000
    assert 900 <= len(decode_transfer(octets, encoding, 1000)) <= 1_200


def test_it_tidies_line_ends_blanks_and_unseen_characters() -> None:
    assert tidy("a\r\nb\rc\u00a0d\u200be\x00f\u2028g\ufeff") == "a\nb\nc def\ng"


def test_it_keeps_the_joiners_that_emoji_and_persian_need() -> None:
    assert tidy("👨\u200d👩 می\u200cخواهم 1\ufe0f\u20e3") == "👨\u200d👩 می\u200cخواهم 1\ufe0f\u20e3"


def test_it_joins_flowed_lines_and_leaves_the_signature_mark() -> None:
    assert (
        unflow("one \ntwo\n> three \n> four\nfive\n-- \nAnn", delete_space=False)
        == "one two\n> three four\nfive\n-- \nAnn"
    )
    assert unflow("日 \n本", delete_space=True) == "日本"
    assert unflow(" >not quoted", delete_space=False) == ">not quoted"
