"""Messages as a whole: headers, text, attachments, and what is said of the unreadable."""

from datetime import UTC, datetime, timedelta

import pytest

from responder.domain.message import Attachment, Message
from responder.domain.values import Address
from responder.mail.parse import parse, read_octets


def read(*lines: str, encoding: str = "utf-8") -> Message:
    return parse(read_octets("\r\n".join(lines).encode(encoding)))


def multipart(kind: str, *parts: str) -> Message:
    body = "".join(f"--B\r\n{part}\r\n" for part in parts)
    return read("From: a@example.org", f"Content-Type: multipart/{kind}; boundary=B", "", body + "--B--")


def test_it_reads_an_ordinary_letter() -> None:
    message = read(
        "Message-ID: <1@example.org>",
        "From: =?utf-8?B?0JDQvdC90LA=?= <ann@example.org>",
        "Sender: assistant@example.org",
        "Reply-To: team@example.org",
        "To: Support <support@example.test>, two@example.test",
        "Cc: three@example.test",
        "Subject: =?utf-8?Q?=D0=90=D0=BA=D1=82?=",
        "Date: Mon, 16 Nov 2026 15:00:00 +0300",
        "In-Reply-To: <0@example.org>",
        "References: <-1@example.org>",
        " <0@example.org>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Когда будет акт?",
    )
    assert message.author == Address("ann@example.org", "Анна")
    assert message.sender == (Address("assistant@example.org"),)
    assert message.reply_to == (Address("team@example.org"),)
    assert [a.address for a in message.to] == ["support@example.test", "two@example.test"]
    assert [a.address for a in message.cc] == ["three@example.test"]
    assert message.subject == "Акт"
    assert message.date == datetime(2026, 11, 16, 12, tzinfo=UTC)
    assert message.date_offset == timedelta(hours=3)
    assert message.message_id == "<1@example.org>"
    assert message.in_reply_to == ("<0@example.org>",)
    assert message.references == ("<-1@example.org>", "<0@example.org>")
    assert (message.content_type, message.content_params) == ("text/plain", {"charset": "utf-8"})
    assert message.part_types == ("text/plain",)
    assert message.text == "Когда будет акт?"
    assert not message.truncated
    assert message.defects == ()


def test_nothing_at_all_is_a_message_too() -> None:
    message = parse(read_octets(b""))
    assert message.text == ""
    assert message.defects == ("no_header", "no_from")


def test_it_takes_plain_text_before_html() -> None:
    message = multipart("alternative", "\r\nplain", "Content-Type: text/html\r\n\r\n<p>rich</p>")
    assert message.text == "plain"
    assert message.part_types == ("multipart/alternative", "text/plain", "text/html")


@pytest.mark.parametrize(
    "plain", ["", " \r\n\u00a0", "Your mail client does not support HTML.", "This message is in HTML format."]
)
def test_it_takes_html_where_plain_text_says_nothing(plain: str) -> None:
    message = multipart(
        "alternative",
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{plain}",
        "Content-Type: text/html\r\n\r\n<p>rich</p>",
    )
    assert message.text == "rich"


def test_it_takes_html_where_plain_text_lost_the_numbers() -> None:
    html = "Content-Type: text/html\r\n\r\n<p>Two things:<ol><li>When?</li><li>Who?</li></ol>"
    assert multipart("alternative", "\r\nTwo things:\r\nWhen?\r\nWho?", html).text == "Two things:\n\n1. When?\n2. Who?"
    assert multipart("alternative", "\r\n1. When?\r\n2. Who?", html).text == "1. When?\n2. Who?"


def test_html_with_its_pictures_is_one_alternative() -> None:
    related = (
        "Content-Type: multipart/related; boundary=R\r\n\r\n--R\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n"
        "--R\r\nContent-Type: image/png\r\n\r\nPNG\r\n--R--"
    )
    assert multipart("alternative", "\r\n", related).text == "rich"
    assert multipart("alternative", "\r\nplain", related).text == "plain"


