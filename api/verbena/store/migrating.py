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

from verbena.model.errors import StoreUnavailable

# Alembic's commands keep their state in global names: in one process, one runs at a time, whatever the database.
_alembic = Lock()

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate_schema(connection: Connection) -> None:
    """Bring the database of an open transaction to the newest schema; does nothing where it is there already.

    Raises:
        StoreUnavailable: where a newer version of Verbena has brought it further.
    """
    config = configure_migrations()
    config.attributes["connection"] = connection
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in {script.revision for script in _scripts().walk_revisions()}:
        raise StoreUnavailable(
            f"the database has the tables of a newer version of Verbena (migration {current}): run that one"
        )
    with _alembic:
        command.upgrade(config, "head")


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


def _newest() -> str | None:
    return _scripts().get_current_head()


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(configure_migrations())
