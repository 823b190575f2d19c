"""What people said of a unit, as lines of its entry's comment, and back."""

from __future__ import annotations

from collections.abc import Iterable

from verbena.model.unit_event import UnitEvent


def write_comment_line(event: UnitEvent) -> str:
    """What somebody said, in one line: `name, date: text`, or without the name where nobody knows it."""
    by = f"{event.signature.by}, " if event.signature.by else ""
    return _join(f"{by}{event.at.date().isoformat()}: {event.signature.why}")


def find_new_comment(comment: str, events: Iterable[UnitEvent]) -> str | None:
    """What an entry's comment says beyond what was said of its unit before, as one line; null where that is nothing.

    Tools break lines anew, so where they end is of no account.
    """
    known = list(events)
    rest = _join(comment)
    for line in sorted(map(write_comment_line, known), key=len, reverse=True):
        rest = rest.replace(line, " ", 1)
    rest = _join(rest)
    said = {_join(event.signature.why or "") for event in known}
    return rest if rest and rest not in said else None


def _join(text: str) -> str:
    return " ".join(text.split())
