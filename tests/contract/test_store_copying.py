"""Everything that a store holds, moved to another: on each kind of database, all of it or nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.support.filled_store import fill_store, read_digests
from tests.support.postgresql import Server
from tests.support.subjects import article_name, day, make_article, publish
from verbena.model.errors import BadUserInput, ContentInvalid, StoreUnavailable
from verbena.model.progress import Stage
from verbena.store.backup_files import restore_backup, write_backup
from verbena.store.contract import Store
from verbena.store.copying import copy_store
from verbena.store.migrating import list_migrations, read_schema
from verbena.store.opening import open_database
from verbena.store.plain_tables import digest_table, list_tables
from verbena.store.sql_store import SqlStore
from verbena.store.stepping import WouldLose, step_store


class _Interrupted(Exception):
    pass


def _interrupt(stage: Stage, done: int, total: int) -> None:
    """A progress that ends the work in its middle."""
    if stage is Stage.COPY and 0 < done < total:
        raise _Interrupted


@pytest.fixture(params=["sqlite-file", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A store without tables, of each kind that a store is moved to."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        url = server.make_database()
    else:
        url = f"sqlite:///{tmp_path / 'target.db'}"
    store = SqlStore(open_database(url))
    yield store
    store.close()


@pytest.fixture
def another(tmp_path: Path) -> Iterator[SqlStore]:
    """One store without tables, where it doesn't matter of which kind."""
    store = SqlStore(open_database(f"sqlite:///{tmp_path / 'another.db'}"))
    yield store
    store.close()


@pytest.fixture
def filled(store: Store) -> SqlStore:
    fill_store(store)
    assert isinstance(store, SqlStore)
    return store


def test_fixture_fills_every_table(filled: SqlStore) -> None:
    """The store that these tests copy has rows in each table that there is."""
    assert [table.name for table in read_digests(filled) if not table.rows] == []


def test_copy_is_equal(filled: SqlStore, target: SqlStore) -> None:
    """Whatever the two databases are, each table holds the same rows afterwards, and what is told are their digests."""
    copied = copy_store(filled.database, target.database)

    assert list(copied) == read_digests(target) == read_digests(filled)
    assert target.is_ready()
    assert target.read_article("bones", ["ar"]) == filled.read_article("bones", ["ar"])
    assert target.list_tokens() == filled.list_tokens()


def test_copy_goes_on(filled: SqlStore, target: SqlStore) -> None:
    """What is published in the new place comes after all that was copied: numbers are given on from there."""
    copy_store(filled.database, target.database)
    position = target.position()

    publish(target, make_article("new"), at=day(20))

    assert [change.sequence for change in target.read_changes(position, 10).changes] == [position + 1]
    assert target.read_article("new", []) is not None


def test_journey_through_all_databases_changes_nothing(tmp_path: Path, postgresql: Server) -> None:
    """From SQLite to PostgreSQL and back, every table is as it was."""
    urls = [f"sqlite:///{tmp_path / 'a.db'}", postgresql.make_database(), f"sqlite:///{tmp_path / 'b.db'}"]
    stores = [SqlStore(open_database(url)) for url in urls]
    stores[0].migrate()
    fill_store(stores[0])

    for source, into in pairwise(stores):
        copy_store(source.database, into.database)

    assert read_digests(stores[2]) == read_digests(stores[0])
    for store in stores:
        store.close()


def test_target_with_content_is_refused(filled: SqlStore, target: SqlStore) -> None:
    """A target that holds anything is left exactly as it is."""
    target.migrate()
    target.write_mark("content-loaded", "elsewhere")
    before = read_digests(target)

    with pytest.raises(BadUserInput, match=r"\(in the table mark\)"):
        copy_store(filled.database, target.database)

    assert read_digests(target) == before


def test_interrupted_copy_leaves_nothing(filled: SqlStore, target: SqlStore) -> None:
    """A copy that ends in its middle leaves the target without a row or a table, and another one then succeeds."""
    with pytest.raises(_Interrupted):
        copy_store(filled.database, target.database, progress=_interrupt)

    with target.database.reading() as connection:
        assert read_schema(connection) == "base"
    copy_store(filled.database, target.database)
    assert read_digests(target) == read_digests(filled)


