import stat
from pathlib import Path

import pytest

from responder.store.engine import database_url, is_in_memory, open_engine


@pytest.mark.parametrize(
    ("written", "driver"),
    [
        ("sqlite:///responder.db", "sqlite"),
        ("sqlite:////var/lib/responder.db", "sqlite"),
        ("postgresql://user:secret@db.example/responder", "postgresql+psycopg"),
        ("postgres://db.example/responder", "postgresql+psycopg"),
    ],
)
def test_the_driver_is_the_programs_business(written: str, driver: str) -> None:
    assert database_url(written).drivername == driver


@pytest.mark.parametrize("written", ["", "responder.db", "mysql://u:secret@h/db", "http://u:secret@h", "://secret"])
def test_another_database_is_refused_without_telling_a_password(written: str) -> None:
    with pytest.raises(ValueError, match="write sqlite:///path or postgresql://user@host/name") as refusal:
        database_url(written)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("sqlite://", True), ("sqlite:///:memory:", True), ("sqlite:///a.db", False), ("postgresql://h/d", False)],
)
def test_a_database_in_memory_is_known(written: str, expected: bool) -> None:
    assert is_in_memory(database_url(written)) is expected


def test_sqlite_loses_no_commit(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    engine.dispose()
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE letter (id int)")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    engine.dispose()
    assert set(modes) >= {"a.db", "a.db-wal"}
    assert set(modes.values()) == {0o600}
