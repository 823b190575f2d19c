"""Whether a link leads somewhere safe, and whether its text says where (WCAG 2.2, 2.4.4)."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from verbena.authoring.problems import ProblemCode
from verbena.model.inline import Inline, TextRun, walk

# Words that tell an English reader nothing of where a link leads.
_VAGUE_TEXTS = (
    "click|click here|click this|click this link|continue|continue reading|details|find out more|"
    "follow this link|go|go here|here|info|learn more|learn more here|link|more|more details|more here|"
    "more info|more information|more on this|read|read here|read more|read more here|read on|read this|"
    "see here|see more|source|this|this article|this link|this page|this site|this website|view|view more|"
    "website|web page"
)
VAGUE_TEXTS = frozenset(_VAGUE_TEXTS.split("|"))

_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*")
_BARE_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def check_address(href: str) -> str | None:
    """What is wrong with a link's address, or None where it is an absolute http, https, mailto or tel address."""
    try:
        parts = urlsplit(href)
        has_host = parts.port != 0 and bool(_HOST.fullmatch(parts.hostname or "")) and parts.username is None
    except ValueError as error:
        return f"the address {href!r} can't be read: {error}"
    scheme = parts.scheme.lower()
    if scheme in ("http", "https") and has_host:
        return None
    if scheme in ("mailto", "tel") and parts.path:
        return None
    if scheme in ("http", "https"):
        return f"the address {href!r} has no sound host; write it as https://example.org/page, without a user's name"
    if not scheme:
        return f"the address {href!r} is not whole; begin it with https://, or use {{article}} for another article"
    return f"the address {href!r} can't be linked to; links are http, https, mailto or tel"


def check_link_text(children: tuple[Inline, ...], language: str) -> tuple[ProblemCode, str] | None:
    """What is wrong with a link's text in a language (`en` of `en-GB`), or None."""
    text = "".join(inline.text for inline in walk(children) if isinstance(inline, TextRun)).strip()
    if not text:
        return ProblemCode.EMPTY_LINK_TEXT, "the link has no text; write what it leads to"
    if _BARE_ADDRESS.fullmatch(text):
        return ProblemCode.VAGUE_LINK_TEXT, f"the link's text is an address, {text!r}; write what it leads to"
    words = re.sub(r"[^\w\s]", "", text.casefold()).split()
    if not words:
        return ProblemCode.EMPTY_LINK_TEXT, f"the link's text is {text!r}; write what it leads to, in words"
    if language == "en" and " ".join(words) in VAGUE_TEXTS:
        return ProblemCode.VAGUE_LINK_TEXT, f"the link's text is {text!r}; write what it leads to"
    return None
