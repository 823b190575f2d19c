"""How far long work is, on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from verbena.model.progress import Stage

_SILENT_FOR = 1.0  # seconds: short work says nothing
_EVERY_ON_TERMINAL = 0.1
_EVERY_IN_LOG = 10.0
_ERASE = "\r\x1b[2K"  # ECMA-48 EL: the line is written anew


class ProgressLine:
    """A `Progress` that rewrites one line of a terminal; to a file or a log it writes a line every ten seconds.

    As a context manager it leaves the terminal's line empty at the end, also where the work failed.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._on_terminal = stream.isatty()
        self._next = clock() + (_SILENT_FOR if self._on_terminal else _EVERY_IN_LOG)
        self._is_written = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._is_written:
            self._write(_ERASE)

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Write it, unless the last was written just now."""
        now = self._clock()
        if now < self._next:
            return
        told = f"{stage}: {done} of {total} …"
        if self._on_terminal:
            self._write(_ERASE + told)
            self._is_written = True
            self._next = now + _EVERY_ON_TERMINAL
        else:
            self._write(told + "\n")
            self._next = now + _EVERY_IN_LOG

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
