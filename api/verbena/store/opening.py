"""Stores by their URLs."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from verbena.model.errors import StoreUnavailable
from verbena.store.contract import Store
from verbena.store.database import Database
from verbena.store.sql_store import SqlStore
from verbena.store.sqlite import create_sqlite_engine


def open_store(url: str) -> Store:
    """The store behind a database URL, connected to once so that a wrong URL is known at once; not migrated.

    `sqlite:////data/verbena.db` is a file by its absolute path, `sqlite:///verbena.db` one in the working directory,
    and `sqlite://` is in memory: it ends with the store. A file that is not there yet is made.

    Raises:
        StoreUnavailable: where the URL can't be read, is of a database that Verbena doesn't know, or can't be opened.
            No message repeats a password.
    """
    location = _read_url(url)
    database = Database(create_sqlite_engine(location))
    try:
        with database.writing():
            pass
    except StoreUnavailable as error:
        database.close()
        raise StoreUnavailable(f"can't open {location.render_as_string(hide_password=True)}: {error}") from error
    return SqlStore(database)


def _read_url(url: str) -> URL:
    try:
        location = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The URL isn't repeated: where it can't be read, nobody knows which part of it is a password.
        raise StoreUnavailable(f"the database URL can't be read: {_EXAMPLE}") from error
    if location.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise StoreUnavailable(f"{location.drivername} is not a database that Verbena knows: {_EXAMPLE}")
    if location.host or location.username or location.password or location.port:
        raise StoreUnavailable(f"a file has no host: {_EXAMPLE} (four slashes before an absolute path)")
    return location


_EXAMPLE = "write it like sqlite:////data/verbena.db"
