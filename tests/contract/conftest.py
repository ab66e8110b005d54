"""The store three times over: SQLite in a file, SQLite in memory, PostgreSQL; each test has a mailbox of its own."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from responder.ports.store import Transaction
from responder.store.migrate import migrate
from responder.store.sql_store import SqlStore
from tests.support.postgres import Postgres

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a migrated database in a file."""
    url = f"sqlite:///{Path(tmp_path_factory.mktemp('store')) / 'responder.db'}"
    migrate(url)
    return url


@pytest.fixture(scope="session")
def postgres_database(postgres: Postgres) -> Iterator[str]:
    """The URL of a migrated database on the server."""
    with postgres.database() as url:
        migrate(url)
        yield url


@pytest.fixture(params=["sqlite_file", "sqlite_memory", "postgres_database"])
def store_url(request: pytest.FixtureRequest) -> str:
    """Where the store of this test is; the whole suite runs on each of them."""
    if request.param == "sqlite_memory":
        return "sqlite://"
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[SqlStore]:
    """A store whose mailbox is empty."""
    made = SqlStore(store_url, mailbox=f"mailbox {next(_NUMBERS)}")
    yield made
    made.close_here()


@pytest.fixture
def tx(store: SqlStore) -> Iterator[Transaction]:
    """One open transaction, in which a whole test takes place."""
    with store.transaction() as transaction:
        yield transaction
