"""What became of each question, and which reply a wait for the rest came after.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ADDED = ("state", "evidence", "rule", "reply_row", "asked_again", "repeats", "waits")


def upgrade() -> None:
    _add_columns()
    _judge_old_questions()
    with op.batch_alter_table("questions") as questions:
        for name in ADDED:
            if name != "reply_row":
                questions.alter_column(name, nullable=False)
        questions.create_foreign_key("fk_questions_reply_row_messages", "messages", ["reply_row"], ["id"])
    op.create_index(
        "ix_questions_unsure",
        "questions",
        ["mailbox_id", "answered_at"],
        sqlite_where=sa.text("state = 'unsure'"),
        postgresql_where=sa.text("state = 'unsure'"),
    )
    with op.batch_alter_table("expectations") as expectations:
        expectations.add_column(sa.Column("after_row", KEY))
        expectations.create_foreign_key("fk_expectations_after_row_messages", "messages", ["after_row"], ["id"])


def downgrade() -> None:
    """The waits for the rest of an answer go with their column: the earlier program knows no such rows."""
    op.execute(sa.text("DELETE FROM expectations WHERE after_row IS NOT NULL"))
    with op.batch_alter_table("expectations") as expectations:
        expectations.drop_constraint("fk_expectations_after_row_messages", type_="foreignkey")
        expectations.drop_column("after_row")
    op.drop_index("ix_questions_unsure", "questions")
    with op.batch_alter_table("questions") as questions:
        questions.drop_constraint("fk_questions_reply_row_messages", type_="foreignkey")
        for name in ADDED:
            questions.drop_column(name)


def _add_columns() -> None:
    with op.batch_alter_table("questions") as questions:
        questions.add_column(sa.Column("state", sa.String(20)))
        questions.add_column(sa.Column("evidence", sa.Text))
        questions.add_column(sa.Column("rule", sa.String(100)))
        questions.add_column(sa.Column("reply_row", KEY))
        questions.add_column(sa.Column("asked_again", sa.Integer))
        questions.add_column(sa.Column("repeats", sa.Boolean))
        questions.add_column(sa.Column("waits", sa.Boolean))


def _judge_old_questions() -> None:
    """Until now a reply counted for the whole letter."""
    op.execute(
        sa.text(
            "UPDATE questions SET evidence = '', rule = '', asked_again = 0, repeats = FALSE, waits = FALSE,"
            " state = CASE WHEN answered_at IS NULL THEN 'open' ELSE 'answered' END"
        )
    )
