"""Invented facts that drive templates through every form, for `check`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from responder.domain.acknowledgement import Acknowledgement, Form, ShownQuestion
from responder.domain.alert import AlertFacts
from responder.domain.alert_line import AlertLine
from responder.domain.alert_trouble import Trouble, TroubleFacts, TroubleNews
from responder.domain.calendar import Calendar
from responder.domain.draft import DraftedQuestion, DraftFacts
from responder.domain.expectation import ExpectationKind
from responder.domain.open_questions import OpenQuestion
from responder.domain.rule import Book, Urgent
from responder.domain.values import Address

_NOW = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
_OPENS, _LIMIT = _NOW + timedelta(hours=56), _NOW + timedelta(hours=59)
_TEXT, _ANSWER = "Can the date be moved to 5 December?", "Yes, until the act is signed.\n\n1. Write to us.\n2. Sign."
_QUESTIONS = tuple(ShownQuestion(str(number), _TEXT, _ANSWER) for number in range(1, 8))
_FORMS = {
    "addition": Form.ADDITION,
    "calm": Form.CALM,
    "bare": Form.BARE,
    "unverified": Form.UNVERIFIED,
    "answers": Form.ANSWERS,
}


def letters(family: str, book: Book) -> Iterator[tuple[Acknowledgement, Book]]:
    """Acknowledgements of a family: late or not, out of hours or not, with all, some, hidden and no questions, with and
    without everything that may be missing."""
    contact = book.urgent or Urgent("+00 000 000 00 00", Calendar(book.calendar.zone))
    full = replace(book, urgent=contact, company=replace(book.company, name=book.company.name or "Example"))
    empty = replace(book, urgent=None, company=replace(book.company, name=""))
    for late, closed, (asked, shown, more) in product((False, True), (True, False), ((9, 7, 2), (1, 1, 0), (2, 0, 0))):
        facts = Acknowledgement(
            form=_FORMS.get(family, Form.FULL),
            family=family,
            to=Address("maria@customer.example", "Maria"),
            language="",
            limit_at=_LIMIT,
            written_at=_NOW,
            name="Maria",
            subject="Moving the date",
            questions=_QUESTIONS[:shown],
            more=more,
            asked=asked,
            late=late,
            opens_at=_OPENS if closed else None,
            customer_offset=timedelta(hours=-5),
            signed_by="Example support",
            asks_news=True,
            mailbox="support@company.example",
        )
        yield facts, full
        bare = replace(facts, name="", subject="", questions=(), more=0, signed_by="", customer_offset=None, mailbox="")
        yield replace(bare, asked=min(asked, 2) - 1, asks_news=late), empty


def drafts(book: Book) -> Iterator[tuple[DraftFacts, Book]]:
    """Drafts with many questions, one and none, with and without answers and everything that may be missing."""
    asked = tuple(DraftedQuestion(one.label, one.text) for one in _QUESTIONS)
    for questions in (asked, asked[:1], (replace(asked[0], answer="Yes.\n\nIt can."), asked[1]), ()):
        to = Address("maria@customer.example", "Maria")
        yield DraftFacts(to, (), "", "Maria", "Moving the date", questions, "Example support"), book
        yield DraftFacts(to, (), "", "", "", questions), replace(book, company=replace(book.company, name=""))


def alerts(book: Book) -> Iterator[AlertFacts]:
    """Alerts with one letter and with many, missed and not, with everything shown and with names hidden."""
    for missed, show in product((False, True), ("full", "count")):
        line = _line(missed=missed, show=show)
        facts = AlertFacts("Anna", "", book.calendar.zone, show, _NOW, (line,))
        yield facts
        yield replace(facts, lines=(line, replace(line, missed=not missed)) * 15, sent_not_seen_since=_NOW)
        left = replace(line, missed=False, left=timedelta(minutes=45), left_open=True, repeat=0)
        yield replace(facts, lines=(left,))
        yield replace(facts, lines=(replace(left, blank_sent=True, drafted=True), line))


def troubles(book: Book) -> Iterator[TroubleFacts]:
    """Every trouble, raised, still there and over; with and without letters that wait."""
    line = _line(missed=False, show="full")
    for trouble, news in product(Trouble, TroubleNews):
        facts = TroubleFacts("Anna", "", book.calendar.zone, trouble, news, _NOW, _NOW - timedelta(hours=2))
        yield facts
        yield replace(
            facts, about="sent", detail="the server says no", count=2, measure=95, times=2, lines=(line,) * 25
        )


def _line(*, missed: bool, show: str) -> AlertLine:
    left = timedelta(minutes=-20 if missed else 45)
    line = AlertLine(
        1, ("75%",), ExpectationKind.PROMISE, _NOW - timedelta(hours=3), _NOW, _NOW + left, left, missed, not missed
    )
    if show == "count":
        return line
    return replace(
        line,
        repeat=2,
        customer="maria@customer.example",
        customer_name="Maria Sample",
        subject="Moving the date",
        message_id="<sample@customer.example>",
        rule="sample",
        questions=2,
        asked=(OpenQuestion("2", "Can the date be moved?"), OpenQuestion("#4", "Who comes?", asked_again=1)),
    )
