"""What must be seen to where text is written into XML."""

from __future__ import annotations

import re

LINE_ENDS = {"\r": "&#13;"}
"""For `xml.sax.saxutils.escape`: as it is, a carriage return would be read as a line feed (XML 1.0 section 2.11)."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    """The same with U+FFFD for each character that no XML 1.0 document can have (section 2.2)."""
    return _NOT_IN_XML.sub("\ufffd", text)
