"""Ends a conversation's clock by hand: answered by telephone, elsewhere, or not needed."""

from collections.abc import Sequence
from datetime import datetime

from responder.domain.expectation import WAITING, Expectation
from responder.domain.record import Closing
from responder.flows.expect import bring_up_to_date
from responder.flows.world import World
from responder.ports.store import Transaction


def close(world: World, tx: Transaction, message_id: str, reason: str, now: datetime) -> Sequence[Expectation]:
    """End every waiting expectation of the conversation of this message; those that were ended (none: nothing waited,
    or the message is not known)."""
    rows = tx.messages.by_message_id(message_id)
    conversations = {row.record.conversation_id for row in rows if row.record.conversation_id is not None}
    ended: list[Expectation] = []
    for conversation_id in conversations:
        waiting = [row for row in tx.expectations.of_conversation(conversation_id) if row.state in WAITING]
        if waiting:
            tx.conversations.close(Closing(conversation_id, now, reason))
            bring_up_to_date(world, tx, conversation_id, now)
            ended += waiting
    return ended
