"""The tables, alike on every database. `migrations/` brings a database to them; a test holds the two together.

What stands in `revision`, `edition` and `change` is never changed. `current_edition`, `listing` and `facet` say again
what those say, in the shape that reading needs, and are written in the same transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from verbena.store.columns import Instant, Number, Word

# Rows found by their whole primary key lie in its order: one look, not two. Only SQLite knows the difference.
BY_KEY: dict[str, Any] = {"sqlite_with_rowid": False}

# A listing row whose locale is marked stands for the article's source in that locale, beside the row that it has there
# like any other: so a chain that ends in the source is a list of locales too. No tag begins with it.
SOURCE_MARK = "@"

# Begins the digest of a file that no published edition has shown so far. No digest begins with it.
DRAFT_MARK = "@"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# Every subject that was ever loaded or named by another. The slug and the first publication are what is published.
subject = Table(
    "subject",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("kind", Word, nullable=False),
    Column("key", Word, nullable=False),
    Column("slug", Word, unique=True),
    Column("published_at", Instant),
    UniqueConstraint("kind", "key"),
)


def name_subject(name: str = "subject_id", *, primary_key: bool = False) -> Column[int]:
    """A column that names a subject."""
    return Column(name, Number, ForeignKey("subject.id"), primary_key=primary_key, nullable=False, autoincrement=False)


revision = Table(
    "revision",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    name_subject(),
    Column("hash", Word, nullable=False),
    Column("locale", Word, nullable=False),
    Column("slug", Word),
    Column("body", LargeBinary, nullable=False),
    Column("loaded_at", Instant, nullable=False),
    UniqueConstraint("subject_id", "hash"),
    Index(None, "slug"),
)

draft = Table(
    "draft",
    metadata,
    name_subject(primary_key=True),
    Column("revision_id", Number, ForeignKey("revision.id"), nullable=False),
)

translation = Table(
    "translation",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("path", Word, primary_key=True),
    Column("inlines", LargeBinary, nullable=False),
    Column("source_hash", Word, nullable=False),
    Column("state", Word, nullable=False),
    Column("origin", Word, nullable=False),
    Column("updated_at", Instant, nullable=False),
    **BY_KEY,
)

# Where a subject has translations: a digest of all that they say, their times left out. Written with them.
translated = Table(
    "translated",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("digest", Word, nullable=False),
    **BY_KEY,
)

# Of which subjects all that was loaded is published: by a digest of what was loaded, and the newest change there was.
settled = Table(
    "settled",
    metadata,
    name_subject(primary_key=True),
    Column("digest", Word, nullable=False),
    Column("sequence", Number, nullable=False),
)

# `revision` is the hash, not a row: revisions may be tidied away, an edition stands by itself. A body is null once an
# old edition's texts were let go.
edition = Table(
    "edition",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    name_subject(),
    Column("locale", Word, nullable=False),
    Column("number", Integer, nullable=False),
    Column("hash", Word, nullable=False),
    Column("is_source", Boolean, nullable=False),
    Column("revision", Word, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("body", LargeBinary),
    UniqueConstraint("subject_id", "locale", "number"),
)

# What a source edition names directly.
reference = Table(
    "reference",
    metadata,
    Column("edition_id", Number, ForeignKey("edition.id"), primary_key=True, autoincrement=False),
    name_subject("target_id", primary_key=True),
    **BY_KEY,
)

# The feed: one total order without gaps. Each row says what its locale shows from here on; null is nothing.
change = Table(
    "change",
    metadata,
    Column("sequence", Number, primary_key=True, autoincrement=False),
    name_subject(),
    Column("locale", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("edition_id", Number, ForeignKey("edition.id")),
    Column("at", Instant, nullable=False),
    Index(None, "subject_id", "locale", "sequence"),
    Index(None, "locale", "sequence"),
)

# What else is told of a change: who made it and why, where it leads from which slug (a redirection), and which sections
# it touched. One without any of these has no row.
circumstance = Table(
    "circumstance",
    metadata,
    Column("sequence", Number, ForeignKey("change.sequence"), primary_key=True, autoincrement=False),
    Column("actor", String),
    Column("reason", String),
    Column("slug", Word),
    Column("target_id", Number, ForeignKey("subject.id")),
    Column("sections", LargeBinary),
)

# How much of a subject was translated from a change on: a row where that differs from the row before it.
completion = Table(
    "completion",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("sequence", Number, ForeignKey("change.sequence"), primary_key=True, autoincrement=False),
    Column("completeness", Float, nullable=False),
    Column("is_complete", Boolean, nullable=False),
    **BY_KEY,
)

# The newest change of each locale of a subject; without an edition where that withdrew it.
current_edition = Table(
    "current_edition",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("edition_id", Number, ForeignKey("edition.id")),
    Column("is_source", Boolean, nullable=False),
    Column("sequence", Number, nullable=False),
    Column("completeness", Float, nullable=False),
    Column("is_complete", Boolean, nullable=False),
    **BY_KEY,
)

# The published articles as lists sort them: a row for each locale, and one for the source (SOURCE_MARK). Instants are
# microseconds counted backwards: so every order ascends, and one walk along an index gives a page with its ties by key.
listing = Table(
    "listing",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("key", Word, nullable=False),
    Column("title_sort", LargeBinary),
    Column("updated_sort", Number, nullable=False),
    Column("published_sort", Number, nullable=False),
    Index(None, "locale", "title_sort", "key"),
    Index(None, "locale", "updated_sort", "key"),
    Index(None, "locale", "published_sort", "key"),
    **BY_KEY,
)

# What published articles can be filtered by: their own topics and the medications they describe. A topic that is only
# the condition of a claim is a reference of the article, and no facet.
facet = Table(
    "facet",
    metadata,
    name_subject(primary_key=True),
    name_subject("target_id", primary_key=True),
    Index(None, "target_id"),
    **BY_KEY,
)

# Slugs of before: each leads to the article that answers in place of the one that had it.
old_slug = Table(
    "old_slug",
    metadata,
    Column("slug", Word, primary_key=True),
    name_subject("target_id"),
    Index(None, "target_id"),
)

# Locales that somebody withdrew, redirected or rolled back: publishing everything leaves them as they are.
hold = Table(
    "hold",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    **BY_KEY,
)

# What is to be published or withdrawn at an instant, frozen as it was when that was decided: at which change of the
# feed, so that it does not take the place of what came later.
planned = Table(
    "planned",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    name_subject(),
    Column("locale", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("revision", Word),
    Column("body", LargeBinary),
    Column("title", String),
    Column("sequence", Number, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("actor", String),
    Column("reason", String),
    Column("failure", String),
    Index(None, "due_at"),
    Index(None, "subject_id"),
    # An id is never given again: who cancels a plan that is gone must not cancel another.
    sqlite_autoincrement=True,
)

# Changes whose state must stay readable whatever is thinned.
pin = Table(
    "pin",
    metadata,
    name_subject(primary_key=True),
    Column("sequence", Number, ForeignKey("change.sequence"), primary_key=True, autoincrement=False),
    Column("actor", String),
    Column("reason", String),
    Column("at", Instant, nullable=False),
    **BY_KEY,
)

# Who may do what beyond reading what is published; of a token's secret only the hash is kept.
token = Table(
    "token",
    metadata,
    Column("id", Word, primary_key=True),
    Column("name", String, nullable=False),
    Column("hash", Word, nullable=False),
    Column("grants", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
)

# The files that were read without a finding, by a digest of their bytes, and what came of each.
loaded_file = Table(
    "loaded_file",
    metadata,
    Column("path", Word, primary_key=True),
    Column("digest", Word, nullable=False),
    Column("outcome", LargeBinary, nullable=False),
    **BY_KEY,
)

# A file that no published edition has shown so far stands under its digest with a mark before it (DRAFT_MARK): whoever
# looks for it by its digest alone finds nothing.
asset = Table(
    "asset",
    metadata,
    Column("digest", Word, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

mark = Table(
    "mark",
    metadata,
    Column("name", Word, primary_key=True),
    Column("value", String, nullable=False),
)
