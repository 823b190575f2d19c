"""Which characters are written without blanks between words, or may stand joined to the next word."""

from __future__ import annotations

import re

# Thai, Lao, Tibetan, Myanmar, Khmer, Han, Hiragana, Katakana, Bopomofo, and full-width punctuation; not Hangul.
_SPACELESS = (
    "\u0e00-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f\u2e80-\u2fff\u3001-\u312f\u31a0-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff"
)
# Hebrew, Arabic and Syriac words take on particles in front, Korean ones behind.
_JOINING = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"

_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_IS_JOINED = re.compile(f"[{_SPACELESS}{_JOINING}]")


def is_spaceless(character: str) -> bool:
    """Whether a character is of a script written without blanks between words, or is full-width punctuation."""
    return bool(_IS_SPACELESS.match(character))


def is_joined(character: str) -> bool:
    """Whether a character is spaceless, or of a script in which words are joined to particles without a blank."""
    return bool(_IS_JOINED.match(character))
