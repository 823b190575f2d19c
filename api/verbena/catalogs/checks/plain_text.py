"""A tagged string as plain words, with the place of each character in it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from msgspec import Struct

from verbena.model.marked_value import ValueKind

OBJECT = "\ufffc"
"""Stands for a tag that reads as something without words of its own: a marked value, a name."""


class Placed(Struct, frozen=True):
    """A tag's target with the part of the plain text that it covers, from `start` to before `end`."""

    kind: str
    target: str
    start: int
    end: int


class PlainText(Struct, frozen=True):
    """The words of a tagged string; each of `starts` and `ends` has a character's place in the tagged string.

    A tag around words leaves no trace in `text`, one that reads alone is `OBJECT`, and a citation is nothing. `values`
    has the kind and the value of each marked value by its place in `text`, `placed` the mentions and parts in other
    languages.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: dict[int, tuple[ValueKind, str]]
    placed: tuple[Placed, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of the plain text, of one character or more, stands in the tagged string."""
        return self.starts[start], self.ends[end - 1]

    def is_inside(self, kind: str, start: int) -> bool:
        """Whether a place is within what a tag of this kind covers."""
        return any(one.kind == kind and one.start <= start < one.end for one in self.placed)


@lru_cache(maxsize=4096)
def flatten(markup: str) -> PlainText:
    """The plain text of a well-formed tagged string; line ends and tabs are spaces, as for readers."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: dict[int, tuple[ValueKind, str]] = {}
    placed: list[Placed] = []
    opened: list[tuple[str, int]] = []
    for found in _PIECE.finditer(markup):
        at, piece = found.start(), found[0]
        if found["raw"] is not None:
            parts.append(found["raw"])
            starts += range(found.start("raw"), found.end("raw"))
            ends += range(found.start("raw") + 1, found.end("raw") + 1)
        elif piece[0] == "&":
            text = unescape(piece)
            parts.append(text)
            starts += [at] * len(text)
            ends += [found.end()] * len(text)
        elif piece[0] != "<":
            parts.append(piece)
            starts += range(at, found.end())
            ends += range(at + 1, found.end() + 1)
        elif piece[1] == "/":
            if opened:
                name, start = opened.pop()
                placed += _placed(name, start, len(starts))
        elif piece[-2] != "/":
            opened.append((piece[1:-1].strip(), len(starts)))
        elif (name := piece[1:-2].strip()).partition(".")[0] in _ALONE:
            kind, _, target = name.partition(".")
            if kind in _VALUES:
                values[len(starts)] = (ValueKind(kind), target)
            placed += _placed(name, len(starts), len(starts) + 1)
            parts.append(OBJECT)
            starts.append(at)
            ends.append(found.end())
    return PlainText(_LINE_END.sub(" ", "".join(parts)), tuple(starts), tuple(ends), values, tuple(placed))


_PIECE = re.compile(r"<!\[CDATA\[(?P<raw>.*?)\]\]>|<[^<>]+>|&[^;\s]+;|[^<&]+", re.DOTALL)
_LINE_END = re.compile(r"[\t\r\n]")
_VALUES = frozenset(ValueKind)
_ALONE = _VALUES | {"m", "abbr"}
_WITH_PLACE = frozenset(("m", "abbr", "lang"))


def _placed(name: str, start: int, end: int) -> list[Placed]:
    kind, _, target = name.partition(".")
    return [Placed(kind, target, start, end)] if kind in _WITH_PLACE else []
