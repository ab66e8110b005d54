"""Ends the clock of letters that somebody moved to Junk or Trash: "no answer needed", said with the mouse."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from responder.domain.expectation import WAITING
from responder.domain.message import FolderRole
from responder.domain.record import Closing, Direction
from responder.flows.expect import bring_up_to_date
from responder.flows.world import World
from responder.mail.headers import message_ids, read_head
from responder.ports.mail import Fetched, MailSession
from responder.ports.store import FolderCursor, Transaction

log = logging.getLogger("responder.flows")

ROLES = (FolderRole.JUNK, FolderRole.TRASH)
HEADERS_A_ROUND = 200


async def look_for_moved(world: World, session: MailSession, folders: Mapping[FolderRole, str]) -> bool:
    """Look into Junk and Trash for letters that still wait; whether another folder than before is open now."""
    if not await world.store.run(lambda tx: bool(tx.expectations.waiting())):
        return False
    looked = False
    for role in ROLES:
        if role in folders:
            await _look_into(world, session, role, folders[role])
            looked = True
    return looked


async def _look_into(world: World, session: MailSession, role: FolderRole, name: str) -> None:
    view = await session.open(name, role)
    cursor = await world.store.run(lambda tx: tx.folders.get(role))
    if cursor is None or cursor.uidvalidity != view.uidvalidity:
        since = cursor.caught_up_at if cursor and cursor.caught_up_at else await _oldest_waiting(world)
        uids = list(await session.uids_since(since))
        cursor = FolderCursor(role, view.name, view.uidvalidity, min(uids) - 1 if uids else max(0, view.uidnext - 1))
    searched_at = world.clock()
    uids = list(await session.uids_after(cursor.last_uid))
    for start in range(0, len(uids), HEADERS_A_ROUND):
        group = await session.fetch_headers(uids[start : start + HEADERS_A_ROUND])
        await world.store.run(partial(_close_moved, world, role, group))
    done = replace(cursor, last_uid=max([cursor.last_uid, *uids]), caught_up_at=searched_at)
    await world.store.run(lambda tx: tx.folders.put(done))


async def _oldest_waiting(world: World) -> datetime:
    waiting = await world.store.run(lambda tx: tx.expectations.waiting())
    return min((row.opened_at for row in waiting), default=world.clock())


def _close_moved(world: World, role: FolderRole, group: Sequence[Fetched], tx: Transaction) -> None:
    """End the wait of each of these letters that waits, by its Message-ID and its arrival time, which a move keeps."""
    now = world.clock()
    for item in group:
        for stored in (one for key in _own_ids(item) for one in tx.messages.by_message_id(key)):
            record = stored.record
            waits = record.direction is Direction.CUSTOMER and record.opens and record.conversation_id is not None
            if not waits or record.internal_at != item.arrival.internal_at:
                continue
            if any(row.state in WAITING for row in tx.expectations.of_conversation(record.conversation_id or 0)):
                how = f"moved to {role.value}"
                tx.conversations.close(Closing(record.conversation_id or 0, now, how, True, stored.row))
                bring_up_to_date(world, tx, record.conversation_id or 0, now)
                log.info("expectation.moved_away", extra={"fields": {"folder": role.value}})


def _own_ids(item: Fetched) -> Sequence[str]:
    return message_ids(read_head(item.raw.beginning).first("message-id"))
