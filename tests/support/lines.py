"""Connections to listen on in flow tests: letters are pushed one a wait, then the line breaks."""

import asyncio
from collections.abc import Mapping

import pytest

from responder.domain.message import FolderRole
from responder.flows.listen import Ear, listen
from responder.flows.observe import observe
from responder.flows.receive import receive
from responder.ports.errors import MailboxAwayError, WorldAwayError
from responder.ports.store import FolderCursor
from tests.support.mailbox_on_paper import MailboxOnPaper
from tests.support.world import NOON, TestWorld

WITHIN_S = 10.0


class EndOfTestError(Exception):
    """Ends a loop that would go on for ever."""


class Line(MailboxOnPaper):
    """One connection: `pushes` are the letters whose arrival is pushed, one a wait; then the line breaks."""

    def __init__(self, *pushes: bytes, roles: tuple[FolderRole, ...] = tuple(FolderRole)) -> None:
        super().__init__()
        self.pushes = list(pushes)
        self.roles = roles
        self.pushed_at = NOON

    async def folders(self) -> Mapping[FolderRole, str]:
        return {role: role.value for role in self.roles}

    async def wait_for_push(self, timeout_s: float) -> bool:
        if not self.pushes:
            raise MailboxAwayError("the line broke")
        self.lay(self.open_folder, self.pushes.pop(0), self.pushed_at)
        return True

    async def close(self) -> None:
        return None


class Lines:
    """Gives one connection after another, or the error that stands in its place."""

    def __init__(self, *lines: Line | WorldAwayError) -> None:
        self.lines = list(lines)

    async def connect(self) -> Line:
        if not self.lines:
            raise EndOfTestError
        line = self.lines.pop(0)
        if isinstance(line, WorldAwayError):
            raise line
        return line


def ear(*lines: Line | WorldAwayError, role: FolderRole = FolderRole.INBOX) -> Ear:
    handle = receive if role is FolderRole.INBOX else observe
    return Ear(role, handle, Lines(*lines))


async def hear(test: TestWorld, one: Ear) -> None:
    """Listen until all connections are used up."""
    with pytest.raises(EndOfTestError):
        async with asyncio.timeout(WITHIN_S):
            await listen(test.world, one)


async def cursor(test: TestWorld, role: FolderRole) -> FolderCursor:
    found = await test.store.run(lambda tx: tx.folders.get(role))
    assert found is not None
    return found
