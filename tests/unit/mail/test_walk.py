"""Text behind a large attachment is found, by asking for as little as possible."""

import pytest

from responder.domain.letter import RawMessage
from responder.mail.parse import parse, read_octets
from responder.mail.walk import PartWalk, Wanted

TOP = b'From: ann@example.org\r\nSubject: Files\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n'
PDF = (
    b'--B\r\nContent-Type: application/pdf; name="big.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + b"QUJD" * 50_000
)
PNG = (
    b"--B\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=later.png\r\n\r\n"
    + b"x" * 80_000
    + b"\r\n"
)
TEXT = b"--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWhen will you answer?\r\n"
ALTERNATIVE = (
    b"--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\n\r\nplain words\r\n"
    b"--C\r\nContent-Type: text/html\r\n\r\n<p>rich words\r\n--C--\r\n"
)
END = b"--B--\r\n"


def drive(octets: bytes, answers: dict[str, bytes | None]) -> tuple[list[str], RawMessage]:
    beginning = octets[:65_536]
    walk = PartWalk(beginning)
    asked = []
    while (wanted := walk.wanted()) is not None:
        asked.append(wanted.section)
        walk.got(wanted.section, answers.get(wanted.section))
    return asked, RawMessage(beginning, len(octets), walk.parts())


def test_text_behind_a_large_attachment_is_found() -> None:
    raw = read_octets(TOP + PDF + b"\r\n" + TEXT + END)
    message = parse(raw)
    assert len(raw.beginning) == 65_536
    assert message.text == "When will you answer?"
    assert [(a.name, a.size) for a in message.attachments] == [("big.pdf", None)]
    assert message.truncated


def test_it_asks_for_headers_first_and_never_for_attachments() -> None:
    octets = TOP + PDF + b"\r\n" + PNG + TEXT + END
    asked, raw = drive(
        octets,
        {
            "2.MIME": b"Content-Type: image/png\r\nContent-Disposition: inline; filename=later.png\r\n\r\n",
            "3.MIME": b"Content-Type: text/plain\r\n\r\n",
            "3": b"When will you answer?",
        },
    )
    assert asked == ["2.MIME", "3.MIME", "3", "4.MIME"]
    assert parse(raw) == parse(read_octets(octets))
    assert [a.name for a in parse(raw).attachments] == ["big.pdf", "later.png"]


def test_alternatives_behind_an_attachment_stay_alternatives() -> None:
    message = parse(read_octets(TOP + PDF + b"\r\n" + ALTERNATIVE + END))
    assert message.text == "plain words"
    assert message.part_types[2:] == ("multipart/alternative", "text/plain", "text/html")


def test_it_goes_on_in_the_multipart_that_the_beginning_ended_in() -> None:
    octets = (
        TOP + b"--B\r\nContent-Type: multipart/related; boundary=R\r\n\r\n--R\r\nContent-Type: image/png\r\n\r\n"
        + b"x" * 70_000 + b"\r\n--R\r\n\r\ninner words\r\n--R--\r\n" + TEXT + END
    )  # fmt: skip
    assert parse(read_octets(octets)).text == "inner words\n\nWhen will you answer?"


def test_a_text_that_the_beginning_barely_shows_is_fetched_again() -> None:
    filler = b"--B\r\nContent-Type: image/png\r\n\r\n" + b"x" * 65_200 + b"\r\n"
    octets = TOP + filler + TEXT.replace(b"When", b"word " * 4000 + b"When") + END
    raw = read_octets(octets)
    assert raw.parts[0].section == "2"
    assert parse(raw).text.endswith("When will you answer?")


def test_a_long_text_that_the_beginning_shows_is_not_fetched_again() -> None:
    octets = b"Subject: long\r\n\r\n" + b"many words " * 10_000
    raw = read_octets(octets)
    assert raw.parts == ()
    assert len(parse(raw).text) > 65_000


@pytest.mark.parametrize("cut", range(65_400, 65_640, 7))
def test_where_the_beginning_is_cut_does_not_change_the_letter(cut: int) -> None:
    lead = TOP + b"--B\r\nContent-Type: image/png; name=a.png\r\n\r\n"
    octets = lead + b"x" * (cut - len(lead)) + b"\r\n" + TEXT + ALTERNATIVE + END
    message = parse(read_octets(octets))
    assert message.text == "When will you answer?\n\nplain words"
    assert [a.name for a in message.attachments] == ["a.png"]
    assert message.part_types == (
        "multipart/mixed", "image/png", "text/plain", "multipart/alternative", "text/plain", "text/html",
    )  # fmt: skip


def test_a_whole_message_wants_nothing_more() -> None:
    assert PartWalk(TOP + TEXT + END).wanted() is None
    assert PartWalk(b"").wanted() in (None, Wanted("1", 65_536))


def test_it_asks_for_twenty_parts_at_most() -> None:
    octets = TOP + PDF
    answers: dict[str, bytes | None] = {f"{i}.MIME": b"Content-Type: image/png\r\n\r\n" for i in range(100)}
    asked, raw = drive(octets, answers)
    assert len(asked) == 20
    assert len(raw.parts) == 20


def test_multiparts_without_end_stop_at_five_deep() -> None:
    walk = PartWalk((TOP + PDF)[:65_536])
    while (wanted := walk.wanted()) is not None:
        walk.got(wanted.section, b"Content-Type: multipart/mixed; boundary=x\r\n\r\n")
    assert max(part.section.count(".") for part in walk.parts()) <= 4


def test_an_answer_that_was_not_asked_for_is_our_bug() -> None:
    with pytest.raises(ValueError, match="not asked"):
        PartWalk((TOP + PDF)[:65_536]).got("7", b"")


def test_a_header_longer_than_the_beginning_still_gives_the_body() -> None:
    octets = b"Subject: x\r\n" + b"X-Long: " + b"a" * 70_000 + b"\r\n\r\nhello"
    message = parse(read_octets(octets))
    assert message.subject == "x"
    assert message.text == "hello"
