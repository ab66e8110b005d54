"""The migrations make exactly the tables that the code works with, and take them away again, on both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from responder.ports.errors import StoreAwayError
from responder.shipped import shipped
from responder.store.engine import open_engine
from responder.store.ledger_tables import outbox
from responder.store.migrate import downgrade, migrate, revision
from responder.store.sql_store import SqlStore
from tests.support.ports import free_port

METADATA = outbox.metadata
HEAD = "0004"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'responder.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    engine = open_engine(url)
    with engine.connect() as made:
        yield made
    engine.dispose()


def _tables(url: str) -> dict[str, Any]:
    """All that the database itself says of its tables, and how SQLite was told to make them."""
    engine = open_engine(url)
    with engine.connect() as made:
        asked = inspect(made)
        found: dict[str, Any] = {
            name: {
                "columns": {
                    column["name"]: (str(column["type"]), column["nullable"], column["default"])
                    for column in asked.get_columns(name)
                },
                "key": asked.get_pk_constraint(name),
                "unique": sorted(map(str, asked.get_unique_constraints(name))),
                "foreign": sorted(map(str, asked.get_foreign_keys(name))),
                "indexes": sorted(_index(index) for index in asked.get_indexes(name)),
            }
            for name in asked.get_table_names()
            if name != "alembic_version"
        }
    engine.dispose()
    return found


def _index(index: Any) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str([index["name"], index["column_names"], index["unique"], options])


def test_the_migrations_make_what_the_code_works_with(url: str, connection: Connection) -> None:
    migrate(url)
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    assert compare_metadata(context, METADATA) == []


def test_the_migrations_make_the_same_tables_as_the_metadata(url: str) -> None:
    migrate(url)
    migrated = _tables(url)
    downgrade(url)
    engine = open_engine(url)
    METADATA.create_all(engine)
    engine.dispose()
    assert migrated == _tables(url)
    assert set(migrated) == set(METADATA.tables)


def test_up_and_down_and_up_again(url: str) -> None:
    migrate(url)
    at_first = _tables(url)
    downgrade(url)
    assert _tables(url) == {}
    migrate(url)
    assert _tables(url) == at_first


def test_one_step_down_takes_only_what_it_made(url: str) -> None:
    migrate(url)
    downgrade(url, "0001")
    assert revision(url) == ("0001", HEAD)
    assert "messages" in _tables(url)
    assert "outbox" not in _tables(url)


def test_what_was_answered_stays_answered(url: str) -> None:
    migrate(url)
    downgrade(url, "0002")
    engine = open_engine(url, enforce_keys=False)
    with engine.begin() as made:
        for statement in _OLD_QUESTIONS:
            made.exec_driver_sql(statement)
    engine.dispose()
    migrate(url)
    store = SqlStore(url)
    found = store.run_here(lambda tx: tx.messages.asked(1))
    store.close_here()
    assert [(one.place, one.state.value, one.answered_at is None, one.repeats) for one in found] == [
        (1, "answered", False, False),
        (2, "open", True, False),
    ]


_OLD_QUESTIONS = (
    "INSERT INTO mailboxes (id, name) VALUES (1, 'default')",
    "INSERT INTO conversations (id, mailbox_id, customer, topic, opened_at, last_at, hushed)"
    " VALUES (1, 1, 'a@kunde.example', '', '2026-11-17 12:00:00+00:00', '2026-11-17 12:00:00+00:00', FALSE)",
    "INSERT INTO messages (id, mailbox_id, dedupe_key, conversation_id, role, uidvalidity, uid, direction,"
    " from_address, from_name, subject, at, internal_at, seen_at, verdict, reason, opens, verified, reaches, trace,"
    " text)"
    " VALUES (1, 1, 'a', 1, 'inbox', 1, 1, 'customer', 'a@kunde.example', '', '', '2026-11-17 12:00:00+00:00',"
    " '2026-11-17 12:00:00+00:00', '2026-11-17 12:00:00+00:00', 'answer', '', TRUE, TRUE, '[]', '{}', '')",
    "INSERT INTO questions (mailbox_id, message_row, conversation_id, place, text, request, answered_at)"
    " VALUES (1, 1, 1, 1, 'When?', FALSE, '2026-11-17 13:00:00+00:00'), (1, 1, 1, 2, 'Where?', FALSE, NULL)",
)


def test_a_second_migration_changes_nothing(url: str) -> None:
    migrate(url)
    store = SqlStore(url)
    store.run_here(lambda tx: tx.settings.put("a", "here"))
    migrate(url)
    assert store.run_here(lambda tx: tx.settings.get("a")) == "here"
    store.close_here()


def test_programs_that_start_together_migrate_once(url: str) -> None:
    with ThreadPoolExecutor(3) as programs:
        list(programs.map(migrate, [url] * 3))
    assert revision(url) == (HEAD, HEAD)


def test_the_revision_is_told_before_and_after(url: str) -> None:
    assert revision(url) == (None, HEAD)
    migrate(url)
    assert revision(url) == (HEAD, HEAD)


def test_a_database_of_a_newer_version_is_refused(url: str) -> None:
    migrate(url)
    engine = open_engine(url)
    with engine.begin() as made:
        made.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(ValueError, match=r"newer version of responder.*9999"):
        migrate(url)


def test_asking_for_the_revision_makes_no_file(tmp_path: Path) -> None:
    revision(f"sqlite:///{tmp_path / 'responder.db'}")
    assert list(tmp_path.iterdir()) == []


def test_a_migration_that_fails_leaves_nothing(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "migrations"
    (broken / "versions").mkdir(parents=True)
    for source in (shipped("migrations") / "env.py", *sorted((shipped("migrations") / "versions").glob("*.py"))):
        text = source.read_text(encoding="utf-8").replace("    _alarms()\n", "    raise RuntimeError('half way')\n")
        (broken / source.relative_to(shipped("migrations"))).write_text(text, encoding="utf-8")
    monkeypatch.setattr("responder.store.migrate.shipped", lambda _: broken)
    with pytest.raises(RuntimeError, match="half way"):
        migrate(url)
    assert _tables(url) == {}


def test_a_server_that_is_away_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreAwayError, match="the database does not answer"):
        migrate(f"postgresql://postgres:secret@127.0.0.1:{free_port()}/responder")
