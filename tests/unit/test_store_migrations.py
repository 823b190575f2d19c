"""The migrations make exactly the tables that the code works on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from tests.support.stores import count_statements
from verbena.store.migrating import configure_migrations, has_newest_schema, migrate_schema
from verbena.store.opening import open_store
from verbena.store.sqlite import create_sqlite_engine
from verbena.store.tables import metadata


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_sqlite_engine(make_url("sqlite://"))
    with engine.execution_options(purpose="write").begin() as opened:
        yield opened
    engine.dispose()


def _downgrade(connection: Connection) -> None:
    config = configure_migrations()
    config.attributes["connection"] = connection
    command.downgrade(config, "base")


def test_migrations_make_the_tables(connection: Connection) -> None:
    """A migrated database differs in nothing from the tables in the code."""
    migrate_schema(connection)

    assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert has_newest_schema(connection)


def test_migrations_make_the_same_sql(connection: Connection) -> None:
    """Each table is made by the statement that the code's own table gives, options of the database among them."""
    with count_statements() as statements:
        migrate_schema(connection)

    made = [_take_apart(statement) for statement in statements if "CREATE TABLE" in statement]
    for table in metadata.tables.values():
        assert _take_apart(str(CreateTable(table).compile(dialect=sqlite.dialect()))) in made, table.name


def _take_apart(statement: str) -> tuple[str, frozenset[str], str]:
    """A table's name, its clauses in no order, and its options."""
    head, _, rest = " ".join(statement.split()).partition("(")
    clauses, _, options = rest.rpartition(")")
    return head, frozenset(clause.strip() for clause in clauses.split(", ")), options


def test_migrating_again_changes_nothing(connection: Connection) -> None:
    """A database with the newest schema is left alone."""
    migrate_schema(connection)
    with count_statements() as statements:
        migrate_schema(connection)

    assert not [
        statement for statement in statements if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA"))
    ]


def test_migrations_can_be_taken_back(connection: Connection) -> None:
    """Going back to the base leaves no table of ours, and going forward again makes all of them."""
    migrate_schema(connection)

    _downgrade(connection)

    assert inspect(connection).get_table_names() == ["alembic_version"]
    assert not has_newest_schema(connection)
    migrate_schema(connection)
    assert has_newest_schema(connection)


def test_two_may_migrate_at_once(tmp_path: Path) -> None:
    """Two that start on one new database both find it migrated."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"

    def start(_: int) -> bool:
        store = open_store(url)
        store.migrate()
        ready = store.is_ready()
        store.close()
        return ready

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(start, range(2))) == [True, True]


def test_failed_migration_leaves_no_table() -> None:
    """The tables are made in one transaction: one that fails half-way leaves the database as it was."""
    engine = create_sqlite_engine(make_url("sqlite://"))
    writing = engine.execution_options(purpose="write")

    def fail_half_way() -> None:
        with writing.begin() as connection:
            migrate_schema(connection)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        fail_half_way()

    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_tables_fit_postgresql() -> None:
    """Every table can be told to PostgreSQL, with words compared by code point and numbers of 64 bits."""
    statements = "".join(
        str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in metadata.sorted_tables
    )

    assert statements.count('COLLATE "C"') > 20
    assert "BIGSERIAL" in statements
    assert "ROWID" not in statements
