"""The tables of those who translate: what happened to each unit, and what was refused."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, String, Table

from verbena.store.columns import Instant, Number, Word
from verbena.store.tables import BY_KEY, metadata, name_subject

# The history of units: one total order without gaps. Translations are MessagePack; null is none.
unit_event = Table(
    "unit_event",
    metadata,
    Column("sequence", Number, primary_key=True, autoincrement=False),
    name_subject(),
    Column("locale", Word, nullable=False),
    Column("path", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String),
    Column("reason", String),
    Column("before", LargeBinary),
    Column("after", LargeBinary),
    Index(None, "subject_id", "locale", "path", "sequence"),
    Index(None, "locale", "sequence"),
)

# What is to be looked at in a translation: its warnings, as MessagePack. One without any has no row.
unit_finding = Table(
    "unit_finding",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("path", Word, primary_key=True),
    Column("findings", LargeBinary, nullable=False),
    **BY_KEY,
)

# Translations with errors, kept for whoever mends them. Findings are MessagePack; the text is UTF-8 with whatever came,
# NUL and lone surrogates among it, which no database takes as text.
refusal = Table(
    "refusal",
    metadata,
    name_subject(primary_key=True),
    Column("locale", Word, primary_key=True),
    Column("path", Word, primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("source_hash", Word, nullable=False),
    Column("state", Word, nullable=False),
    Column("origin", Word, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor", String),
    Column("findings", LargeBinary, nullable=False),
    **BY_KEY,
)
