"""Which languages have lists."""

from __future__ import annotations

from functools import lru_cache

from verbena.catalogs.checks.words import ar, de, en, es, fr, hi, ja, pt, ru, sw, ur, zh
from verbena.catalogs.checks.words.language_words import LanguageWords
from verbena.language.subtags import split_tag

KNOWN = {
    "ar": ar.WORDS,
    "de": de.WORDS,
    "en": en.WORDS,
    "es": es.WORDS,
    "fr": fr.WORDS,
    "hi": hi.WORDS,
    "ja": ja.WORDS,
    "pt": pt.WORDS,
    "ru": ru.WORDS,
    "sw": sw.WORDS,
    "ur": ur.WORDS,
    "zh": zh.WORDS,
}
"""The lists by language."""

_NONE = LanguageWords()


@lru_cache(maxsize=1024)
def words_of(tag: str) -> LanguageWords:
    """The lists of a tag's language, empty ones for a language that has none."""
    return KNOWN.get(split_tag(tag).language, _NONE)
