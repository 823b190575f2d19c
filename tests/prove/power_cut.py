"""The power is cut: of what a SQLite process wrote, only that is left for whose way to the disk it had waited.

`strace` writes down each write and each fsync of a process that publishes. From that, the files are put together as a
disk may hold them when the power goes at some moment: what was written before an fsync is there; of what was written
since, nothing, or any part, in sectors of 512 bytes. What this does not prove: that a disk keeps what it says it has,
and that the names of new files are kept (they are taken to be).
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

from msgspec import Struct
from sqlalchemy import Pool, event

from tests.prove.ledger import Entry, find_lost, read_ledger
from tests.prove.publisher import prepare, publish_on
from verbena.publishing.prepare import read_title
from verbena.store.checking import check_store
from verbena.store.opening import open_store
from verbena.store.sql_store import SqlStore

_SECTOR = 512


class Cuts(Struct, frozen=True):
    """After how many cuts how much of what was acknowledged was there, was lost, and how many stores were unsound."""

    cuts: int
    acknowledged: int
    lost: int
    unsound: int


class Operation(Struct, frozen=True):
    """What a process asked of a file: bytes written at a place, its end cut off there, a wait for the disk, its end."""

    file: str
    kind: str
    place: int = 0
    content: bytes = b""


def cut_power(folder: Path, rounds: int, cuts: int, seed: int, synchronous: str | None = None) -> Cuts:
    """Publish so many rounds, and look at the store as it is after a cut at each of so many moments.

    `synchronous` is another setting than the store's own, to see what it is for.
    """
    url, ledger, trace = f"sqlite:///{folder / 'verbena.db'}", folder / "ledger", folder / "trace"
    prepare(url)
    before = {str(folder / "verbena.db"): (folder / "verbena.db").read_bytes()}
    arguments = [url, str(ledger), str(seed), str(rounds), synchronous or ""]
    command = [sys.executable, "-m", "tests.prove.power_cut", *arguments]
    calls = "trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink"
    subprocess.run(["strace", "-f", "-y", "-xx", "-s", "200000", "-e", calls, "-o", trace, *command], check=True)
    operations = [one for one in read_trace(trace) if one.file.startswith(str(folder))]
    entries = read_ledger(ledger)
    chance = random.Random(seed)
    acknowledged = lost = unsound = 0
    for moment in sorted(chance.sample(range(len(operations) // 10, len(operations)), cuts)):
        files = rebuild(before, operations[:moment], chance, keeps_some=bool(chance.getrandbits(1)))
        noted = sum(one.content.count(b"\n") for one in operations[:moment] if one.file == str(ledger))
        gone, is_sound = _look(folder / "after", files, folder, entries[:noted])
        acknowledged += noted
        lost += gone
        unsound += not is_sound
    return Cuts(cuts, acknowledged, lost, unsound)


def read_trace(trace: Path) -> Iterator[Operation]:
    """What was asked of files, in order; calls of several threads are put together from their two halves."""
    halves: dict[str, str] = {}
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            thread, _, call = line.rstrip("\n").partition(" ")
            call = call.lstrip()
            if call.endswith("<unfinished ...>"):
                halves[thread] = call.removesuffix("<unfinished ...>").rstrip()
                continue
            if resumed := _RESUMED.match(call):
                call = halves.pop(thread) + resumed[1]
            if found := _CALL.match(call):
                yield _read_call(found["name"], bytes.fromhex(found["path"].replace("\\x", "")).decode(), found["rest"])


def rebuild(
    before: dict[str, bytes], operations: list[Operation], chance: random.Random, *, keeps_some: bool
) -> dict[str, bytes]:
    """Every file as the disk has it after these; of what nobody waited for, nothing, or by chance some."""
    durable = {path: bytearray(content) for path, content in before.items()}
    pending: dict[str, list[Operation]] = {}
    for one in operations:
        if one.kind == "unlink":
            durable.pop(one.file, None)
            pending.pop(one.file, None)
        elif one.kind == "sync":
            content = durable.setdefault(one.file, bytearray())
            for waiting in pending.pop(one.file, []):
                _apply(content, waiting)
        else:
            pending.setdefault(one.file, []).append(one)
    for path, waiting in pending.items():
        content = durable.setdefault(path, bytearray())
        for one in waiting if keeps_some else ():
            for part in _split(one):
                if chance.random() < 0.5:
                    _apply(content, part)
    return {path: bytes(content) for path, content in durable.items()}


def _look(place: Path, files: dict[str, bytes], folder: Path, entries: list[Entry]) -> tuple[int, bool]:
    """How much of what was acknowledged is lost in these files, and whether the store is sound."""
    place.mkdir()
    try:
        for path, content in files.items():
            if Path(path).name.startswith("verbena.db") and not path.endswith("-shm"):
                (place / Path(path).relative_to(folder)).write_bytes(content)
        store = open_store(f"sqlite:///{place / 'verbena.db'}")
        assert isinstance(store, SqlStore)
        try:
            return len(find_lost(store, entries)), not list(check_store(store.database, read_title))
        finally:
            store.close()
    finally:
        rmtree(place)


def _read_call(name: str, path: str, rest: str) -> Operation:
    if name in ("fsync", "fdatasync"):
        return Operation(path, "sync")
    if name == "unlink":
        return Operation(path, "unlink")
    if name == "ftruncate":
        return Operation(path, "truncate", int(rest.split(",")[1].split(")", maxsplit=1)[0]))
    text, _, numbers = rest.lstrip(", ")[1:].partition('"')
    content = bytes.fromhex(text.replace("\\x", ""))
    place = int(numbers.split(",")[2].split(")")[0]) if name == "pwrite64" else -1
    return Operation(path, "write", place, content)


def _apply(content: bytearray, one: Operation) -> None:
    place = len(content) if one.place < 0 else one.place
    if one.kind == "truncate":
        del content[place:]
        return
    content.extend(bytes(max(0, place - len(content))))
    content[place : place + len(one.content)] = one.content


def _split(one: Operation) -> Iterator[Operation]:
    """The parts of a write that a disk may keep each for itself; appending and cutting off happen as a whole."""
    if one.kind == "truncate" or one.place < 0:
        yield one
        return
    for start in range(0, len(one.content), _SECTOR):
        yield Operation(one.file, "write", one.place + start, one.content[start : start + _SECTOR])


_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_CALL = re.compile(
    r"(?P<name>pwrite64|write|ftruncate|fsync|fdatasync|unlink)"
    r"\((?:\d+<|\")(?P<path>(?:\\x[0-9a-f]{2})+)[>\"](?P<rest>.*)"
)


if __name__ == "__main__":
    _url, _ledger, _seed, _rounds, _synchronous = sys.argv[1:]
    if _synchronous:
        # Later than the store's own settings, which are made when a connection is.
        event.listen(Pool, "checkout", lambda made, *_: made.execute(f"PRAGMA synchronous = {_synchronous}"))
    publish_on(_url, Path(_ledger), int(_seed), int(_rounds))
