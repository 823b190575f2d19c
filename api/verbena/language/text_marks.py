"""What texts that are alike have in common: a few numbers each, by which a database finds one for another.

The longest words of a text are its rarest, by Zipf's law of abbreviation, and two texts that differ in some words still
share most of those. So a text is known by its three longest words, by the first two of them together, and as a whole.
In scripts without spaces, three characters in a row stand for a word, and chance picks among them, always in the same
way.
"""

from __future__ import annotations

import re
from zlib import crc32

from verbena.language.word_forms import UNSPACED

_WORDS = re.compile(r"[^\W\d_]{2,}")
_RUNS = re.compile(f"[{UNSPACED}]+")
_LONGEST = 3
_LARGEST = 0x7FFFFFFF


def mark_text(words: str) -> tuple[int, ...]:
    """The numbers of a text, from 0 below 2³¹, each once: that of the whole first, then from the rarest on.

    Case, spaces and digits in words make no difference. Different texts may have a number in common by chance.
    """
    folded = " ".join(words.casefold().split())
    longest = _choose(folded)
    marks = [_count(folded), *map(_count, longest)]
    if len(longest) > 1:
        marks.insert(1, _count(f"{longest[0]} {longest[1]}"))
    return tuple(dict.fromkeys(marks))


def _choose(folded: str) -> list[str]:
    words = set(_WORDS.findall(folded))
    if not folded.isascii() and (runs := _RUNS.findall(folded)):
        words = set(_WORDS.findall(_RUNS.sub(" ", folded)))
        words.update(run[at : at + 3] for run in runs for at in _starts(run))
        return sorted(words, key=lambda word: (-len(word), crc32(word.encode("utf-8", "replace"))))[:_LONGEST]
    # Sorted twice, by keys that need no call: this is done for every text that is loaded.
    return sorted(sorted(words), key=len, reverse=True)[:_LONGEST]


def _starts(run: str) -> range:
    return range(max(1, len(run) - 2))


def _count(text: str) -> int:
    return crc32(text.encode("utf-8", "replace")) & _LARGEST
