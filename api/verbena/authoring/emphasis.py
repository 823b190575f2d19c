"""Emphasis beside words that no blank sets off, where CommonMark's rule for `*` knows blanks alone.

CommonMark 0.31 section 6.2 takes `**` between a letter and a sign for the wrong side of a mark or for none, so that
neither `**「堅固」**的` nor `و**«مهم»**` would be strong.
"""

from __future__ import annotations

import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

from verbena.authoring.scripts import is_joined


def read_emphasis(state: StateInline, silent: bool) -> bool:
    """Take a run of `*` or `_` as CommonMark does; a run of `*` beside a joined script also opens, and also closes.

    It opens before what a word or a quotation begins with, and closes after what one ends with. Between two digits a
    run is no mark, and a single star between two letters opens nothing. All else keeps CommonMark's meaning.
    """
    start = state.pos
    if not tokenize(state, silent):
        return False
    before = state.src[start - 1] if start > 0 else " "
    after = state.src[state.pos] if state.pos < state.posMax else " "
    if state.src[start] != "*":
        return True
    delimiters = state.delimiters[start - state.pos :]
    if before.isdecimal() and after.isdecimal():
        # Two doses such as 2*5 mg would lose their stars and read as 25 mg: kept, they are told as stray markup.
        for delimiter in delimiters:
            delimiter.open = delimiter.close = False
    elif is_joined(before) or is_joined(after):
        for delimiter in delimiters:
            delimiter.open = delimiter.open or _begins(after)
            delimiter.close = delimiter.close or _ends(before)
    elif len(delimiters) == 1 and before.isalpha() and after.isalpha():
        # Two words such as the German Patient*innen would lose theirs.
        delimiters[0].open = False
    return True


# Sentence and list punctuation of the joined scripts and of those beside them; of general category Po, which has
# quotation marks too.
_SEPARATORS = frozenset(",.;:!?…、。，．；：！？،؛؟۔·・။។၊།")


def _begins(character: str) -> bool:
    """Whether a word or quotation can begin with a character."""
    return not (character.isspace() or character in _SEPARATORS or unicodedata.category(character) in ("Pe", "Pf"))


def _ends(character: str) -> bool:
    """Whether a word, quotation or sentence can end with a character."""
    return not (character.isspace() or unicodedata.category(character) in ("Ps", "Pi"))
