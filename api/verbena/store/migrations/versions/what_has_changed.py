"""Tables that tell what has changed since it was loaded, and since it was published."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; that of files held nothing yet."""
    op.create_table(
        "translated",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_translated_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", name="pk_translated"),
        sqlite_with_rowid=False,
    )
    # An empty digest is that of no translations: what is there is digested when it is loaded again.
    op.execute("INSERT INTO translated SELECT DISTINCT subject_id, locale, '' FROM translation")
    op.create_table(
        "settled",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.Column("sequence", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_settled_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", name="pk_settled"),
    )
    op.drop_table("loaded_file")
    op.create_table(
        "loaded_file",
        sa.Column("path", _WORD, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.Column("outcome", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_loaded_file"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; files are read anew then."""
    op.drop_table("loaded_file")
    op.create_table(
        "loaded_file",
        sa.Column("path", _WORD, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_loaded_file"),
        sqlite_with_rowid=False,
    )
    op.drop_table("settled")
    op.drop_table("translated")
