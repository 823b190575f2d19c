"""The table of readers' reports."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

from verbena.store.columns import Instant, Number, Word
from verbena.store.tables import metadata, name_subject

report = Table(
    "report",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    name_subject(),
    Column("locale", Word, nullable=False),
    Column("path", Word, nullable=False),
    Column("message", String, nullable=False),
    Column("quote", String),
    Column("version", Word),
    Column("shown", String, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("receipt_hash", Word, nullable=False, unique=True),
    Column("answer", String),
    Column("closed_at", Instant),
    Column("actor", String),
    Index(None, "subject_id", "locale", "path"),
    Index(None, "locale", "id"),
    Index(None, "made_at"),
    # A number is never given again: whoever closes a report that is gone must not close another.
    sqlite_autoincrement=True,
)
