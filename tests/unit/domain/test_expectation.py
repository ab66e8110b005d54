from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.expectation import (
    TRANSITIONS,
    WAITING,
    ExpectationEvent,
    ExpectationState,
    answered,
    closed,
)
from tests.support.ledger import at, expectation

S, E = ExpectationState, ExpectationEvent


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("event", list(E))
def test_every_state_knows_what_every_event_does(state: S, event: E) -> None:
    assert TRANSITIONS[state][event] in S


def test_only_waiting_expectations_can_be_missed() -> None:
    missed = {state for state in S if TRANSITIONS[state][E.LIMIT_PASSED] is S.BREACHED}
    assert missed == WAITING


def test_a_reply_at_the_limit_is_in_time() -> None:
    kept = answered(expectation(), at("12:00"))
    assert (kept.state, kept.closed_at, kept.closed_how) == (S.KEPT, at("12:00"), "answered")
    assert kept.stages == ()
    assert kept.next_check_at is None


def test_a_reply_after_the_limit_is_late() -> None:
    assert answered(expectation(), at("12:00:01")).state is S.LATE


def test_a_missed_limit_is_forgiven_when_the_reply_turns_out_to_have_been_in_time() -> None:
    assert answered(expectation(state=S.BREACHED), at("11:59")).state is S.KEPT


@pytest.mark.parametrize("times", [("11:00", "13:00"), ("13:00", "11:00")])
def test_the_earliest_reply_counts_in_whatever_order_they_are_found(times: tuple[str, str]) -> None:
    row = expectation()
    for time in times:
        row = answered(row, at(time))
    assert (row.state, row.closed_at) == (S.KEPT, at("11:00"))


def test_of_two_late_replies_the_earlier_counts() -> None:
    assert answered(answered(expectation(), at("14:00")), at("13:00")).closed_at == at("13:00")


@pytest.mark.parametrize("event", [E.CLOSED_BY_HAND, E.MOVED_AWAY])
def test_what_is_closed_by_hand_keeps_its_reason(event: E) -> None:
    row = closed(expectation(), "by telephone", at("10:00"), event)
    assert (row.state, row.closed_at, row.closed_how) == (S.CLOSED, at("10:00"), "by telephone")
    assert row.next_check_at is None
    assert answered(row, at("11:00")) == row
    assert closed(row, "again", at("11:00"), event) == row


def test_what_was_answered_is_not_closed_by_hand_any_more() -> None:
    row = answered(expectation(), at("11:00"))
    assert closed(row, "by telephone", at("11:30"), E.CLOSED_BY_HAND) == row


def test_a_superseded_expectation_is_withdrawn_whatever_it_was() -> None:
    for row in (expectation(), answered(expectation(), at("11:00")), expectation(state=S.BREACHED)):
        assert closed(row, "an older letter was waiting", at("09:00"), E.SUPERSEDED).state is S.WITHDRAWN


def test_a_withdrawn_expectation_takes_no_reply() -> None:
    row = closed(expectation(), "older", at("09:00"), E.SUPERSEDED)
    assert answered(row, at("11:00")) == row


def test_changing_the_state_leaves_the_times_that_were_told_alone() -> None:
    row = expectation()
    after = answered(row, at("13:00"))
    assert (
        replace(
            after, state=row.state, stages=row.stages, next_check_at=row.next_check_at, closed_at=None, closed_how=""
        )
        == row
    )
    assert after.limit_at - after.opened_at == timedelta(hours=3)
