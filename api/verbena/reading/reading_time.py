"""How long a text takes to read, by the writing system it is in."""

from __future__ import annotations

import math
from collections.abc import Iterable

from verbena.language.tags import script_of
from verbena.language.word_count import UNSPACED

WORDS_PER_MINUTE = 200
"""Silent reading by adults, 238 on average, rounded down for a health text (Brysbaert 2019, J Mem Lang 109)."""

CHARACTERS_PER_MINUTE = 400
"""The same for writing without spaces between words, a little above reading aloud, for which Trauzettel-Klosinski &
Dietz (2012, Invest Ophthalmol Vis Sci 53) found 255 in Chinese and 357 in Japanese."""


def estimate_reading_minutes(texts: Iterable[tuple[str, str]]) -> int:
    """Whole minutes, at least one, for reading `texts`: pairs of plain text and language tag."""
    minutes = 0.0
    for text, lang in texts:
        if script_of(lang) in UNSPACED:
            minutes += sum(not character.isspace() for character in text) / CHARACTERS_PER_MINUTE
        else:
            minutes += len(text.split()) / WORDS_PER_MINUTE
    return max(1, math.ceil(minutes))
