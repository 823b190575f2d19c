"""What only PostgreSQL needs: its connections and their settings, its pools, writers in turn, and what errors mean."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from msgspec import Struct
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, func
from sqlalchemy import select as sql_select
from sqlalchemy.exc import DBAPIError, InvalidatePoolError

from verbena.model.errors import StoreUnavailable
from verbena.store.database import Backend
from verbena.store.postgresql_notices import CHANNEL, PostgresqlNotices

# The advisory lock that a writer holds to the end of its transaction: any number will do that others won't choose.
WRITERS_LOCK = 0x76657262656E61  # "verbena"

# A server may be told not to wait for its disk (synchronous_commit off); for writers it is told to, but what is
# stricter, such as waiting for a standby, is kept.
_UNHURRIED_AND_DURABLE = (
    "SELECT set_config('statement_timeout', '0', true),"
    " CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END"
)

# Seconds that a writer waits for another: longer than any transaction that publishes or loads a batch.
_WRITER_WAIT = 60

# Seconds that a reader waits for a connection that others use.
_POOL_WAIT = 10

# Every statement here finds a few rows by their keys, and has an index to each. The planner can't know how few a
# recursive walk gives: it would read whole tables to join them at once, and cost would grow with the corpus.
_PLANNING = {"enable_hashjoin": "off", "enable_mergejoin": "off", "jit": "off", "random_page_cost": "1.1"}

# What libpq is told where the URL doesn't say otherwise: a server that is gone without a word is noticed in half a
# minute, not in a quarter of an hour. Seconds, but for the milliseconds of tcp_user_timeout.
_CONNECTING = {
    "application_name": "verbena",
    "connect_timeout": 10,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class Limits(Struct, frozen=True):
    """What one process may take of a PostgreSQL server: connections, and seconds for a statement that reads."""

    connections: int = 10
    statement_timeout: float = 30.0


def open_postgresql(parameters: dict[str, Any], limits: Limits) -> Backend:
    """What there is of the database that these parameters of libpq lead to; no connection is made yet.

    One connection of the pool is for writing: writers take turns anyway, and can't keep readers from theirs. Commits
    are durable: a server that is set up otherwise is told to wait for its disk.
    """
    arguments = _CONNECTING | parameters | {"client_encoding": "UTF8"}
    readers = _create_engine(arguments, limits, limits.connections - 1, _POOL_WAIT, "AUTOCOMMIT")
    writer = _create_engine(arguments, limits, 1, _WRITER_WAIT, "READ COMMITTED")
    event.listen(writer, "begin", _take_turn)
    snapshot = readers.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Backend(
        asking=readers,
        reading=snapshot,
        writing=writer,
        listen=lambda: PostgresqlNotices(arguments),
        announce=_notify,
        explain=_explain,
    )


def _create_engine(arguments: dict[str, Any], limits: Limits, size: int, wait: float, isolation: str) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://",
        connect_args=arguments,
        isolation_level=isolation,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=wait,
        pool_use_lifo=True,
        use_native_hstore=False,
    )

    def set_up(connection: psycopg.Connection[Any], record: Any) -> None:  # noqa: ARG001 - SQLAlchemy's signature
        _set_up(connection, limits)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "checkout", _see_that_it_lives)
    return engine


def _set_up(connection: psycopg.Connection[Any], limits: Limits) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise StoreUnavailable(
            f"the database {connection.info.dbname} is in {encoding}, which can't hold every language: make it with"
            " ENCODING 'UTF8'"
        )
    autocommit, connection.autocommit = connection.autocommit, True
    settings = _PLANNING | {
        "statement_timeout": str(round(limits.statement_timeout * 1000)),
        "lock_timeout": str(_WRITER_WAIT * 1000),
    }
    chosen = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in settings.items())
    connection.execute(f"SELECT {chosen}".encode())
    connection.autocommit = autocommit


def _see_that_it_lives(connection: psycopg.Connection[Any], record: Any, proxy: Any) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    # A server that drops a connection closes its socket, which then has an end to read, while one at rest has nothing:
    # a look that asks nobody. Last words of the server's, or a notice, may stand before the end.
    try:
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        while poll.poll(0):
            connection.pgconn.consume_input()
    except psycopg.OperationalError as error:
        raise InvalidatePoolError from error


def _take_turn(connection: Connection) -> None:
    # The lock is a statement of its own: only those after it have snapshots in which the writer before is seen.
    connection.exec_driver_sql(_UNHURRIED_AND_DURABLE)
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")


def _notify(connection: Connection, told: str) -> None:
    connection.execute(sql_select(func.pg_notify(CHANNEL, told)))


def _explain(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    if state in _MEANINGS:
        return f"{_MEANINGS[state]} ({_first_line(error)})"
    if state is None and any(word in str(error.orig) for word in ("SSL", "certificate", "TLS")):
        return (
            f"no connection as sslmode and its like in the URL demand it ({error.orig}): set the server up for TLS, or"
            " demand less of it"
        )
    return None


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).partition("\n")[0]


_NOT_MIGRATED = "the tables of the database are not those that this version works on: see that it has been migrated"

# By SQLSTATE (PostgreSQL's documentation, appendix A).
_MEANINGS = {
    "25006": "the database can be read only: name the primary server in VERBENA_DATABASE_URL",
    "3F000": "there is no schema for the tables: give the role one, and the right to make tables in it",
    "42501": "the role that the URL names lacks a right: have its owner grant it",
    "42703": _NOT_MIGRATED,
    "42P01": _NOT_MIGRATED,
    "55P03": f"another writer kept the database to itself for more than {_WRITER_WAIT} seconds: try again",
    "57014": "a statement took longer than VERBENA_STATEMENT_TIMEOUT allows: ask for less at a time, or allow more",
}
