"""What must change in the ledger so that it tells a conversation's story as it is known now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from responder.domain.conversation import (
    ClosedByHand,
    End,
    Event,
    LetterIn,
    ReplyOut,
    TakenBack,
    Window,
    ended,
    windows,
)
from responder.domain.expectation import (
    TRANSITIONS,
    Expectation,
    ExpectationEvent,
    ExpectationKind,
    ExpectationState,
    answered,
    closed,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write so that the ledger tells the story: rows with their id to save again, rows without one to insert.

    `withdrawn` rows are saved like `updated` ones; their letters turned out not to open a window.
    """

    updated: tuple[Expectation, ...] = ()
    inserted: tuple[Expectation, ...] = ()
    withdrawn: tuple[Expectation, ...] = ()


def reconcile(
    existing: Sequence[Expectation], events: Sequence[Event], make: Callable[[Window], Expectation]
) -> Changes:
    """What must change in a conversation's rows of the ledger so that they agree with its events.

    `make` builds the open row (id 0) of a window. Rows of kind PROMISE stay what they are and end when the letter that
    they are about ends. Rows whose letter is not among the events are left alone. Reconciling twice changes nothing the
    second time.
    """
    by_key = {(row.message_row, row.after_row): row for row in existing if row.kind is not ExpectationKind.PROMISE}
    updated, inserted = [], []
    for window in windows(events):
        row = by_key.pop(window.key, None)
        if row is None:
            inserted.append(_settled(make(window), window.ended_by))
        else:
            updated.append((row, _settled(_reopened(row, window, make), window.ended_by)))
    promises = (
        row for row in existing if row.kind is ExpectationKind.PROMISE and row.state is not ExpectationState.WITHDRAWN
    )
    updated.extend((row, _settled(row, ended(row.message_row, events))) for row in promises)
    known = {event.message_row for event in events if isinstance(event, LetterIn)}
    withdrawn = [(row, _withdrawn(row)) for row in by_key.values() if row.message_row in known]
    return Changes(_changed(updated), tuple(inserted), _changed(withdrawn))


def _reopened(row: Expectation, window: Window, make: Callable[[Window], Expectation]) -> Expectation:
    """The row as it stood while its window lasted. One that has to wait again, or by another time, gets its stages
    back."""
    state = TRANSITIONS[row.state][ExpectationEvent.JUDGED_AFRESH]
    timed = window.counted_from
    as_told = row.limit_at == timed.limit_at
    row = replace(row, kind=window.kind, target_at=timed.target_at, limit_at=timed.limit_at)
    if state is row.state and as_told:
        return row
    row = replace(row, state=state, closed_at=None, closed_how="")
    if window.ended_by:
        return row
    fresh = make(window)
    return replace(row, stages=fresh.stages, next_check_at=fresh.next_check_at)


def _settled(row: Expectation, end: End | None) -> Expectation:
    match end:
        case None:
            return row
        case ReplyOut():
            return answered(row, end.at)
        case TakenBack():
            return closed(row, end.how, end.at, ExpectationEvent.CLOSED_BY_HAND)
        case ClosedByHand():
            return closed(row, end.how, end.at, end.event)


def _withdrawn(row: Expectation) -> Expectation:
    how = "an older letter was waiting" if row.after_row is None else "nothing was left by that reply"
    return closed(row, how, row.opened_at, ExpectationEvent.SUPERSEDED)


def _changed(pairs: Iterable[tuple[Expectation, Expectation]]) -> tuple[Expectation, ...]:
    return tuple(after for before, after in pairs if after != before)
