"""Which server answers a read: a replica that has what this process knows to be published, or else the primary."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import count
from threading import Lock
from typing import TypeVar

from verbena.model.errors import StoreUnavailable
from verbena.store.contract import Reader

Answer = TypeVar("Answer")

AWAY_PAUSE = 2.0
"""Seconds for which a server that did not answer is left aside; then one question tries it again."""

BEHIND_PAUSE = 0.25
"""Seconds for which a replica that is behind is left aside; then one question asks again how far it is."""

_TOO_SLOW = "57014"  # SQLSTATE query_canceled: another server would take as long


class Replicas:
    """A primary and its replicas as one. Safe to share between threads.

    What this process knows is the newest position that the primary gave it, or that it `has_written` itself: a reader
    who saw a change, or made it here, is never answered from before it. Only while the primary is away, a replica that
    is behind is better than nothing, and the position is then the replicas'. `now` counts seconds.
    """

    def __init__(
        self,
        primary: Reader,
        replicas: Sequence[Reader],
        has_written: Callable[[], int] = lambda: 0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._primary = _Server(primary, now)
        self._replicas = [_Server(replica, now) for replica in replicas]
        self._has_written = has_written
        self._turn = count()
        self._lock = Lock()
        self._written = 0
        self._known: int | None = None
        self._times_known = 0

    def read(self, ask: Callable[[Reader], Answer]) -> Answer:
        """What `ask` gives for the reader of a server that is there.

        Raises:
            StoreUnavailable: where none is, or the question takes too long.
        """
        known = self._find_known()
        in_turn = self._in_turn()
        for replica in in_turn:
            try:
                if replica.reaches(known):
                    return replica.ask(ask)
            except _Away:
                continue
        try:
            return self._primary.ask(ask)
        except _Away as error:
            for replica in in_turn:
                with suppress(_Away):
                    return replica.ask(ask)
            raise StoreUnavailable(str(error)) from error

    def position(self) -> int:
        """The number of the newest change: the primary's, or the most that a replica has while that is away.

        Raises:
            StoreUnavailable: where no server is there.
        """
        before = self._times_known
        try:
            found = self._primary.ask(_ask_position)
        except _Away as error:
            found = self._ask_replicas_position(error)
        with self._lock:
            # It goes down only where a server that is behind took the primary's place; an answer that was merely
            # overtaken by another one does not count.
            if self._known is None or found > self._known or self._times_known == before:
                self._known = found
                self._times_known += 1
        return found

    def _ask_replicas_position(self, failure: _Away) -> int:
        found = []
        for replica in self._replicas:
            with suppress(_Away):
                found.append(replica.ask(_ask_position))
        if not found:
            raise StoreUnavailable(str(failure)) from failure
        return max(found)

    def _find_known(self) -> int:
        written = self._has_written()
        if written > self._written:
            # What was written came through the primary: it is there, whatever was thought of it.
            self._written = written
            self._primary.welcome()
            self.position()
        elif self._known is None:
            self.position()
        return self._known or 0

    def _in_turn(self) -> list[_Server]:
        first = next(self._turn) % len(self._replicas)
        return self._replicas[first:] + self._replicas[:first]


class _Away(Exception):
    """A server did not answer, now or a moment ago; the message is that of its failure."""


class _Server:
    """One server: how far it was when last asked, and until when it is left aside."""

    def __init__(self, reader: Reader, now: Callable[[], float]) -> None:
        self._reader = reader
        self._now = now
        self._reached = -1
        self._is_behind_until = 0.0
        self._failure: StoreUnavailable | None = None
        self._is_away_until = 0.0

    def ask(self, ask: Callable[[Reader], Answer]) -> Answer:
        """Its answer.

        Raises:
            _Away: where it has none, or had none a moment ago. Once a pause, one question is risked on it, not all.
            StoreUnavailable: where the question takes too long.
        """
        if self._failure is not None:
            if self._now() < self._is_away_until:
                raise _Away(str(self._failure))
            self._is_away_until = self._now() + AWAY_PAUSE
        try:
            answer = ask(self._reader)
        except StoreUnavailable as error:
            if _is_too_slow(error):
                raise
            self._failure = error
            self._is_away_until = self._now() + AWAY_PAUSE
            # It may come back with less than it had, as one that was made anew does.
            self._reached = -1
            raise _Away(str(error)) from error
        self._failure = None
        return answer

    def reaches(self, position: int) -> bool:
        """Whether it has the change of that number; it is asked only where that isn't known yet.

        Raises:
            _Away: where it does not answer.
        """
        if self._reached < position and self._now() >= self._is_behind_until:
            self._reached = self.ask(_ask_position)
            if self._reached < position:
                self._is_behind_until = self._now() + BEHIND_PAUSE
        return self._reached >= position

    def welcome(self) -> None:
        """Take it that the server is there."""
        self._failure = None


def _ask_position(reader: Reader) -> int:
    return reader.position()


def _is_too_slow(error: StoreUnavailable) -> bool:
    return getattr(getattr(error.__cause__, "orig", None), "sqlstate", None) == _TOO_SLOW
