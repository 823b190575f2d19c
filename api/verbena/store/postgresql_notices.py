"""Being told by PostgreSQL of publications and of what happens to units, with LISTEN and NOTIFY."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from verbena.model.errors import StoreUnavailable

CHANNEL = "verbena_change"
"""Where each transaction that published says the number of its newest change by NOTIFY, as in `81`.

One that changed units says the number of their newest event, as in `unit 81`.
"""


class PostgresqlNotices:
    """A connection that is told when anybody publishes or changes units; `arguments` are libpq's parameters."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        try:
            self._connection = psycopg.connect(**arguments, autocommit=True)
        except psycopg.Error as error:
            raise _tell(error) from error
        try:
            self._connection.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
        except psycopg.Error as error:
            self.close()
            raise _tell(error) from error

    def wait(self, seconds: float) -> bool:
        """Wait for a publication, or for a change of units."""
        try:
            # The server hands over what it has for a listener before it answers anything, so nothing that was committed
            # before this call is told only after it; and a server that is gone is noticed.
            self._connection.execute("SELECT 1")
            return bool(list(self._connection.notifies(timeout=seconds, stop_after=1)))
        except psycopg.Error as error:
            raise _tell(error) from error

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()


def _tell(error: Exception) -> StoreUnavailable:
    return StoreUnavailable(f"the database did not answer ({error}): see that it can be reached")