def test_all_texts_of_a_mixed_message_are_read_in_order() -> None:
    message = multipart(
        "mixed",
        "\r\none",
        "Content-Type: image/jpeg; name=a.jpg\r\n\r\nJPG",
        "Content-Type: text/html\r\n\r\n<p>two</p>",
        "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=log.txt\r\n\r\nnot the letter",
        "Content-Type: text/plain; name=notes.txt\r\n\r\nneither",
    )
    assert message.text == "one\n\ntwo"
    assert message.attachments == (
        Attachment("a.jpg", "image/jpeg", 3),
        Attachment("log.txt", "text/plain", 14),
        Attachment("notes.txt", "text/plain", 7),
    )


def test_reports_invitations_and_forwarded_messages_are_seen() -> None:
    message = read(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B",
        "",
        "--B",
        "",
        "could not be delivered",
        "--B",
        "Content-Type: message/delivery-status",
        "",
        "Action: failed",
        "--B",
        "Content-Type: message/rfc822",
        "",
        "Subject: x",
        "",
        "hello",
        "--B",
        'Content-Type: text/calendar; method="REQUEST"',
        "",
        "BEGIN:VCALENDAR",
        "--B--",
    )
    assert message.content_params["report-type"] == "delivery-status"
    assert message.part_types[2:] == ("message/delivery-status", "message/rfc822", "text/calendar; method=request")
    assert message.text == "could not be delivered"


def test_a_calendar_message_of_one_part_shows_its_method() -> None:
    message = read("Content-Type: text/calendar; method=REPLY; charset=utf-8", "", "BEGIN:VCALENDAR")
    assert (message.content_type, message.content_params["method"], message.text) == ("text/calendar", "REPLY", "")


def test_an_undeclared_charset_is_guessed_and_html_may_declare_its_own() -> None:
    assert read("Subject: x", "", "Добрый день", encoding="koi8-r").text == "Добрый день"
    html = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Добрый день'
    assert read("Content-Type: text/html", "", html, encoding="cp1251").text == "Добрый день"


def test_a_multipart_in_which_there_is_no_part_is_read_as_text() -> None:
    message = read("From: a@example.org", "Content-Type: multipart/mixed; boundary=B", "", "just words")
    assert message.text == "just words"
    assert message.defects == ("no_parts",)


def test_a_multipart_without_boundary_is_read_as_text() -> None:
    assert read("Content-Type: multipart/mixed", "", "just words").text == "just words"


@pytest.mark.parametrize(
    ("header", "defect"),
    [
        ("From: alice@example.org)bob@example.com", "ambiguous_from"),
        ("From: nobody", "no_from"),
        ("Date: soon", "bad_date"),
        ("no field", "bad_header_line"),
        ("X: " + "a" * 5000, "long_header_field"),
    ],
)
def test_it_names_what_it_could_not_read(header: str, defect: str) -> None:
    assert defect in read(header, "", "hello").defects


def test_it_names_an_unknown_charset_only_where_it_matters() -> None:
    assert "unknown_charset" in read("Content-Type: text/plain; charset=nonsense", "", "да").defects
    assert "unknown_charset" not in read("Content-Type: text/plain; charset=nonsense", "", "yes").defects


def test_the_text_is_bounded() -> None:
    message = multipart("mixed", *["\r\n" + "word " * 20_000] * 5)
    assert len(message.text) < 300_000
    whole = parse(read_octets(b"Subject: x\r\n\r\n" + b"a" * 1_000_000))
    assert whole.truncated
    assert len(whole.text) <= 65_536


def test_flowed_text_is_joined() -> None:
    assert read("Content-Type: text/plain; format=flowed", "", "one ", "two").text == "one two"


def test_a_subject_cannot_hold_a_line_break() -> None:
    assert read("Subject: =?utf-8?Q?a=0D=0ABcc:_x?=", "", "").subject == "a Bcc: x"
