import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from responder.app.watch_files import concerns, watch_files

WITHIN_S = 20.0


class Watched:
    """A folder with rules.yaml and templates, and the bell that the watcher rings."""

    def __init__(self, home: Path) -> None:
        self.rules, self.templates = home / "rules.yaml", home / "templates"
        self.rules.write_text("mode: shadow")
        self.templates.mkdir()
        self.rung = asyncio.Event()

    async def ring(self) -> None:
        self.rung.set()

    async def until_rung(self, touch: Path) -> None:
        """Touch a file again and again until the bell rings: when the watcher begins to look is not told."""
        async with asyncio.timeout(WITHIN_S):
            while not self.rung.is_set():
                await asyncio.to_thread(touch.write_text, "mode: live")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.rung.wait(), 0.2)
        self.rung.clear()


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    found = Watched(tmp_path)
    watcher = asyncio.create_task(watch_files((found.rules, found.templates), found.ring))
    yield found
    watcher.cancel()


async def test_a_saved_file_is_noticed(watched: Watched) -> None:
    await watched.until_rung(watched.rules)


async def test_a_file_that_is_replaced_is_noticed_again_and_again(watched: Watched) -> None:
    await watched.until_rung(watched.rules)
    for _ in range(2):
        new = watched.rules.with_suffix(".new")
        new.write_text("mode: off")
        watched.rung.clear()
        new.replace(watched.rules)
        async with asyncio.timeout(WITHIN_S):
            await watched.rung.wait()


async def test_a_template_in_a_new_folder_is_noticed(watched: Watched) -> None:
    await watched.until_rung(watched.rules)
    (watched.templates / "own").mkdir()
    await watched.until_rung(watched.templates / "own" / "body.txt")


@pytest.mark.parametrize(
    ("touched", "concerned"),
    [
        ("rules.yaml", True),
        ("templates/own/en/body.txt", True),
        ("responder.db-wal", False),
        ("rules.yaml~", False),
        ("templates.old/body.txt", False),
    ],
)
def test_what_else_lies_beside_the_rules_is_nobodys_business(tmp_path: Path, touched: str, concerned: bool) -> None:
    paths = (tmp_path / "rules.yaml", tmp_path / "templates")
    assert concerns(paths, tmp_path / touched) is concerned
