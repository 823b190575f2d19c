"""The schema of a database, brought to the newest by Alembic; the migrations lie in `migrations/`, in a wheel too."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def migrate_schema(connection: Connection) -> None:
    """Bring the database of an open transaction to the newest schema; does nothing where it is there already."""
    config = configure_migrations()
    config.attributes["connection"] = connection
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


@cache
def _newest() -> str | None:
    return ScriptDirectory.from_config(configure_migrations()).get_current_head()
