"""The table of work that is given to people."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, UniqueConstraint

from verbena.store.columns import Instant, Number, Word
from verbena.store.tables import metadata

# `priority` counts from the least, `due` is a day as ISO 8601 writes it: so both sort as they are.
assignment = Table(
    "assignment",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("catalog", Word, nullable=False),
    Column("locale", Word, nullable=False),
    Column("assignee", Word, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("due", Word),
    Column("note", String),
    Column("at", Instant, nullable=False),
    Column("actor", String),
    UniqueConstraint("catalog", "locale", "assignee"),
    Index(None, "assignee"),
    # A number is never given again: whoever takes back work that is gone must not take back another's.
    sqlite_autoincrement=True,
)
