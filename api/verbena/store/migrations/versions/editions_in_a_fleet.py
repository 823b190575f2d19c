"""Tables for what a fleet publishes: circumstances of changes, old slugs, holds, plans, pins, tokens, loaded files."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.BigInteger()


def upgrade() -> None:
    """Make the tables, and the index by which the feed is read for some locales."""
    op.create_index("ix_change_locale_sequence", "change", ["locale", "sequence"])
    op.create_table(
        "circumstance",
        sa.Column("sequence", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("slug", _WORD, nullable=True),
        sa.Column("target_id", _NUMBER, nullable=True),
        sa.Column("sections", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["sequence"], ["change.sequence"], name="fk_circumstance_sequence"),
        sa.ForeignKeyConstraint(["target_id"], ["subject.id"], name="fk_circumstance_target_id"),
        sa.PrimaryKeyConstraint("sequence", name="pk_circumstance"),
    )
    op.create_table(
        "old_slug",
        sa.Column("slug", _WORD, nullable=False),
        sa.Column("target_id", _NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["target_id"], ["subject.id"], name="fk_old_slug_target_id"),
        sa.PrimaryKeyConstraint("slug", name="pk_old_slug"),
    )
    op.create_index("ix_old_slug_target_id", "old_slug", ["target_id"])
    op.create_table(
        "hold",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_hold_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", name="pk_hold"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "planned",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("revision", _WORD, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("sequence", _NUMBER, nullable=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_planned_subject_id"),
        sa.PrimaryKeyConstraint("id", name="pk_planned"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_planned_due_at", "planned", ["due_at"])
    op.create_index("ix_planned_subject_id", "planned", ["subject_id"])
    op.create_table(
        "pin",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("sequence", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["change.sequence"], name="fk_pin_sequence"),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_pin_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "sequence", name="pk_pin"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "token",
        sa.Column("id", _WORD, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hash", _WORD, nullable=False),
        sa.Column("grants", sa.String(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=True),
        sa.Column("revoked_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_token"),
    )
    op.create_table(
        "loaded_file",
        sa.Column("path", _WORD, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_loaded_file"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them, with all that is in them."""
    for table in ("loaded_file", "token", "pin", "planned", "hold", "old_slug", "circumstance"):
        op.drop_table(table)
    op.drop_index("ix_change_locale_sequence", "change")
