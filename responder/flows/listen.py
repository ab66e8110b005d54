"""Listens to one folder for ever: connect, catch up, wait for a push or the timer; back off when the server is away."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from responder.domain.message import FolderRole
from responder.flows.bell import Bell
from responder.flows.catch_up import catch_up
from responder.flows.open_folder import count_unfinished, open_folder
from responder.flows.take_in import Handle
from responder.flows.world import World
from responder.ports.errors import FolderMissingError, LoginRefusedError, WorldAwayError
from responder.ports.mail import MailSession, MailSessions
from responder.ports.store import FolderCursor

log = logging.getLogger("responder.flows")

BACK_OFF_S = (1, 2, 5, 10, 30, 60)
REFUSED_BACK_OFF_S = (60, 120, 300)
"""A refused login is never hammered: providers lock the account."""

SENT_FIRST_WITHIN_S = 20.0
"""So long INBOX waits, once connected, for Sent to be read, so that what is answered is known (decision 13)."""

PUSH_IS_FRESH_WITHIN = timedelta(hours=1)

SERVER_WITHIN = timedelta(minutes=11)
"""The longest that one wait for the server takes: a reply may keep coming for ten minutes. So long a silent loop is
alive; that nothing is read meanwhile is another matter, and noticed by `caught_up_at`."""

Errand = Callable[[World, MailSession, Mapping[FolderRole, str], FolderCursor], Awaitable[None]]
"""What else is done over a folder's connection at each full check, leaving that folder open."""


@dataclass(slots=True)
class Ear:
    """How one folder is listened to.

    `full_check_s` is the timer beside IDLE; `errand` runs at each full check, `small_errand` when `bell` rings. `read`
    is set while this folder has been read to its end since its connection was made; `wait_for` is another folder's
    `read` that goes first.
    """

    role: FolderRole
    handle: Handle
    sessions: MailSessions
    full_check_s: float = 60.0
    errand: Errand | None = None
    small_errand: Errand | None = None
    bell: Bell = field(default_factory=Bell)
    wait_for: asyncio.Event | None = None
    read: asyncio.Event = field(default_factory=asyncio.Event)
    failures: int = 0
    errand_due_at: datetime | None = None


async def listen(world: World, ear: Ear) -> None:
    """Listen for ever. An error of the world ends the connection and starts the next after a pause; nothing is lost."""
    world.vitals.quiet_for[_loop(ear)] = SERVER_WITHIN
    await count_unfinished(world, ear.role)
    while True:
        try:
            await _one_connection(world, ear)
        except WorldAwayError as error:
            pause = _note_failure(world, ear, error)
        else:
            pause = 0.0
        world.vitals.beat(_loop(ear), world.clock())
        await _pause(world, ear, pause)


async def _one_connection(world: World, ear: Ear) -> None:
    session = await ear.sessions.connect()
    try:
        folders = await session.folders()
        name = folders.get(ear.role)
        if name is None:
            await _without_folder(world, ear)
            return
        await _in_folder(world, ear, session, folders, name)
    finally:
        ear.read.clear()
        vitals = world.vitals.folder(ear.role)
        vitals.connected = vitals.idle = False
        with contextlib.suppress(WorldAwayError):
            await session.close()


async def _in_folder(
    world: World, ear: Ear, session: MailSession, folders: Mapping[FolderRole, str], name: str
) -> None:
    cursor = await open_folder(world, session, ear.role, name)
    _note_connected(world, ear)
    await _let_sent_go_first(ear)
    pushed, ear.errand_due_at = False, world.clock()
    while True:
        before = cursor.last_uid
        cursor = await catch_up(world, session, cursor, ear.handle)
        ear.failures = 0
        ear.read.set()
        _note_offset(world, ear, cursor, pushed=pushed and cursor.last_uid > before)
        world.vitals.beat(_loop(ear), world.clock())
        if await _ran_errand(world, ear, session, folders, cursor):
            # Another folder was open: what came into this one meanwhile was not pushed.
            pushed = False
            continue
        pushed = await _wait_for_push(world, ear, session)
        world.vitals.beat(_loop(ear), world.clock())


