import asyncio
from collections import namedtuple
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from responder.app import run
from responder.app.settings import Settings
from responder.domain.alert_trouble import Finding, Trouble
from responder.flows.vitals import Vitals
from responder.ports.errors import MailboxAwayError, StoreAwayError
from responder.store.lock import InUseError
from tests.support.world import NOON

Usage = namedtuple("Usage", "total used free")


@dataclass
class World:
    vitals: Vitals = field(default_factory=lambda: Vitals(started_at=NOON))


@dataclass
class Daemon:
    """As much of the daemon as supervision looks at."""

    world: World = field(default_factory=World)

    @property
    def troubles(self) -> dict[Trouble, Finding]:
        return self.world.vitals.troubles


@pytest.fixture
def daemon(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(run, "RESTART_AFTER_S", (0.0,))
    monkeypatch.setattr(run, "now", lambda: NOON)
    return Daemon()


def settings(tmp_path: Path) -> Settings:
    here = tmp_path / "rules.yaml"
    url = f"sqlite:///{tmp_path}/responder.db"
    return Settings("", None, "", None, url, here, here, "127.0.0.1", 0, "", {})


class Body:
    """A loop that meets these errors one after another and then ends."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.begun = 0

    async def __call__(self) -> None:
        self.begun += 1
        if self.errors:
            raise self.errors.pop(0)


async def test_a_loop_that_dies_is_started_again_loudly(daemon: Any, caplog: pytest.LogCaptureFixture) -> None:
    body = Body(ZeroDivisionError(), KeyError("x"))
    await run._supervised(daemon, "watch", body)
    assert body.begun == 3
    assert daemon.troubles[Trouble.LOOP_DIED].detail == "watch: KeyError"
    assert [record.message for record in caplog.records] == ["loop.died", "loop.died"]


async def test_a_loop_whose_world_is_away_is_no_bug(daemon: Any, caplog: pytest.LogCaptureFixture) -> None:
    body = Body(StoreAwayError("refused"), MailboxAwayError("gone"))
    await run._supervised(daemon, "watch", body)
    assert body.begun == 3
    assert daemon.troubles == {}
    assert [record.message for record in caplog.records] == ["loop.waiting", "loop.waiting"]


async def test_a_cancelled_loop_ends(daemon: Any) -> None:
    async def waits() -> None:
        await asyncio.Event().wait()

    loop = asyncio.create_task(run._supervised(daemon, "watch", waits))
    await asyncio.sleep(0)
    loop.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loop


def test_a_loop_that_has_run_for_an_hour_since_it_died_is_no_trouble(daemon: Any) -> None:
    daemon.troubles[Trouble.LOOP_DIED] = Finding(Trouble.LOOP_DIED, since_at=NOON - run.TROUBLE_FORGOTTEN_AFTER)
    run._forget_dead_loops(daemon)
    assert daemon.troubles
    daemon.troubles[Trouble.LOOP_DIED] = replace(
        daemon.troubles[Trouble.LOOP_DIED], since_at=NOON - run.TROUBLE_FORGOTTEN_AFTER * 2
    )
    run._forget_dead_loops(daemon)
    assert daemon.troubles == {}


def test_a_disk_that_is_nearly_full_is_trouble_until_there_is_room_again(
    daemon: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [499 * 2**20, 500 * 2**20]
    asked: list[Path] = []

    def disk_usage(place: Path) -> Usage:
        asked.append(place)
        return Usage(0, 0, free.pop(0))

    monkeypatch.setattr("shutil.disk_usage", disk_usage)
    run._look_at_disk(daemon, settings(tmp_path))
    assert daemon.troubles == {Trouble.DISK_NEARLY_FULL: Finding(Trouble.DISK_NEARLY_FULL, measure=499)}
    run._look_at_disk(daemon, settings(tmp_path))
    assert daemon.troubles == {}
    assert asked == [tmp_path, tmp_path]


class Lock:
    """A lock that was lost, and what taking it again meets."""

    def __init__(self, held: bool, error: Exception | None = None) -> None:
        self._held, self.error, self.taken = held, error, 0

    def held(self) -> bool:
        return self._held

    def take(self, at: datetime) -> None:
        self.taken += 1
        if self.error:
            raise self.error


@pytest.mark.parametrize(
    ("lock", "taken", "stops"),
    [
        (Lock(held=True), 0, False),
        (Lock(held=False), 1, False),
        (Lock(held=False, error=StoreAwayError("away")), 1, False),
        (Lock(held=False, error=InUseError("another daemon")), 1, True),
    ],
    ids=["held", "lost", "server away", "another daemon was quicker"],
)
async def test_a_lost_lock_is_taken_again_or_the_daemon_ends(lock: Lock, taken: int, stops: bool) -> None:
    stopping = asyncio.Event()
    await run._keep_lock(lock, stopping)  # type: ignore[arg-type]  # as much of a lock as is looked at
    assert (lock.taken, stopping.is_set()) == (taken, stops)
