"""What only PostgreSQL needs: URLs, transactions, limits, connections that die, and errors that say what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import msgspec
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, event, text

from tests.support.postgresql import Server
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, day, edition, make_article, make_topic, publish, topic_name, translate
from verbena.model.errors import StoreUnavailable, VersionGone
from verbena.store.database import Database
from verbena.store.opening import open_store
from verbena.store.postgresql import Limits
from verbena.store.sql_store import SqlStore
from verbena.store.values import ArticleFilter, ArticleOrder, ListQuery


@pytest.fixture(scope="module")
def url(postgresql: Server) -> str:
    return postgresql.make_database(migrated=True)


@pytest.fixture
def connect(url: str) -> Iterator[Callable[..., Database]]:
    """Gives databases at one place, each as another process would open it."""
    opened: list[Database] = []

    def connect(limits: Limits | None = None) -> Database:
        store = open_store(url, limits)
        assert isinstance(store, SqlStore)
        opened.append(store.database)
        return store.database

    yield connect
    for database in opened:
        database.close()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_scheme_of_postgresql_is_taken(url: str, scheme: str) -> None:
    """A URL is taken as libpq, other frameworks and SQLAlchemy write it."""
    with open_migrated(f"{scheme}{url.removeprefix('postgresql')}") as store:
        assert store.is_ready()


@pytest.mark.parametrize(
    "wrong",
    [
        "postgresql://u:hid%zzden@host/db",
        "postgresql://u:hidden@host/db?sslmod=require",
        "postgresql://u:hidden@[host/db",
        "postgres://u:hidden@127.0.0.1:1/db",
        "postgresql+psycopg://u:hidden@127.0.0.1:1,127.0.0.1:2/db?connect_timeout=2",
        "postgresql://u:hidden@127.0.0.1:port/db",
        "postgresql://127.0.0.1:1/db?user=u&password=hidden",
        "postgresql://u@127.0.0.1:1/db?sslmode=hidden",
    ],
)
def test_password_is_never_repeated(wrong: str) -> None:
    """Whatever is wrong with a URL or behind it, nothing of its password is told."""
    with pytest.raises(StoreUnavailable) as refused:
        open_store(wrong)

    assert "u:hid" not in str(refused.value)
    assert "hidden" not in str(refused.value).replace('invalid sslmode value: "hidden"', "")


def test_place_that_holds_no_database_is_named(url: str) -> None:
    """A database that is not there is refused by its name, with the server's own words."""
    with pytest.raises(StoreUnavailable, match=r'dbname=nowhere .*database "nowhere" does not exist'):
        open_store(url.replace("/verbena_", "/nowhere?options=").replace("?host", "&host"))


def test_database_in_another_encoding_is_refused(postgresql: Server) -> None:
    """A database that can't hold every language is refused by its encoding, with what to do."""
    url = postgresql.make_database(encoding="LATIN1")

    with pytest.raises(StoreUnavailable, match=r"in LATIN1.*ENCODING 'UTF8'"):
        open_store(url)


def test_role_without_rights_is_told_so(url: str, postgresql: Server) -> None:
    """A role that may read and write nothing is told that it lacks a right, not that the database is away."""
    role = postgresql.make_role()
    store = open_store(postgresql.at(conninfo_to_dict(url)["dbname"], role))

    with pytest.raises(StoreUnavailable, match="lacks a right"):
        store.position()
    store.close()


def test_store_without_tables_says_so(postgresql: Server) -> None:
    """A database that was never migrated is not ready, and is told to be migrated wherever it is asked."""
    store = open_store(postgresql.make_database())

    assert not store.is_ready()
    with pytest.raises(StoreUnavailable, match="see that it has been migrated"):
        store.position()
    store.close()


def test_single_question_needs_no_transaction(connect: Callable[..., Database]) -> None:
    """What asks one thing begins no transaction, so that it costs one round trip."""
    with connect().asking() as connection:
        connection.execute(text("SELECT 1"))

        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        assert driver.info.transaction_status is psycopg.pq.TransactionStatus.IDLE


