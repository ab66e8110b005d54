"""The table of replies laid out for staff; the few that are not settled have a partial index."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, text

from responder.domain.draft import DraftState
from responder.store.tables import Key, mailbox_id, metadata, row_id
from responder.store.types import Instant, Legible, Named

drafts = Table(
    "drafts",
    metadata,
    row_id(),
    mailbox_id(),
    Column("conversation_id", Key, ForeignKey("conversations.id"), nullable=False),
    Column("letter_row", Key, ForeignKey("messages.id"), nullable=False),
    Column("after_at", Instant),
    Column("state", Named(DraftState), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("wanted_id", Legible, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("octets", LargeBinary, nullable=False),
    Column("placed_id", Legible, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("unwanted", Boolean, nullable=False),
    Column("settled_at", Instant),
    Index(None, "conversation_id"),
)
ACTIVE = text("state IN ('wanted', 'placed')")
"""As a text, because neither database looks into a bound value to see that the index below applies."""

Index("ix_drafts_active", drafts.c.mailbox_id, drafts.c.made_at, sqlite_where=ACTIVE, postgresql_where=ACTIVE)
