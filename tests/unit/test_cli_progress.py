"""How the command line tells how far long work is."""

from __future__ import annotations

import io
from collections.abc import Iterator

from verbena.cli.progress import ProgressLine
from verbena.model.progress import Stage


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def clock(*seconds: float) -> Iterator[float]:
    yield from seconds


def test_a_terminal_sees_one_line_that_goes_at_the_end() -> None:
    """On a terminal, work of over a second rewrites one line, and leaves none behind."""
    terminal, times = Terminal(), clock(0, 0.5, 1.0, 1.01, 1.2)

    with ProgressLine(terminal, lambda: next(times)) as progress:
        for done in range(4):
            progress(Stage.READ, done, 9)

    assert terminal.getvalue().split("\r\x1b[2K") == ["", "Reading sources: 1 of 9 …", "Reading sources: 3 of 9 …", ""]


def test_a_log_sees_a_line_every_ten_seconds() -> None:
    """Where there is no terminal, lines are whole and few."""
    log, times = io.StringIO(), clock(0, 9.9, 10.0, 19.9, 20.0)

    with ProgressLine(log, lambda: next(times)) as progress:
        for done in range(4):
            progress(Stage.PUBLISH, done, 9)

    assert log.getvalue() == "Publishing: 1 of 9 …\nPublishing: 3 of 9 …\n"


def test_short_work_says_nothing() -> None:
    """Work that is done at once writes nothing at all."""
    terminal, times = Terminal(), clock(0, 0.1)

    with ProgressLine(terminal, lambda: next(times)) as progress:
        progress(Stage.SAVE, 1, 1)

    assert terminal.getvalue() == ""
