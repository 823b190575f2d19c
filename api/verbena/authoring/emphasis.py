"""Emphasis beside words that no blank sets off, where CommonMark's rule for `*` knows blanks alone.

CommonMark 0.31 section 6.2 takes `**` between a letter and a sign for the wrong side of a mark or for none, so that
neither `**「堅固」**的` nor `و**«مهم»**` would be strong.
"""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize

from verbena.authoring.scripts import is_joined


def read_emphasis(state: StateInline, silent: bool) -> bool:
    """Take a run of `*` or `_` as CommonMark does; a run of `*` beside a joined script also opens, and also closes.

    It opens where no blank follows it, and closes where none stands before it. Between two digits a run is no mark. All
    else keeps CommonMark's meaning.
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
            delimiter.open = delimiter.open or not after.isspace()
            delimiter.close = delimiter.close or not before.isspace()
    return True
