"""Waiting for what other threads and processes do."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

_ENOUGH = 30.0  # seconds: far longer than anything takes that works


def wait_until(is_so: Callable[[], bool], within: float = _ENOUGH) -> None:
    """Return as soon as something is so.

    Raises:
        AssertionError: it was not so in time.
    """
    deadline = time.monotonic() + within
    pause = Event()
    while not is_so():
        assert time.monotonic() < deadline, f"not so within {within:.0f} seconds"
        pause.wait(0.01)
