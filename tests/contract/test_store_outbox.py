from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.ports.store import Transaction
from tests.support.deliveries import NOON, acknowledgement, alert
from tests.support.records import CUSTOMER

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
_NUMBERS = count(1)


@pytest.fixture
def thread(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "the rollout", NOON)


def _kept(tx: Transaction, **changes: Any) -> Delivery:
    make = alert if changes.pop("to_staff", False) else acknowledgement
    made = make(**{"key": f"key {next(_NUMBERS)}", **changes})
    number = tx.outbox.add(made)
    assert number is not None
    return replace(made, id=number)


def test_a_delivery_comes_back_as_it_was_kept(tx: Transaction, thread: int) -> None:
    kept = _kept(
        tx,
        octets=bytes(range(256)),
        expires_at=None,
        attempts=2,
        begun_at=NOON,
        settled_at=NOON + HOUR,
        last_reply="451 später",
        fallbacks=("chat", "sms"),
        subject="Мы получили",
        conversation_id=thread,
        form="full",
        note='{"questions":[]}',
        copy_due=True,
        person="duty@example.org",
    )
    assert tx.outbox.get(kept.id) == kept
    assert tx.outbox.get(999_999) is None


def test_one_decision_never_sends_twice(tx: Transaction) -> None:
    kept = _kept(tx, key="once", recipient="a@vector.example")
    assert tx.outbox.add(acknowledgement(key="once", recipient="b@vector.example")) is None
    assert tx.outbox.get(kept.id) == kept


def test_what_a_transfer_changes_is_written_back(tx: Transaction) -> None:
    kept = _kept(tx)
    changed = replace(
        kept,
        state=DeliveryState.SENT,
        channel="chat",
        next_attempt_at=NOON + HOUR,
        expires_at=NOON + 2 * HOUR,
        attempts=3,
        begun_at=NOON,
        settled_at=NOON + MINUTE,
        last_reply="250 ok",
        fallbacks=("sms",),
        copy_due=True,
    )
    tx.outbox.save(changed)
    assert tx.outbox.get(kept.id) == changed


def test_rows_in_a_state_come_oldest_first_without_octets(tx: Transaction) -> None:
    late = _kept(tx, created_at=NOON + HOUR, subject="late", form="full")
    early = _kept(tx, state=DeliveryState.UNCERTAIN)
    _kept(tx, state=DeliveryState.SENT)
    found = tx.outbox.in_state(DeliveryState.QUEUED, DeliveryState.UNCERTAIN)
    assert list(found) == [replace(early, octets=b""), replace(late, octets=b"")]


def test_the_next_delivery_is_the_earliest_queued(tx: Transaction) -> None:
    assert tx.outbox.next_due_at() is None
    for minutes, state in ((5, DeliveryState.QUEUED), (3, DeliveryState.QUEUED), (1, DeliveryState.SENT)):
        _kept(tx, next_attempt_at=NOON + minutes * MINUTE, state=state)
    assert tx.outbox.next_due_at() == NOON + 3 * MINUTE


def test_the_oldest_on_its_way_is_known(tx: Transaction) -> None:
    assert tx.outbox.oldest_at() is None
    _kept(tx, created_at=NOON + HOUR)
    _kept(tx, created_at=NOON + MINUTE, state=DeliveryState.SENDING)
    _kept(tx, created_at=NOON, state=DeliveryState.SENT)
    assert tx.outbox.oldest_at() == NOON + MINUTE


def test_the_newest_queued_acknowledgement_of_a_conversation_is_found(tx: Transaction, thread: int) -> None:
    _kept(tx, conversation_id=thread)
    newest = _kept(tx, conversation_id=thread, kind=DeliveryKind.PROOF, created_at=NOON + MINUTE)
    _kept(tx, conversation_id=thread, attempts=1, created_at=NOON + HOUR)
    _kept(tx, conversation_id=thread, state=DeliveryState.SENT, created_at=NOON + HOUR)
    _kept(tx, conversation_id=thread, to_staff=True, created_at=NOON + HOUR)
    _kept(tx, created_at=NOON + HOUR)
    assert tx.outbox.queued_acknowledgement(thread) == newest


