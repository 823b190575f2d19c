"""Processes killed with -9 at random moments: publishers, and those that back up, restore and copy a store."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from tests.prove import processes
from tests.prove.databases import Place
from tests.prove.ledger import read_ledger
from tests.prove.publisher import prepare, publish_on, verify
from tests.support.waiting import wait_until
from verbena.store.backup_files import open_backup, restore_backup, write_backup
from verbena.store.copying import copy_store
from verbena.store.database import Database
from verbena.store.migrating import BASE, read_schema
from verbena.store.opening import open_database
from verbena.store.plain_tables import TableDigest, digest_table, list_tables

LONGEST = 0.4
"""Seconds that a publisher may live once the first thing is acknowledged: some rounds, and part of one."""


class Kills(Struct, frozen=True):
    """How many processes were killed, and how many editions and withdrawals were acknowledged by then."""

    kills: int
    acknowledged: int


def kill_publishers(place: Place, times: int, seed: int) -> Kills:
    """Kill a publisher so many times; after each, a fresh process finds all that was acknowledged, and all sound.

    Raises:
        AssertionError: where anything acknowledged is lost, or anything is half there.
    """
    chance = random.Random(seed)
    processes.do(prepare, place.url)
    ledgers: list[Path] = []
    for number in range(times):
        ledger = place.folder / f"ledger-{number}"
        ledgers.append(ledger)
        process = processes.start(publish_on, place.url, ledger, seed * 10_000 + number)
        _wait_for_first(ledger)
        time.sleep(chance.uniform(0, LONGEST))
        assert process.is_alive(), f"the publisher ended with {process.exitcode}"
        processes.kill(process)
        processes.do(verify, place.url, ledgers)
    return Kills(times, sum(len(read_ledger(ledger)) for ledger in ledgers))


def kill_copies(place: Place, target_url: str, times: int, seed: int) -> int:
    """Kill a backup, a restoring over other content and a copy so many times each; gives how many had done nothing.

    Raises:
        AssertionError: where one left anything half: a file that can't be restored, or some of the rows.
    """
    chance = random.Random(seed)
    processes.do(prepare, place.url)
    processes.do(publish_on, place.url, place.folder / "ledger", seed, 20)
    backup, target, empty = (place.folder / name for name in ("sound.backup", "killed.backup", "empty.db"))
    source = _digest_at(place.url)
    longest = _time(_back_up, place.url, backup)
    processes.do(prepare, target_url)
    other = _digest_at(target_url)
    undone = 0
    for _ in range(times):
        target.unlink(missing_ok=True)
        _kill_within(chance.uniform(0, longest), _back_up, place.url, target)
        if target.exists():
            with open_backup(target) as database:
                assert _digest(database) == source
        undone += not target.exists()

        _kill_within(chance.uniform(0, 2 * longest), _restore, backup, target_url)
        found = _digest_at(target_url)
        assert found in (other, source), "the restored store is neither what it was nor what it was to be"
        undone += found == other
        if found == source:
            processes.do(_restore_other, target_url)
            other = _digest_at(target_url)

        for leaf in place.folder.glob("empty.db*"):
            leaf.unlink()
        _kill_within(chance.uniform(0, 2 * longest), _copy, place.url, f"sqlite:///{empty}")
        if empty.exists():
            found = _digest_at(f"sqlite:///{empty}")
            assert found in ([], source), "the copy is there in part"
            undone += found == []
        else:
            undone += 1
    return undone


def _wait_for_first(ledger: Path) -> None:
    wait_until(lambda: bool(read_ledger(ledger)))


def _kill_within(seconds: float, work: Callable[..., None], *arguments: Any) -> None:
    process = processes.start(work, *arguments)
    process.join(seconds)
    processes.kill(process)
    assert process.exitcode in (0, -9), process.exitcode


def _time(work: Callable[..., None], *arguments: Any) -> float:
    begun = time.monotonic()
    processes.do(work, *arguments)
    return time.monotonic() - begun


def _back_up(url: str, file: Path) -> None:
    write_backup(open_database(url), file)


def _restore(file: Path, url: str) -> None:
    restore_backup(file, open_database(url), replace=True)


def _restore_other(url: str) -> None:
    """Let the target hold something else again."""
    with open_database(url).writing() as connection:
        for plain in reversed(list_tables(read_schema(connection))):
            connection.execute(plain.clause.delete())
    prepare(url)


def _copy(url: str, target: str) -> None:
    copy_store(open_database(url), open_database(target))


def _digest_at(url: str) -> list[TableDigest]:
    database = open_database(url)
    try:
        return _digest(database)
    finally:
        database.close()


def _digest(database: Database) -> list[TableDigest]:
    with database.reading() as connection:
        schema = read_schema(connection)
        return [] if schema == BASE else [digest_table(connection, plain) for plain in list_tables(schema)]
