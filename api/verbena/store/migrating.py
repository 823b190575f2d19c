"""The schema of a database, brought to the newest by Alembic; the migrations lie in `migrations/`, in a wheel too."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from verbena.model.errors import BadUserInput, StoreUnavailable

# Alembic's commands keep their state in global names: in one process, one runs at a time, whatever the database.
_alembic = Lock()

BASE = "base"
"""A database without tables, before the first migration."""

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate_schema(connection: Connection) -> None:
    """Bring the database of an open transaction to the newest schema; does nothing where it is there already.

    Raises:
        StoreUnavailable: where a newer version of Verbena has brought it further.
    """
    move_schema(connection, _newest())


def move_schema(connection: Connection, to: str) -> tuple[str, str]:
    """Bring the database of an open transaction to a migration, forward or back; gives that of before, and `to`.

    BASE stands for a database without tables. What only newer migrations have a place for is lost on the way back.

    Raises:
        BadUserInput: where there is no such migration.
        StoreUnavailable: where a newer version of Verbena has brought the database further than this one knows.
    """
    known = list_migrations()
    if to not in known:
        raise BadUserInput(f"there is no migration {to[:100]!r}: name one of {', '.join(known)}")
    before = read_schema(connection)
    config = configure_migrations()
    config.attributes["connection"] = connection
    with _alembic:
        go = command.upgrade if known.index(before) <= known.index(to) else command.downgrade
        go(config, to)
    return before, to


def read_schema(connection: Connection) -> str:
    """The migration that a database was brought to, BASE where it has no tables.

    Raises:
        StoreUnavailable: where a newer version of Verbena has brought it further than this one knows.
    """
    current = MigrationContext.configure(connection).get_current_revision() or BASE
    if current not in list_migrations():
        raise StoreUnavailable(
            f"the database has the tables of a newer version of Verbena (migration {current}): run that one"
        )
    return current


def list_migrations() -> tuple[str, ...]:
    """Every migration in its order, from BASE to the newest."""
    return BASE, *(script.revision for script in reversed(list(_scripts().walk_revisions())))


def has_newest_schema(connection: Connection) -> bool:
    """Whether the database has the schema that this version of Verbena works on."""
    return MigrationContext.configure(connection).get_current_revision() == _newest()


def configure_migrations() -> Config:
    """What Alembic's commands need to find the migrations; the connection is added in `attributes`."""
    config = Config()
    # Alembic reads % as the start of a placeholder.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _newest() -> str:
    return list_migrations()[-1]


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configure_migrations())
