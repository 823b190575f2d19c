"""Blanks in the interface's words."""

from __future__ import annotations

import pytest

from verbena.rendering.words import fill


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Source {number}", "Source 3"),
        ("{number}, {number}", "3, 3"),
        ("{other}", "{other}"),
        ("{number.__class__}", "{number.__class__}"),
        ("{number[0]}", "{number[0]}"),
        ("{number!r:>9}", "{number!r:>9}"),
        ("{{number}}", "{3}"),
        ("{0} {} {", "{0} {} {"),
    ],
)
def test_a_blank_is_a_name_and_nothing_more(text: str, expected: str) -> None:
    """Blanks with a value are filled; what str.format would take for an attribute, index or format stays as it is."""
    assert fill(text, number="3") == expected


def test_what_fills_a_blank_is_not_read_again() -> None:
    """A value that looks like a blank stays as it is."""
    assert fill("{a}", a="{b}", b="no") == "{b}"
