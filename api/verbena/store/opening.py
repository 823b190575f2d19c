"""Stores by their URLs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from psycopg import Error as PostgresqlError
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL, make_url, select
from sqlalchemy.exc import ArgumentError

from verbena.model.errors import BadUserInput, StoreUnavailable
from verbena.store.contract import Store
from verbena.store.database import Database
from verbena.store.postgresql import Limits, open_postgresql
from verbena.store.replicated import ReplicatedStore
from verbena.store.sql_store import SqlStore
from verbena.store.sqlite import open_sqlite


def open_store(url: str, limits: Limits | None = None, replicas: Sequence[str] = ()) -> Store:
    """The store on the database that a URL names (see `open_database`).

    `replicas` are the URLs of its standbys, which need not be there: what is published is read from those that are.

    Raises:
        BadUserInput: where a replica's URL can't be read, or replicas are named beside SQLite.
        StoreUnavailable: where the database can't be opened.
    """
    if replicas and url.partition("://")[0] not in _POSTGRESQL:
        raise BadUserInput(
            "VERBENA_REPLICA_URLS is for replicas of PostgreSQL: name their primary in VERBENA_DATABASE_URL"
        )
    limits = limits or Limits()
    others = [Database(open_postgresql(_read_replica(replica), limits)) for replica in replicas]
    database = open_database(url, limits)
    return ReplicatedStore(database, others) if others else SqlStore(database)


def open_database(url: str, limits: Limits | None = None, *, must_exist: bool = False) -> Database:
    """The database behind a URL, connected to once so that a wrong URL is known at once; not migrated.

    `sqlite:////data/verbena.db` is a file by its absolute path, `sqlite:///verbena.db` one in the working directory,
    and `sqlite://` is in memory: it ends with the store. A file that is not there yet is made, unless it `must_exist`.
    `postgresql://verbena@db.example/verbena` is a database on a PostgreSQL server, with all that libpq knows of such
    URLs; `limits` are what this process may take of it.

    Raises:
        StoreUnavailable: where the URL can't be read, is of a database that Verbena doesn't know, or can't be opened.
            No message repeats a password.
    """
    scheme = url.partition("://")[0]
    if scheme in _POSTGRESQL:
        parameters = _read_parameters(url, scheme)
        return _try_postgresql(Database(open_postgresql(parameters, limits or Limits())), parameters)
    location = _read_url(url)
    if must_exist and not (location.database and Path(location.database).is_file()):
        raise StoreUnavailable(f"there is no database {name_place(url)}: name the one that is meant")
    return _try_sqlite(Database(open_sqlite(location)), location)


def name_place(url: str) -> str:
    """Where a URL leads, for people: a file, or a server with a database; no password, nor anything else.

    Raises:
        StoreUnavailable: where the URL can't be read, or is of a database that Verbena doesn't know.
    """
    scheme = url.partition("://")[0]
    if scheme not in _POSTGRESQL:
        return _read_url(url).database or "a database in memory"
    return f"the PostgreSQL database {_tell_server(_read_parameters(url, scheme))}"


def _try_sqlite(database: Database, location: URL) -> Database:
    try:
        with database.writing():
            pass
    except StoreUnavailable as error:
        database.close()
        raise StoreUnavailable(f"can't open {location.render_as_string(hide_password=True)}: {error}") from error
    return database


def _try_postgresql(database: Database, parameters: dict[str, Any]) -> Database:
    try:
        with database.asking() as connection:
            connection.execute(select(1))
    except StoreUnavailable as error:
        database.close()
        raise StoreUnavailable(f"can't open the PostgreSQL database {_tell_server(parameters)}: {error}") from error
    return database


def _tell_server(parameters: dict[str, Any]) -> str:
    known = (name for name in ("host", "port", "dbname", "user") if name in parameters)
    return " ".join(f"{name}={parameters[name]}" for name in known)


def _read_parameters(url: str, scheme: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(f"postgresql{url.removeprefix(scheme)}"))
    except PostgresqlError as error:
        # Neither is libpq's message repeated: it quotes the URL.
        raise StoreUnavailable(
            f"the database URL can't be read: {_POSTGRESQL_EXAMPLE}, with % and two digits for each special character"
            " of a password, and behind ? only parameters that libpq knows"
        ) from error


def _read_replica(url: str) -> dict[str, Any]:
    scheme = url.partition("://")[0]
    if scheme not in _POSTGRESQL:
        raise BadUserInput(f"VERBENA_REPLICA_URLS has an entry that is no URL of PostgreSQL: {_POSTGRESQL_EXAMPLE}")
    try:
        return _IF_AWAY | _read_parameters(url, scheme)
    except StoreUnavailable as error:
        raise BadUserInput(f"VERBENA_REPLICA_URLS: {error}") from error


def _read_url(url: str) -> URL:
    try:
        location = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The URL isn't repeated: where it can't be read, nobody knows which part of it is a password.
        raise StoreUnavailable(f"the database URL can't be read: {_EXAMPLES}") from error
    if location.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise StoreUnavailable(f"{location.drivername} is not a database that Verbena knows: {_EXAMPLES}")
    if location.host or location.username or location.password or location.port:
        raise StoreUnavailable(f"a file has no host: {_EXAMPLE} (four slashes before an absolute path)")
    return location


# A replica that is away must not keep readers waiting: others are there.
_IF_AWAY = {"connect_timeout": "3"}

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_EXAMPLE = "write it like sqlite:////data/verbena.db"
_POSTGRESQL_EXAMPLE = "write it like postgresql://verbena:password@db.example/verbena"
_EXAMPLES = f"{_EXAMPLE} or postgresql://verbena@db.example/verbena"