def test_a_claimed_acknowledgement_is_not_replaced_any_more(tx: Transaction, thread: int) -> None:
    kept = _kept(tx, conversation_id=thread)
    tx.outbox.claim(NOON, HOUR, 1, mail=True, staff_only=False)
    assert tx.outbox.queued_acknowledgement(thread) is None
    tx.outbox.supersede(thread)
    assert tx.outbox.get(kept.id) == kept


def test_every_queued_acknowledgement_of_a_conversation_is_superseded(tx: Transaction, thread: int) -> None:
    rows = [_kept(tx, conversation_id=thread), _kept(tx, conversation_id=thread, kind=DeliveryKind.PROOF)]
    sent = _kept(tx, conversation_id=thread, state=DeliveryState.SENT)
    other = _kept(tx)
    tx.outbox.supersede(thread)
    assert [tx.outbox.get(row.id) for row in rows] == [replace(row, state=DeliveryState.DROPPED) for row in rows]
    assert [tx.outbox.get(row.id) for row in (sent, other)] == [sent, other]


def test_the_acknowledgements_of_a_conversation_come_oldest_first(tx: Transaction, thread: int) -> None:
    late = _kept(tx, conversation_id=thread, created_at=NOON + HOUR)
    early = _kept(tx, conversation_id=thread, kind=DeliveryKind.PROOF, state=DeliveryState.REFUSED)
    _kept(tx, conversation_id=thread, state=DeliveryState.DROPPED)
    _kept(tx, conversation_id=thread, to_staff=True)
    assert list(tx.outbox.of_conversation(thread)) == [replace(early, octets=b""), replace(late, octets=b"")]


def test_mails_begun_since_are_counted(tx: Transaction) -> None:
    for begun_at in (NOON - MINUTE, NOON, NOON + MINUTE, None):
        _kept(tx, begun_at=begun_at)
    _kept(tx, begun_at=NOON, channel="chat")
    assert tx.outbox.sent_since(NOON) == 2


def test_the_last_alert_of_each_person_is_known(tx: Transaction) -> None:
    for person, minutes in (("duty@example.org", 1), ("duty@example.org", 3), ("lead@example.org", 2), ("old", -1)):
        _kept(tx, to_staff=True, person=person, created_at=NOON + minutes * MINUTE)
    _kept(tx, created_at=NOON + HOUR)
    assert tx.outbox.alerted_since(NOON) == {
        "duty@example.org": NOON + 3 * MINUTE, "lead@example.org": NOON + 2 * MINUTE,
    }  # fmt: skip


def test_copies_due_come_oldest_first_with_octets(tx: Transaction) -> None:
    late = _kept(tx, copy_due=True, state=DeliveryState.SENT, created_at=NOON + HOUR)
    early = _kept(tx, copy_due=True, state=DeliveryState.SENT)
    _kept(tx, copy_due=True)
    _kept(tx, state=DeliveryState.SENT)
    assert list(tx.outbox.copies_due(5)) == [early, late]
    assert list(tx.outbox.copies_due(1)) == [early]


def test_rows_are_counted_by_state(tx: Transaction) -> None:
    for state in (DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.SENT):
        _kept(tx, state=state)
    assert tx.outbox.counts() == {DeliveryState.QUEUED: 1, DeliveryState.SENT: 2}


def test_octets_of_what_was_settled_long_ago_are_forgotten(tx: Transaction) -> None:
    old = _kept(tx, state=DeliveryState.SENT, settled_at=NOON, note="words")
    dropped = _kept(tx, state=DeliveryState.DROPPED)
    kept = [
        _kept(tx, state=DeliveryState.SENT, settled_at=NOON + HOUR),
        _kept(tx, state=DeliveryState.SENT, settled_at=NOON, copy_due=True),
        _kept(tx),
    ]
    assert tx.outbox.prune(NOON + HOUR) == 2
    assert tx.outbox.prune(NOON + HOUR) == 0
    assert tx.outbox.get(old.id) == replace(old, octets=b"", note="")
    assert tx.outbox.get(dropped.id) == replace(dropped, octets=b"")
    assert [tx.outbox.get(row.id) for row in kept] == kept
