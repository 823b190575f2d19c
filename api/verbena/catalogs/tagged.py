"""Tagged strings taken apart into words and tags, and put together again: for formats with inline codes of their own.

The text of a translation need not be one that readers can be shown: a tag may be any, and a character may be one that
XML has not. Both go through as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from xml.sax.saxutils import escape, unescape

from msgspec import Struct

from verbena.catalogs.xml_writing import LINE_ENDS


class TagKind(StrEnum):
    """Where a tag stands: before what it holds, after it, or alone."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


class Tag(Struct, frozen=True):
    """One tag: its name, and the code that stands for it in its text, which no other tag there has.

    The code of the first tag of a name is the name itself, and of a later one the name with a number (`strong:2`), so
    that a tool that keeps nothing but the codes keeps what they stand for. A closing tag has its opening one's.
    """

    name: str
    kind: TagKind
    code: str = ""

    @property
    def written(self) -> str:
        """The tag as it stands in a tagged string."""
        return {TagKind.OPEN: f"<{self.name}>", TagKind.CLOSE: f"</{self.name}>", TagKind.ALONE: f"<{self.name}/>"}[
            self.kind
        ]


Part = str | Tag


def split_markup(markup: str) -> list[Part] | None:
    """The words, unescaped, and tags of a tagged string, or null where it is not well-formed."""
    parts: list[Part] = []
    open_tags: list[Tag] = []
    seen: Counter[str] = Counter()
    for found in _TOKEN.finditer(markup):
        if found["wrong"]:
            return None
        if (words := _read_words(found)) is not None:
            parts.append(words)
        elif found["end"]:
            if not open_tags or open_tags[-1].name != found["tag"] or found["alone"]:
                return None
            parts.append(Tag(found["tag"], TagKind.CLOSE, open_tags.pop().code))
        else:
            name = found["tag"]
            seen[name] += 1
            kind = TagKind.ALONE if found["alone"] else TagKind.OPEN
            tag = Tag(name, kind, name if seen[name] == 1 else f"{name}:{seen[name]}")
            parts.append(tag)
            if kind == TagKind.OPEN:
                open_tags.append(tag)
    return None if open_tags else parts


def join_markup(parts: Iterable[Part]) -> str:
    """The tagged string of words and tags; an opening tag that is closed at once is one that stands alone."""
    joined: list[Part] = []
    for part in parts:
        match part, joined[-1] if joined else None:
            case "", _:
                pass
            case Tag(kind=TagKind.CLOSE, name=name), Tag(kind=TagKind.OPEN, code=code) as last if last.name == name:
                joined[-1] = Tag(name, TagKind.ALONE, code)
            case _:
                joined.append(part)
    return "".join(escape(part, LINE_ENDS) if isinstance(part, str) else part.written for part in joined)


def read_tag(text: str) -> Tag | None:
    """The tag that a text is as a whole, null where it is none; white space around it is of no account."""
    found = _TOKEN.fullmatch(text.strip())
    if found is None or not found["tag"]:
        return None
    kind = TagKind.CLOSE if found["end"] else TagKind.ALONE if found["alone"] else TagKind.OPEN
    return Tag(found["tag"], kind)


def name_of_code(code: str) -> str | None:
    """The name of the tag that a code of ours stands for; null for a code of others."""
    name = _NUMBER.sub("", code)
    return name if _OURS.fullmatch(name) else None


_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>[^\s<>/&\"'=!?]+)\s*(?P<alone>/?)>|(?P<words>[^<&]+)"
    r"|&(?:(?P<entity>amp|lt|gt|quot|apos)|#(?P<number>[0-9]{1,7})|#x(?P<hex>[0-9A-Fa-f]{1,6}));|(?P<wrong>.)",
    re.DOTALL,
)
_NUMBER = re.compile(r":[0-9]+$")
_OURS = re.compile(r"strong|em|(?:c|m|abbr|number|percent|date|lang|link|article)\.[^\s<>/&\"'=]+")
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


def _read_words(found: re.Match[str]) -> str | None:
    if found["words"]:
        return found["words"]
    if found["entity"]:
        return unescape(found[0], _ENTITIES)
    if found["number"] or found["hex"]:
        number = int(found["number"]) if found["number"] else int(found["hex"], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return None
