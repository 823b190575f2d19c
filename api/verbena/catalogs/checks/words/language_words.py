"""What a check needs to know of a language's words, and how lists of them become patterns."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

LETTER = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0971-\u09e5\u0a01-\u0a65"
    r"\u0a81-\u0ae5\u0b01-\u0b65\u0b81-\u0be5\u0c01-\u0c65\u0c81-\u0ce5\u0d01-\u0d65\u200c\u200d])"
)
"""One letter, or a mark that belongs to one: `\\w` of `re` stops at the vowel signs of Indic scripts."""


class LanguageWords(Struct, frozen=True, kw_only=True):
    """Lists of words, each a string with spaces between.

    In a word, `_` is a space, `*` any letters or none, and `~` five letters or more. `numbers` are the words
    that stand for a number and for nothing else, `also` those that may; `half` are those for one half. `scales` follow
    a number and multiply it. `percent` and `minus` stand for the signs. `units` are by the names of
    `verbena.catalogs.checks.units`. `joins` stand between the two numbers of a range.

    `often` are by `day`, `week`, `month`, `year` and `hour` the words that surely say how often, `periods` all
    that might have taken their place. So with `negations` and `negative`. `idioms` are phrases in which such words say
    nothing of the kind. `proclitics` is a pattern of what is written together with a word before it. `is_spaced` says
    whether words stand apart.
    """

    numbers: dict[int, str] = {}
    also: dict[int, str] = {}
    half: str = ""
    scales: dict[int, str] = {}
    percent: str = ""
    minus: str = ""
    units: dict[str, str] = {}
    joins: str = ""
    often: dict[str, str] = {}
    periods: dict[str, str] = {}
    negations: str = ""
    negative: str = ""
    idioms: str = ""
    proclitics: str = ""
    is_spaced: bool = True


@lru_cache(maxsize=1024)
def compile_words(words: str, proclitics: str = "", is_spaced: bool = True) -> re.Pattern[str] | None:
    """What finds each of a list's words as a whole word, in any case; null for an empty list."""
    if not words:
        return None
    found = "|".join(spell(word) for word in sorted(words.split(), key=len, reverse=True))
    if not is_spaced:
        return re.compile(f"(?:{found})", re.IGNORECASE)
    return re.compile(f"(?<!{LETTER}){proclitics}(?:{found})(?!{LETTER})", re.IGNORECASE)


def spell(word: str) -> str:
    """The pattern of one word of a list."""
    spaced = re.escape(word).replace("_", r"[\s\u00a0\u202f-]+")
    return spaced.replace(r"\*", f"{LETTER}*").replace(r"\~", f"{LETTER}{{5,}}")
