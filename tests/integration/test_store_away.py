"""The store says that the database is away when it is, and is there again as soon as the database is."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from responder.ports.errors import StoreAwayError
from responder.ports.store import Transaction
from responder.store.migrate import migrate
from responder.store.sql_store import SqlStore
from tests.support.postgres import Postgres
from tests.support.records import letter


@pytest.fixture
def own_postgres() -> Iterator[Postgres]:
    with Postgres() as server:
        yield server


@pytest.fixture
def store(own_postgres: Postgres) -> Iterator[SqlStore]:
    url = own_postgres.url().replace("postgres@", "postgres:top-secret@")
    migrate(url)
    made = SqlStore(url)
    made.run_here(lambda tx: tx.settings.put("a", "here"))
    yield made
    made.close_here()


def _read(store: SqlStore) -> str | None:
    return store.run_here(lambda tx: tx.settings.get("a"))


def test_a_stopped_server_is_away_until_it_is_started(own_postgres: Postgres, store: SqlStore) -> None:
    own_postgres.stop()
    for _ in range(3):
        with pytest.raises(StoreAwayError, match="does not answer") as away:
            _read(store)
        assert "top-secret" not in str(away.value)
    own_postgres.start()
    assert _read(store) == "here"


def test_after_a_restart_at_most_one_transaction_fails(own_postgres: Postgres, store: SqlStore) -> None:
    own_postgres.restart()
    with pytest.raises(StoreAwayError):
        _read(store)
    assert _read(store) == "here"


def test_a_server_that_goes_away_in_the_middle_leaves_nothing(own_postgres: Postgres, store: SqlStore) -> None:
    def work(tx: Transaction) -> None:
        tx.settings.put("b", "here")
        own_postgres.stop()
        with tx.savepoint():
            tx.messages.add(letter())

    with pytest.raises(StoreAwayError):
        store.run_here(work)
    own_postgres.start()
    assert store.run_here(lambda tx: tx.settings.get("b")) is None


def test_a_refused_commit_is_no_success(own_postgres: Postgres, store: SqlStore) -> None:
    def work(tx: Transaction) -> None:
        tx.settings.put("b", "here")
        own_postgres.stop()

    with pytest.raises(StoreAwayError):
        store.run_here(work)


def test_our_own_mistake_is_not_called_an_outage(store: SqlStore) -> None:
    store.run_here(lambda tx: tx.messages.add(letter()))
    with pytest.raises(Exception, match="uq_messages_mailbox_id_dedupe_key") as mistake:
        store.run_here(lambda tx: tx.messages.add(letter()))
    assert not isinstance(mistake.value, StoreAwayError)
    assert _read(store) == "here"


def test_status_need_not_load_what_only_migrations_use() -> None:
    code = "import sys, responder.store.sql_store, responder.store.lock; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"
