"""Which addresses a text may lead to."""

from __future__ import annotations

import re

_EXTERNAL = re.compile(r"(?:https?://|mailto:|tel:)[^\s\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]+", re.IGNORECASE)


def is_safe(href: str) -> bool:
    """Whether `href` is an absolute http, https, mailto or tel address, with nothing before it and no space in it.

    A browser strips line ends inside an address before it reads the scheme, so that a scheme with one in it is none.
    """
    return _EXTERNAL.fullmatch(href) is not None
