"""Readers who page through the feed while several write it: each must see every change once, in order.

The classic hole: a number is taken before its transaction is kept. A reader who goes on from the newest number that it
saw never looks back at one that was taken earlier and kept later. `write_openly` makes it, on the same table, without
the writers' lock: so the test is seen to fail where it must.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from sqlalchemy import insert, select, text

from tests.prove import processes
from tests.prove.publisher import prepare
from tests.support.subjects import edition, make_topic
from tests.support.waiting import wait_until
from verbena.model.edition import SubjectKind
from verbena.store import tables
from verbena.store.opening import open_store
from verbena.store.postgresql import WRITERS_LOCK
from verbena.store.sql_store import SqlStore

_PAGE = 20
_READERS = 3
_MANY = 600.0  # seconds
_BREATH = 0.002  # seconds between two pages, for the writers' sake


class Followed(Struct, frozen=True):
    """How many changes there were, and how many each reader missed."""

    changes: int
    missed: tuple[int, ...]


def follow_writers(url: str, folder: Path, writers: int, rounds: int) -> Followed:
    """Let several publish at once, each so many rounds of five changes, while readers page through the feed."""
    processes.do(prepare, url)
    works = [(publish_topics, url, number, rounds) for number in range(writers)]
    return _follow(url, folder, works)


def follow_open_writers(url: str, folder: Path, writers: int, rounds: int, *, locks: bool) -> Followed:
    """The same with writers who take a number as they come, with the writers' lock or without it."""
    processes.do(prepare, url)
    store = open_store(url)
    assert isinstance(store, SqlStore)
    with store.database.writing() as connection:
        connection.execute(text("CREATE SEQUENCE taken START 2"))
    store.close()
    works = [(write_openly, url, number, rounds, locks) for number in range(writers)]
    return _follow(url, folder, works)


def publish_topics(url: str, writer: int, rounds: int) -> None:
    """Publish five topics at a time, new in each round."""
    store = open_store(url)
    for number in range(rounds):
        topics = [make_topic(f"t-{writer}-{one}", f"No. {number}") for one in range(5)]
        store.save_revisions(topics)
        store.publish([edition(topic) for topic in topics], datetime.now(UTC))
    store.close()


def write_openly(url: str, writer: int, rounds: int, locks: bool) -> None:
    """Write changes by a sequence's numbers, in transactions that overlap unless they lock."""
    store = open_store(url)
    assert isinstance(store, SqlStore)
    chance = random.Random(writer)
    with store.database.asking() as connection:
        topic = connection.scalar(select(tables.subject.c.id).where(tables.subject.c.kind == SubjectKind.TOPIC.value))
        engine = connection.engine.execution_options(isolation_level="READ COMMITTED")
    row = {"subject_id": topic, "locale": "en", "kind": "withdrawn", "at": datetime.now(UTC)}
    for _ in range(rounds):
        with engine.begin() as connection:
            if locks:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"))
            number = connection.scalar(text("SELECT nextval('taken')"))
            connection.execute(insert(tables.change), row | {"sequence": number})
            time.sleep(chance.uniform(0, 0.005))
    store.close()


def read_on(url: str, seen: Path, finished: Path) -> None:
    """Page through the feed from its beginning with the last position, and note each number, until all is written."""
    store = open_store(url)
    position, is_over = 0, False
    with seen.open("w") as file:
        while not is_over:
            # Looked at first: what was written before the end is read once more.
            is_over = finished.exists()
            page = store.read_changes(position, _PAGE)
            file.writelines(f"{change.sequence}\n" for change in page.changes)
            is_over = is_over and not page.has_next_page
            position = page.position
            time.sleep(_BREATH)
    store.close()


def _follow(url: str, folder: Path, works: list[tuple[object, ...]]) -> Followed:
    finished = folder / "finished"
    notes = [folder / f"seen-{number}" for number in range(_READERS)]
    with processes.running([(read_on, url, seen, finished) for seen in notes]) as reading:
        wait_until(lambda: all(seen.exists() for seen in notes))
        with processes.running(works) as writing:
            for process in writing:
                processes.finish(process, _MANY)
        finished.touch()
        for process in reading:
            processes.finish(process)
    store = open_store(url)
    assert isinstance(store, SqlStore)
    with store.database.reading() as connection:
        every = list(connection.scalars(select(tables.change.c.sequence).order_by(tables.change.c.sequence)))
    store.close()
    missed = []
    for seen in notes:
        numbers = [int(line) for line in seen.read_text().split()]
        assert numbers == sorted(set(numbers)), "a change was seen twice, or out of its order"
        missed.append(len(set(every) - set(numbers)))
    return Followed(len(every), tuple(missed))
