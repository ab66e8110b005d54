"""Reads a message again that was set aside, once the program or its surroundings were mended."""

import logging
import traceback
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from responder.domain.letter import Letter
from responder.domain.message import Arrival, FolderRole
from responder.domain.record import Closing, MessageRecord, Quarantined
from responder.flows.expect import bring_up_to_date
from responder.flows.observe import observe
from responder.flows.receive import receive
from responder.flows.take_in import Post
from responder.flows.world import World
from responder.mail.parse import read_octets
from responder.ports.errors import WorldAwayError
from responder.ports.reading import Unreadable
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

READ_AGAIN = "read again out of the quarantine"
"""How the clock of the unread message ended; the letter itself has one of its own from then on."""


class Retried(StrEnum):
    """What came of it: handled like any new message, failed again, or there is no such item."""

    HANDLED = "handled"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Retry:
    """The outcome, and why it failed where it did."""

    outcome: Retried
    trace: str = ""


async def retry(world: World, item_id: int) -> Retry:
    """Handle one item as if it had just come; when that fails, it stays as it is. Raises StoreAwayError."""
    item = await world.store.run(lambda tx: tx.quarantine.get(item_id))
    if item is None:
        return Retry(Retried.UNKNOWN)
    [letter] = await world.reader.read([read_octets(item.octets)])
    if isinstance(letter, Unreadable):
        return Retry(Retried.FAILED, letter.trace)
    try:
        await world.store.run(lambda tx: _handle(world, tx, item, letter))
    except WorldAwayError:
        raise
    except Exception:
        return Retry(Retried.FAILED, traceback.format_exc())
    log.info("message.read_again", extra={"fields": {"folder": item.role.value, "uid": item.uid}})
    return Retry(Retried.HANDLED)


def _handle(world: World, tx: Transaction, item: Quarantined, letter: Letter) -> None:
    now = world.clock()
    stand_in = _stand_in(tx, item, now)
    post = _post(item, letter, stand_in, now)
    handle = observe if item.role is FolderRole.SENT else receive
    handle(world, tx, post, letter)
    if item.conversation_id is not None:
        bring_up_to_date(world, tx, item.conversation_id, now)
    tx.quarantine.remove(item.id)


def _stand_in(tx: Transaction, item: Quarantined, now: datetime) -> MessageRecord | None:
    """The record that kept the clock of the unread message; its wait is over."""
    if item.conversation_id is None:
        return None
    for stored in tx.messages.in_conversation(item.conversation_id):
        if (stored.record.uid, stored.record.uidvalidity) == (item.uid, item.uidvalidity):
            tx.conversations.close(Closing(item.conversation_id, now, READ_AGAIN, message_row=stored.row))
            return stored.record
    return None


def _post(item: Quarantined, letter: Letter, stand_in: MessageRecord | None, now: datetime) -> Post:
    """The message as it once came. Where its arrival was not kept, its own date stands in for it."""
    claimed_at = letter.message.date or item.set_aside_at
    internal_at = stand_in.internal_at if stand_in else min(claimed_at, item.set_aside_at)
    raw = read_octets(item.octets)
    return Post(
        arrival=Arrival(item.role, item.uidvalidity, item.uid, internal_at, raw.size),
        raw=raw,
        letter=letter,
        at=stand_in.at if stand_in else internal_at,
        seen_at=now,
        recorded_only=stand_in is not None and not stand_in.opens,
    )
