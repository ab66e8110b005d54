"""The real daemon as the demo runs it: `responder run` as a process of its own, with its own database and settings."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections import deque
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import quote

from responder.app.demo.mailbox import PASSWORD
from responder.app.demo.places import HOST, OWN_ADDRESS, RULES, Ports
from responder.shipped import shipped

STOPS_WITHIN_S = 20.0
ASKED_EVERY_S = 0.2
LONGEST_LINE = 1 << 20
LINES_KEPT = 15

Logged = Callable[[Mapping[str, object]], None]
"""Told of each line of the daemon's log, as it was written."""


class Daemon:
    """A running daemon. `tail` holds the last lines it wrote, for when it ends by itself."""

    def __init__(self, process: Process, ports: Ports) -> None:
        self._process = process
        self._ports = ports
        self.tail: deque[str] = deque(maxlen=LINES_KEPT)

    async def follow(self, logged: Logged) -> None:
        """Hand on its log until it ends."""
        assert self._process.stdout is not None  # noqa: S101 - start_daemon asked for the pipe
        async for line in self._process.stdout:
            text = line.decode(errors="replace").rstrip()
            self.tail.append(text)
            with contextlib.suppress(ValueError):
                record = json.loads(text)
                if isinstance(record, dict):
                    logged(record)
        await self._process.wait()

    async def ready(self) -> None:
        """Return once it has read its mailbox to the end. Waits for ever when it never does."""
        while True:
            status, _ = await asyncio.to_thread(self._get, "/readyz")
            if status == HTTPStatus.OK:
                return
            await asyncio.sleep(ASKED_EVERY_S)

    async def open_expectations(self) -> int | None:
        """How many letters wait for an answer by its own count; None when it does not say."""
        _, body = await asyncio.to_thread(self._get, "/health")
        try:
            health: Any = json.loads(body)
            return int(health["expectations"]["open"])
        except (ValueError, KeyError, TypeError):
            return None

    async def stop(self) -> None:
        """End it as an operator would, by SIGTERM; when it does not end, kill it with all its children."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(STOPS_WITHIN_S):
                await self._process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()

    def _get(self, path: str) -> tuple[int, bytes]:
        connection = HTTPConnection(HOST, self._ports.http, timeout=5)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, HTTPException):
            return 0, b""
        finally:
            connection.close()


async def start_daemon(home: Path, ports: Ports) -> Daemon:
    """Start the daemon in this directory. In a session of its own a terminal's Ctrl-C reaches the demo alone, which
    then ends the daemon in order."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "responder", "run",
        stdout=PIPE, stderr=STDOUT, cwd=home, env=_environment(home, ports), start_new_session=True,
        limit=LONGEST_LINE,
    )  # fmt: skip
    return Daemon(process, ports)


def _environment(home: Path, ports: Ports) -> dict[str, str]:
    """Ours without the operator's own settings, and with the demo's."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("RESPONDER_")}
    return inherited | {
        "RESPONDER_IMAP_URL": f"imap://{quote(OWN_ADDRESS, safe='')}@{HOST}:{ports.imap}?tls=none",
        "RESPONDER_IMAP_PASSWORD": PASSWORD,
        "RESPONDER_SMTP_URL": f"smtp://{HOST}:{ports.smtp}?tls=none",
        "RESPONDER_DATABASE_URL": f"sqlite:///{home / 'demo.db'}",
        "RESPONDER_RULES": str(RULES),
        "RESPONDER_TEMPLATES": str(shipped("templates")),
        "RESPONDER_HTTP": f"{HOST}:{ports.http}",
        "RESPONDER_LOG": "json",
        "PYTHONUNBUFFERED": "1",
    }
