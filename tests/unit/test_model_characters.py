"""How the characters of a text are written, in sources and translations alike."""

from __future__ import annotations

import unicodedata

from hypothesis import given

from tests.support.inline_trees import INLINES
from verbena.model.characters import tidy_text
from verbena.model.inline import CitationMark, Emphasis, TextRun, walk
from verbena.model.markup import write_markup


def test_spaces_are_single_and_never_at_an_end_or_before_a_source() -> None:
    """Line ends, tabs and runs of spaces are one space; there is none where a reader would see none."""
    text = (TextRun(" A\r\n\tb "), Emphasis((TextRun("c  d"),)), TextRun("  e "), CitationMark(("lee",)), TextRun(" "))

    assert write_markup(tidy_text(text)) == "A b <em>c d</em> e<c.lee/>"


def test_characters_are_composed() -> None:
    """Letters and their marks are in Normalization Form C, whichever way they were typed."""
    text = (TextRun("e"), TextRun("\u0301 "), Emphasis((TextRun("\u0627\u0653"),)))

    assert tidy_text(text) == (TextRun("\u00e9 "), Emphasis((TextRun("\u0622"),)))


@given(INLINES)
def test_what_is_tidy_stays(inlines: tuple[object, ...]) -> None:
    """A tidy text is tidied to itself, and is in Normalization Form C."""
    tidy = tidy_text(inlines)  # type: ignore[arg-type]

    assert tidy_text(tidy) == tidy
    assert all(unicodedata.is_normalized("NFC", one.text) for one in walk(tidy) if isinstance(one, TextRun))
