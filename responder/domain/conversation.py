"""The story of one conversation: which letters waited for an answer and what ended the wait, whatever was read first.

The windows are a function of the whole set of events, so that any interleaving of the two folders ends in the same
expectations. Every letter is ended by the earliest thing that can end it; letters ended by the same thing are one wait,
which is counted from the oldest of them.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

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
class LetterIn:
    """A letter of a customer, whose address is in lower case.

    `opens` is false for one that waits for nothing (machine mail, one from before our time). `thanks`: nothing but
    thanks, which waits only where nothing came before it. `target_at` and `limit_at` are the times it gets if it opens
    a window.
    """

    message_row: int
    at: datetime
    customer: str
    opens: bool
    target_at: datetime
    limit_at: datetime
    thanks: bool = False


@dataclass(frozen=True, slots=True)
class ReplyOut:
    """A person's reply of ours. `answers` are the customers it went to, in lower case; None: everyone who waits."""

    message_row: int
    at: datetime
    answers: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ClosedByHand:
    """Somebody ended the wait without a reply: CLOSED_BY_HAND or MOVED_AWAY.

    `message_row` names the one letter that it ends (moved to Junk), None all that arrived up to `at`.
    """

    at: datetime
    how: str
    event: ExpectationEvent = ExpectationEvent.CLOSED_BY_HAND
    message_row: int | None = None


_FOR_EVER = datetime.max.replace(tzinfo=UTC)

Event = LetterIn | ReplyOut | ClosedByHand
End = ReplyOut | ClosedByHand


@dataclass(frozen=True, slots=True)
class Window:
    """One wait: the letter that opened it, the letters that ended with it (oldest first), and what ended it (None: it
    still lasts)."""

    kind: ExpectationKind
    opened_by: LetterIn
    letters: tuple[LetterIn, ...]
    ended_by: End | None

    @property
    def opened_at(self) -> datetime:
        """When the wait began: the arrival of its oldest letter."""
        return self.opened_by.at

    @property
    def closed_at(self) -> datetime | None:
        """When the wait ended, None while it lasts."""
        return self.ended_by.at if self.ended_by else None


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write so that the ledger tells the story: rows with their id to save again, rows without one to insert.

    `withdrawn` rows are saved like `updated` ones; their letters turned out not to open a window.
    """

    updated: tuple[Expectation, ...] = ()
    inserted: tuple[Expectation, ...] = ()
    withdrawn: tuple[Expectation, ...] = ()


def windows(events: Iterable[Event]) -> tuple[Window, ...]:
    """All waits of a conversation, oldest first, from its events in any order.

    A reply at the very instant of a letter counts as after it. A window is a first reply until somebody has written to
    that customer before it opened.
    """
    letters, ends = _sorted(events)
    waits: dict[End | None, list[LetterIn]] = {}
    waited_until: datetime | None = None
    for place, letter in enumerate(letters):
        if not letter.opens or (letter.thanks and (place or _replied_before(letter, ends))):
            continue
        end = _end_of(letter, ends)
        # A further letter that is moved away while an older one waits never was a wait of its own.
        if waited_until and waited_until > letter.at and isinstance(end, ClosedByHand) and end.message_row is not None:
            continue
        waits.setdefault(end, []).append(letter)
        waited_until = max(waited_until or letter.at, end.at if end else _FOR_EVER)
    return tuple(Window(_kind(waiting[0], ends), waiting[0], tuple(waiting), end) for end, waiting in waits.items())


def ended(message_row: int, events: Iterable[Event]) -> End | None:
    """What ended the wait of one letter, None while it waits or when it is not among the events."""
    letters, ends = _sorted(events)
    return next((_end_of(letter, ends) for letter in letters if letter.message_row == message_row), None)


def reconcile(
    existing: Sequence[Expectation], events: Sequence[Event], make: Callable[[Window], Expectation]
) -> Changes:
    """What must change in a conversation's rows of the ledger so that they agree with its events.

    `make` builds the open row (id 0) of a window. Rows of kind PROMISE stay what they are and end when the letter that
    they are about ends. Rows whose letter is not among the events are left alone. Reconciling twice changes nothing the
    second time.
    """
    by_letter = {row.message_row: row for row in existing if row.kind is not ExpectationKind.PROMISE}
    updated, inserted = [], []
    for window in windows(events):
        row = by_letter.pop(window.opened_by.message_row, None)
        if row is None:
            inserted.append(_settled(make(window), window.ended_by))
        else:
            updated.append((row, _settled(_reopened(row, window, make), window.ended_by)))
    promises = (
        row for row in existing if row.kind is ExpectationKind.PROMISE and row.state is not ExpectationState.WITHDRAWN
    )
    updated.extend((row, _settled(row, ended(row.message_row, events))) for row in promises)
    known = {event.message_row for event in events if isinstance(event, LetterIn)}
    withdrawn = [(row, _withdrawn(row)) for row in by_letter.values() if row.message_row in known]
    return Changes(_changed(updated), tuple(inserted), _changed(withdrawn))


def _sorted(events: Iterable[Event]) -> tuple[list[LetterIn], list[End]]:
    told = sorted(events, key=_order)
    ends = [event for event in told if not isinstance(event, LetterIn)]
    return [event for event in told if isinstance(event, LetterIn)], ends


def _order(event: Event) -> tuple[datetime, bool, int, str]:
    by_hand, how = (True, event.how) if isinstance(event, ClosedByHand) else (False, "")
    return event.at, by_hand, event.message_row or 0, how


def _end_of(letter: LetterIn, ends: Sequence[End]) -> End | None:
    first = bisect_left(ends, letter.at, key=lambda end: end.at)
    return next((end for end in islice(ends, first, None) if _can_end(end, letter)), None)


def _can_end(end: End, letter: LetterIn) -> bool:
    if isinstance(end, ReplyOut):
        return end.answers is None or letter.customer in end.answers
    return end.message_row is None or end.message_row == letter.message_row


def _replied_before(letter: LetterIn, ends: Sequence[End]) -> bool:
    return any(isinstance(end, ReplyOut) and end.at < letter.at for end in ends)


def _kind(letter: LetterIn, ends: Sequence[End]) -> ExpectationKind:
    written_before = any(isinstance(end, ReplyOut) and end.at < letter.at and _can_end(end, letter) for end in ends)
    return ExpectationKind.NEXT_REPLY if written_before else ExpectationKind.FIRST_REPLY


def _reopened(row: Expectation, window: Window, make: Callable[[Window], Expectation]) -> Expectation:
    """The row as it stood while its window lasted. One that has to wait again gets its stages back."""
    state = TRANSITIONS[row.state][ExpectationEvent.JUDGED_AFRESH]
    if state is row.state:
        return replace(row, kind=window.kind)
    row = replace(row, kind=window.kind, state=state, closed_at=None, closed_how="")
    if window.ended_by:
        return row
    fresh = make(window)
    return replace(row, stages=fresh.stages, next_check_at=fresh.next_check_at)


def _settled(row: Expectation, end: End | None) -> Expectation:
    if end is None:
        return row
    return answered(row, end.at) if isinstance(end, ReplyOut) else closed(row, end.how, end.at, end.event)


def _withdrawn(row: Expectation) -> Expectation:
    return closed(row, "an older letter was waiting", row.opened_at, ExpectationEvent.SUPERSEDED)


def _changed(pairs: Iterable[tuple[Expectation, Expectation]]) -> tuple[Expectation, ...]:
    return tuple(after for before, after in pairs if after != before)
