from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import count
from threading import Barrier
from typing import Any

import pytest

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.ports.store import Transaction
from responder.store.sql_store import SqlStore
from tests.support.deliveries import NOON, acknowledgement, alert

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
_NUMBERS = count(1)


def _kept(tx: Transaction, make: Any = acknowledgement, **changes: Any) -> Delivery:
    made: Delivery = make(**{"key": f"key {next(_NUMBERS)}", **changes})
    number = tx.outbox.add(made)
    assert number is not None
    return replace(made, id=number)


def _claim(tx: Transaction, limit: int = 10, **changes: Any) -> list[int]:
    how: dict[str, Any] = {"now": NOON, "mail": True, "staff_only": False, **changes}
    return [row.id for row in tx.outbox.claim(how.pop("now"), HOUR, limit, **how)]


def test_a_claimed_row_comes_whole(tx: Transaction) -> None:
    kept = _kept(tx)
    assert list(tx.outbox.claim(NOON, HOUR, 10, mail=True, staff_only=False)) == [kept]


def test_alerts_come_first_then_the_oldest(tx: Transaction) -> None:
    late, early = _kept(tx, created_at=NOON), _kept(tx, created_at=NOON - MINUTE)
    proof = _kept(tx, kind=DeliveryKind.PROOF, created_at=NOON - 2 * MINUTE)
    told = _kept(tx, alert, created_at=NOON)
    assert _claim(tx) == [told.id, proof.id, early.id, late.id]


def test_no_more_are_claimed_than_wanted(tx: Transaction) -> None:
    rows = [_kept(tx, created_at=NOON + number * MINUTE) for number in range(3)]
    assert _claim(tx, 2) == [rows[0].id, rows[1].id]
    assert _claim(tx, 2) == [rows[2].id]


@pytest.mark.parametrize(
    "changes",
    [{"next_attempt_at": NOON + MINUTE}, *({"state": state} for state in DeliveryState if state != "queued")],
    ids=lambda changes: str(next(iter(changes.values()))),
)
def test_what_is_not_due_or_not_queued_stays(tx: Transaction, changes: dict[str, Any]) -> None:
    _kept(tx, **changes)
    assert _claim(tx) == []


def test_mail_and_other_channels_are_told_apart(tx: Transaction) -> None:
    mail, chat, sms = _kept(tx), _kept(tx, alert, channel="chat"), _kept(tx, alert, channel="sms")
    assert _claim(tx, mail=False) == [chat.id, sms.id]
    assert _claim(tx, mail=True) == [mail.id]


def test_acknowledgements_may_be_left_out(tx: Transaction) -> None:
    _kept(tx)
    proof, told = _kept(tx, kind=DeliveryKind.PROOF), _kept(tx, alert)
    assert _claim(tx, staff_only=True) == [told.id, proof.id]


def test_a_claim_lapses(tx: Transaction) -> None:
    kept = _kept(tx)
    assert _claim(tx) == [kept.id]
    assert _claim(tx, now=NOON + HOUR - MINUTE) == []
    assert _claim(tx, now=NOON + HOUR) == [kept.id]


def test_saving_a_row_ends_its_claim(tx: Transaction) -> None:
    kept = _kept(tx)
    _claim(tx)
    tx.outbox.save(kept)
    assert _claim(tx) == [kept.id]


def test_what_has_begun_is_sending(tx: Transaction) -> None:
    rows = [_kept(tx), _kept(tx, attempts=2)]
    other = _kept(tx)
    tx.outbox.begin([row.id for row in rows], NOON + MINUTE)
    tx.outbox.begin([], NOON)
    assert [tx.outbox.get(row.id) for row in rows] == [
        replace(row, state=DeliveryState.SENDING, attempts=row.attempts + 1, begun_at=NOON + MINUTE) for row in rows
    ]
    assert tx.outbox.get(other.id) == other


def test_two_mailboxes_never_claim_from_each_other(store_url: str, store: SqlStore) -> None:
    if store_url == "sqlite://":
        pytest.skip("a database in memory is seen by one store only")
    store.run_here(_kept)
    other = SqlStore(store_url, mailbox="somebody else's")
    assert other.run_here(_claim) == []
    other.close_here()


def test_claimers_at_the_same_time_never_get_the_same_row(store_url: str, store: SqlStore) -> None:
    if store_url == "sqlite://":
        pytest.skip("a database in memory is seen by one store only")
    rows = store.run_here(lambda tx: [_kept(tx).id for _ in range(60)])
    together = Barrier(4)

    def claim_all(_: int) -> list[int]:
        own = SqlStore(store_url, mailbox=store._mailbox)
        together.wait()
        claimed: list[int] = []
        while group := own.run_here(lambda tx: _claim(tx, 3)):
            claimed += group
        own.close_here()
        return claimed

    with ThreadPoolExecutor(4) as claimers:
        claimed = Counter(row for found in claimers.map(claim_all, range(4)) for row in found)
    assert claimed == Counter(rows)
