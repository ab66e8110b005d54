import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage, Message

import pytest

from responder.domain.values import Address
from responder.domain.wire_address import wire_address
from responder.mail import compose as composing
from responder.mail.compose import REFERENCES_LIMIT, ComposeError, Outgoing, compose
from responder.mail.recheck import Field, fault_in

PLAIN = Outgoing(
    from_=Address("support@romashka.example", "Romashka support"),
    to=Address("maria@vector.example"),
    subject="We have your letter",
    text="Hello,\n\na person answers by 15:00.\n-- \nRomashka",
    message_id="<ack-1@romashka.example>",
    date=datetime(2026, 11, 22, 1, 0, tzinfo=UTC),
    reply_to=Address("support@romashka.example"),
    in_reply_to="<question-1@vector.example>",
    references=("<first@vector.example>", "<second@romashka.example>"),
    extra=(("X-Auto-Response-Suppress", "All"),),
)
RUSSIAN = replace(
    PLAIN,
    from_=Address("support@romashka.example", "Поддержка «Ромашки»"),
    to=Address("maria@vector.example", "Мария П."),
    subject="Re: Перенос внедрения на декабрь, вопросы про обучение и подписание акта 📄",
    text="Здравствуйте, Мария!\n\n1. Можно ли перенести срок на 5 декабря?\n" * 3,
    html="<p>Здравствуйте, Мария!</p>\n<ol><li>Можно ли перенести срок на 5 декабря?</li></ol>" * 5,
)


