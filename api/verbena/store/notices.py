"""Being told of commits: what each database has for it."""

from __future__ import annotations

import sqlite3
import time
from threading import Event

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from verbena.model.errors import StoreUnavailable

LOOK_AGAIN = 0.1
"""Seconds between two looks at a SQLite file: how late its processes learn of each other's commits, at most."""


class SqliteNotices:
    """A connection to a SQLite file that sees the commits of all others, in this process and in any on the machine.

    `PRAGMA data_version` is another number after them; asking costs some ten microseconds and reads no page.
    """

    def __init__(self, engine: Engine) -> None:
        try:
            pooled = engine.raw_connection()
        except (DBAPIError, sqlite3.Error) as error:
            raise _tell(error) from error
        pooled.detach()
        self._connection = pooled
        try:
            self._version = self._read_version()
        except StoreUnavailable:
            self.close()
            raise

    def wait(self, seconds: float) -> bool:
        """Look until something was committed since the last call that said so, or until the time is over."""
        deadline = time.monotonic() + seconds
        while (version := self._read_version()) == self._version:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(LOOK_AGAIN, left))
        self._version = version
        return True

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _read_version(self) -> int:
        cursor = self._connection.cursor()
        try:
            (version,) = cursor.execute("PRAGMA data_version").fetchone()
        except sqlite3.Error as error:
            raise _tell(error) from error
        finally:
            cursor.close()
        return int(version)


class MemoryNotices:
    """The commits of a database in memory, which has one connection and no other process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._committed = Event()
        event.listen(engine, "commit", self._note)

    def wait(self, seconds: float) -> bool:
        """Wait for a commit."""
        told = self._committed.wait(seconds)
        self._committed.clear()
        return told

    def close(self) -> None:
        """Listen no more."""
        event.remove(self._engine, "commit", self._note)

    def _note(self, _: object) -> None:
        self._committed.set()


def _tell(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(f"the database did not answer ({error}): see that it can be reached")
