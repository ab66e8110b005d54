"""Header blocks of any shape become fields."""

import pytest

from responder.mail.headers import body_start, message_ids, read_head


def test_it_unfolds_without_touching_the_blanks() -> None:
    head = read_head(b"Subject: one\r\n\ttwo\r\n  three\r\n\r\nbody")
    assert head.fields == (("Subject", "one\ttwo  three"),)
    assert head.complete


def test_it_keeps_equal_fields_topmost_first() -> None:
    head = read_head(b"Received: b\nreceived: a\n\n")
    assert head.all("received") == ["b", "a"]
    assert head.first("received") == "b"


def test_it_keeps_names_as_they_were_written() -> None:
    assert read_head(b"MESSAGE-id : <a@b>\n\n").fields == (("MESSAGE-id", "<a@b>"),)


def test_it_passes_over_an_envelope_line_and_lines_that_are_no_fields() -> None:
    head = read_head(b"From someone@example.org Mon Nov 16\nno field here\nSubject: x\n\n")
    assert head.fields == (("Subject", "x"),)
    assert head.defects == ("bad_header_line",)


def test_it_reads_raw_eight_bit_values() -> None:
    assert read_head("Subject: Привет, мир\n\n".encode("cp1251")).first("subject") == "Привет, мир"
    assert read_head("Subject: Привет\n\n".encode()).first("subject") == "Привет"


def test_it_lets_no_control_character_through() -> None:
    assert read_head(b"Subject: a\x00b\rc\x0bd\n\n").first("subject") == "a b c d"


def test_it_says_when_the_octets_end_within_the_block() -> None:
    head = read_head(b"Subject: x\r\nFrom: a")
    assert not head.complete
    assert head.first("from") == "a"


def test_it_reads_at_most_a_thousand_fields_and_100_kilobytes() -> None:
    head = read_head(b"".join(b"X-%d: y\n" % i for i in range(2000)) + b"\n")
    assert len(head.fields) == 1000
    assert "too_many_fields" in head.defects
    assert "header_too_long" in read_head(b"X: " + b"a" * 200_000).defects


def test_it_caps_what_it_hands_on_and_reads_all() -> None:
    head = read_head(b"To: " + b"a" * 5000 + b"\n\n")
    assert len(head.capped()[0].value) == 4096
    assert len(head.first("to")) == 5000


@pytest.mark.parametrize(
    ("octets", "start"),
    [
        (b"A: b\r\n\r\nx", 8),
        (b"A: b\n\nx", 6),
        (b"A: b\n\r\nx", 7),
        (b"\r\nx", 2),
        (b"\nx", 1),
        (b"A: b\r\n", -1),
        (b"", -1),
    ],
)
def test_it_finds_where_the_body_begins(octets: bytes, start: int) -> None:
    assert body_start(octets) == start


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("<a@b>", ("<a@b>",)),
        ("<a@b> <c@d>\t<a@b>", ("<a@b>", "<c@d>")),
        ("<a@b><c@d>", ("<a@b>", "<c@d>")),
        ("<[f00]@mx.example>", ("<[f00]@mx.example>",)),
        ("<long\t id@example.org>", ("<longid@example.org>",)),
        ("a@b c@d", ("<a@b>", "<c@d>")),
        ('Your message of "Mon, 16 Nov" <x@y>', ("<x@y>",)),
        ("<>", ()),
        ("nothing", ()),
        ("", ()),
    ],
)
def test_it_finds_message_ids(value: str, ids: tuple[str, ...]) -> None:
    assert message_ids(value) == ids


def test_it_keeps_the_last_hundred_message_ids() -> None:
    found = message_ids(" ".join(f"<{i}@x>" for i in range(150)))
    assert len(found) == 100
    assert found[-1] == "<149@x>"
