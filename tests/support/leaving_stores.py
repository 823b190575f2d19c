"""A store whose database goes away for a while."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verbena.model.errors import StoreUnavailable
from verbena.store.contract import Notices, Store


class LeavingStore:
    """A store whose database can go away and come back: while it is away, whatever it is asked for fails.

    Ears that listened when it went stay deaf when it is back, as connections do.
    """

    def __init__(self, store: Store) -> None:
        self.is_away = False
        self.tries = 0
        self.ears: list[LeavingNotices] = []
        self._store = store

    def leave(self) -> None:
        """Be away from here on."""
        self.is_away = True
        for ear in self.ears:
            ear.is_lost = True

    def come_back(self) -> None:
        """Answer again."""
        self.is_away = False

    def listen(self) -> Notices:
        """An ear that is lost once the database goes away."""
        self.require_there()
        self.ears.append(LeavingNotices(self._store.listen()))
        return self.ears[-1]

    def is_ready(self) -> bool:
        """Whether it is there."""
        return not self.is_away and self._store.is_ready()

    def require_there(self) -> None:
        """Fail as a store does whose database is away; `tries` counts the questions."""
        self.tries += 1
        if self.is_away:
            raise StoreUnavailable("the database is away")

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*arguments: Any, **named: Any) -> Any:
            self.require_there()
            return getattr(self._store, name)(*arguments, **named)

        return ask


class LeavingNotices:
    """An ear on a database that may go away."""

    def __init__(self, notices: Notices) -> None:
        self.is_lost = False
        self.is_closed = False
        self._notices = notices

    def wait(self, seconds: float) -> bool:
        """Wait as the ear of the store does."""
        if self.is_lost:
            raise StoreUnavailable("the connection was lost")
        return self._notices.wait(seconds)

    def close(self) -> None:
        """Let go of it."""
        self.is_closed = True
        self._notices.close()
