"""Reads all above the cursor of an open folder, in groups, reading one group ahead; truth is `UID > last_uid`."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from responder.domain.letter import Letter, RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.flows.open_folder import answered_from
from responder.flows.take_in import Handle, Post, take_in
from responder.flows.world import World
from responder.mail.dates import read_date
from responder.ports.mail import Fetched, MailSession
from responder.ports.reading import Unreadable
from responder.ports.store import FolderCursor

log = logging.getLogger("responder.flows")

GROUP = 100
"""Messages fetched, read and committed together; aioimaplib's cost grows with the square of this."""

MOVED_IN_AFTER = timedelta(minutes=10)
"""A letter that much older than the last complete look was moved in; its clock starts when we see it (decision 15)."""

CLOCKS_MAY_DIFFER = timedelta(minutes=10)
"""How far the server's clock may be behind ours at the very first start without a new letter counting as old."""


async def catch_up(world: World, session: MailSession, cursor: FolderCursor, handle: Handle) -> FolderCursor:
    """Handle all that is new in the open folder until a search finds nothing; the cursor as it then stands."""
    while True:
        searched_at = world.clock()
        uids = await session.uids_after(cursor.last_uid)
        if not uids:
            return await _caught_up(world, cursor, searched_at)
        cursor = await _read_groups(world, session, cursor, handle, uids)


async def _caught_up(world: World, cursor: FolderCursor, searched_at: datetime) -> FolderCursor:
    done = replace(cursor, caught_up_at=searched_at)
    await world.store.run(lambda tx: tx.folders.put(done))
    world.watch_bell.ring()
    return done


async def _read_groups(
    world: World, session: MailSession, cursor: FolderCursor, handle: Handle, uids: Sequence[int]
) -> FolderCursor:
    answer_from = await world.store.run(lambda tx: answered_from(tx, world))
    alone = min(GROUP, len(uids)) if cursor.attempts > 0 else 0
    groups = _groups(uids, alone)
    noted = asyncio.Event()
    ahead = asyncio.create_task(_fetch_and_read(world, session, cursor, groups[0], answer_from, noted))
    try:
        for place, group in enumerate(groups):
            cursor = await _attempting(world, cursor, group[0])
            noted.set()
            posts = await ahead
            if place < alone:
                noted.clear()
            if place + 1 < len(groups):
                following = groups[place + 1]
                ahead = asyncio.create_task(_fetch_and_read(world, session, cursor, following, answer_from, noted))
            cursor = await _store(world, handle, cursor, posts, group)
            _note_progress(world, cursor, place, groups)
    finally:
        ahead.cancel()
    return cursor


def _groups(uids: Sequence[int], alone: int) -> list[Sequence[int]]:
    """Ascending groups; after a crash the first hundred go one by one, so that the one that kills us is found."""
    singles = [uids[place : place + 1] for place in range(alone)]
    return singles + [uids[place : place + GROUP] for place in range(alone, len(uids), GROUP)]


async def _attempting(world: World, cursor: FolderCursor, uid: int) -> FolderCursor:
    """Write down what is being worked on, so that a start that finds it unfinished knows where we died."""
    same = cursor.attempting_uid == uid
    noted = replace(cursor, attempting_uid=uid, attempts=cursor.attempts if same else 0)
    if noted != cursor:
        await world.store.run(lambda tx: tx.folders.put(noted))
    return noted


async def _store(
    world: World, handle: Handle, cursor: FolderCursor, posts: Sequence[Post], group: Sequence[int]
) -> FolderCursor:
    if not posts:
        done = replace(cursor, last_uid=group[-1], attempting_uid=None, attempts=0)
        await world.store.run(lambda tx: tx.folders.put(done))
        return done
    cursor = await take_in(world, handle, posts, cursor)
    return replace(cursor, last_uid=max(cursor.last_uid, group[-1]))


async def _fetch_and_read(
    world: World,
    session: MailSession,
    cursor: FolderCursor,
    uids: Sequence[int],
    answer_from: datetime,
    noted: asyncio.Event,
) -> Sequence[Post]:
    """Read a group once it is noted what is being worked on: after a crash that is this very group, else it may still
    be the one before."""
    if cursor.attempts > 1 and cursor.attempting_uid == uids[0]:
        return [_suspect(world, cursor, uids[0])]
    fetched = await session.fetch(uids)
    await noted.wait()
    letters = await world.reader.read([item.raw for item in fetched])
    seen_at = world.clock()
    return [_post(cursor, item, letter, answer_from, seen_at) for item, letter in zip(fetched, letters, strict=True)]


def _suspect(world: World, cursor: FolderCursor, uid: int) -> Post:
    """A message that two starts died on is set aside unread, not even fetched; its clock starts now."""
    seen_at = world.clock()
    why = Unreadable("the program ended twice while this message was being handled; look at it in the mailbox")
    return Post(Arrival(cursor.role, cursor.uidvalidity, uid, seen_at, 0), RawMessage(b"", 0), why, seen_at, seen_at)


def _post(
    cursor: FolderCursor, item: Fetched, letter: Letter | Unreadable, answer_from: datetime, seen_at: datetime
) -> Post:
    arrival = item.arrival
    internal_at = min(arrival.internal_at, seen_at)
    moved_in = cursor.caught_up_at is not None and internal_at < cursor.caught_up_at - MOVED_IN_AFTER
    late = moved_in and arrival.role is FolderRole.INBOX
    return Post(
        arrival=arrival,
        raw=item.raw,
        letter=letter,
        at=seen_at if late else internal_at,
        seen_at=seen_at,
        recorded_only=_was_there_before(cursor, item, letter, answer_from),
    )


def _was_there_before(cursor: FolderCursor, item: Fetched, letter: Letter | Unreadable, answer_from: datetime) -> bool:
    """Whether the message is of the time before us: older than the first start allows, or renumbered and not new."""
    arrival = item.arrival
    old = arrival.uid < cursor.baseline_uid
    if arrival.internal_at < answer_from - (timedelta() if old else CLOCKS_MAY_DIFFER):
        return True
    if not old or cursor.baseline_at is None:
        return False
    received_at = None if isinstance(letter, Unreadable) else _received_at(letter)
    return min(arrival.internal_at, received_at or arrival.internal_at) < cursor.baseline_at


def _received_at(letter: Letter) -> datetime | None:
    """When the last server on the way took the message, by the topmost Received field (RFC 5321 section 4.4)."""
    received = letter.message.first("Received")
    return read_date(received.rpartition(";")[2])[0] if received else None


def _note_progress(world: World, cursor: FolderCursor, place: int, groups: Sequence[Sequence[int]]) -> None:
    world.vitals.beat(f"listen.{cursor.role.value}", world.clock())
    if len(groups) > 1:
        left = sum(len(group) for group in groups[place + 1 :])
        log.info("folder.catching_up", extra={"fields": {"folder": cursor.role.value, "left": left}})
