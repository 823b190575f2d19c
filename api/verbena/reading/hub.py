"""Waking those who wait for changes: threads tell, coroutines wait."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock


class Listener:
    """One coroutine's ear: what it was told before it began to wait is not lost."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._loop = asyncio.get_running_loop()
        self._told = asyncio.Event()

    async def wait(self, seconds: float | None = None) -> None:
        """Return once something was told since the last call, or after so many seconds; at once when the hub closes."""
        if not self._hub.is_closed:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), seconds)
        self._told.clear()

    def tell(self) -> None:
        """Wake it, from any thread."""
        with suppress(RuntimeError):  # its loop has ended, and it with it
            self._loop.call_soon_threadsafe(self._told.set)


class Hub:
    """Who listens in this process. It keeps nothing of what is told: each listener reads the feed by itself."""

    def __init__(self) -> None:
        self.is_closed = False
        self._lock = Lock()
        self._listeners: set[Listener] = set()

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        """An ear for the running coroutine, until the end of the block."""
        listener = Listener(self)
        with self._lock:
            self._listeners.add(listener)
        try:
            yield listener
        finally:
            with self._lock:
                self._listeners.discard(listener)

    def __len__(self) -> int:
        return len(self._listeners)

    def tell(self) -> None:
        """Wake everybody, from any thread."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener.tell()

    def close(self) -> None:
        """Have everybody go: the server stops."""
        self.is_closed = True
        self.tell()
