"""How much text there is, as translators count it."""

from __future__ import annotations

import unicodedata

from verbena.language.tags import script_of

UNSPACED = frozenset({"Hani", "Hans", "Hant", "Jpan", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that are written without spaces between words."""


def count_words(text: str, tag: str) -> int:
    """The words of a plain text; in scripts without spaces between words, each letter and sign counts as one."""
    if script_of(tag) in UNSPACED:
        return sum(unicodedata.category(character)[0] in "LN" for character in text)
    return sum(any(map(str.isalnum, word)) for word in text.split())
