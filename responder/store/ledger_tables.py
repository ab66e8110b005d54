"""The tables of what is owed, sent, counted and wrong; the next instant that matters has a partial index."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from responder.domain.alert_trouble import Trouble
from responder.domain.delivery import DeliveryKind, DeliveryState
from responder.domain.expectation import ExpectationKind, ExpectationState
from responder.domain.message import FolderRole
from responder.store.tables import Key, mailbox_id, metadata, row_id
from responder.store.types import Instant, Json, Legible, Lookup, Named, Stages, Words

expectations = Table(
    "expectations",
    metadata,
    row_id(),
    mailbox_id(),
    Column("conversation_id", Key, ForeignKey("conversations.id"), nullable=False),
    Column("message_row", Key, ForeignKey("messages.id"), nullable=False),
    Column("message_id", Legible),
    Column("kind", Named(ExpectationKind), nullable=False),
    Column("state", Named(ExpectationState), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("target_at", Instant, nullable=False),
    Column("limit_at", Instant, nullable=False),
    Column("stages", Stages, nullable=False),
    Column("next_check_at", Instant),
    Column("customer", Legible, nullable=False),
    Column("customer_name", Legible, nullable=False),
    Column("subject", Legible, nullable=False),
    Column("rule", Legible),
    Column("questions", Integer, nullable=False),
    Column("closed_at", Instant),
    Column("closed_how", Legible, nullable=False),
    Column("repeats", Integer, nullable=False),
    Column("alerted_at", Instant),
    Column("after_row", Key, ForeignKey("messages.id")),
    Index(None, "conversation_id"),
    Index(None, "mailbox_id", "closed_at"),
    Index(None, "mailbox_id", "state"),
)
Index(
    "ix_expectations_next_check",
    expectations.c.mailbox_id,
    expectations.c.next_check_at,
    sqlite_where=expectations.c.next_check_at.is_not(None),
    postgresql_where=expectations.c.next_check_at.is_not(None),
)

outbox = Table(
    "outbox",
    metadata,
    row_id(),
    mailbox_id(),
    Column("key", Lookup, nullable=False),
    Column("kind", Named(DeliveryKind), nullable=False),
    Column("state", Named(DeliveryState), nullable=False),
    Column("channel", Legible, nullable=False),
    Column("recipient", Legible, nullable=False),
    Column("envelope_from", Legible, nullable=False),
    Column("message_id", Legible, nullable=False),
    Column("octets", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_attempt_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("attempts", Integer, nullable=False),
    Column("begun_at", Instant),
    Column("settled_at", Instant),
    Column("last_reply", Legible, nullable=False),
    Column("fallbacks", Words, nullable=False),
    Column("subject", Legible, nullable=False),
    Column("conversation_id", Key, ForeignKey("conversations.id")),
    Column("form", String(20), nullable=False),
    Column("note", Legible, nullable=False),
    Column("copy_due", Boolean, nullable=False),
    Column("person", Lookup, nullable=False),
    Column("claimed_until", Instant),
    Column("urgency", Integer, nullable=False),
    UniqueConstraint("mailbox_id", "key"),
    Index(None, "conversation_id"),
    Index(None, "mailbox_id", "begun_at", "channel"),
    Index(None, "mailbox_id", "state"),
)
QUEUED = text("state = 'queued'")
COPY_DUE = text("copy_due")
OF_A_PERSON = text("person <> ''")
"""As texts, because neither database looks into a bound value to see that one of the indexes below applies."""

Index(
    "ix_outbox_queue",
    outbox.c.mailbox_id,
    outbox.c.urgency,
    outbox.c.created_at,
    sqlite_where=QUEUED,
    postgresql_where=QUEUED,
)
Index(
    "ix_outbox_copy_due",
    outbox.c.mailbox_id,
    outbox.c.created_at,
    sqlite_where=COPY_DUE,
    postgresql_where=COPY_DUE,
)
Index(
    "ix_outbox_person",
    outbox.c.mailbox_id,
    outbox.c.created_at,
    sqlite_where=OF_A_PERSON,
    postgresql_where=OF_A_PERSON,
)

budgets = Table(
    "budgets",
    metadata,
    mailbox_id(),
    Column("scope", String(20), nullable=False),
    Column("key", Lookup, nullable=False),
    Column("hour", Instant, nullable=False),
    Column("used", Integer, nullable=False),
    PrimaryKeyConstraint("mailbox_id", "scope", "key", "hour"),
)

suppressed = Table(
    "suppressed",
    metadata,
    mailbox_id(),
    Column("address", Lookup, nullable=False),
    Column("reason", Legible, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("mailbox_id", "address"),
)

quarantine = Table(
    "quarantine",
    metadata,
    row_id(),
    mailbox_id(),
    Column("role", Named(FolderRole), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("set_aside_at", Instant, nullable=False),
    Column("trace", Legible, nullable=False),
    Column("conversation_id", Key, ForeignKey("conversations.id")),
    Column("octets", LargeBinary, nullable=False),
    UniqueConstraint("mailbox_id", "role", "uidvalidity", "uid"),
)

alarms = Table(
    "alarms",
    metadata,
    mailbox_id(),
    Column("trouble", Named(Trouble), nullable=False),
    Column("about", Lookup, nullable=False),
    Column("facts", Json, nullable=False),
    Column("since_at", Instant, nullable=False),
    Column("told_at", Instant, nullable=False),
    Column("times", Integer, nullable=False),
    Column("gone_at", Instant),
    Column("over_told", Boolean, nullable=False),
    PrimaryKeyConstraint("mailbox_id", "trouble", "about"),
)
