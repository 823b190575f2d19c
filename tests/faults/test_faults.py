"""Faults, each a few times; `make prove` does the same many times over (docs/reliability.md)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prove import crashes, crowds, feed_hole, full_disk, kills, power_cut
from tests.prove.databases import KINDS, Place, make_place

SEED = 11
CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that PostgreSQL can use, which is another user where this one is root."""
    with tempfile.TemporaryDirectory(prefix="verbena-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    with make_place(request.param, folder) as made:
        yield made


@pytest.fixture
def server(folder: Path) -> Iterator[Place]:
    with make_place("postgresql", folder) as made:
        yield made


def test_killed_publisher_loses_nothing(place: Place) -> None:
    """Whenever a publisher is killed, all that was acknowledged is there, and the store is sound."""
    assert kills.kill_publishers(place, 3, SEED).acknowledged > 0


def test_killed_copy_leaves_nothing_half(place: Place, tmp_path: Path) -> None:
    """Whenever a backup, a restoring or a copy is killed, its work is there as a whole, or not at all."""
    assert kills.kill_copies(place, f"sqlite:///{tmp_path / 'target.db'}", 2, SEED) <= 6


def test_full_disk_is_told_and_survived(folder: Path) -> None:
    """Where there is no room, that is STORE_UNAVAILABLE; nothing is half there, and all goes on when there is room."""
    assert full_disk.fill_by_quota(folder, 2_000_000).after > 0


def test_full_disk_of_a_server_is_told_and_survived(server: Place) -> None:
    """The same where it is PostgreSQL's disk."""
    assert full_disk.fill_server_by_quota(server, 1_200_000).after > 0


def test_power_cut_loses_nothing(folder: Path) -> None:
    """Of what SQLite acknowledged, everything is there with no more than what was waited for, and without it not."""
    cuts = power_cut.cut_power(folder, 6, 10, SEED)

    assert (cuts.lost, cuts.unsound) == (0, 0)
    assert cuts.acknowledged > 0


def test_power_cut_shows_what_is_not_waited_for(folder: Path) -> None:
    """The same cut loses what was acknowledged where commits don't wait for the disk: so it would be seen."""
    assert power_cut.cut_power(folder, 6, 10, SEED, "NORMAL").lost > 0


def test_crashed_server_loses_nothing(server: Place) -> None:
    """Whenever PostgreSQL is stopped at once or killed, all that was acknowledged is there when it is back."""
    assert crashes.crash_server(server, 2, SEED).acknowledged > 0


def test_restarted_server_is_served_on(server: Place) -> None:
    """While PostgreSQL is away, readers have what was published or are told; then all goes on by itself."""
    restarts = crashes.restart_under_load(server, 2, SEED)

    assert restarts.answers > 0
    assert restarts.acknowledged > 0


def test_crowd_makes_what_one_alone_makes(place: Place, tmp_path: Path) -> None:
    """Two who load and two who publish at once leave what one alone would."""
    with make_place("sqlite", tmp_path) as alone:
        assert crowds.crowd_in(place, alone, CONTENT).together > 0


def test_readers_of_the_feed_miss_nothing(place: Place, tmp_path: Path) -> None:
    """Readers who page through the feed while several publish see every change, once, in order."""
    followed = feed_hole.follow_writers(place.url, tmp_path, 3, 8)

    assert followed.missed == (0, 0, 0)
    assert followed.changes > 100


@pytest.mark.parametrize("locks", [True, False])
def test_hole_of_the_feed_would_be_seen(server: Place, tmp_path: Path, *, locks: bool) -> None:
    """The same readers miss changes whose writers don't exclude each other, and none where they do."""
    followed = feed_hole.follow_open_writers(server.url, tmp_path, 4, 30, locks=locks)

    assert any(followed.missed) is not locks
