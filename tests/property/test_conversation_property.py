from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.advance import Seen, advance
from responder.domain.conversation import ClosedByHand, Event, LetterIn, ReplyOut, windows
from responder.domain.expectation import Expectation, ExpectationEvent, ExpectationState
from responder.domain.reconcile import Changes, reconcile
from responder.domain.rule import Alerts
from tests.support.ledger import ALWAYS, MONDAY
from tests.support.story import make, stored

CUSTOMERS = ["maria@vector.example", "oleg@vector.example", "li@other.example"]
TARGET, LIMIT = timedelta(minutes=20), timedelta(minutes=30)


@st.composite
def conversations(draw: st.DrawFn) -> list[Event]:
    """Letters, replies and closings at few instants, so that ties and overlaps are common."""
    events: list[Event] = []
    for row in range(1, draw(st.integers(1, 9)) + 1):
        when = MONDAY + timedelta(minutes=5 * draw(st.integers(0, 16)))
        kind = draw(st.sampled_from(["letter", "letter", "letter", "reply", "reply", "by hand", "moved"]))
        if kind == "letter":
            customer, opens = draw(st.sampled_from(CUSTOMERS)), draw(st.booleans()) or draw(st.booleans())
            events.append(LetterIn(row, when, customer, opens, when + TARGET, when + LIMIT))
        elif kind == "reply":
            reached = draw(st.one_of(st.none(), st.sets(st.sampled_from(CUSTOMERS), min_size=1).map(frozenset)))
            letters = sorted(event.message_row for event in events if isinstance(event, LetterIn))
            leaves = frozenset(draw(st.sets(st.sampled_from(letters)))) if letters else frozenset()
            events.append(ReplyOut(row, when, reached, leaves, leaves if draw(st.booleans()) else frozenset()))
        elif kind == "by hand":
            events.append(ClosedByHand(when, f"by telephone {row}"))
        else:
            moved = draw(st.integers(1, 9))
            events.append(ClosedByHand(when, f"moved {row}", ExpectationEvent.MOVED_AWAY, moved))
    return events


def story(rows: list[Expectation]) -> set[tuple[object, ...]]:
    """What is left when the marks of the order of reading are taken away; a limit noticed as missed is one of them."""
    shown = [row for row in rows if row.state is not ExpectationState.WITHDRAWN]
    waiting = {ExpectationState.BREACHED: ExpectationState.OPEN}
    return {
        (
            r.message_row,
            r.after_row,
            r.kind,
            waiting.get(r.state, r.state),
            r.opened_at,
            r.limit_at,
            r.closed_at,
            r.closed_how,
        )
        for r in shown
    }


@given(conversations(), st.randoms(use_true_random=False))
def test_any_order_of_reading_ends_in_the_same_expectations(events: list[Event], chance: Random) -> None:
    at_once = stored([], reconcile([], events, make))
    shuffled = list(events)
    chance.shuffle(shuffled)
    rows: list[Expectation] = []
    for read in range(1, len(shuffled) + 1):
        rows = stored(rows, reconcile(rows, shuffled[:read], make))
        assert len({(row.message_row, row.after_row) for row in rows}) == len(rows)
    assert story(rows) == story(at_once)
    assert reconcile(rows, events, make) == Changes()


@given(conversations(), st.randoms(use_true_random=False), st.lists(st.integers(0, 60), min_size=9, max_size=9))
def test_the_clock_between_the_readings_does_not_matter_either(
    events: list[Event], chance: Random, gaps: list[int]
) -> None:
    at_once = stored([], reconcile([], events, make))
    shuffled = list(events)
    chance.shuffle(shuffled)
    rows: list[Expectation] = []
    now: datetime = MONDAY
    for read, gap in zip(range(1, len(shuffled) + 1), gaps, strict=False):
        rows = stored(rows, reconcile(rows, shuffled[:read], make))
        now += timedelta(minutes=gap)
        rows = [advance(row, now, Seen(now, now), Alerts(), ALWAYS).expectation for row in rows]
    assert story(rows) == story(at_once)


@given(conversations(), st.randoms(use_true_random=False))
def test_windows_do_not_depend_on_the_order_of_events(events: list[Event], chance: Random) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert set(windows(shuffled)) == set(windows(events))


@given(conversations())
def test_every_letter_that_waits_is_in_one_window_that_opened_no_later(events: list[Event]) -> None:
    found = windows(events)
    first = [letter.message_row for window in found if not window.after for letter in window.letters]
    rests = [letter.message_row for window in found if window.after for letter in window.letters]
    assert len(first) == len(set(first))
    assert len(rests) == len(set(rests))
    for window in found:
        assert window.opened_by == min(window.letters, key=lambda letter: (letter.at, letter.message_row))
        assert window.closed_at is None or window.closed_at >= max(letter.at for letter in window.letters)
    moved = {event.message_row for event in events if isinstance(event, ClosedByHand)}
    opening = {e.message_row for e in events if isinstance(e, LetterIn) and e.opens}
    assert opening - moved <= {*first, *rests} <= opening
