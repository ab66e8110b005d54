from dataclasses import replace

from responder.domain.conversation import ClosedByHand, Event, ended, windows
from responder.domain.reconcile import Changes, reconcile
from tests.support.ledger import at, expectation
from tests.support.story import MARIA, OLEG, K, S, ledger, letter, make, moved, reply


def told(*events: Event) -> list[tuple[int, K, str | None]]:
    found = windows(events)
    return [(w.opened_by.message_row, w.kind, w.closed_at.strftime("%H:%M") if w.closed_at else None) for w in found]


def test_the_oldest_unanswered_letter_opens_the_window_and_nagging_does_not_restart_it() -> None:
    found = windows([letter(1, "09:00"), letter(2, "10:00"), letter(3, "11:00")])
    assert len(found) == 1
    assert found[0].opened_at == at("09:00")
    assert [each.message_row for each in found[0].letters] == [1, 2, 3]


def test_a_reply_closes_the_window_when_it_was_sent() -> None:
    assert told(letter(1, "09:00"), reply(2, "10:00")) == [(1, K.FIRST_REPLY, "10:00")]


def test_a_letter_after_a_reply_opens_the_next_window() -> None:
    assert told(letter(1, "09:00"), reply(2, "10:00"), letter(3, "11:00")) == [
        (1, K.FIRST_REPLY, "10:00"),
        (3, K.NEXT_REPLY, None),
    ]


def test_a_reply_at_the_instant_of_a_letter_counts_as_after_it() -> None:
    assert told(reply(1, "09:00"), letter(2, "09:00")) == [(2, K.FIRST_REPLY, "09:00")]


def test_an_answer_to_what_we_wrote_first_is_a_next_reply() -> None:
    assert told(reply(1, "08:00"), letter(2, "09:00")) == [(2, K.NEXT_REPLY, None)]


def test_a_letter_that_waits_for_nothing_opens_nothing() -> None:
    assert told(letter(1, "09:00", opens=False)) == []
    assert told(letter(1, "09:00", opens=False), letter(2, "10:00")) == [(2, K.FIRST_REPLY, None)]


def test_a_reply_to_one_customer_leaves_the_other_waiting_from_their_own_letter() -> None:
    events = [letter(1, "09:00", MARIA), letter(2, "10:00", OLEG), reply(3, "11:00", MARIA)]
    assert told(*events) == [(1, K.FIRST_REPLY, "11:00"), (2, K.FIRST_REPLY, None)]
    assert told(*events, reply(4, "12:00", OLEG, MARIA))[1] == (2, K.FIRST_REPLY, "12:00")


def test_the_order_of_arrival_does_not_matter() -> None:
    events = [letter(1, "09:00"), reply(2, "10:00"), letter(3, "11:00")]
    assert windows(events) == windows(events[::-1])


def test_what_is_closed_by_hand_is_over() -> None:
    by_telephone = ClosedByHand(at("10:00"), "by telephone")
    assert told(letter(1, "09:00"), by_telephone, letter(2, "11:00")) == [
        (1, K.FIRST_REPLY, "10:00"),
        (2, K.FIRST_REPLY, None),
    ]


def test_moving_the_oldest_letter_away_leaves_the_next_one_waiting_from_its_own_arrival() -> None:
    assert told(letter(1, "09:00"), letter(2, "10:00"), moved(1, "11:00")) == [
        (1, K.FIRST_REPLY, "11:00"),
        (2, K.FIRST_REPLY, None),
    ]


def test_moving_a_further_letter_away_is_no_window_of_its_own() -> None:
    assert told(letter(1, "09:00"), letter(2, "10:00"), moved(2, "11:00")) == [(1, K.FIRST_REPLY, None)]


def test_what_ended_one_letter_can_be_asked() -> None:
    events = [letter(1, "09:00"), letter(2, "11:00"), reply(3, "10:00")]
    assert ended(1, events) == events[2]
    assert ended(2, events) is None
    assert ended(9, events) is None


def test_a_new_window_is_inserted_open_and_with_its_stages() -> None:
    changes = reconcile([], [letter(1, "09:00")], make)
    assert changes == Changes(inserted=changes.inserted)
    assert changes.inserted[0].state is S.OPEN
    assert changes.inserted[0].stages


def test_a_letter_that_is_found_after_its_reply_is_inserted_answered() -> None:
    changes = reconcile([], [letter(1, "09:00"), reply(2, "10:00")], make)
    assert [(row.state, row.closed_at) for row in changes.inserted] == [(S.KEPT, at("10:00"))]


def test_reconciling_twice_changes_nothing() -> None:
    events = [letter(1, "09:00"), reply(2, "10:00"), letter(3, "11:00"), moved(3, "12:00")]
    assert reconcile(ledger(events), events, make) == Changes()


def test_a_missed_limit_stays_missed_until_the_reply_is_found() -> None:
    rows = [replace(row, state=S.BREACHED, stages=()) for row in ledger([letter(1, "09:00")])]
    assert reconcile(rows, [letter(1, "09:00"), letter(2, "10:00")], make) == Changes()
    late = reconcile(rows, [letter(1, "09:00"), reply(2, "13:00")], make)
    assert [row.state for row in late.updated] == [S.LATE]


def test_the_times_that_were_told_are_never_changed_by_a_later_letter() -> None:
    rows = ledger([letter(1, "09:00")], [letter(2, "10:00")])
    assert [row.limit_at for row in rows] == [at("12:00")]


def test_an_older_letter_that_is_found_later_takes_the_window_over() -> None:
    rows = ledger([letter(2, "10:00")], [letter(1, "09:00")])
    assert [(row.message_row, row.state) for row in rows] == [(2, S.WITHDRAWN), (1, S.OPEN)]


def test_a_withdrawn_window_comes_back_with_its_stages_when_a_reply_parts_the_letters() -> None:
    rows = ledger([letter(2, "10:00")], [letter(1, "09:00")], [reply(3, "09:30")])
    second, first = rows
    assert (first.state, first.closed_at) == (S.KEPT, at("09:30"))
    assert (second.state, second.kind) == (S.OPEN, K.NEXT_REPLY)
    assert second.stages
    assert second.next_check_at is not None
    assert second.closed_how == ""


def test_an_earlier_reply_wins_over_a_closing_by_hand() -> None:
    by_hand = ClosedByHand(at("12:00"), "by telephone")
    rows = ledger([letter(1, "09:00")], [by_hand], [reply(2, "11:00")])
    assert [(row.state, row.closed_at, row.closed_how) for row in rows] == [(S.KEPT, at("11:00"), "answered")]


def test_a_promise_ends_with_the_letter_it_is_about() -> None:
    promise = expectation(id=7, message_row=1, kind=K.PROMISE, limit_at=at("15:00"))
    rows = [*ledger([letter(1, "09:00")]), promise]
    assert reconcile(rows, [letter(1, "09:00")], make) == Changes()
    changes = reconcile(rows, [letter(1, "09:00"), reply(2, "14:00")], make)
    assert {(row.kind, row.state) for row in changes.updated} == {(K.FIRST_REPLY, S.LATE), (K.PROMISE, S.KEPT)}


def test_rows_whose_letter_is_not_at_hand_are_left_alone() -> None:
    rows = ledger([letter(1, "09:00")])
    assert reconcile(rows, [], make) == Changes()
    assert reconcile(rows, [reply(2, "10:00")], make) == Changes()
