"""`make prove`: every fault many times over, and a table of what came of it (docs/reliability.md)."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec.structs import asdict

from tests.prove import crashes, crowds, feed_hole, full_disk, kills, power_cut
from tests.prove.databases import KINDS, make_place

SEED = 4
CONTENT = Path(__file__).parents[2] / "content"


def main(chosen: list[str]) -> int:
    """Do these proofs, or all; gives 0 when each held."""
    unknown = set(chosen) - PROOFS.keys()
    if unknown:
        print(f"There is no proof {', '.join(sorted(unknown))}: name some of {', '.join(PROOFS)}.")
        return 2
    failed = 0
    print(f"Seed {SEED}, {os.cpu_count()} cores.\n")
    print("| proof | database | what was done, and what came of it | seconds |\n| --- | --- | --- | ---: |")
    for name in chosen or PROOFS:
        for database, prove in PROOFS[name].items():
            begun = time.monotonic()
            try:
                told = prove()
            except AssertionError as error:
                failed, told = failed + 1, f"**does not hold**: {error}"
            print(f"| {name} | {database} | {told} | {time.monotonic() - begun:.0f} |", flush=True)
    return 1 if failed else 0


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="verbena-prove-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL is another user where this one is root
        yield folder


def _kill_publishers(kind: str) -> str:
    with _folder() as folder, make_place(kind, folder) as place:
        return _tell(kills.kill_publishers(place, 200, SEED))


def _kill_copies(kind: str) -> str:
    with (
        _folder() as folder,
        _folder() as other,
        make_place(kind, folder) as place,
        make_place(kind, other) as target,
    ):
        undone = kills.kill_copies(place, target.url, 30, SEED)
        return f"90 killed, {undone} of them with nothing done, the others with all; none half"


def _fill_disk(kind: str) -> str:
    with _folder() as folder:
        if kind == "sqlite":
            return _tell(full_disk.fill_small_disk(folder, 8))
        with make_place(kind, folder) as place:
            return _tell(full_disk.fill_small_tablespace(place, 16))


def _fill_quota(kind: str) -> str:
    with _folder() as folder:
        if kind == "sqlite":
            return _tell(full_disk.fill_by_quota(folder, 8_000_000))
        with make_place(kind, folder) as place:
            return _tell(full_disk.fill_server_by_quota(place, 4_000_000))


def _cut_power(synchronous: str | None) -> Callable[[], str]:
    def prove() -> str:
        with _folder() as folder:
            cuts = power_cut.cut_power(folder, 60, 200, SEED, synchronous)
        assert (cuts.lost > 0) == (synchronous is not None), _tell(cuts)
        assert not cuts.unsound, _tell(cuts)
        return _tell(cuts)

    return prove


def _crash() -> str:
    with _folder() as folder, make_place("postgresql", folder) as place:
        return _tell(crashes.crash_server(place, 40, SEED))


def _restart() -> str:
    with _folder() as folder, make_place("postgresql", folder) as place:
        return _tell(crashes.restart_under_load(place, 30, SEED))


def _crowd(kind: str) -> str:
    with (
        _folder() as folder,
        _folder() as other,
        make_place(kind, folder) as place,
        make_place("sqlite", other) as alone,
    ):
        return _tell(crowds.crowd_in(place, alone, CONTENT))


def _follow(kind: str) -> str:
    with _folder() as folder, make_place(kind, folder) as place:
        followed = feed_hole.follow_writers(place.url, folder, 4, 150)
    assert not any(followed.missed), _tell(followed)
    return _tell(followed)


def _follow_open(locks: bool) -> Callable[[], str]:
    def prove() -> str:
        with _folder() as folder, make_place("postgresql", folder) as place:
            followed = feed_hole.follow_open_writers(place.url, folder, 4, 500, locks=locks)
        assert any(followed.missed) != locks, _tell(followed)
        return _tell(followed)

    return prove


def _tell(figures: object) -> str:
    values = asdict(figures).items()
    return ", ".join(
        f"{name.replace('_', ' ')} {round(value, 1) if isinstance(value, float) else value}" for name, value in values
    )


def _on_both(prove: Callable[[str], str]) -> dict[str, Callable[[], str]]:
    return {kind: partial(prove, kind) for kind in KINDS}


PROOFS: dict[str, dict[str, Callable[[], str]]] = {
    "kills": _on_both(_kill_publishers),
    "killed-copies": _on_both(_kill_copies),
    "full-disk": _on_both(_fill_disk) if os.geteuid() == 0 else {},
    "quota": _on_both(_fill_quota),
    "power-cut": {"sqlite": _cut_power(None), "sqlite, synchronous=NORMAL instead": _cut_power("NORMAL")},
    "crashes": {"postgresql": _crash},
    "restarts-under-load": {"postgresql": _restart},
    "crowds": _on_both(_crowd),
    "feed": {
        **_on_both(_follow),
        "postgresql, numbers of a sequence": _follow_open(True),
        "postgresql, numbers of a sequence, no lock": _follow_open(False),
    },
}
"""Each proof, by its name and database; a sentence on what came of it, or an AssertionError."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
