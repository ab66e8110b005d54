from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from responder.domain.expectation import Expectation, ExpectationKind, ExpectationState
from responder.ports.store import Transaction
from tests.support.ledger import MONDAY, at, expectation
from tests.support.records import CUSTOMER, letter

HOUR = timedelta(hours=1)


@pytest.fixture
def thread(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "the rollout", MONDAY)


@pytest.fixture
def row(tx: Transaction, thread: int) -> int:
    return tx.messages.add(letter(conversation_id=thread))


def _kept(tx: Transaction, thread: int, row: int, **changes: Any) -> Expectation:
    made = expectation(conversation_id=thread, message_row=row, **changes)
    return replace(made, id=tx.expectations.add(made))


def test_an_expectation_comes_back_as_it_was_kept(tx: Transaction, thread: int, row: int) -> None:
    kept = _kept(tx, thread, row, rule="billing", kind=ExpectationKind.PROMISE)
    assert kept.stages
    assert list(tx.expectations.of_conversation(thread)) == [kept]


def test_all_of_a_conversation_come_by_their_opening(tx: Transaction, thread: int, row: int) -> None:
    late = _kept(tx, thread, row, opened_at=MONDAY + HOUR)
    early = _kept(tx, thread, row)
    assert [one.id for one in tx.expectations.of_conversation(thread)] == [early.id, late.id]


def test_every_field_of_a_known_one_is_written_back(tx: Transaction, thread: int, row: int) -> None:
    kept = _kept(tx, thread, row)
    changed = replace(
        kept,
        kind=ExpectationKind.NEXT_REPLY,
        state=ExpectationState.LATE,
        opened_at=at("08:00"),
        target_at=at("10:00"),
        limit_at=at("11:30"),
        stages=(),
        next_check_at=None,
        customer="other@vector.example",
        customer_name="",
        subject="Другое",
        rule="other",
        questions=0,
        closed_at=at("12:00"),
        closed_how="answered",
        repeats=2,
        alerted_at=at("11:31"),
        after_row=row,
    )
    tx.expectations.save(changed)
    assert list(tx.expectations.of_conversation(thread)) == [changed]


def test_saving_one_leaves_the_others(tx: Transaction, thread: int, row: int) -> None:
    one, other = _kept(tx, thread, row), _kept(tx, thread, row, opened_at=MONDAY + HOUR)
    tx.expectations.save(replace(one, repeats=5))
    assert [found.repeats for found in tx.expectations.of_conversation(thread)] == [5, other.repeats]


def test_due_ones_come_soonest_first(tx: Transaction, thread: int, row: int) -> None:
    checks: list[datetime | None] = [at("10:00"), at("09:30"), at("10:01"), None]
    ids = [_kept(tx, thread, row, next_check_at=check).id for check in checks]
    assert [one.id for one in tx.expectations.due(at("10:00"))] == [ids[1], ids[0]]


def test_what_has_ended_is_never_due(tx: Transaction, thread: int, row: int) -> None:
    _kept(tx, thread, row, state=ExpectationState.KEPT, next_check_at=at("09:00"))
    assert list(tx.expectations.due(at("10:00"))) == []
    assert tx.expectations.next_check_at() is None


def test_the_next_check_is_the_earliest(tx: Transaction, thread: int, row: int) -> None:
    assert tx.expectations.next_check_at() is None
    _kept(tx, thread, row, next_check_at=at("11:00"))
    _kept(tx, thread, row, next_check_at=at("10:00"), state=ExpectationState.BREACHED)
    _kept(tx, thread, row, next_check_at=None)
    assert tx.expectations.next_check_at() == at("10:00")


def test_waiting_ones_come_by_their_limit(tx: Transaction, thread: int, row: int) -> None:
    late = _kept(tx, thread, row, limit_at=at("15:00"))
    breached = _kept(tx, thread, row, limit_at=at("14:00"), state=ExpectationState.BREACHED)
    for state in set(ExpectationState) - {ExpectationState.OPEN, ExpectationState.BREACHED}:
        _kept(tx, thread, row, state=state)
    assert [one.id for one in tx.expectations.waiting()] == [breached.id, late.id]


def test_ended_ones_come_by_their_end(tx: Transaction, thread: int, row: int) -> None:
    late = _kept(tx, thread, row, state=ExpectationState.LATE, closed_at=at("14:00"))
    early = _kept(tx, thread, row, state=ExpectationState.CLOSED, closed_at=at("13:00"))
    _kept(tx, thread, row, state=ExpectationState.KEPT, closed_at=at("12:59"))
    _kept(tx, thread, row)
    assert [one.id for one in tx.expectations.closed_since(at("13:00"))] == [early.id, late.id]


def test_waiting_ones_are_counted_by_state(tx: Transaction, thread: int, row: int) -> None:
    for state in (*ExpectationState, ExpectationState.OPEN):
        _kept(tx, thread, row, state=state)
    counts = tx.expectations.waiting_counts()
    assert {state: counts.get(state, 0) for state in ExpectationState if counts.get(state)} == {
        ExpectationState.OPEN: 2, ExpectationState.BREACHED: 1,
    }  # fmt: skip


def test_open_ones_with_an_early_limit_are_counted(tx: Transaction, thread: int, row: int) -> None:
    for limit in ("12:00", "12:01", "13:00"):
        _kept(tx, thread, row, limit_at=at(limit))
    _kept(tx, thread, row, limit_at=at("12:00"), state=ExpectationState.BREACHED)
    assert tx.expectations.open_until(at("12:01")) == 2
