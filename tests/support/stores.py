"""Every implementation of the store, empty and migrated: what the contract suite runs on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from verbena.store.contract import Store
from verbena.store.every_table import metadata
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore

IMPLEMENTATIONS = ("sqlite-file", "sqlite-memory", "postgresql")
"""The databases that a store may have, by name; the fixture `new_database` gives URLs of new ones of each."""


@contextmanager
def open_migrated(url: str) -> Iterator[Store]:
    """A store with the newest schema, closed at the end."""
    store = open_store(url)
    try:
        store.migrate()
        yield store
    finally:
        store.close()


def empty_store(store: Store) -> None:
    """Take everything out of a store on a SQL database but its schema: much faster than making a new one."""
    assert isinstance(store, SqlStore)
    with store.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@contextmanager
def count_statements() -> Iterator[list[str]]:
    """The statements that any database is asked meanwhile, one entry each."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
