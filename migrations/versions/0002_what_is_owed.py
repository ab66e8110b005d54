"""The tables of what is owed, sent, counted and wrong.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    _expectations()
    _expectation_indexes()
    _outbox()
    _outbox_indexes()
    _budgets()
    _suppressed()
    _quarantine()
    _alarms()


def downgrade() -> None:
    for table in ("alarms", "quarantine", "suppressed", "budgets", "outbox", "expectations"):
        op.drop_table(table)


def _expectations() -> None:
    op.create_table(
        "expectations",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("conversation_id", KEY, nullable=False),
        sa.Column("message_row", KEY, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("target_at", INSTANT, nullable=False),
        sa.Column("limit_at", INSTANT, nullable=False),
        sa.Column("stages", sa.Text, nullable=False),
        sa.Column("next_check_at", INSTANT),
        sa.Column("customer", sa.Text, nullable=False),
        sa.Column("customer_name", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("rule", sa.Text),
        sa.Column("questions", sa.Integer, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.Column("closed_how", sa.Text, nullable=False),
        sa.Column("repeats", sa.Integer, nullable=False),
        sa.Column("alerted_at", INSTANT),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_expectations_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_expectations_conversation_id_conversations"
        ),
        sa.ForeignKeyConstraint(["message_row"], ["messages.id"], name="fk_expectations_message_row_messages"),
        sa.PrimaryKeyConstraint("id", name="pk_expectations"),
    )


def _expectation_indexes() -> None:
    op.create_index("ix_expectations_conversation_id", "expectations", ["conversation_id"])
    op.create_index("ix_expectations_mailbox_id_closed_at", "expectations", ["mailbox_id", "closed_at"])
    op.create_index("ix_expectations_mailbox_id_state", "expectations", ["mailbox_id", "state"])
    op.create_index(
        "ix_expectations_next_check",
        "expectations",
        ["mailbox_id", "next_check_at"],
        sqlite_where=sa.text("next_check_at IS NOT NULL"),
        postgresql_where=sa.text("next_check_at IS NOT NULL"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("envelope_from", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("octets", sa.LargeBinary, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("next_attempt_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("begun_at", INSTANT),
        sa.Column("settled_at", INSTANT),
        sa.Column("last_reply", sa.Text, nullable=False),
        sa.Column("fallbacks", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("conversation_id", KEY),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("copy_due", sa.Boolean, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("claimed_until", INSTANT),
        sa.Column("urgency", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_outbox_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_outbox_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("mailbox_id", "key", name="uq_outbox_mailbox_id_key"),
    )


def _outbox_indexes() -> None:
    op.create_index("ix_outbox_conversation_id", "outbox", ["conversation_id"])
    op.create_index(
        "ix_outbox_copy_due",
        "outbox",
        ["mailbox_id", "created_at"],
        sqlite_where=sa.text("copy_due"),
        postgresql_where=sa.text("copy_due"),
    )
    op.create_index("ix_outbox_mailbox_id_begun_at_channel", "outbox", ["mailbox_id", "begun_at", "channel"])
    op.create_index("ix_outbox_mailbox_id_state", "outbox", ["mailbox_id", "state"])
    op.create_index(
        "ix_outbox_person",
        "outbox",
        ["mailbox_id", "created_at"],
        sqlite_where=sa.text("person <> ''"),
        postgresql_where=sa.text("person <> ''"),
    )
    op.create_index(
        "ix_outbox_queue",
        "outbox",
        ["mailbox_id", "urgency", "created_at"],
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )


def _budgets() -> None:
    op.create_table(
        "budgets",
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("scope", sa.String(20), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("hour", INSTANT, nullable=False),
        sa.Column("used", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_budgets_mailbox_id_mailboxes"),
        sa.PrimaryKeyConstraint("mailbox_id", "scope", "key", "hour", name="pk_budgets"),
    )


def _suppressed() -> None:
    op.create_table(
        "suppressed",
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_suppressed_mailbox_id_mailboxes"),
        sa.PrimaryKeyConstraint("mailbox_id", "address", name="pk_suppressed"),
    )


def _quarantine() -> None:
    op.create_table(
        "quarantine",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger, nullable=False),
        sa.Column("uid", sa.BigInteger, nullable=False),
        sa.Column("set_aside_at", INSTANT, nullable=False),
        sa.Column("trace", sa.Text, nullable=False),
        sa.Column("conversation_id", KEY),
        sa.Column("octets", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_quarantine_mailbox_id_mailboxes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_quarantine_conversation_id_conversations"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
        sa.UniqueConstraint(
            "mailbox_id", "role", "uidvalidity", "uid", name="uq_quarantine_mailbox_id_role_uidvalidity_uid"
        ),
    )


def _alarms() -> None:
    op.create_table(
        "alarms",
        sa.Column("mailbox_id", KEY, nullable=False),
        sa.Column("trouble", sa.String(20), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("since_at", INSTANT, nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("gone_at", INSTANT),
        sa.Column("over_told", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailboxes.id"], name="fk_alarms_mailbox_id_mailboxes"),
        sa.PrimaryKeyConstraint("mailbox_id", "trouble", "about", name="pk_alarms"),
    )
