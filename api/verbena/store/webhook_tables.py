"""The tables of webhooks: who is told, and the outbox."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from verbena.store.columns import Instant, Number, Word
from verbena.store.tables import metadata

# Events and locales are words with blanks between them; none means all. A secret must be read to sign with it.
webhook = Table(
    "webhook",
    metadata,
    Column("id", Word, primary_key=True),
    Column("url", String, nullable=False),
    Column("secret", String, nullable=False),
    Column("events", String, nullable=False),
    Column("locales", String, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("actor", String),
    Column("change_position", Number, nullable=False),
    Column("unit_position", Number, nullable=False),
    Column("failing_since", Instant),
    Column("disabled_at", Instant),
    Column("disabled_why", String),
)

# Without `due_at`, a message was taken or is tried no more. Whoever sends one has it until `claimed_until`.
webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("webhook_id", Word, ForeignKey("webhook.id"), nullable=False),
    Column("message_id", Word, nullable=False, unique=True),
    Column("event", Word, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Instant),
    Column("claimed_until", Instant),
    Column("delivered_at", Instant),
    Column("status", Integer),
    Column("failure", String),
    Index(None, "webhook_id", "due_at"),
    Index(None, "due_at"),
    Index(None, "delivered_at"),
    # A number is never given again: who finishes a message that is gone must not finish another.
    sqlite_autoincrement=True,
)
