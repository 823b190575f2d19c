"""Tables of the work on single units: their history, their findings, and translations that were refused."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "unit_event",
        sa.Column("sequence", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("path", _WORD, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("before", sa.LargeBinary()),
        sa.Column("after", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_unit_event_subject_id"),
        sa.PrimaryKeyConstraint("sequence", name="pk_unit_event"),
    )
    op.create_index(
        "ix_unit_event_subject_id_locale_path_sequence", "unit_event", ["subject_id", "locale", "path", "sequence"]
    )
    op.create_index("ix_unit_event_locale_sequence", "unit_event", ["locale", "sequence"])
    op.create_table(
        "unit_finding",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("path", _WORD, nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_unit_finding_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", "path", name="pk_unit_finding"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refusal",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("path", _WORD, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("source_hash", _WORD, nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("origin", _WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_refusal_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", "path", name="pk_refusal"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them, with all that they tell."""
    op.drop_table("refusal")
    op.drop_table("unit_finding")
    op.drop_index("ix_unit_event_locale_sequence", table_name="unit_event")
    op.drop_index("ix_unit_event_subject_id_locale_path_sequence", table_name="unit_event")
    op.drop_table("unit_event")
