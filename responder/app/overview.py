"""Shapes who waits for an answer, and how things are, as the JSON object that scripts read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from responder.app.explained import instant
from responder.domain.expectation import Expectation
from responder.domain.question import Question
from responder.domain.verdict import Verdict
from responder.ports.store import Transaction

LOOKS_BACK = timedelta(days=7)
"""So far back go the counts and, where they are wanted, the expectations that ended."""

Asked = Sequence[tuple[int, Question]]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the database says. `open_labels` are, for each conversation, the labels of the questions still open."""

    waiting: Sequence[Expectation]
    ended: Sequence[Expectation]
    open_labels: Mapping[int, Sequence[str]]
    counts: Mapping[str, int]


def standing(tx: Transaction, now: datetime, *, with_closed: bool) -> Standing:
    """Read it, in one transaction; open ones by the time left, then those that ended, by when."""
    waiting = tx.expectations.waiting()
    ended = tx.expectations.closed_since(now - LOOKS_BACK) if with_closed else ()
    labels = {
        row.conversation_id: open_labels(
            tx.messages.questions(row.conversation_id), tx.messages.questions(row.conversation_id, open_only=True)
        )
        for row in waiting
    }
    return Standing(waiting, ended, labels, tx.messages.counts_since(now - LOOKS_BACK))


def open_labels(asked: Asked, still_open: Asked) -> list[str]:
    """The customer's own labels of the open questions, `#3` for the third of all where it has none."""
    left = list(still_open)
    labels = []
    for place, one in enumerate(asked, start=1):
        if one in left:
            left.remove(one)
            labels.append(one[1].number or f"#{place}")
    return labels


def overview(found: Standing, health: Mapping[str, Any]) -> dict[str, Any]:
    """The object of `responder status --json`. The counts are those of the last 7 days."""
    counts = found.counts
    rows = [_expectation(row, found.open_labels.get(row.conversation_id, ())) for row in found.waiting]
    rows += [{**_expectation(row, ()), **_ending(row)} for row in found.ended]
    return {
        "expectations": rows,
        "spam": counts.get(Verdict.SPAM.value, 0),
        "doubt": counts.get(Verdict.DOUBT.value, 0),
        "echo": {"verified": counts.get("verified", 0), "letters": counts.get("letters", 0)},
        "health": dict(health),
    }


def _expectation(row: Expectation, labels: Sequence[str]) -> dict[str, Any]:
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
        "questions_open": list(labels),
    }


def _ending(row: Expectation) -> dict[str, Any]:
    return {"closed_at": instant(row.closed_at) if row.closed_at else None, "how": row.closed_how}
