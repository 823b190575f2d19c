"""All tables together, for those who work on each of them."""

from __future__ import annotations

from verbena.store import tables, unit_tables

metadata = tables.metadata

__all__ = ["metadata", "tables", "unit_tables"]
