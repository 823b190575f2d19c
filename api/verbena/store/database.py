"""Transactions on the database behind a store, with the driver's errors as ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from verbena.model.errors import StoreUnavailable
from verbena.store.contract import Notices

_ANNOUNCED = "verbena.announced"
_UNIT_EVENT = "verbena.unit_event"


class Backend(Struct, frozen=True):
    """What one kind of database has (see `verbena.store.sqlite` and `verbena.store.postgresql`).

    Each engine begins transactions of one purpose in the database's own way. `listen` opens an ear for commits.
    `announce` tells other processes, within the transaction that makes it, of a change by its number, and of what
    happened to units by `unit` and its number; `explain` gives the sentence for an error that the one who runs the
    database can mend, null for any other.
    """

    asking: Engine
    reading: Engine
    writing: Engine
    listen: Callable[[], Notices]
    announce: Callable[[Connection, str], None] = lambda _connection, _told: None
    explain: Callable[[DBAPIError], str | None] = lambda _error: None


class Database:
    """One database, for as many threads as like to use it."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.newest_written = 0
        """The number of the newest change that was made through here, 0 before the first."""

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection for one statement that reads.

        Raises:
            StoreUnavailable: where the database does not answer; so do the other two.
        """
        with self._translated_errors(), self._backend.asking.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for statements that must read one and the same state."""
        with self._translated_errors(), self._backend.reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer runs beside; it is kept at the end, and undone by any exception."""
        with self._translated_errors(), self._backend.writing.begin() as connection:
            connection.info.pop(_ANNOUNCED, None)
            connection.info.pop(_UNIT_EVENT, None)
            yield connection
            position = connection.info.pop(_ANNOUNCED, None)
            if position is not None:
                self._backend.announce(connection, str(position))
            unit_event = connection.info.pop(_UNIT_EVENT, None)
            if unit_event is not None:
                self._backend.announce(connection, f"unit {unit_event}")
        if position is not None:
            self.newest_written = max(self.newest_written, position)

    def listen(self) -> Notices:
        """An ear for commits, on a connection of its own.

        Raises:
            StoreUnavailable: where the database does not answer.
        """
        return self._backend.listen()

    def close(self) -> None:
        """Let go of every connection."""
        for engine in (self._backend.asking, self._backend.reading, self._backend.writing):
            engine.dispose()

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            explained = self._backend.explain(error)
            if explained is None and isinstance(error, DataError | IntegrityError | ProgrammingError):
                raise  # a mistake in this room, which no caller can mend
            raise StoreUnavailable(
                explained
                or f"the database did not answer ({error.orig}): see that it can be reached and written, and that it"
                " has been migrated"
            ) from error
        except PoolTimeout as error:
            raise StoreUnavailable("every connection to the database is in use: ask for less at a time") from error


def announce_change(connection: Connection, sequence: int) -> None:
    """Have the newest change of a writer's transaction told to all who listen, once that transaction is kept."""
    connection.info[_ANNOUNCED] = sequence


def announce_unit_event(connection: Connection, sequence: int) -> None:
    """Likewise the newest event of a unit; how far the feed is has nothing to do with it."""
    connection.info[_UNIT_EVENT] = sequence
