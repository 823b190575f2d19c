"""A database URL opens a durable store, or says at once and clearly why it can't."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.support.stores import open_migrated
from tests.support.subjects import make_topic, publish, topic_name
from verbena.model.errors import StoreUnavailable
from verbena.store.database import Database
from verbena.store.opening import open_store
from verbena.store.sqlite import open_sqlite

UNKNOWN = [
    "postgresql+asyncpg://u:hidden@host/db",
    "mysql+pymysql://u:hidden@host/db",
    "oracle://u:hidden@host",
    "verbena://x",
]
UNREADABLE = [
    "",
    "hidden",
    "sqlite",
    "sqlite:/hidden",
    "://u:hidden@host",
    "u:hidden@host:port",
    "sqlite://u:x@host:hidden/db",
]
MISTAKEN = ["sqlite://hidden/verbena.db", "sqlite://u:hidden@host/verbena.db", "sqlite://:hidden@/verbena.db"]


@pytest.mark.parametrize("url", [*UNKNOWN, *UNREADABLE, *MISTAKEN])
def test_wrong_url_is_refused(url: str) -> None:
    """What is no URL of a known database is refused with an example of one, and without repeating a password."""
    with pytest.raises(StoreUnavailable, match=r"sqlite:////data/verbena\.db") as refused:
        open_store(url)

    assert "hidden" not in str(refused.value)


def test_unknown_database_is_named() -> None:
    """The message names the scheme that is not known."""
    with pytest.raises(StoreUnavailable, match="mysql"):
        open_store("mysql://host/db")


@pytest.mark.parametrize("place", ["missing/verbena.db", ".", "file.txt/verbena.db", "file.txt"])
def test_place_that_holds_no_database_is_refused(tmp_path: Path, place: str) -> None:
    """A folder that isn't there, a folder, and a file of another kind are refused, by their path."""
    (tmp_path / "file.txt").write_text("no database, but longer than its header would be: " * 20)

    with pytest.raises(StoreUnavailable) as refused:
        open_store(f"sqlite:///{tmp_path / place}")

    assert str(tmp_path) in str(refused.value)


def test_what_is_published_outlives_the_store(tmp_path: Path) -> None:
    """A file keeps what was published; the next store on it goes on from there."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"
    with open_migrated(url) as first:
        publish(first, make_topic("bones"))

    with open_migrated(url) as second:
        assert second.position() == 1
        assert second.read_snapshots([topic_name("bones")], []).keys() == {topic_name("bones")}


def test_path_may_hold_any_character(tmp_path: Path) -> None:
    """Blanks, percent signs and letters of any script may stand in the path."""
    folder = tmp_path / "100% عظام ok"
    folder.mkdir()

    with open_migrated(f"sqlite:///{folder / 'a b.db'}") as store:
        assert store.is_ready()

    assert (folder / "a b.db").is_file()


def test_memory_is_each_stores_own() -> None:
    """Two stores in memory share nothing."""
    with open_migrated("sqlite://") as one, open_migrated("sqlite://") as other:
        publish(one, make_topic("bones"))

        assert (one.position(), other.position()) == (1, 0)


def test_store_is_ready_once_migrated(tmp_path: Path) -> None:
    """A store without its tables is not ready, and says so where it is asked for anything."""
    store = open_store(f"sqlite:///{tmp_path / 'verbena.db'}")

    assert not store.is_ready()
    with pytest.raises(StoreUnavailable, match="migrated"):
        store.position()
    store.migrate()
    assert store.is_ready()
    store.close()


def test_store_whose_file_was_spoilt_is_not_ready(tmp_path: Path) -> None:
    """A database that no longer answers is told by `is_ready`, and by an error of ours elsewhere."""
    path = tmp_path / "verbena.db"
    with open_migrated(f"sqlite:///{path}"):
        pass
    store = open_store(f"sqlite:///{path}")
    store.close()
    path.write_bytes(b"spoilt" * 1000)

    assert not store.is_ready()
    with pytest.raises(StoreUnavailable, match="not a database"):
        store.read_mark("any")


def test_connections_are_durable(tmp_path: Path) -> None:
    """Each connection writes ahead, waits for the disk on commit, checks foreign keys, and waits for other writers."""
    database = Database(open_sqlite(make_url(f"sqlite:///{tmp_path / 'verbena.db'}")))

    with database.asking() as one, database.asking() as other:
        for connection in (one, other):
            settings = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 60_000}
    database.close()


def test_locked_database_is_an_error_of_ours(tmp_path: Path) -> None:
    """Where another process doesn't let go of the database, the one who waits is told that it didn't answer."""
    path = tmp_path / "verbena.db"
    database = Database(open_sqlite(make_url(f"sqlite:///{path}")))
    other = sqlite3.connect(path, isolation_level=None)
    with database.asking() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 1")
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable, match="locked"), database.writing():
        pass

    other.close()
    database.close()
