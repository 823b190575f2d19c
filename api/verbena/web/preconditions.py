"""Whether a request goes with the state that its sender has seen (RFC 9110 section 13)."""

from __future__ import annotations

import re

_TAGS = re.compile(r'(?P<weak>W/)?"(?P<tag>[\x21\x23-\x7e\x80-\xff]*)"')
_ANY = "*"


def matches_strongly(header: str, tag: str) -> bool:
    """Whether an If-Match header names this very state (section 13.1.1): a weak tag never does."""
    return header.strip() == _ANY or any(not found["weak"] and found["tag"] == tag for found in _TAGS.finditer(header))


def matches_weakly(header: str, tag: str) -> bool:
    """Whether an If-None-Match header names this state (section 13.1.2)."""
    return header.strip() == _ANY or any(found["tag"] == tag for found in _TAGS.finditer(header))


def quote_tag(tag: str) -> str:
    """A state's tag as an ETag header has it (section 8.8.3)."""
    return f'"{tag}"'
