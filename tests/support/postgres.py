"""A private PostgreSQL cluster in a temporary folder, with a fresh database for each test that asks."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType

import psycopg

from tests.support.ports import HOST, free_port
from tests.support.process import as_user, end, find_program, wait_until

_PLACES = ("usr/lib/postgresql/*/bin/{}", "usr/pgsql-*/bin/{}")

# Nothing has to survive a power cut here, so commits need not wait for the disk.
_SETTINGS = {
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "listen_addresses": HOST,
    "max_connections": "100", "timezone": "UTC", "log_statement": "none",
}  # fmt: skip


class Postgres:
    """The server; a context manager. It trusts every connection and listens on loopback and a socket in `home`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.home = Path(tempfile.mkdtemp(prefix="postgres-"))
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root.
        self._user = _unprivileged_user() if os.geteuid() == 0 else None

    def __enter__(self) -> "Postgres":
        try:
            self._initialise()
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def url(self, database: str = "postgres") -> str:
        """Return `database` as RESPONDER_DATABASE_URL names it."""
        return f"postgresql://postgres@{HOST}:{self.port}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """Yield the URL of a new empty database; it is dropped afterwards, whoever is still connected."""
        name = f"test_{next(self._numbers)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE template0")
        try:
            yield self.url(name)
        finally:
            self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def start(self) -> None:
        """Start on the same port with the same data; returns once it takes connections."""
        options = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        command = [
            _program("postgres"), "-D", str(self._data), "-p", str(self.port), "-k", str(self.home), *options,
        ]  # fmt: skip
        with (self.home / "postgres.log").open("ab") as log:
            self._process = subprocess.Popen(
                as_user(command, self._user), stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.home
            )
        try:
            wait_until(self._answers, self._process, "PostgreSQL")
        except RuntimeError as problem:
            raise RuntimeError(f"{problem}\n{(self.home / 'postgres.log').read_text()}") from None

    def stop(self) -> None:
        """Cut all connections and end the server."""
        if self._process is not None:
            end(self._process, signal.SIGINT)
            self._process = None

    def restart(self) -> None:
        """Stop and start again, as an administrator would under a running daemon."""
        self.stop()
        self.start()

    @property
    def _data(self) -> Path:
        return self.home / "data"

    def _initialise(self) -> None:
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(self.home, owner.pw_uid, owner.pw_gid)
        command = [
            _program("initdb"), "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        ]  # fmt: skip
        done = subprocess.run(
            as_user(command, self._user), capture_output=True, text=True, check=False, cwd=self.home, timeout=120
        )
        if done.returncode:
            raise RuntimeError(f"initdb failed: {done.stderr}")

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _administer(self, statement: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement.encode())


def _program(name: str) -> str:
    # All programs of one version: PATH may name another version's.
    postgres = Path(find_program("postgres", *(place.format("postgres") for place in _PLACES))).resolve()
    return str(postgres.with_name(name))


def _unprivileged_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
