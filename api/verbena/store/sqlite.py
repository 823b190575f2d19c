"""What only SQLite needs: its settings for each connection, its pools, and transactions that lock before they read."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from verbena.store.database import Backend
from verbena.store.notices import MemoryNotices, SqliteNotices

# Milliseconds that a writer waits for another: longer than any transaction that publishes or loads a batch.
_BUSY_TIMEOUT = 60_000


def open_sqlite(url: URL) -> Backend:
    """What there is of the database in a file, or in memory where the URL names none; no connection is made yet."""
    engine = create_sqlite_engine(url)
    notices = MemoryNotices if _is_in_memory(url) else SqliteNotices
    return Backend(
        asking=engine,
        reading=engine.execution_options(purpose="read"),
        writing=engine.execution_options(purpose="write"),
        listen=lambda: notices(engine),
    )


def create_sqlite_engine(url: URL) -> Engine:
    """An engine on a file, or on memory where the URL names none; no connection is made yet.

    Commits are durable: a power cut loses none (WAL with synchronous=FULL).
    """
    # A database in memory lives in its one connection, which threads take in turn. On a file, the server's threads are
    # the limit: a reader never waits for a connection.
    size, overflow = (1, 0) if _is_in_memory(url) else (8, -1)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=overflow,
        connect_args={"check_same_thread": False, "timeout": _BUSY_TIMEOUT / 1000},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _is_in_memory(url: URL) -> bool:
    return url.database in (None, "", ":memory:")


def _set_up(connection: sqlite3.Connection, record: Any) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    # Python's driver would begin transactions by itself, too late and never immediate: `_begin` does it.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    # Changing the mode takes a lock that doesn't wait for others; reading it does no harm.
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode not in ("wal", "memory"):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once where another wrote in between, however long it
    # would wait: so writers lock first. A single read needs no transaction.
    statement = _BEGINNINGS.get(connection.get_execution_options().get("purpose", ""))
    if statement:
        connection.exec_driver_sql(statement)


_BEGINNINGS = {"write": "BEGIN IMMEDIATE", "read": "BEGIN"}
