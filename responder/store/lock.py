"""Lets one daemon at a time work on a database; the operating system or PostgreSQL frees the lock of one that died."""

import fcntl
import os
import socket
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from responder.ports.errors import StoreAwayError
from responder.store.engine import database_url, is_in_memory, is_sqlite, postgresql_arguments
from responder.store.errors import named_errors

_KEY = {"room": 0x7265_7370, "lock": 0x6461_656D}
"""The two numbers of the advisory lock that a daemon holds as long as its session lives."""

_TRY = text("SELECT pg_try_advisory_lock(:room, :lock)")
_HOLDER = text(
    "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :room AND l.objid = :lock AND l.database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)


class InUseError(Exception):
    """Another daemon works on this database; the text says which and since when."""


class DaemonLock(Protocol):
    """The right to be the one daemon on a database. All of it blocks: call it in a thread once a loop runs."""

    def take(self, now: datetime) -> None:
        """Take the lock, or take it again after a loss; nothing happens when it is held.

        Raises InUseError when another daemon has it, StoreAwayError when the database is away.
        """

    def held(self) -> bool:
        """Whether it is still ours: PostgreSQL frees it when our session ends, also by its own restart."""

    def release(self) -> None:
        """Let another daemon have it."""


def daemon_lock(url: str) -> DaemonLock:
    """The lock of this database, not yet taken. Raises ValueError for a bad URL."""
    where = database_url(url)
    if is_in_memory(where):
        return _NoLock()
    return _FileLock(Path(str(where.database))) if is_sqlite(where) else _SessionLock(where)


class _NoLock:
    """Nobody else can see a database in memory."""

    def take(self, now: datetime) -> None:
        """It is ours."""

    def held(self) -> bool:
        """Always."""
        return True

    def release(self) -> None:
        """It ends with the process."""


class _FileLock:
    """A lock on a file beside the database. The file stays: whoever removed it would let two in."""

    def __init__(self, database: Path) -> None:
        real = database.resolve()
        self._path = real.with_name(f"{real.name}.lock")
        self._file: int | None = None

    def take(self, now: datetime) -> None:
        if self.held():
            return
        self.release()
        file = _open(self._path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(file, 200, 0).decode("utf-8", "replace").strip()
            os.close(file)
            raise InUseError(_in_use(holder or "another responder")) from None
        os.ftruncate(file, 0)
        os.pwrite(file, f"process {os.getpid()} since {_written(now)}\n".encode(), 0)
        self._file = file

    def held(self) -> bool:
        if self._file is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._file), self._path.stat())
        except OSError:
            return False

    def release(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreAwayError(f"the lock of the database cannot be opened: {error.strerror}: {path}") from error


class _SessionLock:
    """An advisory lock on a connection of its own, named so that `pg_stat_activity` shows who it is."""

    def __init__(self, url: URL) -> None:
        arguments = postgresql_arguments(f"responder, process {os.getpid()} on {socket.gethostname()}"[:63])
        self._engine = create_engine(url, poolclass=NullPool, connect_args=arguments, isolation_level="AUTOCOMMIT")
        self._connection: Connection | None = None

    def take(self, now: datetime) -> None:  # noqa: ARG002 - PostgreSQL itself remembers since when
        if self.held():
            return
        self.release()
        with named_errors(), ExitStack() as unless_taken:
            connection = unless_taken.enter_context(self._engine.connect())
            if not connection.execute(_TRY, _KEY).scalar():
                holder = connection.execute(_HOLDER, _KEY).first()
                raise InUseError(_in_use(f"{holder[0]} since {_written(holder[1])}" if holder else "another responder"))
            unless_taken.pop_all()
            self._connection = connection

    def held(self) -> bool:
        if self._connection is None:
            return False
        try:
            return bool(self._connection.exec_driver_sql("SELECT 1").scalar())
        except SQLAlchemyError:
            return False

    def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.close()
        self._engine.dispose()


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def _in_use(holder: str) -> str:
    return f"the database is in use by another daemon ({holder}): stop that one first, or use another database"
