"""The one thread of a server that hears of changes, whoever made them, and keeps the position at what is newest."""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from threading import Event, Thread

from verbena.model.errors import StoreUnavailable
from verbena.reading.position import Position
from verbena.store.contract import Store

_SLICE = 0.5
"""Seconds that it waits without looking whether it is to stop."""

_ANYWAY = 5.0
"""Seconds after which it asks for the position though nothing was told: a connection can be lost without a sign."""

_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds between tries to reach a database that is away; the last goes on."""

_log = logging.getLogger("verbena.watcher")


class Watcher:
    """Follows the feed of a store for a process, from `start` to `stop`, and what else its commits move.

    While the database is away it tries again and again, and the position stays at what was known. Whatever was
    committed meanwhile is seen once it is back: it then asks for the position first.
    """

    def __init__(self, store: Store, position: Position, *others: Position) -> None:
        self._store = store
        self._position = position
        self._positions = (position, *others)
        self._stopping = Event()
        self._thread = Thread(target=self._run, name="verbena-watcher", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """End within a second or so; the store is asked at each question again."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        failures = 0
        try:
            while not self._stopping.is_set():
                try:
                    self._follow()
                except StoreUnavailable as error:
                    if not self._position.is_away:
                        failures = 0
                        _log.warning("The database is away; what is kept goes on being served. %s", error)
                    self._set(is_away=True)
                    with suppress(StoreUnavailable):
                        # Replicas may answer still, with less than was known: what is kept of them is of that position.
                        self._ask()
                    self._stopping.wait(_PAUSES[min(failures, len(_PAUSES) - 1)])
                    failures += 1
        finally:
            self._set(is_away=False, is_followed=False)

    def _follow(self) -> None:
        notices = self._store.listen()
        try:
            # Asked after it began to listen: what is committed from here on is told.
            self._ask()
            self._say_back()
            asked = time.monotonic()
            while not self._stopping.is_set():
                if notices.wait(_SLICE) or time.monotonic() - asked > _ANYWAY:
                    self._ask()
                    asked = time.monotonic()
        finally:
            notices.close()

    def _say_back(self) -> None:
        if self._position.is_away:
            _log.warning("The database is back; nothing that was published meanwhile is missed.")
        self._set(is_away=False, is_followed=True)

    def _ask(self) -> None:
        for position in self._positions:
            position.ask()

    def _set(self, *, is_away: bool, is_followed: bool | None = None) -> None:
        for position in self._positions:
            position.is_away = is_away
            if is_followed is not None:
                position.is_followed = is_followed
