"""What must be seen to where text is written into XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

LINE_ENDS = {"\r": "&#13;"}
"""For `xml.sax.saxutils.escape`: as it is, a carriage return would be read as a line feed (XML 1.0 section 2.11)."""

NOT_IN_XML = re.compile("([^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
"""A character that no XML 1.0 document can have (section 2.2), as a group."""


def clean_text(text: str) -> str:
    """The same with U+FFFD for each character that no XML 1.0 document can have (section 2.2)."""
    return NOT_IN_XML.sub("\ufffd", text)


def write_text(text: str) -> str:
    """A text as the content of an element; what XML can't have is U+FFFD."""
    return escape(clean_text(text), LINE_ENDS)


def write_attributes(attributes: Mapping[str, str | None]) -> str:
    """Attributes in their order, each after a space; those that are null are left out."""
    # A line end or a tab as it is would be read as a space (XML 1.0 section 3.3.3); quoteattr sees to that.
    return "".join(f" {name}={quoteattr(clean_text(value))}" for name, value in attributes.items() if value is not None)
