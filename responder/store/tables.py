"""The tables of folders, conversations and messages; each row has its mailbox."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    text,
)

from responder.domain.answer import QuestionState
from responder.domain.message import FolderRole
from responder.domain.record import Direction, IdKind
from responder.store.types import Instant, Json, Legible, Lookup, Named, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Key = BigInteger().with_variant(Integer, "sqlite")
"""Row numbers; SQLite only counts INTEGER primary keys up by itself."""


def row_id() -> Column[int]:
    """A counted row number."""
    return Column("id", Key, primary_key=True, autoincrement=True)


def mailbox_id() -> Column[int]:
    """Whose row it is."""
    return Column("mailbox_id", Key, ForeignKey("mailboxes.id"), nullable=False)


mailboxes = Table("mailboxes", metadata, row_id(), Column("name", String(100), nullable=False, unique=True))

settings = Table(
    "settings",
    metadata,
    mailbox_id(),
    Column("name", String(100), nullable=False),
    Column("value", Legible, nullable=False),
    PrimaryKeyConstraint("mailbox_id", "name"),
)

folders = Table(
    "folders",
    metadata,
    mailbox_id(),
    Column("role", Named(FolderRole), nullable=False),
    Column("name", Legible, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
    Column("caught_up_at", Instant),
    Column("attempting_uid", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("baseline_uid", BigInteger, nullable=False),
    Column("baseline_at", Instant),
    PrimaryKeyConstraint("mailbox_id", "role"),
)

conversations = Table(
    "conversations",
    metadata,
    row_id(),
    mailbox_id(),
    Column("customer", Lookup, nullable=False),
    Column("topic", Legible, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("language", String(20)),
    Column("hushed", Boolean, nullable=False),
    Index(None, "mailbox_id", "customer", "last_at"),
    Index(None, "mailbox_id", "customer", "topic", "last_at"),
)

message_ids = Table(
    "message_ids",
    metadata,
    mailbox_id(),
    Column("message_id", Lookup, nullable=False),
    Column("conversation_id", Key, ForeignKey("conversations.id"), nullable=False),
    Column("kind", Named(IdKind), nullable=False),
    Column("addresses", Words, nullable=False),
    PrimaryKeyConstraint("mailbox_id", "message_id", "kind", "conversation_id"),
)

messages = Table(
    "messages",
    metadata,
    row_id(),
    mailbox_id(),
    Column("dedupe_key", String(64), nullable=False),
    Column("message_id", Lookup),
    Column("conversation_id", Key, ForeignKey("conversations.id")),
    Column("role", Named(FolderRole), nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("direction", Named(Direction), nullable=False),
    Column("from_address", Legible, nullable=False),
    Column("from_name", Legible, nullable=False),
    Column("subject", Legible, nullable=False),
    Column("at", Instant, nullable=False),
    Column("internal_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("reason", String(100), nullable=False),
    Column("rule", Legible),
    Column("language", String(20)),
    Column("tone", String(20)),
    Column("opens", Boolean, nullable=False),
    Column("target_at", Instant),
    Column("limit_at", Instant),
    Column("verified", Boolean, nullable=False),
    Column("reaches", Words, nullable=False),
    Column("trace", Json, nullable=False),
    Column("text", Legible, nullable=False),
    UniqueConstraint("mailbox_id", "dedupe_key"),
    Index(None, "mailbox_id", "message_id"),
    Index(None, "conversation_id"),
    Index(None, "mailbox_id", "seen_at"),
)

questions = Table(
    "questions",
    metadata,
    row_id(),
    mailbox_id(),
    Column("message_row", Key, ForeignKey("messages.id"), nullable=False),
    Column("conversation_id", Key, ForeignKey("conversations.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("number", Legible),
    Column("text", Legible, nullable=False),
    Column("request", Boolean, nullable=False),
    Column("answered_at", Instant),
    Column("state", Named(QuestionState), nullable=False),
    Column("evidence", Legible, nullable=False),
    Column("rule", String(100), nullable=False),
    Column("reply_row", Key, ForeignKey("messages.id")),
    Column("asked_again", Integer, nullable=False),
    Column("repeats", Boolean, nullable=False),
    Column("waits", Boolean, nullable=False),
    UniqueConstraint("message_row", "place"),
    Index(None, "conversation_id"),
)
QUESTION_UNSURE = text("questions.state = 'unsure'")
"""As a text, because neither database looks into a bound value to see that the index applies."""

Index(
    "ix_questions_unsure",
    questions.c.mailbox_id,
    questions.c.answered_at,
    sqlite_where=text("state = 'unsure'"),
    postgresql_where=text("state = 'unsure'"),
)

closings = Table(
    "closings",
    metadata,
    row_id(),
    mailbox_id(),
    Column("conversation_id", Key, ForeignKey("conversations.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("how", Legible, nullable=False),
    Column("moved", Boolean, nullable=False),
    Column("message_row", Key, ForeignKey("messages.id")),
    Index(None, "conversation_id"),
)
