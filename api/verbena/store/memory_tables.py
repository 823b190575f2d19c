"""The tables of glossaries and memories, and of what finds source texts by their likeness."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, String, Table, UniqueConstraint

from verbena.store.columns import Instant, Number, Word
from verbena.store.tables import BY_KEY, metadata, name_subject

# `digest` is of the term and its translation, which may be too long for an index. `head` is the stem of the term's
# first word, by which it is found for a text; `folded` is what is searched in.
glossary_term = Table(
    "glossary_term",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("source_locale", Word, nullable=False),
    Column("locale", Word, nullable=False),
    Column("digest", Word, nullable=False),
    Column("sort", Word, nullable=False),
    Column("head", Word, nullable=False),
    Column("folded", String, nullable=False),
    Column("term", String, nullable=False),
    Column("translation", String, nullable=False),
    Column("status", Word, nullable=False),
    Column("definition", String, nullable=False),
    Column("note", String, nullable=False),
    Column("part_of_speech", String, nullable=False),
    UniqueConstraint("locale", "source_locale", "digest"),
    Index(None, "locale", "sort", "id"),
    Index(None, "locale", "head"),
)

# The files that memories were imported from.
memory_file = Table(
    "memory_file",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("name", Word, nullable=False, unique=True),
    Column("at", Instant, nullable=False),
    Column("actor", String),
)

# `digest` is of the locales and the texts.
memory_entry = Table(
    "memory_entry",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("file_id", Number, ForeignKey("memory_file.id"), nullable=False),
    Column("digest", Word, nullable=False),
    Column("source_locale", Word, nullable=False),
    Column("locale", Word, nullable=False),
    Column("source", String, nullable=False),
    Column("target", String, nullable=False),
    Column("origin", Word, nullable=False),
    Column("at", Instant),
    Column("actor", String),
    UniqueConstraint("file_id", "digest"),
)

# The marks of entries (`verbena.language.text_marks`), with the languages mixed into each. Derived from them.
memory_mark = Table(
    "memory_mark",
    metadata,
    Column("mark", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", Number, primary_key=True, autoincrement=False),
    Index(None, "entry_id"),
    **BY_KEY,
)

# The marks of the source texts of drafts. `place` is a short hash of the unit's path: a row is small, since there are
# millions, and what it leads to is looked at anyway. Derived from revisions, so that no key points to a subject.
source_mark = Table(
    "source_mark",
    metadata,
    Column("mark", Integer, primary_key=True, autoincrement=False),
    Column("place", SmallInteger, primary_key=True, autoincrement=False),
    Column("subject_id", Number, primary_key=True, autoincrement=False),
    **BY_KEY,
)

# Whose marks those are: of each subject, the revision.
marked_draft = Table(
    "marked_draft",
    metadata,
    name_subject(primary_key=True),
    Column("revision_id", Number, ForeignKey("revision.id"), nullable=False),
)
