"""Inline trees as flat runs: what GraphQL's `inlines` delivers, and what plain text is made from."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from verbena.language.direction import TextDirection, direction_of
from verbena.language.marked_values import write_value
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    Strong,
    TextRun,
)
from verbena.rendering.characters import clean_text
from verbena.rendering.links import is_safe
from verbena.rendering.marks import comma_of, number_sources, pieces_of_mark
from verbena.rendering.names import Names, Phrase


class RunKind(StrEnum):
    """What a run is, named as its GraphQL type."""

    TEXT = "TextRun"
    CITATION = "CitationMark"
    MEDICATION = "MedicationMention"
    ABBREVIATION = "AbbreviationMention"
    FOREIGN = "ForeignPhrase"
    LINK = "Link"
    ARTICLE_LINK = "ArticleLink"


class Run(Struct, frozen=True):
    """A piece of text that is one thing all through.

    `keys` are those of a citation mark's sources, in the order of their numbers. `target` is the key of the medication,
    abbreviation or article, or a link's address; `href` is the address of an article link, null where there is none.
    """

    kind: RunKind
    text: str
    lang: str
    dir: TextDirection
    strong: bool = False
    emphasis: bool = False
    keys: tuple[str, ...] = ()
    target: str | None = None
    href: str | None = None


_LINKS = (RunKind.LINK, RunKind.ARTICLE_LINK)


def flatten(inlines: tuple[Inline, ...], lang: str, names: Names) -> tuple[Run, ...]:
    """The runs of a text in `lang`, in reading order; their texts joined are exactly what a reader sees.

    Emphasis is inherited. Of kinds inside each other the inner one counts, but a link stays a link over all its words
    (a citation mark in it stays a mark), and a foreign phrase only lends its language to what is of another kind.
    A link to an address that is not safe, or to an article that can't be read, is text.
    """
    around = Run(RunKind.TEXT, "", lang, direction_of(lang))
    return tuple(run for run in _flatten(inlines, around, names) if run.text)


def _flatten(inlines: tuple[Inline, ...], around: Run, names: Names) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case TextRun(text=text):
                yield replace(around, text=clean_text(text))
            case Strong(children=children):
                yield from _flatten(children, replace(around, strong=True), names)
            case Emphasis(children=children):
                yield from _flatten(children, replace(around, emphasis=True), names)
            case CitationMark(keys=keys):
                yield _mark(keys, around, names)
            case MedicationMention(key=key, children=children):
                inside = _typed(around, RunKind.MEDICATION, key)
                yield from _flatten(children, inside, names) if children else (_named(inside, names.medication(key)),)
            case AbbreviationMention(key=key, children=children):
                inside = _typed(around, RunKind.ABBREVIATION, key)
                short = () if children else (_named(inside, names.abbreviation_short(key)),)
                yield from short or _flatten(children, inside, names)
            case MarkedValue(kind=of, value=value):
                yield replace(around, text=write_value(of, value, around.lang))
            case ForeignPhrase(lang=lang, children=children):
                kind = RunKind.FOREIGN if around.kind == RunKind.TEXT else around.kind
                yield from _flatten(children, replace(around, kind=kind, lang=lang, dir=direction_of(lang)), names)
            case Link(href=href, children=children):
                inside = _typed(around, RunKind.LINK, href) if is_safe(href) else around
                yield from _flatten(children, inside, names)
            case ArticleLink(key=key, children=children):
                address = names.article_href(key)
                inside = around if address is None else _typed(around, RunKind.ARTICLE_LINK, key, address)
                yield from _flatten(children, inside, names)


def _typed(around: Run, kind: RunKind, target: str, href: str | None = None) -> Run:
    return around if around.kind in _LINKS else replace(around, kind=kind, target=target, href=href)


def _named(run: Run, name: Phrase) -> Run:
    return replace(run, text=clean_text(name.text), lang=name.lang, dir=name.dir)


def _mark(keys: tuple[str, ...], around: Run, names: Names) -> Run:
    sources = number_sources(keys, names)
    text = comma_of(around.lang).join(pieces_of_mark((number for number, _ in sources), around.lang))
    keys = tuple(key for _, key in sources)
    return replace(around, kind=RunKind.CITATION, text=text, keys=keys, target=None, href=None)
