"""Characters that may stand in an answer: what every rendering leaves out alike."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# HTML has no way to hold these: a parser drops or replaces them (WHATWG HTML 13.2.3.5).
_NEVER = re.compile(
    "[\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def clean_text(text: str) -> str:
    """`text` with a space for each control character and line end, and without surrogates and noncharacters.

    Joiners and bidirectional marks stay: Persian, Urdu and Hindi are spelled with them.
    """
    return _NEVER.sub("", _CONTROLS.sub(" ", text))
