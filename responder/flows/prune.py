"""Forgets what is no longer needed: texts and outgoing octets after 30 days, addresses after 400 (decision 20)."""

import logging
from datetime import timedelta

from responder.flows.world import World

log = logging.getLogger("responder.flows")

TEXT_KEPT = timedelta(days=30)
ADDRESSES_KEPT = timedelta(days=400)


async def prune(world: World) -> int:
    """Empty what is too old; the rows themselves and the dedupe keys stay. How many rows were touched."""
    now = world.clock()
    touched = await world.store.run(
        lambda tx: (
            tx.messages.prune(now - TEXT_KEPT, now - ADDRESSES_KEPT)
            + tx.outbox.prune(now - TEXT_KEPT)
            + tx.drafts.prune(now - TEXT_KEPT)
        )
    )
    log.info("store.pruned", extra={"fields": {"rows": touched}})
    return touched
