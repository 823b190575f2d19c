"""The characters that no text may hold, and how those it has are written: the same for sources and translations."""

from __future__ import annotations

import re
import unicodedata

from verbena.model.inline import CitationMark, Inline, TextRun, children_of, reads_alone, with_children
from verbena.model.markup import normalise

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\U000f0000-\U0010ffff]"
)
"""Controls of C0 and C1, private use, interlinear marks, the replacement character, non-characters, a BOM inside a
text, and U+2028 and U+2029, which editors show as line ends and Markdown does not."""


def is_visible(text: str) -> bool:
    """Whether a reader sees something of a text: a character that is neither space nor control (Unicode's Z and C)."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def is_seen(inline: Inline) -> bool:
    """Whether a reader sees something of it, apart from what it holds."""
    return is_visible(inline.text) if isinstance(inline, TextRun) else reads_alone(inline)


def describe_forbidden(character: str) -> str:
    """What to tell a writer of a character that no text may hold."""
    return f"U+{ord(character):04X} is an invisible or private character that readers can't be shown; delete it"


def has_paired_controls(text: str) -> bool:
    """Whether every embedding, override and isolate of bidirectional text (UAX #9) is closed in order."""
    expected: list[str] = []
    for character in text:
        if character in _OPENING:
            expected.append(_OPENING[character])
        elif character in _CLOSING and (not expected or expected.pop() != character):
            return False
    return not expected


def tidy_text(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same text with single spaces, none at its ends and none before a citation mark; a line end is a space.

    Characters are in Normalization Form C (UAX #15), as on the web: however an editor or a file system writes them, a
    text stays the same.
    """
    tidy = list(_collapse(inlines))
    if tidy and isinstance(tidy[0], TextRun):
        tidy[0] = TextRun(tidy[0].text.lstrip(" "))
    if tidy and isinstance(tidy[-1], TextRun):
        tidy[-1] = TextRun(tidy[-1].text.rstrip(" "))
    return normalise(tuple(tidy))


_SPACES = re.compile(r"[ \t\r\n]+")
_OPENING = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_CLOSING = frozenset(_OPENING.values())


def _collapse(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    tidy: list[Inline] = []
    whole = normalise(inlines)
    for inline, following in zip(whole, (*whole[1:], None), strict=False):
        if isinstance(inline, TextRun):
            text = unicodedata.normalize("NFC", _SPACES.sub(" ", inline.text))
            tidy.append(TextRun(text.rstrip(" ") if isinstance(following, CitationMark) else text))
        else:
            tidy.append(with_children(inline, _collapse(children_of(inline))))
    return normalise(tuple(tidy))
