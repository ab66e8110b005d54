"""Takes a group of read messages into the store: one transaction, a savepoint a message, the cursor moved with them."""

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from responder.domain.letter import Letter, RawMessage
from responder.domain.message import Arrival
from responder.flows.set_aside import quarantined, set_aside
from responder.flows.world import World
from responder.ports.errors import WorldAwayError
from responder.ports.reading import Unreadable
from responder.ports.store import FolderCursor, Transaction

log = logging.getLogger("responder.flows")


@dataclass(frozen=True, slots=True)
class Post:
    """One message on its way into the store.

    `recorded_only`: known to have been there before us, so nothing is sent and no clock starts. `at` is the instant its
    clock starts: INTERNALDATE, or `seen_at` for a letter that was moved in late.
    """

    arrival: Arrival
    raw: RawMessage
    letter: Letter | Unreadable
    at: datetime
    seen_at: datetime
    recorded_only: bool = False


Handle = Callable[[World, Transaction, Post, Letter], None]
"""What a folder's messages mean: `receive` for INBOX, `observe` for Sent."""


async def take_in(world: World, handle: Handle, posts: Sequence[Post], cursor: FolderCursor) -> FolderCursor:
    """Store every post and the cursor behind the last of them; the cursor as it now stands.

    A post that our own code fails on is set aside with its traceback and its clock, and the others go on. Raises
    StoreAwayError when the database is away; then nothing of the group is stored.
    """
    done = replace(cursor, last_uid=posts[-1].arrival.uid, attempting_uid=None, attempts=0)

    def work(tx: Transaction) -> bool:
        for post in posts:
            _take_in_one(world, tx, handle, post)
        tx.folders.put(done)
        return tx.drafts.due()

    if await world.store.run(work):
        world.draft_bell.ring()
    world.vitals.newest_internal_at[cursor.role] = posts[-1].arrival.internal_at
    world.vitals.folder(cursor.role).took_in_at = world.clock()
    world.vitals.count("messages_read", cursor.role.value, len(posts))
    world.ring_outbox()
    world.watch_bell.ring()
    return done


def _take_in_one(world: World, tx: Transaction, handle: Handle, post: Post) -> None:
    if isinstance(post.letter, Unreadable):
        _set_aside(world, tx, post, post.letter.trace)
        return
    try:
        with tx.savepoint():
            handle(world, tx, post, post.letter)
    except WorldAwayError:
        raise
    except Exception:
        log.exception("message.failed", extra={"fields": {"uid": post.arrival.uid, "folder": post.arrival.role.value}})
        _set_aside(world, tx, post, traceback.format_exc())


def _set_aside(world: World, tx: Transaction, post: Post, trace: str) -> None:
    """With its clock; should even that fail, the message alone, so that the line moves on."""
    try:
        with tx.savepoint():
            set_aside(world, tx, post.arrival, post.raw, trace, at=post.at, seen_at=post.seen_at)
    except WorldAwayError:
        raise
    except Exception:
        log.exception("message.set_aside_bare", extra={"fields": {"uid": post.arrival.uid}})
        tx.quarantine.add(quarantined(post.arrival, post.raw, trace, None, post.seen_at))
