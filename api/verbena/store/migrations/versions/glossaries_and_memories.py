"""Tables of glossaries and memories, and of the marks by which texts that are alike are found."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables; the source texts that are there are marked when articles are loaded next."""
    op.create_table(
        "glossary_term",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("source_locale", _WORD, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.Column("sort", _WORD, nullable=False),
        sa.Column("head", _WORD, nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("status", _WORD, nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("part_of_speech", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_glossary_term"),
        sa.UniqueConstraint("locale", "source_locale", "digest", name="uq_glossary_term_locale_source_locale_digest"),
    )
    op.create_index("ix_glossary_term_locale_sort_id", "glossary_term", ["locale", "sort", "id"])
    op.create_index("ix_glossary_term_locale_head", "glossary_term", ["locale", "head"])
    op.create_table(
        "memory_file",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("name", _WORD, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_memory_file"),
        sa.UniqueConstraint("name", name="uq_memory_file_name"),
    )
    op.create_table(
        "memory_entry",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("file_id", _NUMBER, nullable=False),
        sa.Column("digest", _WORD, nullable=False),
        sa.Column("source_locale", _WORD, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("origin", _WORD, nullable=False),
        sa.Column("at", sa.BigInteger()),
        sa.Column("actor", sa.String()),
        sa.ForeignKeyConstraint(["file_id"], ["memory_file.id"], name="fk_memory_entry_file_id"),
        sa.PrimaryKeyConstraint("id", name="pk_memory_entry"),
        sa.UniqueConstraint("file_id", "digest", name="uq_memory_entry_file_id_digest"),
    )
    op.create_table(
        "memory_mark",
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", _NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mark", "entry_id", name="pk_memory_mark"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_memory_mark_entry_id", "memory_mark", ["entry_id"])
    op.create_table(
        "source_mark",
        sa.Column("mark", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("mark", "place", "subject_id", name="pk_source_mark"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "marked_draft",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("revision_id", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_marked_draft_subject_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_marked_draft_revision_id"),
        sa.PrimaryKeyConstraint("subject_id", name="pk_marked_draft"),
    )


def downgrade() -> None:
    """Drop them, with all that was imported."""
    op.drop_table("marked_draft")
    op.drop_table("source_mark")
    op.drop_index("ix_memory_mark_entry_id", table_name="memory_mark")
    op.drop_table("memory_mark")
    op.drop_table("memory_entry")
    op.drop_table("memory_file")
    op.drop_index("ix_glossary_term_locale_head", table_name="glossary_term")
    op.drop_index("ix_glossary_term_locale_sort_id", table_name="glossary_term")
    op.drop_table("glossary_term")
