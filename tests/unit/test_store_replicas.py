"""Reads go to a replica that has what this process knows, and to whoever is there when others are not."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, cast

import pytest

from verbena.model.errors import BadUserInput, StoreUnavailable
from verbena.store.contract import Reader
from verbena.store.opening import open_store
from verbena.store.replicas import AWAY_PAUSE, BEHIND_PAUSE, Replicas
from verbena.store.replicated import ReplicatedStore


class Server:
    """A reader that tells its name as the one published locale, and notes what it is asked."""

    def __init__(self, name: str, position: int = 5) -> None:
        self.name = name
        self.newest = position
        self.is_away = False
        self.asked: list[str] = []

    def position(self) -> int:
        self._note("position")
        return self.newest

    def published_locales(self) -> tuple[str, ...]:
        self._note("locales")
        return (self.name,)

    def _note(self, question: str) -> None:
        self.asked.append(question)
        if self.is_away:
            raise StoreUnavailable(f"{self.name} did not answer")


class Fleet:
    """A primary with two replicas, all at change 5, and a clock that a test sets."""

    def __init__(self) -> None:
        self.primary, self.one, self.two = Server("primary"), Server("one"), Server("two")
        self.written = 0
        self.time = 100.0
        readers = [cast(Reader, server) for server in (self.primary, self.one, self.two)]
        self.replicas = Replicas(readers[0], readers[1:], lambda: self.written, lambda: self.time)

    def read(self) -> str:
        """The name of the server that answers."""
        (name,) = self.replicas.read(lambda reader: reader.published_locales())
        return name

    def read_often(self) -> set[str]:
        return {self.read() for _ in range(4)}


@pytest.fixture
def fleet() -> Fleet:
    return Fleet()


def test_replicas_take_turns(fleet: Fleet) -> None:
    """Reads are spread over the replicas, and the primary is left for what only it can do."""
    assert [fleet.read() for _ in range(4)] == ["one", "two", "one", "two"]
    assert fleet.primary.asked == ["position"]


def test_replica_is_asked_how_far_it_is_once(fleet: Fleet) -> None:
    """While nothing is published, a read from a replica is one question and no other."""
    fleet.read_often()
    fleet.one.asked.clear()

    fleet.read_often()

    assert fleet.one.asked == ["locales", "locales"]


def test_replica_that_is_behind_is_left_aside(fleet: Fleet) -> None:
    """A replica that lacks a change that this process knows does not answer; it does once it has it."""
    fleet.read_often()
    fleet.primary.newest = fleet.two.newest = 6
    assert fleet.replicas.position() == 6

    assert fleet.read_often() == {"two"}
    asked = len(fleet.one.asked)
    assert fleet.read_often() == {"two"}
    assert len(fleet.one.asked) == asked
    fleet.one.newest = 6
    fleet.time += BEHIND_PAUSE
    assert fleet.read_often() == {"one", "two"}


def test_what_was_written_here_is_read_at_once(fleet: Fleet) -> None:
    """Who published through this process sees it, though nobody has asked for the position and no replica has it."""
    fleet.read_often()
    fleet.primary.newest = fleet.written = 6

    assert fleet.read_often() == {"primary"}
    fleet.one.newest = fleet.two.newest = 6
    fleet.time += BEHIND_PAUSE
    assert fleet.read_often() == {"one", "two"}


def test_what_was_written_here_is_read_from_a_primary_that_was_away(fleet: Fleet) -> None:
    """A primary that was away a moment ago and has taken a change since is asked for it."""
    fleet.read_often()
    fleet.primary.is_away = True
    fleet.replicas.position()
    fleet.primary.is_away = False
    fleet.primary.newest = fleet.written = 6

    assert fleet.read_often() == {"primary"}


def test_replica_that_dies_is_left_aside_and_comes_back(fleet: Fleet) -> None:
    """A replica that does not answer costs one question in a pause; once it answers, it is used again."""
    fleet.read_often()
    fleet.one.is_away = True
    asked = len(fleet.one.asked)

    assert fleet.read_often() == {"two"}
    assert len(fleet.one.asked) == asked + 1
    fleet.time += AWAY_PAUSE
    assert fleet.read_often() == {"two"}
    assert len(fleet.one.asked) == asked + 2
    fleet.one.is_away = False
    assert fleet.read_often() == {"two"}
    fleet.time += AWAY_PAUSE
    assert fleet.read_often() == {"one", "two"}


def test_replica_that_comes_back_with_less_is_behind(fleet: Fleet) -> None:
    """A replica that was made anew while it was away is asked how far it is before it answers anything."""
    fleet.read_often()
    fleet.one.is_away = True
    fleet.read_often()

    fleet.one.is_away, fleet.one.newest = False, 3
    fleet.time += AWAY_PAUSE

    assert fleet.read_often() == {"two"}


def test_primary_answers_where_no_replica_does(fleet: Fleet) -> None:
    """Without any replica, reads go on from the primary."""
    fleet.one.is_away = fleet.two.is_away = True

    assert fleet.read_often() == {"primary"}


def test_reads_go_on_without_the_primary(fleet: Fleet) -> None:
    """While the primary is away, replicas answer and tell the position; a fresh process can begin with them, too."""
    fleet.primary.is_away = True

    assert fleet.replicas.position() == 5
    assert fleet.read_often() == {"one", "two"}
    assert len(fleet.primary.asked) == 1


def test_position_without_the_primary_is_the_newest_of_the_replicas(fleet: Fleet) -> None:
    """While the primary is away, the position is that of the replica that has most, and that one answers."""
    fleet.two.newest = 7
    fleet.primary.is_away = True

    assert fleet.replicas.position() == 7
    assert fleet.read_often() == {"two"}


def test_replica_that_is_behind_is_better_than_nothing(fleet: Fleet) -> None:
    """Where the primary took a change with it that no replica has, they answer with what they have, and say so."""
    fleet.primary.newest = 6
    assert fleet.replicas.position() == 6
    fleet.primary.is_away = True

    assert fleet.read_often() == {"one", "two"}
    assert fleet.replicas.position() == 5
    fleet.primary.is_away = False
    fleet.time += AWAY_PAUSE
    assert fleet.replicas.position() == 6
    assert fleet.read_often() == {"primary"}


def test_nobody_there_is_told(fleet: Fleet) -> None:
    """Where no server answers, the primary's own failure is told each time, and the first that is back answers."""
    for server in (fleet.primary, fleet.one, fleet.two):
        server.is_away = True

    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="did not answer"):
            fleet.read()
        with pytest.raises(StoreUnavailable, match="primary did not answer"):
            fleet.replicas.position()
    fleet.two.is_away = False
    fleet.time += AWAY_PAUSE
    assert fleet.read_often() == {"two"}


