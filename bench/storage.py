"""What a database takes on disk, table by table, each with its indexes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlalchemy import create_engine, make_url, text

WORKING = frozenset(
    {
        "draft",
        "revision",
        "translation",
        "translated",
        "settled",
        "loaded_file",
        "unit_event",
        "unit_finding",
        "refusal",
        "marked_draft",
        "source_mark",
        "glossary_term",
        "memory_file",
        "memory_entry",
        "memory_mark",
    }
)
"""The tables that writers and translators work on; all others are what is published, and how it is found."""


def measure_tables(url: str) -> dict[str, int]:
    """The bytes of each table with its indexes, the largest first, as the database itself counts them."""
    location = make_url(url)
    if location.get_backend_name() == "sqlite":
        assert location.database
        sizes = _measure_sqlite(location.database)
    else:
        sizes = _measure_postgresql(url)
    return dict(sorted(sizes.items(), key=lambda size: -size[1]))


def _measure_sqlite(path: str) -> dict[str, int]:
    pages = """
        SELECT coalesce(tbl_name, 'schema'), sum(pgsize)
        FROM (SELECT name, pgsize FROM dbstat) AS pages LEFT JOIN sqlite_master USING (name)
        GROUP BY 1
    """
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return {str(name): int(size) for name, size in connection.execute(pages)}


def _measure_postgresql(url: str) -> dict[str, int]:
    location = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(location)
    asked = text("SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' AND relnamespace = :of")
    space = text("SELECT oid FROM pg_namespace WHERE nspname = current_schema()")
    try:
        with engine.connect() as connection:
            rows = connection.execute(asked, {"of": connection.scalar(space)})
            return {str(name): int(size) for name, size in rows}
    finally:
        engine.dispose()
