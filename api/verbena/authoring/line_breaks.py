"""The ends of lines inside a text, which its writer's editor may have put anywhere (CSS Text 3 section 4.1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.authoring.scripts import is_spaceless
from verbena.model.inline import CitationMark, Inline, TextRun, children_of, walk, with_children

_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_MENTION = "\ufffc"
# A mention without words is shown in the text's language, and these marks are those of many scripts.
_EITHER = frozenset(f"{_MENTION}“”‘’…—")


def join_lines(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The text with each line end as a space, or as nothing between characters written without spaces.

    Those are Han, kana, Thai, Lao, Khmer, Myanmar and Tibetan letters and full-width punctuation; Hangul has spaces.
    """
    shown = "".join(_show(inline) for inline in walk(inlines))
    spaces = (_space_for(shown, found) for found in _BREAK.finditer(shown) for _ in range(found[0].count("\n")))
    return _replace(inlines, spaces)


def _show(inline: Inline) -> str:
    if isinstance(inline, TextRun):
        return inline.text
    # A citation's mark stands on the word before it.
    return "" if isinstance(inline, CitationMark) or children_of(inline) else _MENTION


def _space_for(shown: str, found: re.Match[str]) -> str:
    before, after = shown[found.start() - 1 : found.start()], shown[found.end() : found.end() + 1]
    sides = {before, after} - _EITHER
    return "" if sides and all(map(is_spaceless, sides)) else " "


def _replace(inlines: tuple[Inline, ...], spaces: Iterator[str]) -> tuple[Inline, ...]:
    replaced: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, TextRun):
            replaced.append(TextRun("".join(next(spaces) if sign == "\n" else sign for sign in inline.text)))
        else:
            replaced.append(with_children(inline, _replace(children_of(inline), spaces)))
    return tuple(replaced)
