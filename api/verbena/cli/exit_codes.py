"""What a command's exit code says, told alike at the end of every command's help."""

from __future__ import annotations


def tell_exit_codes(failure: str) -> str:
    """The end of a command's help; `failure` completes “1 when …”."""
    return f"Exit codes: 0 when all is well, 1 when {failure}, 2 when the command can't be understood."
