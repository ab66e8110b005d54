"""One daemon at a time works on a database; the lock of a killed one is free at once."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from responder.ports.errors import StoreAwayError
from responder.store.lock import DaemonLock, InUseError, daemon_lock
from tests.support.deliveries import NOON
from tests.support.ports import free_port
from tests.support.postgres import Postgres

_ROOT = Path(__file__).parents[2]

_HOLD = """
import sys
from datetime import datetime
from responder.store.lock import daemon_lock
lock = daemon_lock(sys.argv[1])
lock.take(datetime.fromisoformat(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'responder.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
def lock(url: str) -> Iterator[DaemonLock]:
    made = daemon_lock(url)
    yield made
    made.release()


def test_a_lock_is_held_once_taken(lock: DaemonLock) -> None:
    assert not lock.held()
    lock.take(NOON)
    lock.take(NOON)
    assert lock.held()


def test_a_second_daemon_is_told_who_holds_it_and_since_when(url: str, lock: DaemonLock) -> None:
    lock.take(NOON)
    second = daemon_lock(url)
    with pytest.raises(InUseError) as refused:
        second.take(NOON)
    said = rf"in use by another daemon \(.*process {os.getpid()}.* since 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\)"
    assert re.search(said, str(refused.value))
    assert not second.held()


def test_a_released_lock_can_be_taken(url: str, lock: DaemonLock) -> None:
    lock.take(NOON)
    lock.release()
    assert not lock.held()
    second = daemon_lock(url)
    second.take(NOON)
    second.release()


def test_the_lock_of_a_killed_daemon_is_free_at_once(url: str, lock: DaemonLock) -> None:
    command = [sys.executable, "-c", _HOLD, url, NOON.isoformat()]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(InUseError, match=f"process {process.pid}"):
            lock.take(NOON)
        process.send_signal(signal.SIGKILL)
        process.wait()
    _take_soon(lock)
    assert lock.held()


def _take_soon(lock: DaemonLock) -> None:
    """PostgreSQL needs a moment to see that a client is gone."""
    for _ in range(1_000):
        try:
            lock.take(NOON)
        except InUseError:
            continue
        return


@pytest.fixture
def file_lock(tmp_path: Path) -> Iterator[DaemonLock]:
    made = daemon_lock(f"sqlite:///{tmp_path / 'responder.db'}")
    made.take(NOON)
    yield made
    made.release()


@pytest.mark.usefixtures("file_lock")
def test_a_path_written_otherwise_leads_to_the_same_database(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(InUseError):
        daemon_lock(f"sqlite:///{tmp_path / 'link' / 'responder.db'}").take(NOON)


def test_a_lock_file_that_was_removed_is_a_loss(tmp_path: Path, file_lock: DaemonLock) -> None:
    (tmp_path / "responder.db.lock").unlink()
    assert not file_lock.held()
    file_lock.take(NOON)
    assert file_lock.held()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreAwayError, match="No such file or directory"):
        daemon_lock(f"sqlite:///{tmp_path / 'nowhere' / 'responder.db'}").take(NOON)


def test_a_session_that_ended_is_a_loss_and_can_be_mended(postgres_url: str) -> None:
    lock = daemon_lock(postgres_url)
    lock.take(NOON)
    with psycopg.connect(postgres_url, autocommit=True) as administrator:
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'responder, process%' AND datname = current_database()"
        )
    assert not lock.held()
    _take_soon(lock)
    assert lock.held()
    lock.release()


def test_databases_of_one_server_have_locks_of_their_own(postgres: Postgres, postgres_url: str) -> None:
    with postgres.database() as other:
        locks = [daemon_lock(postgres_url), daemon_lock(other)]
        for lock in locks:
            lock.take(NOON)
        assert all(lock.held() for lock in locks)
        for lock in locks:
            lock.release()


def test_a_server_that_is_away_is_named() -> None:
    with pytest.raises(StoreAwayError, match="does not answer"):
        daemon_lock(f"postgresql://postgres@127.0.0.1:{free_port()}/responder").take(NOON)


def test_a_database_in_memory_is_nobody_elses() -> None:
    locks = [daemon_lock("sqlite://"), daemon_lock("sqlite://")]
    for lock in locks:
        lock.take(NOON)
        lock.release()
    assert all(lock.held() for lock in locks)
