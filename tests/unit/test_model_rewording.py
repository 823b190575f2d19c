"""Which changes of a text leave its words as they were."""

from __future__ import annotations

import pytest

from verbena.model.rewording import has_same_words

SAME = [
    ("Take it daily.", "Take it daily!"),
    ("Milk, cheese and fish", "Milk, cheese, and fish"),
    ("Ask first. Then take it.", "Ask first; then take it."),
    ("Take <strong>one</strong> tablet", "Take one tablet"),
    ("It is <em>not</em> safe", "It is <strong>not</strong> safe"),
    ("“Bones” (and teeth)", "«Bones» and teeth"),
    ("5-10 mg", "5–10 mg"),
    ("Take 5.", "Take 5"),
    ("Use <m.tamoxifen/>, then rest", "Use <m.tamoxifen/> then rest"),
    ("خذ قرصًا، ثم استرح.", "خذ قرصًا ثم استرح"),
    ("हर दिन लें।", "हर दिन लें"),
]
OTHER = [
    ("1.5 mg", "15 mg"),
    ("1.5 mg", "1,5 mg"),
    (".5 mg", "5 mg"),
    ("at -5 °C", "at 5 °C"),
    ("at −5 °C", "at 5 °C"),
    ("5%", "5"),
    ("٨٠٪", "٨٠"),
    ("1/2 tablet", "12 tablet"),
    ("1/2 tablet", "1 2 tablet"),
    ("more than 5", "&gt; 5"),
    ("&gt;5 mg", "&lt;5 mg"),
    ("Fish &amp; milk", "Fish, milk"),
    ("milk/fish", "milk, fish"),
    ("It is safe", "It is not safe"),
    ("You can't", "You can"),
    ("कि", "की"),
    ("Use <m.tamoxifen/>", "Use <m.letrozole/>"),
    ("<percent.80/> of people", "<number.80/> of people"),
    ("Milk helps<c.lee-2020/>", "Milk helps"),
    ("one two", "two one"),
    ("", "Milk"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_punctuation_and_emphasis_are_no_words(one: str, other: str) -> None:
    """Commas, full stops, quotation marks, brackets and stress may change, in both directions."""
    assert has_same_words(one, other)
    assert has_same_words(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_whatever_may_change_the_meaning_is_a_word(one: str, other: str) -> None:
    """What belongs to a number, signs, vowel signs, tags and the order of words all count."""
    assert not has_same_words(one, other)
    assert not has_same_words(other, one)