def test_reading_is_one_state_and_writes_nothing(connect: Callable[..., Database]) -> None:
    """What is read in one block is of one moment, and the database itself forbids to write there."""
    database = connect()
    with database.reading() as reading:
        names = reading.execute(text("SELECT count(*) FROM mark")).scalar_one()
        with database.writing() as writing:
            writing.execute(text("INSERT INTO mark VALUES ('a new one', 'x')"))

        assert reading.execute(text("SELECT count(*) FROM mark")).scalar_one() == names
        assert reading.execute(text("SHOW transaction_isolation")).scalar_one() == "repeatable read"
        assert reading.execute(text("SHOW transaction_read_only")).scalar_one() == "on"
    with database.asking() as asking:
        assert asking.execute(text("SELECT count(*) FROM mark")).scalar_one() == names + 1


def test_writers_of_all_processes_take_turns(connect: Callable[..., Database]) -> None:
    """A writer waits for the one before, is told if that takes too long, and then sees what that one wrote."""
    one, other = connect(), connect()
    with other.writing() as connection:
        connection.execute(text("SET lock_timeout = 1"))

    with one.writing() as connection:
        connection.execute(text("INSERT INTO mark VALUES ('taken in turn', 'x')"))
        with pytest.raises(StoreUnavailable, match="another writer"), other.writing():
            pass

    with other.writing() as connection:
        assert connection.execute(text("SELECT value FROM mark WHERE name = 'taken in turn'")).scalar_one() == "x"


def test_commits_are_durable(connect: Callable[..., Database], url: str) -> None:
    """A writer waits for the disk even where the database is set up not to, and for more where it is told to."""
    name = conninfo_to_dict(url)["dbname"]
    found = []
    for chosen in ("off", "remote_apply"):
        with connect().asking() as connection:
            connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = {chosen}"))
        with connect().writing() as connection:
            found.append(connection.execute(text("SHOW synchronous_commit")).scalar_one())
    with connect().asking() as connection:
        connection.execute(text(f"ALTER DATABASE {name} RESET synchronous_commit"))

    assert found == ["on", "remote_apply"]


def test_readers_have_a_time_limit_and_writers_none(connect: Callable[..., Database]) -> None:
    """A statement that reads for too long is ended, by the setting's name; what writes may take its time."""
    database = connect(Limits(statement_timeout=0.05))

    with pytest.raises(StoreUnavailable, match="VERBENA_STATEMENT_TIMEOUT"), database.asking() as connection:
        connection.execute(text("SELECT pg_sleep(60)"))
    with pytest.raises(StoreUnavailable, match="VERBENA_STATEMENT_TIMEOUT"), database.reading() as connection:
        connection.execute(text("SELECT pg_sleep(60)"))
    with database.writing() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "0"


def test_pool_has_a_limit(connect: Callable[..., Database]) -> None:
    """However many threads ask at once, a process never has more connections than it may."""
    database = connect(Limits(connections=3))
    together = Barrier(8)

    def ask(number: int) -> int:
        together.wait()
        used = database.writing() if number == 0 else database.reading()
        with used as connection:
            connection.execute(text("SELECT pg_sleep(0.01)"))
            pid: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        return pid

    with ThreadPoolExecutor(8) as pool:
        pids = list(pool.map(ask, range(8)))

    assert len(set(pids)) <= 3
    assert pids[0] not in pids[1:]


