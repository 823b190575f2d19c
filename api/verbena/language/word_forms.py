"""Words of a text, and which of them are forms of one word: enough to find a glossary's terms in it.

Scripts that are written without spaces have no words to be seen: there, each character stands for itself, so that a
term is found wherever its characters stand in a row.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from msgspec import Struct

UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""The letters of scripts that put no spaces between words (Thai, Lao, Burmese, Khmer, kana, Han), for a character class
of a regular expression."""


class WordForm(Struct, frozen=True):
    """A word in a text: where it stands, in characters, and what it has in common with its other forms."""

    start: int
    end: int
    stem: str


def find_words(text: str, locale: str) -> tuple[WordForm, ...]:
    """The words of a text in that language, in their order.

    Case makes no difference, nor does the form that characters are composed in (UAX #15). In English, a plural counts
    as its singular; in other languages, words are compared as they stand.
    """
    stem = _stem_english if locale.partition("-")[0] == "en" else _fold
    return tuple(WordForm(found.start(), found.end(), stem(_fold(found[0]))) for found in _words().finditer(text))


@cache
def _words() -> re.Pattern[str]:
    # Python's \w lacks the vowel signs of many scripts, which are marks.
    marks = "".join(chr(code) for code in range(0x300, 0xFE30) if unicodedata.category(chr(code))[0] == "M")
    letter = f"(?:[^\\W_{UNSPACED}]|[{re.sub(f'[{UNSPACED}]', '', marks)}\u200c\u200d])"
    return re.compile(f"[{UNSPACED}]|{letter}+")


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())


_ENDINGS = (
    ("ies", "y", 5),
    ("noses", "nosis", 8),
    ("roses", "rosis", 8),
    ("boses", "bosis", 8),
    ("yses", "ysis", 8),
    ("theses", "thesis", 6),
    ("sses", "ss", 5),
    ("shes", "sh", 5),
    ("ches", "ch", 5),
    ("xes", "x", 4),
    ("zzes", "zz", 5),
    ("brae", "bra", 6),
)


def _stem_english(word: str) -> str:
    for ending, singular, shortest in _ENDINGS:
        if len(word) >= shortest and word.endswith(ending):
            return word[: -len(ending)] + singular
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
