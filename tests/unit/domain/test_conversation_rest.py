from responder.domain.conversation import ClosedByHand, Event, TakenBack, ended, windows
from responder.domain.reconcile import reconcile
from tests.support.ledger import at
from tests.support.story import OLEG, K, S, ledger, letter, make, moved, partial, reply


def waits(*events: Event) -> list[tuple[tuple[int, int | None], str, str | None]]:
    assert windows(events) == windows(events[::-1])
    clock = "%H:%M"
    return [
        (w.key, w.opened_at.strftime(clock), w.closed_at.strftime(clock) if w.closed_at else None)
        for w in windows(events)
    ]


def test_what_a_reply_leaves_waits_on_by_the_same_times() -> None:
    first, rest = windows([letter(1, "09:00"), partial(2, "10:00", 1)])
    assert (first.ended_by, rest.ended_by) == (partial(2, "10:00", 1), None)
    assert (rest.kind, rest.opened_at, rest.key) == (K.NEXT_REPLY, at("10:00"), (1, 2))
    assert rest.counted_from == first.opened_by


def test_the_rest_ends_with_the_reply_that_leaves_none_of_its_letters() -> None:
    events = [letter(1, "09:00"), letter(2, "09:30"), partial(3, "10:00", 1, 2), partial(4, "11:00", 2)]
    assert waits(*events) == [((1, None), "09:00", "10:00"), ((1, 3), "10:00", None)]
    assert waits(*events, partial(5, "12:00"))[1] == ((1, 3), "10:00", "12:00")


def test_the_rest_of_a_wait_is_counted_from_its_oldest_letter_even_when_that_is_answered() -> None:
    _, rest = windows([letter(1, "09:00"), letter(2, "09:30"), partial(3, "10:00", 2)])
    assert (rest.opened_by.message_row, rest.counted_from.message_row) == (2, 1)


def test_a_reply_that_says_nothing_ends_nothing_that_was_asked() -> None:
    hollow = partial(2, "10:00", 1, nothing=True)
    assert waits(letter(1, "09:00"), hollow) == [((1, None), "09:00", None)]
    assert waits(letter(1, "09:00"), hollow, partial(3, "11:00")) == [((1, None), "09:00", "11:00")]
    assert waits(letter(1, "09:00"), partial(2, "10:00", 1), partial(3, "11:00", 1, nothing=True))[1][2] is None


def test_it_ends_a_letter_that_asked_nothing() -> None:
    events = [letter(1, "09:00"), letter(2, "09:30"), partial(3, "10:00", 1, nothing=True)]
    assert waits(*events) == [((1, None), "09:00", None), ((2, None), "09:30", "10:00")]


def test_a_letter_that_comes_while_the_rest_waits_waits_with_it() -> None:
    events = [letter(1, "09:00"), partial(2, "10:00", 1), letter(3, "10:30"), partial(4, "11:00", 1)]
    assert waits(*events) == [((1, None), "09:00", "10:00"), ((1, 2), "10:00", None)]
    assert waits(*events, partial(5, "12:00"), letter(6, "12:30"))[1:] == [
        ((1, 2), "10:00", "12:00"),
        ((6, None), "12:30", None),
    ]


def test_another_customers_letter_is_no_part_of_the_rest() -> None:
    events = [letter(1, "09:00"), partial(2, "10:00", 1), letter(3, "10:30", OLEG)]
    assert waits(*events)[1:] == [((1, 2), "10:00", None), ((3, None), "10:30", None)]


def test_the_rest_ends_by_hand_and_by_moving_its_letter_away() -> None:
    events = [letter(1, "09:00"), partial(2, "10:00", 1)]
    assert waits(*events, ClosedByHand(at("11:00"), "by telephone"))[1] == ((1, 2), "10:00", "11:00")
    assert waits(*events, moved(1, "11:30"))[1] == ((1, 2), "10:00", "11:30")


def test_what_the_customer_takes_back_ends_both_kinds_of_wait() -> None:
    taken_back = TakenBack(3, at("11:00"), frozenset({1}))
    assert waits(letter(1, "09:00"), taken_back) == [((1, None), "09:00", "11:00")]
    assert waits(letter(1, "09:00"), partial(2, "10:00", 1), taken_back)[1] == ((1, 2), "10:00", "11:00")
    rows = ledger([letter(1, "09:00"), taken_back])
    assert [(row.state, row.closed_how) for row in rows] == [(S.CLOSED, "withdrawn by the customer")]


def test_a_letter_that_takes_back_and_asks_anew_opens_its_own_wait() -> None:
    events = [letter(1, "09:00"), partial(2, "10:00", 1), TakenBack(3, at("11:00"), frozenset({1})), letter(3, "11:00")]
    assert waits(*events)[1:] == [((1, 2), "10:00", "11:00"), ((3, None), "11:00", None)]


def test_the_end_of_a_letter_is_the_end_of_its_rest() -> None:
    events = [letter(1, "09:00"), partial(2, "10:00", 1), partial(3, "11:00")]
    assert ended(1, events[:2]) is None
    assert ended(1, events) == events[2]


def test_the_rest_is_a_row_of_its_own_that_a_reply_found_later_takes_back() -> None:
    events = [letter(1, "09:00"), partial(3, "10:00", 1)]
    rows = ledger(events)
    assert [(row.message_row, row.after_row, row.state) for row in rows] == [(1, None, S.KEPT), (1, 3, S.OPEN)]
    changes = reconcile(rows, [letter(1, "09:00"), reply(2, "09:30"), partial(3, "10:00")], make)
    assert [(row.after_row, row.closed_how) for row in changes.withdrawn] == [(3, "nothing was left by that reply")]


def test_a_rest_whose_older_letter_is_found_later_goes_by_that_ones_times() -> None:
    late = [letter(2, "09:30"), partial(3, "10:00", 2)]
    rows = ledger(late, [letter(1, "09:00")])
    assert [row.limit_at for row in rows if row.after_row == 3 and row.state is S.OPEN] == [letter(1, "09:00").limit_at]
