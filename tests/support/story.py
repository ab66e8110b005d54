"""Builds the events of a conversation, and the ledger that they come to, for tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from responder.domain.conversation import ClosedByHand, Event, LetterIn, ReplyOut, Window
from responder.domain.expectation import Expectation, ExpectationEvent, ExpectationKind, ExpectationState
from responder.domain.reconcile import Changes, reconcile
from tests.support.ledger import at, expectation

K, S = ExpectationKind, ExpectationState
MARIA, OLEG = "maria@vector.example", "oleg@vector.example"


def letter(row: int, clock: str, customer: str = MARIA, opens: bool = True) -> LetterIn:
    when = at(clock)
    return LetterIn(row, when, customer, opens, when + timedelta(hours=2), when + timedelta(hours=3))


def reply(row: int, clock: str, *customers: str) -> ReplyOut:
    return ReplyOut(row, at(clock), frozenset(customers) or None)


def make(window: Window) -> Expectation:
    letter = window.opened_by
    return expectation(
        id=0,
        message_row=letter.message_row,
        kind=window.kind,
        opened_at=window.opened_at,
        target_at=window.counted_from.target_at,
        limit_at=window.counted_from.limit_at,
        after_row=window.key[1],
    )


def stored(rows: Sequence[Expectation], changes: Changes) -> list[Expectation]:
    kept = {row.id: row for row in rows}
    kept |= {row.id: row for row in (*changes.updated, *changes.withdrawn)}
    fresh = [replace(row, id=len(kept) + n + 1) for n, row in enumerate(changes.inserted)]
    return [*kept.values(), *fresh]


def ledger(*batches: Sequence[Event]) -> list[Expectation]:
    rows: list[Expectation] = []
    events: list[Event] = []
    for batch in batches:
        events += batch
        rows = stored(rows, reconcile(rows, events, make))
    return rows


def moved(row: int, clock: str) -> ClosedByHand:
    return ClosedByHand(at(clock), "moved to Junk", ExpectationEvent.MOVED_AWAY, row)


def partial(row: int, clock: str, *leaves: int, nothing: bool = False, to: str = MARIA) -> ReplyOut:
    left = frozenset(leaves)
    return ReplyOut(row, at(clock), frozenset({to}), left, left if nothing else frozenset())
