"""How far this process knows the feed: the number of the newest change."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from verbena.model.errors import StoreUnavailable


class Position:
    """The number of the newest change, 0 before the first. Safe to share between threads.

    Without a watcher each question goes to the store. While one follows the feed, it asks whenever something was
    committed, and everybody else is given what it found. `moved` is called after each move, in the thread that saw it.
    """

    def __init__(self, read: Callable[[], int], moved: Callable[[], None] = lambda: None) -> None:
        self.is_followed = False
        self.is_away = False
        self._read = read
        self._moved = moved
        self._lock = Lock()
        self._known: int | None = None
        self._times_set = 0

    def learn(self, number: int) -> None:
        """Take note of a change that was read, before anybody asked for the newest one's number."""
        with self._lock:
            if self._known is not None and number <= self._known:
                return
            self._set(number)
        self._moved()

    def is_beyond(self, number: int) -> bool:
        """Whether there are changes after that one, as far as it is known here."""
        return self._known is not None and self._known > number

    def now(self) -> int:
        """The number, as far as it is known here; the last one known where the store does not answer.

        Raises:
            StoreUnavailable: where the store has never answered yet.
        """
        if self.is_followed and self._known is not None:
            return self._known
        return self.ask_or_known()

    def has(self, number: int) -> bool:
        """Whether there is a change of that number; the store is asked about one that is not known here.

        Raises:
            StoreUnavailable: where that can't be told now.
        """
        return number <= self.now() or number <= self.ask()

    def ask_or_known(self) -> int:
        """The number that the store gives now, or the last one known where it does not answer.

        Raises:
            StoreUnavailable: where it has never answered yet.
        """
        try:
            return self.ask()
        except StoreUnavailable:
            if self._known is None:
                raise
            return self._known

    def ask(self) -> int:
        """The number that the store gives now; everybody else is told if that is news.

        Raises:
            StoreUnavailable: where it does not answer.
        """
        before = self._times_set
        found = self._read()
        with self._lock:
            # Of two who ask at once, the one who was answered first may come last. A number goes down only where the
            # database was replaced by an older one.
            is_news = self._known is None or found > self._known
            if is_news or (found != self._known and self._times_set == before):
                self._set(found)
            else:
                return found
        self._moved()
        return found

    def _set(self, number: int) -> None:
        self._known = number
        self._times_set += 1
