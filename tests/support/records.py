"""Builds what the store keeps of messages for tests."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from responder.domain.message import FolderRole
from responder.domain.record import Direction, IdKind, MessageRecord, Quarantined, ThreadId
from tests.support.deliveries import NOON

CUSTOMER = "maria@vector.example"

_LETTER = MessageRecord(
    dedupe_key="a1" * 32,
    message_id="<letter-1@vector.example>",
    conversation_id=None,
    role=FolderRole.INBOX,
    uidvalidity=7,
    uid=4_000_000_001,
    direction=Direction.CUSTOMER,
    from_address=CUSTOMER,
    from_name="Мария П.",
    subject="Перенос внедрения",
    at=NOON,
    internal_at=NOON - timedelta(minutes=1),
    seen_at=NOON + timedelta(microseconds=123_456),
    verdict="answer",
    reason="human_letter",
    rule="billing",
    language="ru",
    tone="calm",
    opens=True,
    target_at=NOON + timedelta(hours=2),
    limit_at=NOON + timedelta(hours=3),
    verified=True,
    reaches=(CUSTOMER, "support@example.org"),
    trace={"checks": [["auto_submitted", True, "нет"]], "asked": 2, "silence": None},
    text="Когда начнём?\nИ кто придёт?",
)


def letter(**changes: Any) -> MessageRecord:
    """A customer's letter that came at NOON and wants an answer."""
    return replace(_LETTER, **changes)


def known_id(message_id: str, conversation_id: int, kind: IdKind = IdKind.LETTER, *addresses: str) -> ThreadId:
    """A message id that leads to a conversation."""
    return ThreadId(message_id, conversation_id, kind, frozenset(addresses or (CUSTOMER,)))


def set_aside(**changes: Any) -> Quarantined:
    """A message of INBOX whose reading failed at NOON."""
    item = Quarantined(0, FolderRole.INBOX, 7, 12, NOON, "Traceback: no idea", None, b"From: x\r\n\r\n\0\xff")
    return replace(item, **changes)
