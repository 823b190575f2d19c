"""What a process knows of the newest change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest

from verbena.model.errors import StoreUnavailable
from verbena.reading.position import Position


def giving(*answers: int | None) -> Callable[[], int]:
    """A store that gives these answers in turn; null is no answer."""
    left: Iterator[int | None] = iter(answers)

    def read() -> int:
        answer = next(left)
        if answer is None:
            raise StoreUnavailable("away")
        return answer

    return read


def test_without_a_watcher_the_store_is_asked_each_time() -> None:
    """A command sees what was published a moment ago."""
    position = Position(giving(1, 2, 2))

    assert [position.now() for _ in range(3)] == [1, 2, 2]


def test_with_a_watcher_the_store_is_not_asked() -> None:
    """What the watcher found is given to everybody."""
    position = Position(giving(1, 2))
    position.ask()
    position.is_followed = True

    assert [position.now(), position.now()] == [1, 1]
    assert position.ask() == 2
    assert position.now() == 2


def test_the_last_known_is_given_while_the_store_is_away() -> None:
    """Without a watcher too; to ask outright fails."""
    position = Position(giving(3, None, None, 4))

    assert [position.now(), position.now()] == [3, 3]
    with pytest.raises(StoreUnavailable):
        position.ask()
    assert position.ask_or_known() == 4


def test_where_nothing_was_ever_known_it_fails() -> None:
    """There is no position to begin with: 0 would be a claim that nothing is published."""
    position = Position(giving(None, None))
    position.is_followed = True

    for ask in (position.now, position.ask_or_known):
        with pytest.raises(StoreUnavailable):
            ask()


@pytest.mark.parametrize(
    ("answers", "moves"), [((0,), 1), ((1, 1, 1), 1), ((1, 2, 3), 3), ((5, 2), 2), ((2, None, 2), 1), ((2, None, 3), 2)]
)
def test_moves_are_told_once(answers: tuple[int | None, ...], moves: int) -> None:
    """Others hear of each new number, and of one that went down because the database was replaced; else of nothing."""
    told: list[int] = []
    position = Position(giving(*answers), lambda: told.append(1))

    for _ in answers:
        position.ask_or_known()

    assert len(told) == moves


@pytest.mark.parametrize(("number", "now", "moves"), [(1, 2, 1), (2, 2, 1), (3, 3, 2)])
def test_what_was_read_is_learnt(number: int, now: int, moves: int) -> None:
    """Whoever read a change that is newer than what was known tells it; an older one is no news."""
    told: list[int] = []
    position = Position(giving(2), lambda: told.append(1))
    position.ask()
    position.is_followed = True

    position.learn(number)

    assert (position.now(), len(told)) == (now, moves)


def test_the_first_thing_learnt_is_known() -> None:
    """Nobody need have asked before."""
    position = Position(giving())
    position.is_followed = True

    position.learn(0)

    assert position.now() == 0


def test_an_older_answer_that_comes_late_changes_nothing() -> None:
    """Of two who ask at once, the one that was answered before the change may finish after the other."""
    asked, go_on = Event(), Event()

    def read() -> int:
        if not asked.is_set():
            asked.set()
            go_on.wait(30)
            return 1
        return 2

    position = Position(read)
    slow = Thread(target=position.ask)
    slow.start()
    asked.wait(30)
    position.ask()
    go_on.set()
    slow.join()
    position.is_followed = True

    assert position.now() == 2
