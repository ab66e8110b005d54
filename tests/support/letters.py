"""Builds letters for tests, and the book of an invented shop that they are judged by."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from responder.domain.letter import Letter
from responder.domain.message import Zones
from responder.domain.question import Reading
from responder.domain.rule import Book, Company
from responder.mail.parse import parse, read_octets

MAIL = Path(__file__).parent.parent / "mail"

Headers = Mapping[str, str | None] | Iterable[tuple[str, str]]

_USUAL = {
    "Return-Path": "<ann@kunde.example>",
    "From": "Ann Berg <ann@kunde.example>",
    "To": "support@nordlicht.example",
    "Subject": "Where is my order?",
    "Date": "Mon, 16 Nov 2026 10:00:00 +0100",
    "Message-ID": "<order.1@kunde.example>",
}

NORDLICHT = Book(
    company=Company(
        name="Nordlicht",
        addresses=frozenset({"support@nordlicht.example", "hello@nordlicht.example"}),
        lists=frozenset({"team@lists.nordlicht.example"}),
    ),
    staff=("nordlicht.example", "ina@freelance.example"),
    site_forms={"form@web.nordlicht.example": "", "order@web.nordlicht.example": "Reply-To"},
)


def octets(headers: Headers = (), body: str = "When will it come?") -> bytes:
    """Return a message with these fields; a mapping complements the usual ones, and its None takes one away.

    Pairs are written on top of the usual fields, in their order, so that a field can stand there several times.
    """
    if isinstance(headers, Mapping):
        named = {name.lower() for name in headers}
        fields = [(name, value) for name, value in _USUAL.items() if name.lower() not in named]
        fields += [(name, value) for name, value in headers.items() if value is not None]
    else:
        fields = [*headers, *_USUAL.items()]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"{head}\r\n{body}\r\n".encode()


def letter(headers: Headers = (), body: str = "When will it come?", reading: Reading | None = None) -> Letter:
    """Return a letter with these header fields and this text, read as real ones are."""
    return letter_of(octets(headers, body), reading)


def letter_of(raw: bytes, reading: Reading | None = None) -> Letter:
    """Return the letter of a whole message; all its text counts as visible."""
    message = parse(read_octets(raw))
    return Letter(message, Zones(visible=message.text), reading or Reading(), "0" * 64, "", message.subject.lower())


def sample(name: str) -> Letter:
    """Return the letter of one of the files under tests/mail, such as `guard/human-plain`."""
    return letter_of((MAIL / f"{name}.eml").read_bytes())
