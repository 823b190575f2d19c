"""Spaces and invisible controls in a text."""

from __future__ import annotations

import re

from msgspec.structs import replace

from verbena.model.inline import CitationMark, Inline, TextRun
from verbena.model.markup import normalise

_SPACES = re.compile(r"[ \t\n]+")
_OPENING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_CLOSING = frozenset(_OPENING.values())


def tidy_spaces(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same text with single spaces, none at its ends and none before a citation mark."""
    tidy = list(_collapse(inlines))
    if tidy and isinstance(tidy[0], TextRun):
        tidy[0] = TextRun(tidy[0].text.lstrip(" "))
    if tidy and isinstance(tidy[-1], TextRun):
        tidy[-1] = TextRun(tidy[-1].text.rstrip(" "))
    return normalise(tuple(tidy))


def has_paired_controls(text: str) -> bool:
    """Whether every embedding, override and isolate of bidirectional text (UAX #9) is closed in order."""
    expected: list[str] = []
    for character in text:
        if character in _OPENING:
            expected.append(_OPENING[character])
        elif character in _CLOSING and (not expected or expected.pop() != character):
            return False
    return not expected


def _collapse(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    tidy: list[Inline] = []
    for inline, following in zip(inlines, (*inlines[1:], None), strict=False):
        if isinstance(inline, TextRun):
            text = _SPACES.sub(" ", inline.text)
            tidy.append(TextRun(text.rstrip(" ") if isinstance(following, CitationMark) else text))
        elif isinstance(inline, CitationMark):
            tidy.append(inline)
        else:
            tidy.append(replace(inline, children=_collapse(inline.children)))
    return normalise(tuple(tidy))
