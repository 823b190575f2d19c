"""All tables together, for those who work on each of them."""

from __future__ import annotations

from verbena.store import memory_tables, tables, unit_tables, webhook_tables

metadata = tables.metadata

__all__ = ["memory_tables", "metadata", "tables", "unit_tables", "webhook_tables"]
