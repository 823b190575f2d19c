"""The disk fills up while a store is loaded and published, and has room again."""

from __future__ import annotations

import itertools
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tests.prove.databases import Place
from tests.prove.ledger import Entry, Ledger, find_lost, read_ledger
from tests.prove.publisher import LOCALES, make_version, prepare
from tests.support.subjects import edition, translate
from verbena.model.errors import StoreUnavailable
from verbena.publishing.prepare import read_title
from verbena.store.checking import check_store
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore
from verbena.store.values import Holds


class Filling(Struct, frozen=True):
    """What was acknowledged until the disk was full, how often that was told, and what was acknowledged afterwards."""

    before: int
    refusals: int
    after: int


def fill_disk(url: str, ledger: Path, make_room: Callable[[], None], tries: int = 8) -> Filling:
    """Load and publish until the disk is full and then some; all that was acknowledged is there, and all goes on.

    Raises:
        AssertionError: where a full disk is told as anything else, or anything is lost or half there.
    """
    prepare(url)
    store = open_store(url)
    assert isinstance(store, SqlStore)
    numbers = itertools.count()
    refusals = 0
    with Ledger(ledger) as noted:
        while refusals < tries:
            try:
                noted.note(_publish(store, next(numbers)))
            except StoreUnavailable:
                refusals += 1
    before = read_ledger(ledger)
    assert before, "there was no room from the start"
    # A full disk lets go of nothing, and readers go on.
    assert find_lost(store, before) == []
    make_room()
    with Ledger(ledger) as noted:
        for _ in range(tries):
            noted.note(_publish(store, next(numbers)))
    every = read_ledger(ledger)
    assert find_lost(store, every) == []
    findings = list(check_store(store.database, read_title))
    assert not findings, "\n".join(map(str, findings))
    store.close()
    return Filling(len(before), refusals, len(every) - len(before))


def fill_by_quota(folder: Path, limit: int) -> Filling:
    """The same for SQLite where no file of this process may become longer than `limit` bytes: needs no rights."""
    with ExitStack() as until_lifted:
        until_lifted.enter_context(_limited_files(limit))
        return fill_disk(f"sqlite:///{folder / 'verbena.db'}", folder / "ledger", until_lifted.close)


def fill_server_by_quota(place: Place, limit: int) -> Filling:
    """The same for a PostgreSQL server, none of whose files may become longer; there is room when it starts anew."""
    assert place.cluster is not None
    place.cluster.stop()
    with _limited_files(limit):
        place.cluster.start()

    def lift() -> None:
        assert place.cluster is not None
        place.cluster.stop()
        place.cluster.start()

    return fill_disk(place.url, place.folder / "ledger", lift)


def fill_small_disk(folder: Path, megabytes: int) -> Filling:
    """The same for SQLite on a disk of its own, in memory: only root can make one."""
    with small_disk(folder / "disk", megabytes) as disk:

        def make_room() -> None:
            subprocess.run(["mount", "-o", f"remount,size={megabytes * 4}m", disk], check=True)

        return fill_disk(f"sqlite:///{disk / 'verbena.db'}", folder / "ledger", make_room)


def fill_small_tablespace(place: Place, megabytes: int) -> Filling:
    """The same for PostgreSQL, whose tables are on such a disk."""
    assert place.cluster is not None
    with small_disk(place.folder / "disk", megabytes) as disk:
        space = disk / "space"
        space.mkdir()
        shutil.chown(space, "nobody")
        place.cluster.execute(f"CREATE TABLESPACE small LOCATION '{space}'")
        place.cluster.execute("CREATE DATABASE filled TEMPLATE template0 ENCODING 'UTF8' TABLESPACE small")

        def make_room() -> None:
            subprocess.run(["mount", "-o", f"remount,size={megabytes * 4}m", disk], check=True)

        try:
            return fill_disk(place.cluster.url("filled"), place.folder / "ledger", make_room)
        finally:
            place.cluster.execute("DROP DATABASE filled WITH (FORCE)")
            place.cluster.execute("DROP TABLESPACE small")


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk of that size, for the time of the block."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _publish(store: SqlStore, number: int) -> list[Entry]:
    revision = make_version(f"article-{number % 7}", f"{number}.{os.urandom(600).hex()}")
    store.save_revisions([revision])
    new = [edition(revision)]
    for locale in LOCALES:
        translations = translate(revision, os.urandom(300).hex())
        store.save_translations(locale, {revision.name: translations})
        new.append(edition(revision, locale, translations))
    made = store.publish(new, datetime.now(UTC), holds=Holds.LIFT).made
    return [Entry(one.name.key, one.locale, one.revision) for one in made]


@contextmanager
def _limited_files(limit: int) -> Iterator[None]:
    """Within the block, this process and those that it starts can't make a file longer than so many bytes."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
