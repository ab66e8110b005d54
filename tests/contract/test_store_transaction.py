import asyncio
import threading
from datetime import datetime, timedelta, timezone

import pytest

from responder.ports.store import Transaction
from responder.store.sql_store import SqlStore
from tests.support.deliveries import NOON
from tests.support.records import CUSTOMER, letter


def _get(store: SqlStore, *names: str) -> list[bool]:
    return store.run_here(lambda tx: [tx.settings.get(name) is not None for name in names])


def _put_and_fail(tx: Transaction, name: str) -> None:
    tx.settings.put(name, "here")
    assert tx.settings.get(name) == "here"
    raise LookupError("our bug")


async def test_what_work_returns_comes_back_and_is_kept(store: SqlStore) -> None:
    def work(tx: Transaction) -> int:
        tx.settings.put("a", "here")
        return 7

    assert await store.run(work) == 7
    assert _get(store, "a") == [True]


async def test_work_that_raises_leaves_nothing(store: SqlStore) -> None:
    def work(tx: Transaction) -> None:
        tx.settings.put("a", "here")
        raise LookupError("our bug")

    with pytest.raises(LookupError, match="our bug"):
        await store.run(work)
    assert _get(store, "a") == [False]


async def test_the_loop_goes_on_while_the_database_works(store: SqlStore) -> None:
    free = threading.Event()
    task = asyncio.create_task(store.run(lambda _: free.wait(10)))
    await asyncio.sleep(0)
    free.set()
    assert await task


async def test_transactions_run_one_after_another(store: SqlStore) -> None:
    def add_one(tx: Transaction) -> None:
        tx.settings.put("sum", str(int(tx.settings.get("sum") or 0) + 1))

    await asyncio.gather(*(store.run(add_one) for _ in range(50)))
    assert store.run_here(lambda tx: tx.settings.get("sum")) == "50"


async def test_a_cancelled_caller_leaves_the_work_whole(store: SqlStore) -> None:
    begun, free = threading.Event(), threading.Event()

    def work(tx: Transaction) -> None:
        begun.set()
        free.wait(10)
        tx.settings.put("a", "here")

    task = asyncio.create_task(store.run(work))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    free.set()
    assert await store.run(lambda tx: tx.settings.get("a")) == "here"


def test_a_savepoint_undoes_only_what_is_inside(store: SqlStore) -> None:
    def work(tx: Transaction) -> None:
        tx.settings.put("before", "here")
        with pytest.raises(LookupError), tx.savepoint():
            _put_and_fail(tx, "inside")
        assert tx.settings.get("inside") is None
        with tx.savepoint():
            tx.settings.put("after", "here")

    store.run_here(work)
    assert _get(store, "before", "inside", "after") == [True, False, True]


def test_savepoints_lie_inside_one_another(store: SqlStore) -> None:
    def work(tx: Transaction) -> None:
        with tx.savepoint():
            tx.settings.put("outer", "here")
            with pytest.raises(LookupError), tx.savepoint():
                _put_and_fail(tx, "inner")

    store.run_here(work)
    assert _get(store, "outer", "inner") == [True, False]


def test_a_statement_that_fails_spoils_only_its_savepoint(store: SqlStore) -> None:
    def work(tx: Transaction) -> None:
        tx.messages.add(letter())
        with pytest.raises(Exception, match=r"(?i)unique"), tx.savepoint():
            tx.messages.add(letter())
        tx.settings.put("after", "here")

    store.run_here(work)
    assert _get(store, "after") == [True]


def test_an_instant_keeps_its_moment_whatever_its_zone(tx: Transaction) -> None:
    moscow = timezone(timedelta(hours=3))
    row = tx.messages.add(letter(at=NOON.astimezone(moscow), trace={}))
    found = tx.messages.rows([row])[0].record.at
    assert (found, found.utcoffset()) == (NOON, timedelta())


def test_an_instant_without_a_zone_is_refused(store: SqlStore) -> None:
    naive = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - what must not be stored
    with pytest.raises(Exception, match="without a zone"):
        store.run_here(lambda tx: tx.conversations.add(CUSTOMER, "", naive))


def test_the_mailbox_outlives_a_first_transaction_that_fails(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError):
        store.run_here(lambda _: 1 // 0)
    store.run_here(lambda tx: tx.settings.put("a", "here"))
    assert _get(store, "a") == [True]


async def test_a_closed_store_lets_go(store_url: str) -> None:
    store = SqlStore(store_url, mailbox="for a moment")
    await store.run(lambda tx: tx.settings.put("a", "here"))
    await store.close()
