"""The tables of what came in: folders, conversations, messages and their questions.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    _mailboxes()
    _settings()
    _folders()
    _conversations()
    _message_ids()
    _messages()
    _questions()
    _closings()


def downgrade() -> None:
    for table in (
        "closings",
        "questions",
        "messages",
        "message_ids",
        "conversations",
        "folders",
        "settings",
        "mailboxes",
    ):
        op.drop_table(table)


def _mailboxes() -> None:
    op.create_table(
        "mailboxes",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mailboxes"),
        sa.UniqueConstraint("name", name="uq_mailboxes_name"),
    )


def _settings() -> None:
    op.create_table(
        "settings",
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_settings_mailbox_id_mailboxes"),
        sa.PrimaryKeyConstraint("mailbox_id", "name", name="pk_settings"),
    )


def _folders() -> None:
    op.create_table(
        "folders",
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("last_uid", sa.BigInteger, nullable=False),
        sa.Column("caught_up_at", INSTANT),
        sa.Column("attempting_uid", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("baseline_uid", sa.BigInteger, nullable=False),
        sa.Column("baseline_at", INSTANT),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_folders_mailbox_id_mailboxes"),
        sa.PrimaryKeyConstraint("mailbox_id", "role", name="pk_folders"),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("language", sa.String(20)),
        sa.Column("hushed", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_conversations_mailbox_id_mailboxes"),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index(
        "ix_conversations_mailbox_id_customer_last_at", "conversations", ["mailbox_id", "customer", "last_at"]
    )
    op.create_index(
        "ix_conversations_mailbox_id_customer_topic_last_at",
        "conversations",
        ["mailbox_id", "customer", "topic", "last_at"],
    )


def _message_ids() -> None:
    op.create_table(
        "message_ids",
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("addresses", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_message_ids_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_message_ids_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("mailbox_id", "message_id", "kind", "conversation_id", name="pk_message_ids"),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("dedupe_key", sa.String(64), nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("conversation_id", KEY),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("from_address", sa.Text, nullable=False),
        sa.Column("from_name", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("internal_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("reason", sa.String(100), nullable=False),
        sa.Column("rule", sa.Text),
        sa.Column("language", sa.String(20)),
        sa.Column("tone", sa.String(20)),
        sa.Column("opens", sa.Boolean, nullable=False),
        sa.Column("target_at", INSTANT),
        sa.Column("limit_at", INSTANT),
        sa.Column("verified", sa.Boolean, nullable=False),
        sa.Column("reaches", sa.Text, nullable=False),
        sa.Column("trace", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_messages_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_messages_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("mailbox_id", "dedupe_key", name="uq_messages_mailbox_id_dedupe_key"),
    )
    op.create_index("ix_messages_conversation_id", "messages", ["conversation_id"])
    op.create_index("ix_messages_mailbox_id_message_id", "messages", ["mailbox_id", "message_id"])
    op.create_index("ix_messages_mailbox_id_seen_at", "messages", ["mailbox_id", "seen_at"])


def _questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("message_row", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("number", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("request", sa.Boolean, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_questions_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(["message_row"], ["messages.id"], name="fk_questions_message_row_messages"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_questions_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("message_row", "place", name="uq_questions_message_row_place"),
    )
    op.create_index("ix_questions_conversation_id", "questions", ["conversation_id"])


def _closings() -> None:
    op.create_table(
        "closings",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("moved", sa.Boolean, nullable=False),
        sa.Column("message_row", KEY),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_closings_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_closings_conversation_id_conversations"
        ),
        sa.ForeignKeyConstraint(["message_row"], ["messages.id"], name="fk_closings_message_row_messages"),
        sa.PrimaryKeyConstraint("id", name="pk_closings"),
    )
    op.create_index("ix_closings_conversation_id", "closings", ["conversation_id"])
