"""Runs the real daemon as a subprocess against private servers, and tells what it did: logs, health, rows."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from tests.support.ports import HOST, free_port
from tests.support.process import as_user

ROOT = Path(__file__).parents[2]
WITHIN_S = 45.0
"""Longer than anything the daemon does at its normal pace takes on a busy machine."""

NORMALLY = ("-m", "responder", "run")
IN_HARNESS = ("-m", "tests.support.crash_harness")


class Daemon:
    """One daemon and everything that outlives it: database, rules, logs. An async context manager.

    `start` and `kill` or `stop` may be called again and again on the same database. `environment` adds variables.
    """

    def __init__(
        self, home: Path, *, imap_url: str, smtp_port: int, rules: str, password: str = "swordfish",
        database_url: str = "", environment: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        self.home = home
        self.rules_file = home / "rules.yaml"
        self.database_url = database_url or f"sqlite:///{home / 'responder.db'}"
        self.http = f"{HOST}:{free_port()}"
        self.environment = {
            "RESPONDER_IMAP_URL": imap_url,
            "RESPONDER_IMAP_PASSWORD": password,
            "RESPONDER_SMTP_URL": f"smtp://{HOST}:{smtp_port}?tls=none",
            "RESPONDER_DATABASE_URL": self.database_url,
            "RESPONDER_RULES": str(self.rules_file),
            "RESPONDER_TEMPLATES": str(ROOT / "templates"),
            "RESPONDER_HTTP": self.http,
            "RESPONDER_LOG": "json",
            **(environment or {}),
        }
        self._engine = create_engine(
            self.database_url.replace("postgresql://", "postgresql+psycopg://"), poolclass=NullPool
        )
        self._log_file = home / "daemon.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.write_rules(rules)

    async def __aenter__(self) -> "Daemon":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        sys.stdout.write(f"The daemon's log:\n{self.log()[-12_000:]}")  # pytest shows it where the test failed

    async def start(self, *, ready: bool = True, **harness: str) -> "Daemon":
        """Start, and wait until `/readyz` says so; with words for the crash harness, start inside that."""
        self.launch(**harness)
        if ready:
            await self.until(lambda: self.ask("/readyz")[0] == 200, "ready")
        return self

    def launch(self, **harness: str) -> None:
        """Start without waiting."""
        assert self._process is None or self._process.poll() is not None, "it runs already"
        words = {f"HARNESS_{name.upper()}": value for name, value in harness.items()}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("RESPONDER_")}
        with self._log_file.open("ab") as log:
            self._process = subprocess.Popen(
                as_user([sys.executable, *(IN_HARNESS if harness else NORMALLY)], None),
                cwd=ROOT, env={**inherited, **self.environment, **words}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log,
            )  # fmt: skip

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def status(self) -> int | None:
        """The exit status, None while it runs."""
        return self._process.poll() if self._process else None

    async def ended(self, within: float = WITHIN_S) -> int:
        """The exit status, once it has ended by itself."""
        await self.until(lambda: self.status is not None, "its end", within, may_end=True)
        assert self.status is not None
        return self.status

    async def stop(self, within: float = WITHIN_S) -> int:
        """Ask it to end with SIGTERM; the exit status."""
        self.signal(signal.SIGTERM)
        return await self.ended(within)

    def kill(self) -> None:
        """End it with SIGKILL, in the middle of whatever it does."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        if self._process is not None:
            self._process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    def write_rules(self, rules: str) -> None:
        """Save rules.yaml as an editor does: a new file in its place."""
        new = self.rules_file.with_suffix(".new")
        new.write_text(rules)
        new.replace(self.rules_file)

    async def until(
        self, true: Callable[[], object], what: str, within: float = WITHIN_S, *, may_end: bool = False
    ) -> None:
        """Wait until `true()`; fails with the daemon's log when it takes too long or the daemon ends first."""
        give_up_at = time.monotonic() + within
        while not await asyncio.to_thread(true):
            if not may_end and self.status is not None:
                raise AssertionError(f"the daemon ended with status {self.status} while waited for: {what}")
            assert time.monotonic() < give_up_at, f"waited {within} s in vain for: {what}"
            await asyncio.sleep(0.05)

    def peak_memory_mb(self) -> float:
        """The most memory that the daemon and its reader process ever had, together."""
        family = [self.pid, *(int(word) for word in _read(f"/proc/{self.pid}/task/{self.pid}/children").split())]
        peaks = [line for pid in family for line in _read(f"/proc/{pid}/status").splitlines() if "VmHWM" in line]
        return sum(int(line.split()[1]) for line in peaks) / 1024

    def log(self) -> str:
        """All that was written, by every start."""
        return self._log_file.read_text(errors="replace") if self._log_file.exists() else ""

    def events(self, name: str = "", **fields: object) -> list[dict[str, Any]]:
        """The log's events of this name with these fields, of every start."""
        found = [json.loads(line) for line in self.log().splitlines() if line.startswith("{") and line.endswith("}")]
        return [
            event
            for event in found
            if name in ("", event.get("event")) and all(event.get(key) == value for key, value in fields.items())
        ]

    async def until_event(self, name: str, count: int = 1, within: float = WITHIN_S, **fields: object) -> None:
        """Wait until the event was logged so often, by all starts together."""
        await self.until(lambda: len(self.events(name, **fields)) >= count, f"{count} of {name} {fields}", within)

    def ask(self, path: str) -> tuple[int, str]:
        """GET a path of the daemon: status and body; status 0 while nobody answers."""
        try:
            with urllib.request.urlopen(f"http://{self.http}{path}", timeout=5) as answer:
                return int(answer.status), answer.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return int(refusal.code), refusal.read().decode()
        except OSError:
            return 0, ""

    def health(self) -> dict[str, Any]:
        """What `/health` says; empty while nobody answers."""
        body = self.ask("/health")[1]
        found: dict[str, Any] = json.loads(body) if body else {}
        return found

    def rows(self, statement: str) -> list[dict[str, Any]]:
        """What the database holds, by an SQL statement."""
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(text(statement)).mappings()]

    def change(self, statement: str) -> None:
        """Change what the database holds, while no daemon runs."""
        with self._engine.begin() as connection:
            connection.execute(text(statement))

    def count(self, table: str, where: str = "1 = 1") -> int:
        """How many rows of a table hold this."""
        return int(self.rows(f"SELECT count(*) AS n FROM {table} WHERE {where}")[0]["n"])

    def settled(self, letters: int) -> bool:
        """Whether so many letters of customers were handled and nothing is on its way any more."""
        return (
            self.count("messages", "direction = 'customer'") >= letters
            and self.count("outbox", "state IN ('queued', 'sending') AND kind = 'acknowledgement'") == 0
        )


def _read(path: str) -> str:
    return Path(path).read_text()
