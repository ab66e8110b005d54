"""What is committed survives a killed process, and several processes work on one SQLite file."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from responder.store.migrate import migrate
from responder.store.sql_store import SqlStore

_ROOT = Path(__file__).parents[2]

_COMMIT_AND_WAIT = """
import sys
from responder.store.sql_store import SqlStore
store = SqlStore(sys.argv[1])
store.run_here(lambda tx: tx.settings.put("committed", "here"))
def work(tx):
    tx.settings.put("not committed", "here")
    print("ready", flush=True)
    sys.stdin.read()
store.run_here(work)
"""

_COUNT = """
import sys
from responder.store.sql_store import SqlStore
store = SqlStore(sys.argv[1])
def add_one(tx):
    tx.settings.put("sum", str(int(tx.settings.get("sum") or 0) + 1))
for _ in range(100):
    store.run_here(add_one)
store.close_here()
"""


def _start(code: str, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", code, url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT)


@pytest.fixture
def url(tmp_path: Path) -> str:
    made = f"sqlite:///{tmp_path / 'responder.db'}"
    migrate(made)
    return made


def _get(url: str, *names: str) -> list[str | None]:
    store = SqlStore(url)
    found = store.run_here(lambda tx: [tx.settings.get(name) for name in names])
    store.close_here()
    return found


def test_what_was_committed_survives_a_kill(url: str) -> None:
    with _start(_COMMIT_AND_WAIT, url) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert _get(url, "committed", "not committed") == ["here", None]


def test_processes_that_write_one_file_lose_nothing(url: str) -> None:
    processes = [_start(_COUNT, url) for _ in range(3)]
    for process in processes:
        process.communicate(timeout=60)
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert _get(url, "sum") == ["300"]
