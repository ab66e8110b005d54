"""The errands of the Sent connection: file copies, look for letters of unknown fate, see what was moved away,
lay drafts."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.message import FolderRole
from responder.domain.settle import Settlement, looked
from responder.flows.draft import lay_drafts
from responder.flows.follow_up import follow_up
from responder.flows.moved_away import look_for_moved
from responder.flows.world import World
from responder.ports.mail import MailSession
from responder.ports.store import FolderCursor, Transaction

log = logging.getLogger("responder.flows")

COPIES_A_ROUND = 50
"""So many copies are filed at one full check, so that reading Sent is not kept waiting."""

_LOOKED_FOR_WITHIN = timedelta(hours=1)


async def tidy_sent(
    world: World, session: MailSession, folders: Mapping[FolderRole, str], cursor: FolderCursor
) -> None:
    """Run all errands; Sent is open before and after. Raises the mail session's errors."""
    await _file_copies(world, session, cursor.name)
    await _look_for_uncertain(world, session)
    elsewhere = await look_for_moved(world, session, folders)
    if await lay_drafts(world, session, folders) or elsewhere:
        await session.open(cursor.name, FolderRole.SENT)


async def _file_copies(world: World, session: MailSession, folder: str) -> None:
    """Put what left over SMTP into Sent, where the provider does not (decision: a copy only there).

    A copy that may have been filed before a lost connection is looked for first (RFC 4549 section 5.1).
    """
    wish = world.book().sent_copy
    if wish == "never" or (wish == "auto" and world.provider.files_sent):
        return
    for row in await world.store.run(lambda tx: tx.outbox.copies_due(COPIES_A_ROUND)):
        if not await session.find_message_id(row.message_id):
            await session.append(folder, row.octets, row.settled_at or world.clock())
        await world.store.run(partial(_copied, row))


def _copied(row: Delivery, tx: Transaction) -> None:
    tx.outbox.save(replace(row, copy_due=False))


async def _look_for_uncertain(world: World, session: MailSession) -> None:
    """Whether a letter of unknown fate left: only where the provider itself files what it sent (decision 8)."""
    if not world.provider.files_sent:
        return
    for row in await world.store.run(lambda tx: tx.outbox.in_state(DeliveryState.UNCERTAIN)):
        looked_at = world.clock()
        if row.channel != "mail" or looked_at - row.created_at > _LOOKED_FOR_WITHIN:
            continue
        found = await session.find_message_id(row.message_id)
        settlement = looked(row, looked_at, found=found)
        await world.store.run(partial(_settled, world, settlement, looked_at))
        log.info("delivery.looked_for", extra={"fields": {"delivery": row.id, "found": found}})
        world.ring_outbox()


def _settled(world: World, settlement: Settlement, at: datetime, tx: Transaction) -> None:
    follow_up(world, tx, settlement, at)
