"""Inline trees as plain text."""

from __future__ import annotations

import unicodedata

from verbena.model.inline import Inline
from verbena.rendering.names import Names
from verbena.rendering.runs import RunKind, flatten

# Closing and other punctuation, in every script (Unicode's general categories).
_LEANING = ("Po", "Pe", "Pf", "Pd")


def plain_text(inlines: tuple[Inline, ...], lang: str, names: Names) -> str:
    """What a reader sees of a text in `lang`, without markup and citation marks: safe as an accessible name.

    Where a mark is taken out, the space before it goes too if nothing, space or punctuation follows.
    """
    text = ""
    after_mark = False
    for run in flatten(inlines, lang, names):
        if run.kind == RunKind.CITATION:
            after_mark = True
            continue
        if after_mark and _leans(run.text):
            text = text.rstrip()
        text += run.text
        after_mark = False
    return text.strip()


def _leans(text: str) -> bool:
    first = text[0]
    return first.isspace() or (unicodedata.category(first) in _LEANING and first not in "¿¡")