def test_mistake_is_nobodys_failure(fleet: Fleet) -> None:
    """An error that is not the database's is raised as it is, and no other server is tried."""

    def ask(_: Reader) -> None:
        raise ValueError("a mistake")

    with pytest.raises(ValueError, match="a mistake"):
        fleet.replicas.read(ask)
    assert fleet.read_often() == {"one", "two"}


def test_every_read_is_routed() -> None:
    """The store with replicas has its own of each method that reads what is published."""

    def methods(of: type) -> set[str]:
        return {name for name, _ in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_")}

    own: dict[str, Callable[..., Any]] = vars(ReplicatedStore)
    assert methods(Reader) <= own.keys()


@pytest.mark.parametrize(
    ("url", "replica"),
    [
        ("sqlite://", "postgresql://u:hidden@replica/db"),
        ("postgresql://127.0.0.1:1/db", "sqlite:////data/verbena.db"),
        ("postgresql://127.0.0.1:1/db", "hidden"),
        ("postgresql://127.0.0.1:1/db", "postgresql://u:hid%zzden@replica/db"),
    ],
)
def test_replicas_that_cannot_be_are_refused(url: str, replica: str) -> None:
    """Replicas beside SQLite, and what is no URL of one, are refused by the setting's name, without a password."""
    with pytest.raises(BadUserInput, match=r"VERBENA_REPLICA_URLS.*[Pp]ostgre") as refused:
        open_store(url, replicas=[replica])

    assert "hid" not in str(refused.value)
