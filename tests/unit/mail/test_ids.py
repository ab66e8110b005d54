"""Keys, likenesses, topics and our own message ids."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from responder.domain.message import Message
from responder.domain.values import Address
from responder.mail.ids import dedupe_key, draft_message_id, is_our_message_id, likeness, our_message_id, topic

LETTER = Message(
    fields=(),
    message_id="<1@example.org>",
    from_=(Address("Ann@example.org", "Ann"),),
    subject="Act",
    date=datetime(2026, 11, 16, 12, tzinfo=UTC),
    text="When is the act ready?",
)
SECRET = b"a secret of the tests"
KEY = dedupe_key("default", LETTER)


def test_a_key_is_64_hex_digits_and_always_the_same() -> None:
    assert len(KEY) == 64
    assert int(KEY, 16)
    assert dedupe_key("default", replace(LETTER, from_=(Address("ann@example.org", "A."),))) == KEY


@pytest.mark.parametrize(
    "other",
    [
        replace(LETTER, message_id="<2@example.org>"),
        replace(LETTER, subject="Acts"),
        replace(LETTER, text="Other"),
        replace(LETTER, from_=(Address("bob@example.org"),)),
        replace(LETTER, date=None),
        replace(LETTER, message_id=None),
    ],
)
def test_another_letter_has_another_key(other: Message) -> None:
    assert dedupe_key("default", other) != KEY


def test_another_account_has_another_key() -> None:
    assert dedupe_key("second", LETTER) != KEY


def test_text_beyond_four_kilobytes_does_not_change_the_key() -> None:
    long = replace(LETTER, text="a" * 4096)
    assert dedupe_key("default", long) == dedupe_key("default", replace(long, text="a" * 4096 + "b"))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hello Ann,\nyour order 123 is late.", "Hello Bob,\nyour order 77 is late."),
        ("Здравствуйте, Иван!\nКогда придёт заказ №5?", "Здравствуйте, Мария Петровна!\nКогда придёт заказ №812?"),
        ("please write to a@example.org now", "please write to b@example.com now"),
        ("the goods that Ivan ordered", "the goods that Maria ordered"),
        ("same words\nIvan Petrov", "Same   words\nAnna Lee"),
    ],
)
def test_letters_that_differ_in_names_and_numbers_are_alike(one: str, two: str) -> None:
    assert likeness(one) == likeness(two) != ""


def test_other_words_are_another_likeness() -> None:
    assert likeness("where is my order") != likeness("where is my invoice")


@pytest.mark.parametrize("text", ["", "123 456", "Hello Ann,"])
def test_no_words_have_no_likeness(text: str) -> None:
    assert likeness(text) == ""


@pytest.mark.parametrize(
    "subject",
    [
        "Invoice 5",
        "Re: Invoice 5",
        "RE: re: Fwd: invoice  5",
        "Re[2]: Invoice 5",
        "Re (3): Invoice 5",
        "AW: WG: Invoice 5",
        "SV: VS: invoice 5",
        "Отв: Re: Invoice 5",
        "На: Invoice 5",
        "[support] Re: Invoice 5",
        "Re: [support] Invoice 5",
        "Fwd: Re^2: INVOICE\t5",
        "Re：Invoice 5",
        " re : Invoice 5 ",
    ],
)
def test_replies_have_the_topic_of_the_letter(subject: str) -> None:
    assert topic(subject) == "invoice 5"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("[#1234] Invoice", "[#1234] invoice"),
        ("Re: [#1234] Invoice", "[#1234] invoice"),
        ("[#12] Re: Invoice", "[#12] invoice"),
        ("Request: act", "request: act"),
        ("Reply", "reply"),
        ("Re:", ""),
        ("", ""),
        ("[all]", "[all]"),
        ("Наш вопрос", "наш вопрос"),
        ("x" * 500, "x" * 200),
    ],
)
def test_what_tells_matters_apart_stays(subject: str, expected: str) -> None:
    assert topic(subject) == expected


def test_our_ids_are_derived_and_verified() -> None:
    ours = our_message_id(SECRET, KEY, "ack", "example.test")
    assert ours == our_message_id(SECRET, KEY, "ack", "example.test")
    assert ours.startswith("<ack.")
    assert ours.endswith("@example.test>")
    assert is_our_message_id(SECRET, ours)
    assert (
        len(
            {
                ours,
                our_message_id(SECRET, KEY, "delay", "example.test"),
                our_message_id(SECRET, "other", "ack", "example.test"),
            }
        )
        == 3
    )


@pytest.mark.parametrize("kind", ["", "Ack", "a b", "a.b", "a" * 21, "a>"])
def test_a_kind_is_one_short_word(kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        our_message_id(SECRET, KEY, kind, "example.test")


def test_forged_ids_are_not_ours() -> None:
    ours = our_message_id(SECRET, KEY, "ack", "example.test")
    forged = [
        our_message_id(b"another secret", KEY, "ack", "example.test"),
        ours.replace("ack.", "delay."),
        ours.replace("example.test", "example.org"),
        ours[:10] + ("0" if ours[10] != "0" else "1") + ours[11:],
        ours.strip("<>"),
        "",
        "<@>",
    ]
    assert not any(is_our_message_id(SECRET, message_id) for message_id in forged)


def test_a_draft_keeps_its_id_and_is_not_taken_for_ours() -> None:
    known_as = draft_message_id(SECRET, "conversation 7", "example.test")
    assert known_as == draft_message_id(SECRET, "conversation 7", "example.test")
    assert known_as != draft_message_id(SECRET, "conversation 8", "example.test")
    assert not is_our_message_id(SECRET, known_as)
