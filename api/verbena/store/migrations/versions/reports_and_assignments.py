"""Tables of readers' reports, and of work that is given to people."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "report",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("path", _WORD, nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("quote", sa.String()),
        sa.Column("version", _WORD),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("receipt_hash", _WORD, nullable=False),
        sa.Column("answer", sa.String()),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("actor", sa.String()),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_report_subject_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("receipt_hash", name="uq_report_receipt_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_subject_id_locale_path", "report", ["subject_id", "locale", "path"])
    op.create_index("ix_report_locale_id", "report", ["locale", "id"])
    op.create_index("ix_report_made_at", "report", ["made_at"])
    op.create_table(
        "assignment",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("catalog", _WORD, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("assignee", _WORD, nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("due", _WORD),
        sa.Column("note", sa.String()),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("catalog", "locale", "assignee", name="uq_assignment_catalog_locale_assignee"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignment_assignee", "assignment", ["assignee"])


def downgrade() -> None:
    """Drop them, with all that they tell."""
    op.drop_index("ix_assignment_assignee", table_name="assignment")
    op.drop_table("assignment")
    op.drop_index("ix_report_made_at", table_name="report")
    op.drop_index("ix_report_locale_id", table_name="report")
    op.drop_index("ix_report_subject_id_locale_path", table_name="report")
    op.drop_table("report")
