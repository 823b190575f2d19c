"""Whether two wordings of a text differ in punctuation or emphasis alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape


def has_same_words(one: str, other: str) -> bool:
    """Whether two tagged strings have the same words in the same order, however they are punctuated and stressed.

    What could change a number is no punctuation here: `1.5` and `15`, `-5` and `5`, `5%` and `5` differ. So do all tags
    but those of emphasis, since a translation has them too. Dashes within numbers are one, and letters are compared
    whatever their case, since the word after another full stop has another.
    """
    return list(_list_parts(one)) == list(_list_parts(other))


_EMPHASIS = re.compile(r"</?(?:strong|em)>")
_PART = re.compile(r"(<[^<>]*>)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
# Stand before a digit as part of the number.
_BEFORE_DIGITS = ".,·٫٬:/'’-"
_SIGNS = "%‰٪&/@#*"


def _list_parts(tagged: str) -> Iterator[str]:
    for part in _PART.split(_EMPHASIS.sub("", unicodedata.normalize("NFC", tagged))):
        if part.startswith("<"):
            yield part
        else:
            yield from _list_words(unescape(part).translate(_DASHES).casefold())


def _list_words(text: str) -> Iterator[str]:
    word = ""
    for at, character in enumerate(text):
        if _is_kept(character, text[at + 1 : at + 2]):
            word += character
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _is_kept(character: str, following: str) -> bool:
    """Whether a character belongs to a word: all that is neither a space nor punctuation, and what numbers have."""
    kind = unicodedata.category(character)
    if kind[0] == "P":
        return character in _SIGNS or (character in _BEFORE_DIGITS and following.isdigit())
    return kind[0] != "Z" and kind != "Cc"
