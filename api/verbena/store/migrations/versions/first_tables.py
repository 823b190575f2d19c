"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not imported: a migration stays what it was, whatever becomes of the tables.
_WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.BigInteger()


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "asset",
        sa.Column("digest", _WORD, nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_asset"),
    )
    op.create_table(
        "mark",
        sa.Column("name", _WORD, nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_mark"),
    )
    op.create_table(
        "subject",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("key", _WORD, nullable=False),
        sa.Column("slug", _WORD, nullable=True),
        sa.Column("published_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_subject"),
        sa.UniqueConstraint("kind", "key", name="uq_subject_kind_key"),
        sa.UniqueConstraint("slug", name="uq_subject_slug"),
    )
    op.create_table(
        "edition",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", _WORD, nullable=False),
        sa.Column("is_source", sa.Boolean(), nullable=False),
        sa.Column("revision", _WORD, nullable=False),
        sa.Column("published_at", _INSTANT, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_edition_subject_id"),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
        sa.UniqueConstraint("subject_id", "locale", "number", name="uq_edition_subject_id_locale_number"),
    )
    op.create_table(
        "facet",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("target_id", _NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_facet_subject_id"),
        sa.ForeignKeyConstraint(["target_id"], ["subject.id"], name="fk_facet_target_id"),
        sa.PrimaryKeyConstraint("subject_id", "target_id", name="pk_facet"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_facet_target_id", "facet", ["target_id"], unique=False)
    op.create_table(
        "listing",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("key", _WORD, nullable=False),
        sa.Column("title_sort", sa.LargeBinary(), nullable=True),
        sa.Column("updated_sort", _NUMBER, nullable=False),
        sa.Column("published_sort", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_listing_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", name="pk_listing"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_listing_locale_published_sort_key", "listing", ["locale", "published_sort", "key"], unique=False
    )
    op.create_index("ix_listing_locale_title_sort_key", "listing", ["locale", "title_sort", "key"], unique=False)
    op.create_index("ix_listing_locale_updated_sort_key", "listing", ["locale", "updated_sort", "key"], unique=False)
    op.create_table(
        "revision",
        sa.Column("id", _NUMBER, autoincrement=True, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("hash", _WORD, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("slug", _WORD, nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("loaded_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_revision_subject_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        sa.UniqueConstraint("subject_id", "hash", name="uq_revision_subject_id_hash"),
    )
    op.create_table(
        "translation",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("path", _WORD, nullable=False),
        sa.Column("inlines", sa.LargeBinary(), nullable=False),
        sa.Column("source_hash", _WORD, nullable=False),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("origin", _WORD, nullable=False),
        sa.Column("updated_at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_translation_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", "path", name="pk_translation"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change",
        sa.Column("sequence", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("edition_id", _NUMBER, nullable=True),
        sa.Column("at", _INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_change_edition_id"),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_change_subject_id"),
        sa.PrimaryKeyConstraint("sequence", name="pk_change"),
    )
    op.create_index(
        "ix_change_subject_id_locale_sequence", "change", ["subject_id", "locale", "sequence"], unique=False
    )
    op.create_table(
        "current_edition",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("edition_id", _NUMBER, nullable=True),
        sa.Column("is_source", sa.Boolean(), nullable=False),
        sa.Column("sequence", _NUMBER, nullable=False),
        sa.Column("completeness", sa.Float(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_current_edition_edition_id"),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_current_edition_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", name="pk_current_edition"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "draft",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("revision_id", _NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_draft_revision_id"),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_draft_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", name="pk_draft"),
    )
    op.create_table(
        "reference",
        sa.Column("edition_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("target_id", _NUMBER, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_reference_edition_id"),
        sa.ForeignKeyConstraint(["target_id"], ["subject.id"], name="fk_reference_target_id"),
        sa.PrimaryKeyConstraint("edition_id", "target_id", name="pk_reference"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "completion",
        sa.Column("subject_id", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("locale", _WORD, nullable=False),
        sa.Column("sequence", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("completeness", sa.Float(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["change.sequence"], name="fk_completion_sequence"),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name="fk_completion_subject_id"),
        sa.PrimaryKeyConstraint("subject_id", "locale", "sequence", name="pk_completion"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop every table, with all that is in them."""
    op.drop_table("completion")
    op.drop_table("reference")
    op.drop_table("draft")
    op.drop_table("current_edition")
    op.drop_table("change")
    op.drop_table("translation")
    op.drop_table("revision")
    op.drop_table("listing")
    op.drop_table("facet")
    op.drop_table("edition")
    op.drop_table("subject")
    op.drop_table("mark")
    op.drop_table("asset")
