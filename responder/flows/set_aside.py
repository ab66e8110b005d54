"""Sets a message aside that could not be read or handled: nothing of it is lost, and its clock runs all the same."""

import hashlib
import logging
from datetime import datetime

from responder.domain.decide import window_of
from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.domain.record import Direction, MessageRecord, Quarantined
from responder.domain.rule import Mode
from responder.domain.verdict import Verdict
from responder.flows.expect import bring_up_to_date
from responder.flows.world import World
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")

REASON = "set_aside"
"""The reason stored with a message that was set aside."""


def set_aside(
    world: World, tx: Transaction, arrival: Arrival, raw: RawMessage, trace: str, *, at: datetime, seen_at: datetime
) -> None:
    """Keep the octets and the trace, and open a response window as for any letter of a person in doubt."""
    conversation_id = _with_clock(world, tx, arrival, at, seen_at) if arrival.role is FolderRole.INBOX else None
    tx.quarantine.add(quarantined(arrival, raw, trace, conversation_id, seen_at))
    world.vitals.count("messages_set_aside", arrival.role.value)
    log.error("message.set_aside", extra={"fields": {"folder": arrival.role.value, "uid": arrival.uid}})


def quarantined(
    arrival: Arrival, raw: RawMessage, trace: str, conversation_id: int | None, set_aside_at: datetime
) -> Quarantined:
    """The row of the quarantine for one message."""
    return Quarantined(
        id=0,
        role=arrival.role,
        uidvalidity=arrival.uidvalidity,
        uid=arrival.uid,
        set_aside_at=set_aside_at,
        trace=trace,
        conversation_id=conversation_id,
        octets=raw.beginning,
    )


def _with_clock(world: World, tx: Transaction, arrival: Arrival, at: datetime, seen_at: datetime) -> int | None:
    key = hashlib.sha256(
        f"{world.identity.account}\0{arrival.role.value}\0{arrival.uidvalidity}\0{arrival.uid}".encode()
    ).hexdigest()
    if tx.messages.seen([key]):
        return None
    book = world.book()
    window = window_of(at, book, None)
    conversation_id = tx.conversations.add("", "", at)
    record = MessageRecord(
        dedupe_key=key,
        message_id=None,
        conversation_id=conversation_id,
        role=arrival.role,
        uidvalidity=arrival.uidvalidity,
        uid=arrival.uid,
        direction=Direction.CUSTOMER,
        from_address="",
        from_name="",
        subject="",
        at=at,
        internal_at=arrival.internal_at,
        seen_at=seen_at,
        verdict=Verdict.DOUBT.value,
        reason=REASON,
        opens=book.mode is not Mode.OFF,
        trace={"silence": REASON},
        target_at=window.target_at,
        limit_at=window.limit_at,
    )
    tx.messages.add(record)
    bring_up_to_date(world, tx, conversation_id, seen_at)
    return conversation_id
