"""What one text is made of: a tree of inline values, in reading order.

The tree is the truth that is stored; plain text, HTML, runs and speech are rendered from it, and the tagged string of
`verbena.model.markup` is the same tree as a translator sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from verbena.model.marked_value import ValueKind


class TextRun(Struct, frozen=True, tag="text"):
    """Characters without markup."""

    text: str


class Strong(Struct, frozen=True, tag="strong"):
    """A part of strong importance."""

    children: tuple[Inline, ...]


class Emphasis(Struct, frozen=True, tag="emphasis"):
    """A stressed part."""

    children: tuple[Inline, ...]


class CitationMark(Struct, frozen=True, tag="citation"):
    """A mark that names one or more sources, in the order they were written; it has no text of its own."""

    keys: tuple[str, ...]


class MedicationMention(Struct, frozen=True, tag="medication"):
    """A medication named in running text; without children it reads as the generic name in the text's locale."""

    key: str
    children: tuple[Inline, ...] = ()


class AbbreviationMention(Struct, frozen=True, tag="abbreviation"):
    """An abbreviation in running text; without children it reads as its short form in the text's locale."""

    key: str
    children: tuple[Inline, ...] = ()


class MarkedValue(Struct, frozen=True, tag="value"):
    """A number, percentage or date that is written as the text's locale writes it; see `verbena.model.marked_value`."""

    kind: ValueKind
    value: str


class ForeignPhrase(Struct, frozen=True, tag="foreign"):
    """A part in another language than the text around it (WCAG 2.2, 3.1.2); `lang` is a canonical BCP 47 tag."""

    lang: str
    children: tuple[Inline, ...]


class Link(Struct, frozen=True, tag="link"):
    """A link to another website; `href` is an absolute http, https, mailto or tel address."""

    href: str
    children: tuple[Inline, ...]


class ArticleLink(Struct, frozen=True, tag="article"):
    """A link to another article, named by its key."""

    key: str
    children: tuple[Inline, ...]


Inline = (
    TextRun
    | Strong
    | Emphasis
    | CitationMark
    | MedicationMention
    | AbbreviationMention
    | MarkedValue
    | ForeignPhrase
    | Link
    | ArticleLink
)


def children_of(inline: Inline) -> tuple[Inline, ...]:
    """The direct parts of `inline`; empty for a text run, a citation mark and a marked value."""
    if isinstance(inline, TextRun | CitationMark | MarkedValue):
        return ()
    return inline.children


def with_children(inline: Inline, children: tuple[Inline, ...]) -> Inline:
    """The same with other direct parts; what never has any stays as it is."""
    if isinstance(inline, TextRun | CitationMark | MarkedValue):
        return inline
    return replace(inline, children=children)


def reads_alone(inline: Inline) -> bool:
    """Whether it reads as something without words of its own: a value, or a mention that has no children."""
    return isinstance(inline, MedicationMention | AbbreviationMention | MarkedValue) and not children_of(inline)


def plain_words(inlines: tuple[Inline, ...]) -> str:
    """The words of a text alone; what reads by itself, such as a medication without words, is its key or value."""
    parts: list[str] = []
    for inline in walk(inlines):
        match inline:
            case TextRun(text=text):
                parts.append(text)
            case MarkedValue(value=value):
                parts.append(value)
            case MedicationMention(key=key, children=()) | AbbreviationMention(key=key, children=()):
                parts.append(key)
    return " ".join("".join(parts).split())


def walk(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every value of the trees in reading order, each before its children."""
    for inline in inlines:
        yield inline
        yield from walk(children_of(inline))