def read(octets: bytes) -> EmailMessage:
    message = email.message_from_bytes(octets, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not any(part.defects for part in message.walk())
    return message


def lines_of(part: Message) -> list[str]:
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    return octets.decode().removesuffix("\r\n").split("\r\n")


def test_a_plain_letter_reads_as_it_was_meant() -> None:
    message = read(compose(PLAIN))
    assert message.get_content_type() == "text/plain"
    assert message["From"] == "Romashka support <support@romashka.example>"
    assert message["To"] == "maria@vector.example"
    assert message["Reply-To"] == "support@romashka.example"
    assert message["Subject"] == "We have your letter"
    assert message["Date"].datetime == PLAIN.date
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert lines_of(message) == PLAIN.text.split("\n")


def test_ascii_text_of_short_lines_is_sent_as_it_is() -> None:
    octets = compose(PLAIN)
    assert b"Content-Transfer-Encoding: 7bit\r\n" in octets
    assert b"\r\na person answers by 15:00.\r\n-- \r\nRomashka\r\n" in octets


def test_a_letter_with_html_has_the_plain_part_first() -> None:
    message = read(compose(RUSSIAN))
    assert message.get_content_type() == "multipart/alternative"
    parts = list(message.iter_parts())
    assert [p.get_content_type() for p in parts] == ["text/plain", "text/html"]
    assert lines_of(parts[0]) == RUSSIAN.text.splitlines()
    assert "\n".join(lines_of(parts[1])) == RUSSIAN.html
    assert message["Subject"] == RUSSIAN.subject
    assert message["From"].addresses[0].display_name == "Поддержка «Ромашки»"
    assert message["To"].addresses[0].addr_spec == "maria@vector.example"


def test_the_same_letter_has_the_same_octets() -> None:
    assert compose(RUSSIAN) == compose(replace(RUSSIAN))


def test_russian_travels_as_base64_and_mostly_ascii_text_as_quoted_printable() -> None:
    assert b"Content-Transfer-Encoding: base64" in compose(RUSSIAN)
    latin = compose(replace(PLAIN, text="We open the café at 9:00. " * 20))
    assert b"Content-Transfer-Encoding: quoted-printable" in latin


def test_every_line_is_short_and_ends_in_crlf() -> None:
    octets = compose(replace(RUSSIAN, references=tuple(f"<{i}.abcdefghij@vector.example>" for i in range(15))))
    assert max(map(len, octets.split(b"\r\n"))) <= 76
    assert octets.count(b"\n") == octets.count(b"\r") == octets.count(b"\r\n")
    assert octets.isascii()


def test_encoded_words_have_at_most_75_octets() -> None:
    subject = compose(RUSSIAN).split(b"Subject: ")[1].split(b"\r\nDate")[0]
    assert max(map(len, subject.split())) <= 75


def test_references_end_with_the_letter_that_is_answered() -> None:
    message = read(compose(PLAIN))
    assert message["In-Reply-To"] == "<question-1@vector.example>"
    assert message["References"].split() == [*PLAIN.references, "<question-1@vector.example>"]


def test_long_references_keep_the_first_and_the_last() -> None:
    ids = tuple(f"<{i}@vector.example>" for i in range(100))
    kept = read(compose(replace(PLAIN, references=ids, in_reply_to=ids[-1])))["References"].split()
    assert kept == [ids[0], *ids[-REFERENCES_LIMIT + 1 :]]


@pytest.mark.parametrize(
    "foreign",
    ["no brackets@x", "<a b@x>", "<a@x>\r\nBcc: <b@x>", "<ключ@x>", "<a@x", "<>", "<=?utf-8?q?=0ABcc?=@x>", "<a@@>x>"],
)
def test_ids_that_could_not_stand_in_a_header_are_left_out(foreign: str) -> None:
    message = read(compose(replace(PLAIN, references=(foreign, "<good@x.example>"), in_reply_to=foreign)))
    assert message["In-Reply-To"] is None
    assert message["References"] == "<good@x.example>"


def test_without_any_good_id_there_is_no_threading() -> None:
    message = read(compose(replace(PLAIN, references=(), in_reply_to=None)))
    assert message["References"] is message["In-Reply-To"] is None


def test_exchange_ids_in_brackets_are_kept() -> None:
    octets = compose(replace(PLAIN, references=(), in_reply_to="<[0f0f]@mail.vector.example>"))
    assert b"References: <[0f0f]@mail.vector.example>\r\n" in octets


def test_a_name_with_punctuation_is_quoted() -> None:
    message = read(compose(replace(PLAIN, from_=Address("a@b.example", 'Acme, Inc. "Support" \\ Team'))))
    assert message["From"].addresses[0].display_name == 'Acme, Inc. "Support" \\ Team'


def test_a_name_that_looks_like_an_encoded_word_stays_text() -> None:
    name = "=?utf-8?q?=0ABcc:_evil@x.example?="
    message = read(compose(replace(PLAIN, from_=Address("a@b.example", name))))
    assert message["From"].addresses[0].display_name == name
    assert message["Bcc"] is None


def test_a_name_of_ten_kilobytes_is_cut() -> None:
    octets = compose(replace(PLAIN, to=Address("a@b.example", "Ж" * 10_000)))
    # policy.default of older Pythons puts blanks between the encoded words of a name.
    shown = str(make_header(decode_header(email.message_from_bytes(octets)["To"])))
    assert shown == "Ж" * (composing.NAME_LIMIT - 1) + "… <a@b.example>"


@pytest.mark.parametrize("address", ["", "nobody", "a@", "@b", "a b@c.example", "жук@c.example", "a@c.example\r\nX: y"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ComposeError):
        compose(replace(PLAIN, to=Address(address)))


def test_dots_out_of_place_are_quoted() -> None:
    assert wire_address("taro..yamada@phone.example") == '"taro..yamada"@phone.example'
    assert wire_address('"john doe"@vector.example') == '"john doe"@vector.example'
    assert wire_address("a@[192.0.2.1]") == "a@[192.0.2.1]"
    assert wire_address("a" * 65 + "@vector.example") is None


def test_a_message_id_of_ours_that_is_none_is_refused() -> None:
    with pytest.raises(ComposeError):
        compose(replace(PLAIN, message_id="<a b>"))


def test_a_date_without_zone_is_refused() -> None:
    with pytest.raises(ComposeError):
        compose(replace(PLAIN, date=datetime(2026, 11, 22, 1, 0)))  # noqa: DTZ001 - the naive date is the point


@pytest.mark.parametrize("mark", [("Bcc", "evil@x.example"), ("X-A\r\nBcc", "evil@x.example"), ("List-Id", "<x>")])
def test_a_mark_that_is_not_ours_is_refused(mark: tuple[str, str]) -> None:
    with pytest.raises(ComposeError):
        compose(replace(PLAIN, extra=(mark,)))


def test_alerts_say_what_they_are() -> None:
    mark = "auto-notified; owner-email=support@romashka.example"
    assert read(compose(replace(PLAIN, auto_submitted=mark)))["Auto-Submitted"] == mark


def test_an_empty_subject_is_an_empty_subject() -> None:
    assert read(compose(replace(PLAIN, subject="\r\n \x00")))["Subject"] == ""


def test_the_recheck_sees_what_an_encoder_might_let_through() -> None:
    subject = [Field("Subject", ["ok"], "ok")]
    assert fault_in(b"Subject: ok\r\n\r\n", subject) == ""
    assert "bare" in fault_in(b"Subject: ok\r\n\r\na\nb\r\n", subject)
    assert "ASCII" in fault_in("Subject: ok\r\n\r\né\r\n".encode(), subject)
    assert "998" in fault_in(b"Subject: ok\r\n\r\n" + b"a" * 999 + b"\r\n", subject)
    assert "fields" in fault_in(b"Subject: ok\r\nBcc: a@b\r\n\r\n", subject)
    assert "Subject" in fault_in(b"Subject: other\r\n\r\n", subject)
    assert "Subject" in fault_in(b"Subject: =?no-such?q?ok?=\r\n\r\n", subject)
    assert "never" in fault_in(b"Bcc: a@b\r\n\r\n", [Field("Bcc", ["a@b"], "a@b")])
    twice = [Field("To", ["a@b"], "a@b")] * 2
    assert "never" in fault_in(b"To: a@b\r\nTo: a@b\r\n\r\n", twice)


def test_a_letter_goes_in_copy_to_several() -> None:
    copied = (
        Address("anna@vector.example"),
        Address("oleg@vector.example", "Олег Сидоренко"),
        Address("john@west.example", 'John "Joe", Jr.'),
        Address("lee@west.example", "Lee Plain"),
    )
    message = read(compose(replace(RUSSIAN, cc=copied)))
    shown = [(one.display_name, one.addr_spec) for one in message["Cc"].addresses]
    assert shown == [(one.name, one.address) for one in copied]


@pytest.mark.parametrize("count", [1, 2, 20])
def test_any_number_of_copies_can_be_read_again(count: int) -> None:
    copied = tuple(
        Address(f"person{number}@vector.example", f"Человек {number}" * (number % 3)) for number in range(count)
    )
    message = read(compose(replace(PLAIN, cc=copied)))
    assert [one.addr_spec for one in message["Cc"].addresses] == [one.address for one in copied]


def test_what_a_person_will_send_is_not_marked_as_automatic() -> None:
    message = read(compose(replace(PLAIN, auto_submitted=None, extra=())))
    assert "Auto-Submitted" not in message
    assert "Cc" not in message
