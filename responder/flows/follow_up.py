"""Writes a settled delivery back and does what follows from it in the same transaction."""

from dataclasses import replace
from datetime import datetime

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.domain.settle import Follow, Settlement
from responder.flows.notice import MAIL, notice_for
from responder.flows.world import World
from responder.ports.store import Transaction


def follow_up(world: World, tx: Transaction, settlement: Settlement, now: datetime) -> None:
    """Save the row; suppress an address that does not exist, have a copy filed, try an alert's next channel.

    What is uncertain is looked for in Sent by the loop that reads Sent; staff hear of it through the trouble alerts.
    """
    row = settlement.delivery
    if _wants_copy(world, settlement):
        row = replace(row, copy_due=True)
    if Follow.SUPPRESS_RECIPIENT in settlement.follows:
        tx.budget.suppress(row.recipient.lower(), row.last_reply, now)
    tx.outbox.save(row)
    if Follow.FALL_BACK in settlement.follows and settlement.fallbacks:
        tx.outbox.add(_next_way(world, row, settlement.fallbacks, now))
        world.ring_outbox()


def _wants_copy(world: World, settlement: Settlement) -> bool:
    """Whether a letter that just left is to be filed in Sent: where the provider files none, unless the operator wants
    none; and everywhere when the operator says that we always do it."""
    row, wish = settlement.delivery, world.book().sent_copy
    left = row.state is DeliveryState.SENT and row.kind is DeliveryKind.ACKNOWLEDGEMENT and row.channel == MAIL
    return (left and wish == "append") or (Follow.FILE_COPY in settlement.follows and wish != "never")


def _next_way(world: World, row: Delivery, fallbacks: tuple[str, ...], now: datetime) -> Delivery:
    channel, rest = fallbacks[0], fallbacks[1:]
    return notice_for(
        world, kind=row.kind, key=f"{row.key}:{channel}", person=row.person, channel=channel, fallbacks=rest,
        content=row.note, now=now,
    )  # fmt: skip