def test_source_without_tables_is_refused(another: SqlStore, tmp_path: Path) -> None:
    """There is nothing to copy from a database that has no tables of ours."""
    empty = open_database(f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(StoreUnavailable, match="no tables"):
        copy_store(empty, another.database)
    empty.close()


def test_backup_comes_back(filled: SqlStore, target: SqlStore, tmp_path: Path) -> None:
    """What a backup of any store holds is what a store of any kind holds after it is restored."""
    file = tmp_path / "health.backup"

    written = write_backup(filled.database, file)
    restored = restore_backup(file, target.database)

    assert list(written) == list(restored) == read_digests(target) == read_digests(filled)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["health.backup"]


@pytest.mark.parametrize("migration", list_migrations()[1:-1])
def test_backup_of_an_older_store_comes_back(
    filled: SqlStore, another: SqlStore, tmp_path: Path, migration: str
) -> None:
    """A store is backed up as it is, before it is migrated; restoring migrates what it held."""
    step_store(filled.database, migration, may_lose=True)
    try:
        with filled.database.reading() as connection:
            before = [digest_table(connection, plain) for plain in list_tables(migration)]
        written = write_backup(filled.database, tmp_path / "old.backup")
        restore_backup(tmp_path / "old.backup", another.database)
    finally:
        step_store(filled.database)

    assert list(written) == before
    assert read_digests(another) == read_digests(filled)
    assert another.is_ready()


def test_restoring_replaces_everything_when_asked(filled: SqlStore, target: SqlStore, tmp_path: Path) -> None:
    """A store with content is replaced as a whole, or, where that is interrupted, stays as it is."""
    file = tmp_path / "health.backup"
    write_backup(filled.database, file)
    target.migrate()
    publish(target, make_article("other"))
    before = read_digests(target)

    with pytest.raises(BadUserInput):
        restore_backup(file, target.database)
    with pytest.raises(_Interrupted):
        restore_backup(file, target.database, replace=True, progress=_interrupt)
    assert read_digests(target) == before
    restore_backup(file, target.database, replace=True)

    assert read_digests(target) == read_digests(filled)


def test_interrupted_backup_leaves_no_file(filled: SqlStore, tmp_path: Path) -> None:
    """Where a backup fails, there is no file, and one that it was to replace is as it was."""
    file = tmp_path / "health.backup"
    with pytest.raises(_Interrupted):
        write_backup(filled.database, file, progress=_interrupt)
    assert not file.exists()
    file.write_bytes(b"before")
    with pytest.raises(_Interrupted):
        write_backup(filled.database, file, force=True, progress=_interrupt)

    assert file.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["health.backup"]


def test_backup_replaces_a_file_only_when_told(filled: SqlStore, tmp_path: Path) -> None:
    """A file that is there stays, unless it is to be replaced."""
    file = tmp_path / "health.backup"
    file.write_bytes(b"before")

    with pytest.raises(BadUserInput, match="--force"):
        write_backup(filled.database, file)
    assert file.read_bytes() == b"before"
    write_backup(filled.database, file, force=True)

    assert file.read_bytes().startswith(b"SQLite format 3")


def test_every_flipped_byte_is_noticed(store: Store, another: SqlStore, tmp_path: Path) -> None:
    """A backup in which any byte of its content differs, or an end is missing, is refused, and nothing is taken."""
    assert isinstance(store, SqlStore)
    publish(store, make_article("bones", {"title": "Seldom-said-words"}))
    file = tmp_path / "health.backup"
    write_backup(store.database, file)
    sound = file.read_bytes()
    places = [sound.index(words) for words in (b"articlebones", b"enpublished")]
    broken = [sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :] for place in places]

    for content in (*broken, sound[: len(sound) // 2], b"", b"no database"):
        file.write_bytes(content)
        with pytest.raises(ContentInvalid):
            restore_backup(file, another.database)

    with another.database.reading() as connection:
        assert read_schema(connection) == "base"


def test_backup_while_others_publish_is_one_state(filled: SqlStore, another: SqlStore, tmp_path: Path) -> None:
    """A backup holds the state of one moment: what is published while it is made is there as a whole, or not at all."""
    stopped, first = Event(), filled.position()

    def publish_on() -> None:
        number = 0
        while not stopped.is_set():
            publish(filled, make_article("busy", {"title": f"No. {number}"}), at=day(30))
            number += 1
            # A database in memory has one connection, and gives it to whoever is quickest.
            time.sleep(0.01)

    publisher = Thread(target=publish_on)
    publisher.start()
    try:
        for number in range(5):
            write_backup(filled.database, tmp_path / f"{number}.backup")
    finally:
        stopped.set()
        publisher.join()

    assert filled.position() > first
    for number in range(5):
        restore_backup(tmp_path / f"{number}.backup", another.database, replace=number > 0)
        position = another.position()
        assert position >= first
        busy = another.read_history(article_name("busy"), None, 1).changes
        assert [change.sequence for change in busy] == ([position] if position > first else [])


def test_migrating_back_names_what_is_lost(filled: SqlStore) -> None:
    """Going back is refused with the number of rows that have no place there, and is done when that is accepted."""
    with pytest.raises(WouldLose) as refused:
        step_store(filled.database, "0002")
    assert filled.is_ready()
    lost = {loss.place: loss.rows for loss in refused.value.losses}
    try:
        assert step_store(filled.database, "0002", may_lose=True).after == "0002"
        assert not filled.is_ready()
    finally:
        step_store(filled.database)

    assert lost["token"] == 2
    assert set(lost) >= {"circumstance", "old_slug", "hold", "planned", "pin", "loaded_file"}


def test_migrating_back_from_an_empty_store_needs_no_leave(store: Store) -> None:
    """Where nothing would be lost, going back and forward needs nobody's leave."""
    assert isinstance(store, SqlStore)

    assert step_store(store.database, "0001").after == "0001"
    assert step_store(store.database).before == "0001"
    assert store.is_ready()
