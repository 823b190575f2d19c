"""The migrations make exactly the tables that the code works on, on every database, and lose nothing on their way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect, select, text
from sqlalchemy.schema import CreateTable

from tests.support.stores import count_statements
from tests.support.subjects import article_name, day, make_article, make_topic, publish, translate
from verbena.model.change import Signature
from verbena.model.errors import StoreUnavailable
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.store.every_table import metadata
from verbena.store.migrating import configure_migrations, has_newest_schema, migrate_schema
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore
from verbena.store.units import UnitChange

Content = dict[str, list[dict[str, Any]]]

REVISIONS = [script.revision for script in ScriptDirectory.from_config(configure_migrations()).walk_revisions()]
"""Every migration, the newest first."""


@pytest.fixture
def store(new_database: Callable[[], str]) -> Iterator[SqlStore]:
    """A store on a database without any table."""
    opened = open_store(new_database())
    assert isinstance(opened, SqlStore)
    yield opened
    opened.close()


@pytest.fixture
def connection(store: SqlStore) -> Iterator[Connection]:
    with store.database.writing() as opened:
        yield opened


def _go(connection: Connection, revision: str) -> None:
    """Bring a database to a migration of before, or to one that comes after."""
    config = configure_migrations()
    config.attributes["connection"] = connection
    known = [*REVISIONS, "base"]
    current = MigrationContext.configure(connection).get_current_revision() or "base"
    (command.downgrade if known.index(revision) > known.index(current) else command.upgrade)(config, revision)


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
        assert _take_apart(str(CreateTable(table).compile(connection))) in made, table.name


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

    _go(connection, "base")

    assert inspect(connection).get_table_names() == ["alembic_version"]
    assert not has_newest_schema(connection)
    migrate_schema(connection)
    assert has_newest_schema(connection)


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_migrations_keep_what_they_have_a_place_for(store: SqlStore, revision: str) -> None:
    """Going back to a migration and forward again leaves every row of the tables that it has as it was."""
    store.migrate()
    _fill(store)
    with store.database.writing() as connection:
        before = _read_all(connection)

        _go(connection, revision)
        kept = _read_all(connection)
        migrate_schema(connection)
        after = _read_all(connection)

    assert kept["change"]
    for table, rows in kept.items():
        assert rows == [{name: row[name] for name in rows[0]} for row in before[table]], table
        assert rows == [{name: row[name] for name in rows[0]} for row in after[table]], table
    # What is read is as before, and publishing goes on from there.
    assert store.read_snapshots([article_name("bones")], ["ar"])[article_name("bones")].source.number == 2
    publish(store, make_article(texts={"title": "Third"}), at=day(3))
    assert store.read_snapshots([article_name("bones")], ["ar"])[article_name("bones")].source.number == 3


def test_publishing_begins_anew_after_the_base(store: SqlStore) -> None:
    """Going back to the base lets go of everything; going forward again gives a store to be filled."""
    store.migrate()
    _fill(store)
    with store.database.writing() as connection:
        _go(connection, "base")

    store.migrate()
    assert (store.position(), store.draft_names()) == (0, ())
    _fill(store)
    assert store.position() > 0


def _fill(store: SqlStore) -> None:
    """Two editions in each of two locales, by somebody, and of each other kind of entry one."""
    topic = make_topic("health")
    for number in range(2):
        revision = make_article(texts={"title": f"Bones {number}"}, slug=f"bones-{number}", topics=("health",))
        publish(store, topic)
        publish(store, revision, {"ar": translate(revision, "ar")}, at=day(number))
    store.withdraw(article_name("bones"), ["ar"], day(2), Signature("ann@health.example", "A wrong dose"))
    store.save_translations("sw", {revision.name: translate(revision, "sw")})
    store.write_mark("content", "loaded")
    unit, saved = UnitName(article_name("bones"), "fr", "title"), translate(revision, "fr")["title"]
    refused = Refusal(unit, "<b>", saved.source_hash, saved.state, saved.origin, day(2), "Ann", ())
    store.change_units([UnitChange(unit, UnitEventKind.SAVED, None, saved)], day(2), Signature("Ann"), [refused])


def _read_all(connection: Connection) -> Content:
    """Every row of every table that has any, in one order, as the database itself describes them."""
    there = MetaData()
    there.reflect(connection)
    rows = {
        table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in there.sorted_tables
        if table.name != "alembic_version"
    }
    return {name: sorted(found, key=repr) for name, found in rows.items() if found}


def test_two_may_migrate_at_once(new_database: Callable[[], str]) -> None:
    """Two that start on one new database both find it migrated."""
    url = new_database()
    together = Barrier(2)

    def start(_: int) -> bool:
        store = open_store(url)
        together.wait()
        store.migrate()
        ready = store.is_ready()
        store.close()
        return ready

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(start, range(2))) == [True, True]


def test_start_on_a_migrated_database_waits_for_no_writer(new_database: Callable[[], str]) -> None:
    """A server that starts while another one publishes finds the tables there, and goes on."""
    url = new_database()
    first, second = open_store(url), open_store(url)
    assert isinstance(first, SqlStore)
    first.migrate()

    with first.database.writing():
        second.migrate()

    assert second.is_ready()
    first.close()
    second.close()


def test_failed_migration_leaves_no_table(store: SqlStore) -> None:
    """The tables are made in one transaction: one that fails half-way leaves the database as it was."""

    def fail_half_way() -> None:
        with store.database.writing() as connection:
            migrate_schema(connection)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        fail_half_way()

    with store.database.reading() as connection:
        assert inspect(connection).get_table_names() == []


def test_newer_schema_is_refused(store: SqlStore) -> None:
    """A database that a newer version has migrated is not ready, and is left as it is."""
    store.migrate()
    with store.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert not store.is_ready()
    with pytest.raises(StoreUnavailable, match="newer version of Verbena \\(migration 9999\\)"):
        store.migrate()


def test_words_are_compared_by_code_point(connection: Connection) -> None:
    """Every column of words sorts alike on every database, whatever the database's own order is."""
    migrate_schema(connection)
    if connection.dialect.name == "sqlite":
        assert "COLLATE" not in str(connection.execute(text("SELECT group_concat(sql) FROM sqlite_master")).scalar())
        return
    unlike = connection.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name <> 'alembic_version' AND data_type = 'character varying' AND collation_name IS NULL"
        )
    ).all()

    free = {"media_type", "value", "actor", "reason", "title", "failure", "name", "grants"}
    free |= {"folded", "term", "translation", "definition", "note", "part_of_speech", "source", "target"}
    free |= {"message", "quote", "shown", "answer"}
    free |= {"url", "secret", "events", "locales", "disabled_why"}
    assert {column for _, column in unlike} <= free
