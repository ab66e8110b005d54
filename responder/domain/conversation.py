"""The story of one conversation: which letters waited for an answer and what ended the wait, whatever was read first.

The windows are a function of the whole set of events, so that any interleaving of the two folders ends in the same
expectations. Every letter is ended by the earliest thing that can end it; letters ended by the same thing are one wait,
which is counted from the oldest of them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from responder.domain.expectation import ExpectationEvent, ExpectationKind


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
    """A person's reply of ours. `answers` are the customers it went to, in lower case; None: everyone who waits.

    `leaves` are the letters with a question that still has to be answered after it, `passes_by` those among them of
    which it does not even end the first wait. `key` orders replies of one instant.
    """

    message_row: int
    at: datetime
    answers: frozenset[str] | None = None
    leaves: frozenset[int] = frozenset()
    passes_by: frozenset[int] = frozenset()
    key: str = ""


@dataclass(frozen=True, slots=True)
class ClosedByHand:
    """Somebody ended the wait without a reply: CLOSED_BY_HAND or MOVED_AWAY.

    `message_row` names the one letter that it ends (moved to Junk), None all that arrived up to `at`.
    """

    at: datetime
    how: str
    event: ExpectationEvent = ExpectationEvent.CLOSED_BY_HAND
    message_row: int | None = None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A later letter (`message_row`) with which the customer took back all that these letters still asked."""

    message_row: int
    at: datetime
    letters: frozenset[int]
    how: str = "withdrawn by the customer"


_FOR_EVER = datetime.max.replace(tzinfo=UTC)

End = ReplyOut | ClosedByHand | TakenBack
Event = LetterIn | End


@dataclass(frozen=True, slots=True)
class Window:
    """One wait: the letter that opened it, the letters that ended with it (oldest first), and what ended it (None: it
    still lasts).

    With `after` it is the wait for the rest of an answer: opened by that reply, by the times of the letter `timed_by`
    from which the wait was counted that the reply ended.
    """

    kind: ExpectationKind
    opened_by: LetterIn
    letters: tuple[LetterIn, ...]
    ended_by: End | None
    after: ReplyOut | None = None
    timed_by: LetterIn | None = None

    @property
    def opened_at(self) -> datetime:
        """When the wait began: the arrival of its oldest letter, or the reply that left something."""
        return self.after.at if self.after else self.opened_by.at

    @property
    def closed_at(self) -> datetime | None:
        """When the wait ended, None while it lasts."""
        return self.ended_by.at if self.ended_by else None

    @property
    def counted_from(self) -> LetterIn:
        """The letter whose target and limit hold."""
        return self.timed_by or self.opened_by

    @property
    def key(self) -> tuple[int, int | None]:
        """What names it for good: its letter's row and that of the reply it came after."""
        return self.opened_by.message_row, self.after.message_row if self.after else None


def windows(events: Iterable[Event]) -> tuple[Window, ...]:
    """All waits of a conversation, oldest first, from its events in any order.

    A reply at the very instant of a letter counts as after it. A window is a first reply until somebody has written to
    that customer before it opened. A reply that leaves questions ends its window and opens one for the rest; that one
    takes in what the same customer writes meanwhile, and ends with the last of its letters.
    """
    letters, ends = _sorted(events)
    waits: dict[End | None, list[LetterIn]] = {}
    rests: dict[ReplyOut, _Rest] = {}
    waited_until: datetime | None = None
    for place, letter in enumerate(letters):
        if not letter.opens or (letter.thanks and (place or _replied_before(letter, ends))):
            continue
        end = _end_of(letter, ends)
        # A further letter that is moved away while an older one waits never was a wait of its own.
        if waited_until and waited_until > letter.at and isinstance(end, ClosedByHand) and end.message_row is not None:
            continue
        last = _last_end_of(letter, end, ends)
        waited_until = max(waited_until or letter.at, last.at if last else _FOR_EVER)
        rest = next((rest for rest in rests.values() if rest.takes_in(letter)), None)
        if rest is None:
            waits.setdefault(end, []).append(letter)
            if isinstance(end, ReplyOut) and _leaves(end, letter):
                rest = rests.setdefault(end, _Rest(end))
        if rest is not None:
            rest.add(letter, last)
    found = [Window(_kind(waiting[0], ends), waiting[0], tuple(waiting), end) for end, waiting in waits.items()]
    found += [rest.window(waits[reply][0]) for reply, rest in rests.items()]
    return tuple(sorted(found, key=lambda window: (window.opened_at, window.key[0])))


