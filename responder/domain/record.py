"""What is kept of a message and its conversation after it was decided upon."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from responder.domain.message import FolderRole


class Direction(StrEnum):
    """Whose message it is: a customer's, a colleague's, the responder's own, or a machine's (spam among them)."""

    CUSTOMER = "customer"
    STAFF = "staff"
    OURS = "ours"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """One handled message.

    `at` is the instant that counts for clocks (INTERNALDATE, or when we saw it for letters moved in late). `opens`: the
    letter wants an answer; then `target_at` and `limit_at` are its own window. `reaches` are the lower-case addresses a
    message of ours or of staff was sent to; for a customer's letter everyone who takes part (From, Reply-To, To, Cc).
    `trace` is the stored decision as JSON values, `text` what the author wrote (pruned after 30 days).
    """

    dedupe_key: str
    message_id: str | None
    conversation_id: int | None
    role: FolderRole
    uidvalidity: int
    uid: int
    direction: Direction
    from_address: str
    from_name: str
    subject: str
    at: datetime
    internal_at: datetime
    seen_at: datetime
    verdict: str = ""
    reason: str = ""
    rule: str | None = None
    language: str | None = None
    tone: str | None = None
    opens: bool = False
    target_at: datetime | None = None
    limit_at: datetime | None = None
    verified: bool = False
    reaches: tuple[str, ...] = ()
    trace: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message record with its row number."""

    row: int
    record: MessageRecord


class IdKind(StrEnum):
    """How a message id came to be known: of a customer's LETTER, a colleague's REPLY, OURS, or merely REFERENCED by one
    of these (the message itself may never have been seen)."""

    LETTER = "letter"
    REPLY = "reply"
    OURS = "ours"
    REFERENCED = "referenced"


@dataclass(frozen=True, slots=True)
class ThreadId:
    """A known message id, the conversation it belongs to, and the lower-case addresses that take part in that
    message."""

    message_id: str
    conversation_id: int
    kind: IdKind
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Letters and replies that belong together. `topic` is the folded subject, `customer` a lower-case address,
    `language` the last one it was read in, `hushed` whether nothing automatic may follow (calm and bare letters)."""

    id: int
    customer: str
    topic: str
    opened_at: datetime
    last_at: datetime
    language: str | None = None
    hushed: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """A clock ended by hand or by moving a letter away, at an instant and in words. `message_row` names the one letter
    that it ends, None all that had arrived by then."""

    conversation_id: int
    at: datetime
    how: str
    moved: bool = False
    message_row: int | None = None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message set aside because reading or deciding failed; `trace` is the traceback or the worker's last word."""

    id: int
    role: FolderRole
    uidvalidity: int
    uid: int
    set_aside_at: datetime
    trace: str
    conversation_id: int | None
    octets: bytes = b""
