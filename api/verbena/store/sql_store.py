"""The store on a SQL database, through SQLAlchemy Core."""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from verbena.model.errors import StoreUnavailable
from verbena.store.contract import Notices
from verbena.store.database import Database
from verbena.store.drafts import SqlDrafts
from verbena.store.migrating import has_newest_schema, migrate_schema
from verbena.store.publications import SqlPublications
from verbena.store.reader import SqlReader
from verbena.store.sql_assignments import SqlAssignments
from verbena.store.sql_glossary import SqlGlossary
from verbena.store.sql_memory import SqlMemory
from verbena.store.sql_pins import SqlPins
from verbena.store.sql_plans import SqlPlans
from verbena.store.sql_reports import SqlReports
from verbena.store.sql_units import SqlUnits
from verbena.store.sql_webhooks import SqlWebhooks
from verbena.store.tables import mark
from verbena.store.tokens import SqlTokens


class SqlStore(
    SqlDrafts,
    SqlPublications,
    SqlPlans,
    SqlPins,
    SqlReader,
    SqlTokens,
    SqlUnits,
    SqlGlossary,
    SqlMemory,
    SqlWebhooks,
    SqlReports,
    SqlAssignments,
):
    """Implements `verbena.store.contract.Store`; its methods may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def migrate(self) -> None:
        """Bring the database to the newest schema; does nothing where it is there already."""
        # A start that has nothing to do waits for no writer, and needs no right to change anything.
        with self.database.reading() as connection:
            if has_newest_schema(connection):
                return
        with self.database.writing() as connection:
            migrate_schema(connection)

    def read_mark(self, name: str) -> str | None:
        """A short note that the application keeps in the store."""
        with self.database.asking() as connection:
            return connection.scalar(select(mark.c.value).where(mark.c.name == name))

    def write_mark(self, name: str, value: str) -> None:
        """Keep a note, replacing the one of that name."""
        with self.database.writing() as connection:
            connection.execute(delete(mark).where(mark.c.name == name))
            connection.execute(insert(mark), {"name": name, "value": value})

    def listen(self) -> Notices:
        """Begin to listen for commits."""
        return self.database.listen()

    def is_ready(self) -> bool:
        """Whether the database answers and has the newest schema."""
        try:
            with self.database.reading() as connection:
                return has_newest_schema(connection)
        except StoreUnavailable:
            return False

    def close(self) -> None:
        """Let go of every connection."""
        self.database.close()
