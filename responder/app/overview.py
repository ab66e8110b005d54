"""Shapes who waits for an answer, and how things are, as the JSON object that scripts read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from responder.app.explained import instant
from responder.domain.answer import QuestionState
from responder.domain.expectation import Expectation
from responder.domain.open_questions import OpenQuestion, open_questions
from responder.domain.question_entry import Entry
from responder.domain.question_labels import Label, named
from responder.domain.record import MessageRecord
from responder.domain.verdict import Verdict
from responder.ports.store import Transaction

LOOKS_BACK = timedelta(days=7)
"""So far back go the counts, the questions that are perhaps unanswered and, where they are wanted, what ended."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A question to which something in a reply may be the answer, and the letter that asks it."""

    label: Label
    entry: Entry
    letter: MessageRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says. `asked` are, by the row of an expectation, the questions still open."""

    waiting: Sequence[Expectation]
    ended: Sequence[Expectation]
    asked: Mapping[int, Sequence[OpenQuestion]]
    unsure: Sequence[Unsure]
    counts: Mapping[str, int]


def standing(tx: Transaction, now: datetime, *, with_closed: bool) -> Standing:
    """Read it, in one transaction; open ones by the time left, then those that ended, by when."""
    since = now - LOOKS_BACK
    waiting = tx.expectations.waiting()
    ended = tx.expectations.closed_since(since) if with_closed else ()
    asked = {row.id: open_questions(row, tx.messages.asked(row.conversation_id)) for row in waiting}
    return Standing(waiting, ended, asked, _unsure(tx, since), tx.messages.counts_since(since))


def _unsure(tx: Transaction, since: datetime) -> list[Unsure]:
    found = [
        (label, entry)
        for conversation in tx.messages.unsure_since(since)
        for label, entry in named(tx.messages.asked(conversation))
        if entry.state is QuestionState.UNSURE
    ]
    letters = {letter.row: letter.record for letter in tx.messages.rows({entry.letter_row for _, entry in found})}
    return [Unsure(label, entry, letters[entry.letter_row]) for label, entry in found]


def overview(found: Standing, health: Mapping[str, Any]) -> dict[str, Any]:
    """The object of `responder status --json`. The counts are those of the last 7 days."""
    counts = found.counts
    rows = [_expectation(row, found.asked.get(row.id, ())) for row in found.waiting]
    rows += [{**_expectation(row, ()), **_ending(row)} for row in found.ended]
    return {
        "expectations": rows,
        "perhaps_unanswered": [_perhaps_unanswered(one) for one in found.unsure],
        "spam": counts.get(Verdict.SPAM.value, 0),
        "doubt": counts.get(Verdict.DOUBT.value, 0),
        "echo": {"verified": counts.get("verified", 0), "letters": counts.get("letters", 0)},
        "health": dict(health),
    }


def _expectation(row: Expectation, asked: Sequence[OpenQuestion]) -> dict[str, Any]:
    return {
        "kind": row.kind.value,
        "state": row.state.value,
        "message_id": row.message_id,
        "customer": row.customer,
        "customer_name": row.customer_name,
        "subject": row.subject,
        "rule": row.rule,
        "opened_at": instant(row.opened_at),
        "target_at": instant(row.target_at),
        "limit_at": instant(row.limit_at),
        "questions_open": [question.label for question in asked],
        "asked_again": [question.label for question in asked if question.asked_again],
    }


def _perhaps_unanswered(one: Unsure) -> dict[str, Any]:
    return {
        "message_id": one.letter.message_id,
        "customer": one.letter.from_address,
        "subject": one.letter.subject,
        "question": one.label.shown,
        "text": one.entry.question.text,
        "evidence": one.entry.evidence,
        "rule": one.entry.rule,
    }


def _ending(row: Expectation) -> dict[str, Any]:
    return {"closed_at": instant(row.closed_at) if row.closed_at else None, "how": row.closed_how}