def ended(message_row: int, events: Iterable[Event]) -> End | None:
    """What ended the wait of one letter and of its rest, None while it waits or when it is not among the events."""
    letters, ends = _sorted(events)
    found = ((letter, _end_of(letter, ends)) for letter in letters if letter.message_row == message_row)
    return next((_last_end_of(letter, end, ends) for letter, end in found), None)


def _sorted(events: Iterable[Event]) -> tuple[list[LetterIn], list[End]]:
    told = sorted(events, key=_order)
    ends = [event for event in told if not isinstance(event, LetterIn)]
    return [event for event in told if isinstance(event, LetterIn)], ends


def _order(event: Event) -> tuple[datetime, int, str, int]:
    match event:
        case LetterIn() | TakenBack():
            return event.at, 0, "", event.message_row
        case ReplyOut():
            return event.at, 1, event.key, event.message_row
        case ClosedByHand():
            return event.at, 2, event.how, event.message_row or 0


def _end_of(letter: LetterIn, ends: Sequence[End]) -> End | None:
    first = bisect_left(ends, letter.at, key=lambda end: end.at)
    return next((end for end in islice(ends, first, None) if _can_end(end, letter)), None)


def _last_end_of(letter: LetterIn, end: End | None, ends: Sequence[End]) -> End | None:
    """What ended all that the letter asked, which its first `end` may have left in part."""
    if end is None or not _leaves(end, letter):
        return end
    later = islice(ends, ends.index(end) + 1, None)
    return next((one for one in later if _can_end(one, letter) and not _leaves(one, letter)), None)


def _can_end(end: End, letter: LetterIn) -> bool:
    match end:
        case ReplyOut():
            reached = end.answers is None or letter.customer in end.answers
            return reached and letter.message_row not in end.passes_by
        case TakenBack():
            return letter.message_row in end.letters
        case ClosedByHand():
            return end.message_row is None or end.message_row == letter.message_row


def _leaves(end: End, letter: LetterIn) -> bool:
    return isinstance(end, ReplyOut) and letter.message_row in end.leaves


def _replied_before(letter: LetterIn, ends: Sequence[End]) -> bool:
    return any(isinstance(end, ReplyOut) and end.at < letter.at for end in ends)


def _kind(letter: LetterIn, ends: Sequence[End]) -> ExpectationKind:
    written_before = any(isinstance(end, ReplyOut) and end.at < letter.at and _can_end(end, letter) for end in ends)
    return ExpectationKind.NEXT_REPLY if written_before else ExpectationKind.FIRST_REPLY


class _Rest:
    """What a reply left, while the conversation is gone through: letters, and what ended each of them."""

    def __init__(self, after: ReplyOut) -> None:
        self.after = after
        self.letters: list[LetterIn] = []
        self.ends: list[End | None] = []

    def takes_in(self, letter: LetterIn) -> bool:
        """Whether one of its customers writes this while it lasts."""
        end = self.end
        lasts = end is None or letter.at < end.at or (letter.at == end.at and not isinstance(end, TakenBack))
        return lasts and letter.at > self.after.at and any(one.customer == letter.customer for one in self.letters)

    def add(self, letter: LetterIn, end: End | None) -> None:
        """Wait for this letter too, which `end` ends."""
        self.letters.append(letter)
        self.ends.append(end)

    @property
    def end(self) -> End | None:
        """The end of the last of its letters, None while one waits."""
        ends = [end for end in self.ends if end is not None]
        return max(ends, key=_order) if len(ends) == len(self.ends) else None

    def window(self, timed_by: LetterIn) -> Window:
        """The wait, by the times of this letter."""
        letters = tuple(self.letters)
        return Window(ExpectationKind.NEXT_REPLY, letters[0], letters, self.end, self.after, timed_by)
