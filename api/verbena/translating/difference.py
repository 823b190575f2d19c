"""What differs between two wordings of a text, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct

from verbena.language.tags import script_of
from verbena.language.word_count import UNSPACED


class SegmentKind(StrEnum):
    """Whether a piece stands in both wordings, in the new one alone, or in the old one alone."""

    EQUAL = "EQUAL"
    INSERTED = "INSERTED"
    DELETED = "DELETED"


class Segment(Struct, frozen=True):
    """One piece of the two wordings."""

    kind: SegmentKind
    text: str


def compare_wordings(before: str, after: str, tag: str) -> tuple[Segment, ...]:
    """The pieces of two tagged strings in the language `tag`, in reading order; no two neighbours are of one kind.

    Those that are EQUAL or DELETED make up `before`, those that are EQUAL or INSERTED `after`. A tag is one piece, and
    so is a word; in scripts without spaces between words it is a letter with its marks. Texts longer than anybody
    compares by eye are told as one deletion and one insertion.
    """
    is_unspaced = script_of(tag) in UNSPACED
    old, new = (list(_split(text, is_unspaced=is_unspaced)) for text in (before, after))
    if len(old) * len(new) > _MOST_PAIRS:
        return tuple(_join([(SegmentKind.DELETED, before), (SegmentKind.INSERTED, after)]))
    pieces: list[tuple[SegmentKind, str]] = []
    for operation, start, end, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append((SegmentKind.EQUAL, "".join(old[start:end])))
        else:
            pieces.append((SegmentKind.DELETED, "".join(old[start:end])))
            pieces.append((SegmentKind.INSERTED, "".join(new[from_:to])))
    return tuple(_join(pieces))


_MOST_PAIRS = 4_000_000
"""The most pairs of pieces that are compared: two texts of two thousand words each."""

_PIECE = re.compile(r"<[^<>]*>|&[#\w]+;|\s+|[^\s<>&]+|.", re.DOTALL)


def _split(text: str, *, is_unspaced: bool) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if piece[0] in "<&" or piece.isspace():
            yield piece
        else:
            yield from _split_words(piece, is_unspaced=is_unspaced)


def _split_words(run: str, *, is_unspaced: bool) -> Iterator[str]:
    """The words of a run without spaces, and what stands between them, each sign by itself."""
    word = ""
    for character in run:
        if _belongs(character, word, is_unspaced=is_unspaced):
            word += character
            continue
        if word:
            yield word
        word = character
    if word:
        yield word


def _belongs(character: str, word: str, *, is_unspaced: bool) -> bool:
    """Whether a character goes on with what stands before it."""
    kind = unicodedata.category(character)
    if not word or kind[0] == "M" or kind == "Cf":
        return True  # marks and joiners are nothing by themselves
    is_word = unicodedata.category(word[0])[0] in "LN"
    return is_word and kind[0] in "LN" and not (is_unspaced and not (character.isascii() and word[-1].isascii()))


def _join(pieces: list[tuple[SegmentKind, str]]) -> Iterator[Segment]:
    """The pieces that are not empty, neighbours of one kind joined."""
    kind, text = SegmentKind.EQUAL, ""
    for of, piece in pieces:
        if not piece:
            continue
        if of is not kind and text:
            yield Segment(kind, text)
            text = ""
        kind, text = of, text + piece
    if text:
        yield Segment(kind, text)