async def _ran_errand(
    world: World, ear: Ear, session: MailSession, folders: Mapping[FolderRole, str], cursor: FolderCursor
) -> bool:
    """Do the errand that is due, if any: the whole one at a full check, the small one when the bell has rung."""
    now = world.clock()
    if ear.errand is not None and ear.errand_due_at is not None and now >= ear.errand_due_at:
        await ear.errand(world, session, folders, cursor)
        ear.errand_due_at = world.clock() + timedelta(seconds=ear.full_check_s)
        return True
    if ear.small_errand is not None and ear.bell.answered():
        await ear.small_errand(world, session, folders, cursor)
        return True
    return False


async def _wait_for_push(world: World, ear: Ear, session: MailSession) -> bool:
    vitals = world.vitals.folder(ear.role)
    vitals.idle = True
    try:
        with ear.bell.waking(session.wake):
            return await session.wait_for_push(ear.full_check_s)
    finally:
        vitals.idle = False


async def _let_sent_go_first(ear: Ear) -> None:
    if ear.wait_for is not None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SENT_FIRST_WITHIN_S):
                await ear.wait_for.wait()


async def _without_folder(world: World, ear: Ear) -> None:
    """No Sent folder yet counts as read and empty; it is looked for again at each full check. INBOX must be there."""
    if ear.role is not FolderRole.SENT:
        raise FolderMissingError("the server shows no INBOX: look at the path in RESPONDER_IMAP_URL")
    _note_connected(world, ear)
    seen_at = world.clock()
    known = await world.store.run(lambda tx: tx.folders.get(ear.role))
    blank = FolderCursor(role=ear.role, name="", uidvalidity=0, last_uid=0)
    empty = replace(known or blank, caught_up_at=seen_at)
    await world.store.run(lambda tx: tx.folders.put(empty))
    ear.failures = 0
    ear.read.set()
    world.watch_bell.ring()
    log.info("folder.missing", extra={"fields": {"folder": ear.role.value}})
    world.vitals.beat(_loop(ear), world.clock())
    await asyncio.sleep(ear.full_check_s)


def _loop(ear: Ear) -> str:
    return f"listen.{ear.role.value}"


def _note_connected(world: World, ear: Ear) -> None:
    vitals = world.vitals.folder(ear.role)
    vitals.connected, vitals.error, vitals.failing_since = True, "", None
    world.vitals.watching_since = world.clock()
    log.info("folder.connected", extra={"fields": {"folder": ear.role.value}})


def _note_failure(world: World, ear: Ear, error: WorldAwayError) -> float:
    """Write the error down, once for each text, and say how long to wait."""
    vitals = world.vitals.folder(ear.role)
    if str(error) != vitals.error:
        fields = {"folder": ear.role.value, "error": type(error).__name__, "detail": str(error)}
        log.warning("folder.away", extra={"fields": fields})
    vitals.error = str(error)
    vitals.refused = isinstance(error, LoginRefusedError)
    vitals.failing_since = vitals.failing_since or world.clock()
    world.vitals.count("connections_lost", ear.role.value)
    steps = REFUSED_BACK_OFF_S if vitals.refused else BACK_OFF_S
    pause = steps[min(ear.failures, len(steps) - 1)]
    ear.failures += 1
    return float(pause)


async def _pause(world: World, ear: Ear, pause_s: float) -> None:
    """Wait, still beating: a loop that backs off is alive."""
    left = pause_s
    while left > 0:
        step = min(left, 20.0)
        await asyncio.sleep(step)
        left -= step
        world.vitals.beat(_loop(ear), world.clock())


def _note_offset(world: World, ear: Ear, cursor: FolderCursor, *, pushed: bool) -> None:
    """How far the server's clock is from ours, by the arrival time of a letter that was pushed just now."""
    newest: datetime | None = world.vitals.newest_internal_at.get(ear.role)
    if not pushed or newest is None or cursor.caught_up_at is None:
        return
    offset = newest - cursor.caught_up_at
    if abs(offset) < PUSH_IS_FRESH_WITHIN:
        world.vitals.folder(ear.role).clock_offset_s = offset.total_seconds()
