"""Pseudo-locales: the source's own texts made to look translated, so that a page shows its faults before anybody does.

`en-XA` writes Latin letters with accents, makes each text about a third longer and puts it in brackets: what stands on
a page without accents is written into the page, a text without its closing bracket is cut off, and brackets in the
middle show words put together from pieces. `ar-XB` runs from right to left: each word is turned round by controls, so
that a page that was only ever seen from left to right shows it. The codes XA and XB are those that CLDR keeps for this
(UTS #35 part 1, "Private Use Codes"); the texts are made as Android's tools make them (aapt2, `pseudolocalize`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from verbena.language.chains import parents_of
from verbena.model.blanks import BLANK
from verbena.model.inline import Inline, TextRun, children_of, plain_words, with_children
from verbena.model.markup import normalise

ACCENTED = "en-XA"
BIDIRECTIONAL = "ar-XB"

PSEUDO_LOCALES = frozenset((ACCENTED, BIDIRECTIONAL))

_Change = Callable[[str], str]

LONGER = 0.3
"""How much longer a text gets in `en-XA` at least, as a share of its words' characters, brackets not counted."""


def make_pseudo(inlines: tuple[Inline, ...], tag: str, limit: int | None = None) -> tuple[Inline, ...]:
    """The text as the pseudo-locale `tag` has it: every tag and blank is kept, and the words in tags are changed too.

    With a `limit` in characters, nothing is added to a text that would be longer than that with it. An empty text
    stays empty.
    """
    if not inlines:
        return inlines
    if tag == BIDIRECTIONAL:
        return tuple(_change(inline, _turn) for inline in inlines)
    changed = tuple(_change(inline, _accent) for inline in inlines)
    return normalise(_lengthen(changed, limit))


def without_pseudo(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags, each once, with a language in place of each pseudo-locale: what a browser asks for is never one."""
    return tuple(dict.fromkeys(plain for tag in tags if (plain := _find_plain(tag))))


def _find_plain(tag: str) -> str | None:
    parents = parents_of(tag)
    pseudo = [place for place, parent in enumerate(parents) if parent in PSEUDO_LOCALES]
    return next(iter(parents[pseudo[-1] + 1 :]), None) if pseudo else tag


def _change(inline: Inline, change: _Change) -> Inline:
    if isinstance(inline, TextRun):
        return replace(inline, text="".join(_change_words(inline.text, change)))
    return with_children(inline, tuple(_change(child, change) for child in children_of(inline)))


def _change_words(text: str, change: _Change) -> Iterator[str]:
    done = 0
    for blank in BLANK.finditer(text):
        yield change(text[done : blank.start()])
        yield blank[0]
        done = blank.end()
    yield change(text[done:])


def _accent(text: str) -> str:
    return text.translate(_ACCENTS)


def _turn(text: str) -> str:
    return _WORD.sub(lambda word: f"{_RLM}{_RLO}{word[0]}{_PDF}{_RLM}", text)


def _lengthen(inlines: tuple[Inline, ...], limit: int | None) -> tuple[Inline, ...]:
    """The text in brackets, with counted words at its end."""
    length = len(plain_words(inlines))
    room = None if limit is None else limit - length - len("[]")
    if room is not None and room < 0:
        return inlines
    added = ""
    for number in range(length + 1):
        if len(added) >= length * LONGER:
            break
        longer = f"{added} {_accent(_NUMBERS[number % len(_NUMBERS)])}"
        if room is not None and len(longer) > room:
            break
        added = longer
    return TextRun("["), *inlines, TextRun(f"{added}]")


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ",
)

_WORD = re.compile(r"\S+")

# RIGHT-TO-LEFT MARK, RIGHT-TO-LEFT OVERRIDE and POP DIRECTIONAL FORMATTING (UAX #9).
_RLM, _RLO, _PDF = "\u200f", "\u202e", "\u202c"
