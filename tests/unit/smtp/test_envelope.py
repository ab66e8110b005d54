import pytest

from responder.smtp.envelope import envelope_of
from tests.support.deliveries import acknowledgement

NOTHING: frozenset[str] = frozenset()


def test_paths_stand_in_brackets() -> None:
    envelope = envelope_of(acknowledgement())
    assert envelope.sender == b"<support@example.org>"
    assert envelope.recipient == b"<maria@vector.example>"


def test_the_null_path_is_empty_brackets() -> None:
    assert envelope_of(acknowledgement(envelope_from="")).sender == b"<>"


def test_lines_that_begin_with_a_dot_get_another_one() -> None:
    assert envelope_of(acknowledgement(octets=b".\r\n.a\r\nb.\r\n")).payload == b"..\r\n..a\r\nb.\r\n.\r\n"


def test_a_letter_without_a_last_line_end_gets_one() -> None:
    assert envelope_of(acknowledgement(octets=b"a")).payload == b"a\r\n.\r\n"


@pytest.mark.parametrize("octets", ["é\r\n".encode(), b"a\nb\r\n", b"a\rb\r\n", b"a\r\n.\n", b"a\n.\r\n"])
def test_octets_that_could_smuggle_a_second_letter_are_never_sent(octets: bytes) -> None:
    with pytest.raises(ValueError, match="7-bit"):
        envelope_of(acknowledgement(octets=octets))


@pytest.mark.parametrize("address", ["", "nobody", "a@b.example> SIZE=1", "a@b.example\r\nRCPT TO:<c@d.example>"])
def test_an_address_that_is_none_is_never_sent(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        envelope_of(acknowledgement(recipient=address))


def test_delivery_reports_are_asked_for_only_where_they_are_offered() -> None:
    envelope = envelope_of(acknowledgement(key="0f+a=b ж"))
    assert envelope.mail_options(NOTHING) == envelope.rcpt_options(NOTHING) == []
    offered = frozenset({"dsn", "size"})
    size = b"SIZE=%d" % len(envelope.payload)
    assert envelope.mail_options(offered) == [size, b"RET=HDRS", b"ENVID=0f+2Ba+3Db+20+D0+B6"]
    assert envelope.rcpt_options(offered) == [b"NOTIFY=FAILURE"]
