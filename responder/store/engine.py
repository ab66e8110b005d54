"""Opens SQLite or PostgreSQL so that no commit is lost and no update overwritten."""

import sqlite3
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.pool import NullPool, StaticPool

BUSY_TIMEOUT_S = 10
WAL_TRIES = 20
STATEMENT_TIMEOUT_MS = 30_000
NETWORK_SILENT_MS = 30_000
"""So long a server that is gone without a word is waited for."""


def database_url(text: str) -> URL:
    """The URL with our driver: `sqlite:///path`, `sqlite://` (in memory), `postgresql://...` (psycopg).

    Raises ValueError, without any password, for another database or something that is no URL.
    """
    try:
        url = make_url(text)
    except Exception as error:
        raise ValueError("not a database URL: write sqlite:///path or postgresql://user@host/name") from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        return url.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(f"{backend} is not supported: write sqlite:///path or postgresql://user@host/name")


def is_sqlite(url: URL) -> bool:
    """Whether the URL names a SQLite database."""
    return url.get_backend_name() == "sqlite"


def is_in_memory(url: URL) -> bool:
    """Whether the URL names a SQLite database that ends with its engine."""
    return is_sqlite(url) and url.database in (None, "", ":memory:")


def open_engine(text: str, *, enforce_keys: bool = True) -> Engine:
    """An engine for one thread; nothing is connected yet. Raises ValueError for a bad URL.

    Without `enforce_keys` SQLite ignores foreign keys: a migration that copies a table would lose its children.
    """
    url = database_url(text)
    return _sqlite(url, enforce_keys) if is_sqlite(url) else _postgresql(url)


def _sqlite(url: URL, enforce_keys: bool) -> Engine:
    pool = StaticPool if is_in_memory(url) else NullPool
    arguments = {"timeout": BUSY_TIMEOUT_S, "check_same_thread": False, "isolation_level": None}
    engine = create_engine(url, poolclass=pool, connect_args=arguments)
    event.listen(engine, "do_connect", partial(_make_private, url))
    event.listen(engine, "connect", partial(_set_pragmas, enforce_keys))
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _make_private(url: URL, *_: Any) -> None:
    """Letters are in it: a new file is its owner's alone. SQLite gives its side files the same mode."""
    if not is_in_memory(url):
        with suppress(OSError):  # SQLite itself says best what is wrong
            Path(str(url.database)).touch(mode=0o600, exist_ok=True)


def _set_pragmas(enforce_keys: bool, connection: sqlite3.Connection, _record: Any) -> None:
    _switch_to_wal(connection)
    keys = f"foreign_keys={'ON' if enforce_keys else 'OFF'}"
    for pragma in ("synchronous=FULL", keys, "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """The switch itself does not wait for others who work on a new database; beginning a transaction does."""
    for _ in range(WAL_TRIES):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("COMMIT")
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: SQLite's own deferred transactions lose updates silently."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url, pool_size=1, max_overflow=0, pool_pre_ping=True, connect_args=postgresql_arguments("responder")
    )


def postgresql_arguments(name: str) -> dict[str, Any]:
    """How to connect under this application name: statements end in time, and so do sessions whose network is gone."""
    settings = {
        "statement_timeout": STATEMENT_TIMEOUT_MS,
        "timezone": "UTC",
        "tcp_keepalives_idle": 30,
        "tcp_keepalives_interval": 10,
        "tcp_keepalives_count": 3,
    }
    return {
        "connect_timeout": 10,
        "application_name": name,
        "options": " ".join(f"-c {setting}={value}" for setting, value in settings.items()),
        "keepalives_idle": 30,
        "tcp_user_timeout": NETWORK_SILENT_MS,
    }
