"""Tagged strings as TMX's segments with inline codes, and back (TMX 1.4b, "Content Markup").

What a tag says stands in its code as it is: `<bpt i="1" x="1" type="bold">&lt;strong&gt;</bpt>`. So reading what was
written here gives the same string, whatever tool kept it meanwhile. Of another tool's codes, bold and italic ones are
taken as ours; any other is left out, and its words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from verbena.catalogs.xml_reading import XmlElement
from verbena.catalogs.xml_writing import LINE_ENDS
from verbena.model.markup import MarkupError
from verbena.model.tagged_words import read_tags

_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[^<>/]+)(?P<alone>/?)>|(?P<words>[^<]+)")
_OURS = re.compile(
    r"<(?P<end>/?)(?P<tag>strong|em|(?:c|m|abbr|number|percent|date|lang|link|article)\.[^\s<>/&\"'=]+)(?P<alone>/?)>"
)
_TYPES = {"bold": "strong", "italic": "em"}
_NAMES = {"strong": "bold", "em": "italic"}


class Segment(Struct, frozen=True):
    """A text as a tagged string; `dropped` counts the codes in it that stand for nothing here."""

    markup: str
    dropped: int = 0


def number_codes(source: str) -> dict[str, int]:
    """The number of each tag of a source text (`x`), by which tools find a code's like in the translation."""
    tags = dict.fromkeys(found["tag"] for found in _TOKEN.finditer(source) if found["tag"])
    return {tag: number for number, tag in enumerate(tags, 1)}


def write_segment(markup: str, numbers: Mapping[str, int]) -> str:
    """The content of a `seg` for a tagged string that can be read; `numbers` are those of its source's tags."""
    return "".join(_write_tokens(markup, numbers))


def read_segment(segment: XmlElement) -> Segment:
    """The tagged string of a `seg`; where its codes are not well-formed together, none of them is taken."""
    pieces = list(_read_pieces(segment, {}))
    dropped = sum(piece is None for piece in pieces)
    markup = "".join(piece for piece in pieces if piece is not None)
    try:
        read_tags(markup)
    except MarkupError:
        words = "".join(piece for piece in pieces if piece is not None and not _OURS.fullmatch(piece))
        return Segment(words, len(pieces) - sum(1 for piece in pieces if piece and not _OURS.fullmatch(piece)))
    return Segment(_EMPTY.sub(r"<\1/>", markup), dropped)


_EMPTY = re.compile(r"<([^<>/]+)></\1>")


def _write_tokens(markup: str, numbers: Mapping[str, int]) -> Iterator[str]:
    fresh = count(1)
    beyond = len(numbers)
    open_codes: list[int] = []
    for found in _TOKEN.finditer(markup):
        tag, code = found["tag"], escape(found[0])
        if tag is None:
            yield found["words"]
        elif found["end"]:
            yield f'<ept i="{open_codes.pop()}">{code}</ept>'
        else:
            beyond += tag not in numbers
            x, kind = numbers.get(tag, beyond), quoteattr(_NAMES.get(tag, f"x-{tag.partition('.')[0]}"))
            if found["alone"]:
                yield f'<ph x="{x}" type={kind}>{code}</ph>'
            else:
                open_codes.append(next(fresh))
                yield f'<bpt i="{open_codes[-1]}" x="{x}" type={kind}>{code}</bpt>'


def _read_pieces(element: XmlElement, pairs: dict[str, str]) -> Iterator[str | None]:
    """The pieces of the tagged string: words escaped, tags, and null for each code that is left out."""
    for one in element.content:
        if isinstance(one, str):
            # A carriage return can only have come as a reference; as such it goes on.
            yield escape(one, LINE_ENDS)
            continue
        match one.local_name:
            case "hi":
                yield from _read_pieces(one, pairs)
            case "bpt":
                tag = _find_tag(one, "")
                pairs[one.attributes.get("i", "")] = tag or ""
                yield f"<{tag}>" if tag else None
            case "ept":
                tag = pairs.pop(one.attributes.get("i", ""), "")
                if tag:
                    yield f"</{tag}>"
            case "ph":
                tag = _find_tag(one, "/")
                yield f"<{tag}/>" if tag else None
            case "it":
                is_end = one.attributes.get("pos") == "end"
                tag = _find_tag(one, "")
                yield f"<{'/' if is_end else ''}{tag}>" if tag else None
            case _:
                yield None


def _find_tag(code: XmlElement, alone: str) -> str | None:
    """The tag that a code stands for, null where it is none of ours."""
    found = _OURS.fullmatch("".join(one for one in code.content if isinstance(one, str)))
    if found and found["alone"] == alone:
        return found["tag"]
    return None if alone else _TYPES.get(code.attributes.get("type", "").lower())
