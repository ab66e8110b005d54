"""A bell wakes the loop that listens, for what has nothing to do with its own folder."""

import asyncio

import pytest

from responder.domain.message import FolderRole
from responder.flows import listen as room
from responder.ports.errors import MailboxAwayError
from tests.support.lines import Line, ear, hear
from tests.support.mails import mail
from tests.support.world import NOON, TestWorld


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the loop paused after each connection, without waiting it out."""
    paused: list[float] = []

    async def pause(world: object, ear: object, pause_s: float) -> None:
        paused.append(pause_s)

    monkeypatch.setattr(room, "_pause", pause)
    return paused


class Belled(Line):
    """A line on which nothing is pushed: the first wait ends when somebody calls `wake`, the second breaks it."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = 0
        self.woken = asyncio.Event()
        self.read: list[int] = []
        self.read_by_then = 0

    def wake(self) -> None:
        self.woken.set()

    async def uids_after(self, last_uid: int) -> list[int]:
        self.read.append(last_uid)
        return list(await super().uids_after(last_uid))

    async def wait_for_push(self, timeout_s: float) -> bool:
        self.waited += 1
        self.read_by_then = self.read_by_then or max(self.read)
        if self.waited > 1:
            raise MailboxAwayError("the line broke")
        return await self.woken.wait()


async def test_a_bell_ends_the_wait_for_a_small_errand(test: TestWorld, pauses: list[float]) -> None:
    line, ran = Belled(), list[str]()

    async def small(world: object, session: object, folders: object, at: object) -> None:
        ran.append("small")

    async def whole(world: object, session: object, folders: object, at: object) -> None:
        ran.append("whole")
        asyncio.get_running_loop().call_later(0.01, one.bell.ring)

    one = ear(line, role=FolderRole.SENT)
    one.errand, one.small_errand = whole, small
    await hear(test, one)
    assert ran == ["whole", "small"]


async def test_after_an_errand_the_folder_is_read_before_it_is_waited_for(test: TestWorld, pauses: list[float]) -> None:
    line = Belled()

    async def while_elsewhere(world: object, session: object, folders: object, at: object) -> None:
        line.lay("sent", mail(), NOON)
        line.woken.set()

    one = ear(line, role=FolderRole.SENT)
    one.errand = while_elsewhere
    await hear(test, one)
    assert line.read_by_then == 1


async def test_a_bell_that_rang_during_an_errand_is_not_lost(test: TestWorld, pauses: list[float]) -> None:
    line, ran = Belled(), list[str]()

    async def small(world: object, session: object, folders: object, at: object) -> None:
        ran.append("small")
        if len(ran) == 1:
            one.bell.ring()

    one = ear(line, role=FolderRole.SENT)
    one.small_errand = small
    one.bell.ring()
    line.woken.set()
    await hear(test, one)
    assert ran == ["small", "small"]
