"""`python -m bench`: measure, and print what was measured; with the name of a command first, that command."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench.corpus.command import make_corpus
from bench.memory import measure_memory
from bench.reading import measure_reading
from bench.scale import measure_scale

COMMANDS = {"corpus": make_corpus, "memory": measure_memory, "scale": measure_scale}


def main(arguments: Sequence[str]) -> None:
    """Run the command that the first argument names; without one, measure what reading costs."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command:
        command(arguments[1:])
    else:
        measure_reading(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