def test_connections_that_the_server_ended_are_replaced(connect: Callable[..., Database]) -> None:
    """After a restart of the server, whoever asks next is answered: nobody gets a dead connection."""
    database, other = connect(), connect()
    for used in (database.asking, database.reading, database.writing):
        with used() as connection:
            connection.execute(text("SELECT 1"))
    with other.asking() as connection:
        ended = connection.execute(
            text(
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ).scalar_one()

    assert ended >= 2
    for used in (database.asking, database.reading, database.writing):
        with used() as connection:
            assert connection.execute(text("SELECT 1")).scalar_one() == 1


def test_publication_is_announced_once_it_is_kept(url: str) -> None:
    """A transaction that published says its newest change's number once; one that was undone says nothing."""
    article, topic = make_article("announced"), make_topic("announced")
    with open_migrated(url) as store, psycopg.connect(url, autocommit=True) as listener:
        publish(store, topic)
        listener.execute("LISTEN verbena_change")

        store.save_revisions([article])
        with pytest.raises(ValueError, match="offset"):
            store.publish([edition(article)], day(0).replace(tzinfo=None))
        store.publish([edition(article), edition(article, "ar", translate(article, "ar"))], day(0))
        store.publish([edition(article)], day(1))
        listener.execute("SELECT 1")

        told = [(notice.channel, notice.payload) for notice in listener.notifies(timeout=0)]
        assert told == [("verbena_change", str(store.position()))]
        assert store.read_snapshots([topic_name("announced")], []).keys()


@pytest.mark.parametrize("strange", ["a\0b", "\ud800", "\U0010ffff", "'; --", "%s", "%(a)s", "a" * 100_000])
def test_any_text_may_be_asked_for(url: str, strange: str) -> None:
    """A slug or tag that nothing can have is not found, whatever characters are in it."""
    with open_migrated(url) as store:
        assert store.read_article(strange, [strange]) is None
        assert store.read_snapshots([topic_name(strange)], [strange]) == {}
        assert store.last_complete(topic_name(strange), [strange]) is None
        assert store.read_asset(strange) is None
        assert store.find_draft(strange) is None
        assert store.read_mark(strange) is None


# As many rows as a corpus of 5,000 articles in one locale has, each naming the next two.
_CORPUS = """
INSERT INTO subject (id, kind, key, slug, published_at)
SELECT n, 'article', 'a' || n, 'a' || n, 0 FROM generate_series(1, 5000) AS n;
INSERT INTO edition (id, subject_id, locale, number, hash, is_source, revision, published_at)
SELECT n, n, 'en', 1, 'h' || n, true, 'r' || n, 0 FROM generate_series(1, 5000) AS n;
INSERT INTO change (sequence, subject_id, locale, kind, edition_id, at)
SELECT n, n, 'en', 'published', n, 0 FROM generate_series(1, 5000) AS n;
INSERT INTO circumstance (sequence, actor) SELECT n, 'somebody' FROM generate_series(1, 5000) AS n;
INSERT INTO old_slug (slug, target_id) SELECT 'old' || n, n FROM generate_series(1, 5000) AS n;
INSERT INTO current_edition (subject_id, locale, edition_id, is_source, sequence, completeness, is_complete)
SELECT n, 'en', n, true, n, 1, true FROM generate_series(1, 5000) AS n;
INSERT INTO completion (subject_id, locale, sequence, completeness, is_complete)
SELECT n, 'en', n, 1, true FROM generate_series(1, 5000) AS n;
INSERT INTO reference (edition_id, target_id)
SELECT n, n + by FROM generate_series(1, 4998) AS n, generate_series(1, 2) AS by;
INSERT INTO listing (subject_id, locale, key, title_sort, updated_sort, published_sort)
SELECT n, mark || 'en', 'a' || n, convert_to('a' || n, 'UTF8'), -n, -n
FROM generate_series(1, 5000) AS n, unnest(ARRAY['', '@']) AS mark;
ANALYZE;
"""


def test_cost_does_not_grow_with_the_corpus(postgresql: Server) -> None:
    """However many articles there are, no statement that reads an article or a page walks through a whole table."""
    asked: dict[str, object] = {}

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_: object) -> None:
        asked[statement] = parameters

    with open_migrated(postgresql.make_database(migrated=True)) as store:
        assert isinstance(store, SqlStore)
        with store.database.writing() as connection:
            connection.exec_driver_sql(_CORPUS)
        order = ListQuery(ArticleFilter(), ArticleOrder.TITLE, 20, None)
        page = store.list_articles(["ar", "en"], True, order)
        event.listen(Engine, "before_cursor_execute", note)
        try:
            store.position()
            store.published_locales()
            store.last_complete(article_name("a1000"), ["en"])
            with suppress(VersionGone):  # the rows have no texts
                store.read_article("a1000", ["ar", "en"])
            with suppress(VersionGone):
                store.read_snapshots([article_name("a1000"), article_name("a1")], ["ar", "en"], 4_000)
            store.list_articles(["ar", "en"], True, msgspec.structs.replace(order, after=page.subjects[-1].cursor))
            store.read_changes(2_000, 100, ["en"])
            store.read_history(article_name("a1000"), None, 20)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        with store.database.asking() as connection:
            plans = {
                statement: "\n".join(connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars())
                for statement, parameters in asked.items()
                if not statement.startswith("SELECT count(*)")  # the whole list is counted
            }

    assert len(plans) >= 9
    assert {statement: plan for statement, plan in plans.items() if "Seq Scan" in plan} == {}
