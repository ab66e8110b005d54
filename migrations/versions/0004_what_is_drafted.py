"""Replies laid out for staff in the Drafts folder.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("letter_row", KEY, nullable=False),
        sa.Column("after_at", INSTANT),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("wanted_id", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("octets", sa.LargeBinary, nullable=False),
        sa.Column("placed_id", sa.Text, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("unwanted", sa.Boolean, nullable=False),
        sa.Column("settled_at", INSTANT),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_drafts_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_drafts_conversation_id_conversations"
        ),
        sa.ForeignKeyConstraint(["letter_row"], ["messages.id"], name="fk_drafts_letter_row_messages"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_conversation_id", "drafts", ["conversation_id"])
    op.create_index(
        "ix_drafts_active",
        "drafts",
        ["mailbox_id", "made_at"],
        sqlite_where=sa.text("state IN ('wanted', 'placed')"),
        postgresql_where=sa.text("state IN ('wanted', 'placed')"),
    )


def downgrade() -> None:
    op.drop_table("drafts")
