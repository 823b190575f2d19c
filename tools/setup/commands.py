"""How set-up steps run other programs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Run(Protocol):
    """Runs one program to its end."""

    def __call__(self, arguments: Sequence[str | Path], *, directory: Path, tools: Path | None = None) -> None:
        """Return when the program has ended well.

        Args:
            arguments: the program and what it is told.
            directory: where it runs.
            tools: a folder that is looked through first for programs that it calls in turn.

        Raises:
            subprocess.CalledProcessError: it ended with another exit code than 0.
        """


def run_command(arguments: Sequence[str | Path], *, directory: Path, tools: Path | None = None) -> None:
    """Run a program with its output going to standard error, so that standard output stays the caller's."""
    environment = dict(os.environ)
    if tools is not None:
        environment["PATH"] = os.pathsep.join([str(tools), environment.get("PATH", os.defpath)])
    subprocess.run(
        [str(argument) for argument in arguments], cwd=directory, env=environment, stdout=sys.stderr, check=True
    )
