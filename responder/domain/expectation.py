"""What a customer has been led to expect, by when, and how that ends."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class ExpectationKind(StrEnum):
    """What is expected: the first answer, an answer after an earlier one, or a time that we named ourselves."""

    FIRST_REPLY = "first_reply"
    NEXT_REPLY = "next_reply"
    PROMISE = "promise"


class ExpectationState(StrEnum):
    """OPEN and BREACHED wait for an answer (BREACHED past its limit); the others are final."""

    OPEN = "open"
    BREACHED = "breached"
    KEPT = "kept"
    LATE = "late"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ExpectationEvent(StrEnum):
    """What can happen to an expectation. JUDGED_AFRESH: mail that was found later changed the story it is part of."""

    ANSWERED_IN_TIME = "answered_in_time"
    ANSWERED_LATE = "answered_late"
    LIMIT_PASSED = "limit_passed"
    CLOSED_BY_HAND = "closed_by_hand"
    MOVED_AWAY = "moved_away"
    SUPERSEDED = "superseded"
    JUDGED_AFRESH = "judged_afresh"


S, E = ExpectationState, ExpectationEvent
_FROM_WAITING: dict[ExpectationEvent, ExpectationState] = {
    E.ANSWERED_IN_TIME: S.KEPT,
    E.ANSWERED_LATE: S.LATE,
    E.LIMIT_PASSED: S.BREACHED,
    E.CLOSED_BY_HAND: S.CLOSED,
    E.MOVED_AWAY: S.CLOSED,
    E.SUPERSEDED: S.WITHDRAWN,
}
_AFTER_A_REPLY = {
    E.LIMIT_PASSED: None,
    E.CLOSED_BY_HAND: None,
    E.MOVED_AWAY: None,
    E.ANSWERED_IN_TIME: S.KEPT,
    E.ANSWERED_LATE: None,
    E.SUPERSEDED: S.WITHDRAWN,
    E.JUDGED_AFRESH: S.OPEN,
}


def _staying(state: ExpectationState) -> dict[ExpectationEvent, ExpectationState]:
    return {event: after or state for event, after in _AFTER_A_REPLY.items()}


TRANSITIONS: dict[ExpectationState, dict[ExpectationEvent, ExpectationState]] = {
    S.OPEN: {**_FROM_WAITING, E.JUDGED_AFRESH: S.OPEN},
    S.BREACHED: {**_FROM_WAITING, E.JUDGED_AFRESH: S.BREACHED},
    S.KEPT: _staying(S.KEPT),
    S.LATE: _staying(S.LATE),
    S.CLOSED: {**dict.fromkeys(E, S.CLOSED), E.SUPERSEDED: S.WITHDRAWN, E.JUDGED_AFRESH: S.OPEN},
    S.WITHDRAWN: {**dict.fromkeys(E, S.WITHDRAWN), E.JUDGED_AFRESH: S.OPEN},
}
"""Total. An earlier reply that is found later than a late one makes LATE into KEPT: only the mail decides, not the
order in which it was read. For the same reason every final state can be judged afresh."""

WAITING = frozenset({S.OPEN, S.BREACHED})
ANSWERED = frozenset({S.KEPT, S.LATE})


@dataclass(frozen=True, slots=True)
class StageDue:
    """One warning of one expectation: the stage's key (`50%`, `45m`, `target`, `repeat 1`) and when it falls due."""

    stage: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Expectation:
    """One row of the ledger: the time told to the customer, alerted by and reported is this one record.

    `opened_at` is the INTERNALDATE of the oldest unanswered letter, `limit_at` what the customer was told. `stages` are
    the warnings still to come, soonest first; `next_check_at` is the next instant that matters, None when nothing more
    falls due by itself (always so when final). `alerted_at` is when staff were last told, `repeats` how often they were
    reminded after the last stage. `customer` is an address, `customer_name` may be empty. `after_row` is set on a wait
    for the rest of an answer: the message row of the reply that left something.
    """

    id: int
    conversation_id: int
    message_row: int
    message_id: str | None
    kind: ExpectationKind
    state: ExpectationState
    opened_at: datetime
    target_at: datetime
    limit_at: datetime
    stages: tuple[StageDue, ...]
    next_check_at: datetime | None
    customer: str
    customer_name: str = ""
    subject: str = ""
    rule: str | None = None
    questions: int = 0
    closed_at: datetime | None = None
    closed_how: str = ""
    repeats: int = 0
    alerted_at: datetime | None = None
    after_row: int | None = None


def answered(expectation: Expectation, at: datetime) -> Expectation:
    """The expectation after a person's reply was sent `at`. Of several replies the earliest counts, in whatever order
    they are found; what was closed by hand or withdrawn stays so."""
    event = E.ANSWERED_IN_TIME if at <= expectation.limit_at else E.ANSWERED_LATE
    state = TRANSITIONS[expectation.state][event]
    if state not in ANSWERED:
        return _ended(expectation, state, expectation.closed_at, expectation.closed_how)
    return _ended(expectation, state, min(at, expectation.closed_at or at), "answered")


def closed(expectation: Expectation, how: str, at: datetime, event: ExpectationEvent) -> Expectation:
    """The expectation after it ended without a reply; `how` is kept for the report (`answered by telephone`).

    `event` is CLOSED_BY_HAND, MOVED_AWAY or SUPERSEDED. What has already ended keeps its time and its reason, except
    that SUPERSEDED withdraws it.
    """
    state = TRANSITIONS[expectation.state][event]
    if expectation.state not in WAITING and state is expectation.state:
        return _ended(expectation, state, expectation.closed_at, expectation.closed_how)
    return _ended(expectation, state, at, how)


def _ended(expectation: Expectation, state: ExpectationState, at: datetime | None, how: str) -> Expectation:
    return replace(expectation, state=state, closed_at=at, closed_how=how, stages=(), next_check_at=None)
