"""Processes of our own that do one thing, and can be killed in the middle of it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from typing import Any

_ENDED_WITHIN = 120.0  # seconds: far longer than anything takes that works

# New processes come from one that has loaded the program and done nothing: as fresh as one from a shell, and quicker.
_server = multiprocessing.get_context("forkserver")
_server.set_forkserver_preload(["tests.prove.warm", "tests.prove.publisher"])


def start(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """A process that does `work`, a function of a module, and ends."""
    process = _server.Process(target=work, args=arguments, daemon=True)
    process.start()
    return process


def finish(process: ForkServerProcess, within: float = _ENDED_WITHIN) -> None:
    """Wait for a process to end well, for so many seconds.

    Raises:
        AssertionError: where it fails, or doesn't end.
    """
    process.join(within)
    if process.is_alive():
        process.kill()
        process.join()
        raise AssertionError(f"{process.name} did not end within {within:.0f} seconds")
    assert process.exitcode == 0, f"{process.name} ended with {process.exitcode}"


def kill(process: ForkServerProcess) -> None:
    """End a process as `kill -9` does."""
    process.kill()
    process.join()


def do(work: Callable[..., None], *arguments: Any) -> None:
    """Do `work` in a fresh process, to its end."""
    finish(start(work, *arguments))


@contextmanager
def running(works: list[tuple[Any, ...]]) -> Iterator[list[ForkServerProcess]]:
    """Processes that do these, each a function with its arguments; those that still run at the end are killed."""
    processes = [start(*work) for work in works]
    try:
        yield processes
    finally:
        for process in processes:
            kill(process)
