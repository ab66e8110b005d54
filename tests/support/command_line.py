"""Runs commands in this process as an operator would: an environment, a directory, a database that a daemon filled."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from responder.app.cli import main
from tests.support.ports import free_port
from tests.support.world import TestWorld, open_world

RULES = """\
mode: live
company: {name: Nordlicht, addresses: [support@nordlicht.example], languages: [en, ru]}
staff: [nordlicht.example]
trust: {authserv_ids: [mx.nordlicht.example]}
hours: always
alerts: {people: [duty@nordlicht.example]}
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects of its output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class CommandLine:
    """A directory with rules.yaml and settings for it; `database` is there once `filled` was called."""

    def __init__(self, home: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.database_url = f"sqlite:///{home}/responder.db"
        self.patch = patch
        self._capture = capture
        (home / "rules.yaml").write_text(RULES, encoding="utf-8")
        patch.chdir(home)
        self.set(
            IMAP_URL="imap://support%40nordlicht.example@127.0.0.1:1?tls=none",
            SMTP_URL="smtp://127.0.0.1:1?tls=none",
            DATABASE_URL=self.database_url,
            HTTP=f"127.0.0.1:{free_port()}",
        )

    def set(self, **variables: str) -> None:
        """Set RESPONDER_... variables."""
        for name, value in variables.items():
            self.patch.setenv(f"RESPONDER_{name}", value)

    def __call__(self, *words: str) -> Said:
        """Run `responder` with these words."""
        self._capture.readouterr()
        root, ours = logging.getLogger(), logging.getLogger("responder")
        before = (root.handlers[:], root.level, ours.level)
        try:
            status = main(list(words))
        except SystemExit as ended:  # argparse ends the program for wrong words and for --help
            status = int(ended.code or 0)
        finally:
            root.handlers, root.level, ours.level = before
            logging.captureWarnings(False)
        said = self._capture.readouterr()
        return Said(status, said.out, said.err)

    def filled(self, fill: Callable[[TestWorld], Awaitable[object]]) -> None:
        """Let a daemon's flows write into the database."""

        async def work() -> None:
            test = await open_world(url=self.database_url)
            await fill(test)
            await test.store.close()

        asyncio.run(work())
