"""All tables together, for those who work on each of them."""

from __future__ import annotations

from verbena.store import assignment_tables, memory_tables, report_tables, tables, unit_tables, webhook_tables

metadata = tables.metadata

__all__ = ["assignment_tables", "memory_tables", "metadata", "report_tables", "tables", "unit_tables", "webhook_tables"]
