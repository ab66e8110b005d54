import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DisconnectionError, IntegrityError, InvalidRequestError, OperationalError, ProgrammingError

from responder.ports.errors import StoreAwayError
from responder.store.errors import away, named_errors
from responder.store.sql_store import SqlStore


def test_a_database_that_does_not_answer_is_away() -> None:
    found = away(OperationalError("SELECT secret", {"key": "secret"}, sqlite3.OperationalError("disk is full\nmore")))
    assert str(found) == "the database does not answer: disk is full"


def test_a_connection_that_hung_up_is_away() -> None:
    assert isinstance(away(DisconnectionError()), StoreAwayError)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("", {}, sqlite3.OperationalError("no such table: messages")),
        ProgrammingError("", {}, psycopg.errors.UndefinedTable('relation "messages" does not exist')),
    ],
    ids=["sqlite", "postgresql"],
)
def test_a_database_without_tables_says_who_makes_them(error: OperationalError | ProgrammingError) -> None:
    assert "`responder run` makes them" in str(away(error))


@pytest.mark.parametrize(
    "error",
    [IntegrityError("", {}, sqlite3.IntegrityError("UNIQUE constraint failed")), InvalidRequestError("wrong")],
    ids=["broken rule", "wrong use"],
)
def test_our_own_mistake_stays_an_exception(error: IntegrityError | InvalidRequestError) -> None:
    assert away(error) is None
    with pytest.raises(type(error)), named_errors():
        raise error


def test_a_folder_that_is_not_there_is_named_as_a_database_that_is_away(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite:///{tmp_path / 'nowhere' / 'a.db'}")
    with pytest.raises(StoreAwayError, match="unable to open database file"):
        store.run_here(lambda tx: tx.settings.get("a"))
    store.close_here()


def test_an_empty_file_is_named_as_a_database_without_tables(tmp_path: Path) -> None:
    store = SqlStore(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(StoreAwayError, match="does not have our tables yet"):
        store.run_here(lambda tx: tx.settings.get("a"))
    store.close_here()
