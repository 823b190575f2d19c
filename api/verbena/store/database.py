"""Transactions on the database behind a store, with the driver's errors as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from verbena.model.errors import StoreUnavailable
from verbena.store.contract import Notices
from verbena.store.notices import MemoryNotices, SqliteNotices


class Database:
    """One database, for as many threads as like to use it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(purpose="read")
        self._writing = engine.execution_options(purpose="write")

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """A connection for one statement that reads.

        Raises:
            StoreUnavailable: where the database does not answer; so do the other two.
        """
        with _translated_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for statements that must read one and the same state."""
        with _translated_errors(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer runs beside; it is kept at the end, and undone by any exception."""
        with _translated_errors(), self._writing.begin() as connection:
            yield connection

    def listen(self) -> Notices:
        """An ear for commits, on a connection of its own.

        Raises:
            StoreUnavailable: where the database does not answer.
        """
        is_in_memory = self._engine.url.database in (None, "", ":memory:")
        return MemoryNotices(self._engine) if is_in_memory else SqliteNotices(self._engine)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


@contextmanager
def _translated_errors() -> Iterator[None]:
    try:
        yield
    except (DataError, IntegrityError, ProgrammingError):
        raise  # a mistake in this room, which no caller can mend
    except DBAPIError as error:
        raise StoreUnavailable(
            f"the database did not answer ({error.orig}): see that it can be reached and written, and that it has been"
            " migrated"
        ) from error
    except PoolTimeout as error:
        raise StoreUnavailable("every connection to the database is in use: ask for less at a time") from error
