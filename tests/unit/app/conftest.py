"""The command line for the tests of this room."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from tests.support.command_line import CommandLine
from tests.support.world import NOON


@pytest.fixture
def responder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[CommandLine]:
    """`responder(words...)` runs a command in an empty directory with rules and settings, an hour after noon."""
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        yield CommandLine(tmp_path, monkeypatch, capsys)
