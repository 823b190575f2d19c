"""Inline trees as HTML: phrasing content, valid in a paragraph of the text's language and direction."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

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
from verbena.model.marked_value import ValueKind
from verbena.rendering.characters import clean_text
from verbena.rendering.links import is_safe
from verbena.rendering.marks import comma_of, number_sources, pieces_of_mark
from verbena.rendering.names import Names, Phrase


class _Around(Struct, frozen=True):
    """What holds where a piece stands: the language and direction said last, and whether a link is open."""

    lang: str
    dir: TextDirection
    in_link: bool = False


def phrasing_html(inlines: tuple[Inline, ...], lang: str, dir: TextDirection, names: Names) -> str:  # noqa: A002 - HTML's own word
    """The text as HTML; the element that it goes into must say `lang` and `dir`.

    Parts in another language say so themselves, and `dir` isolates them (WHATWG HTML, 15.3.6). Each number of a
    citation mark links to `#citation-<key>` with an accessible name. There are no ids, so that a page may hold a text
    twice, and never a link inside a link.
    """
    return "".join(_write(inlines, _Around(lang, dir), names))


def _write(inlines: tuple[Inline, ...], around: _Around, names: Names) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case TextRun(text=text):
                yield _escape(text)
            case Strong(children=children):
                yield from _element("strong", "", children, around, names)
            case Emphasis(children=children):
                yield from _element("em", "", children, around, names)
            case CitationMark(keys=keys):
                yield _mark(keys, around, names)
            case MedicationMention(children=(), key=key):
                yield _phrase(names.medication(key), around)
            case MedicationMention(children=children):
                yield from _write(children, around, names)
            case AbbreviationMention(key=key, children=children):
                yield _abbreviation(key, children, around, names)
            case MarkedValue(kind=of, value=value):
                yield _value(of, value, around.lang)
            case ForeignPhrase(lang=lang, children=children):
                inside = replace(around, lang=lang, dir=direction_of(lang))
                yield from _element("span", _speech(inside.lang, inside.dir), children, inside, names)
            case Link(href=href, children=children):
                yield from _link(href if is_safe(href) else None, _EXTERNAL, children, around, names)
            case ArticleLink(key=key, children=children):
                yield from _link(names.article_href(key), "", children, around, names)


# No referrer: which health article somebody read is nobody else's business.
_EXTERNAL = ' rel="external noreferrer"'


def _element(tag: str, attributes: str, children: tuple[Inline, ...], inside: _Around, names: Names) -> tuple[str, ...]:
    content = "".join(_write(children, inside, names))
    return (f"<{tag}{attributes}>{content}</{tag}>",) if content else ()


def _link(
    href: str | None, attributes: str, children: tuple[Inline, ...], around: _Around, names: Names
) -> tuple[str, ...] | Iterator[str]:
    if href is None or around.in_link:
        return _write(children, around, names)
    return _element("a", f' href="{_escape(href)}"{attributes}', children, replace(around, in_link=True), names)


def _abbreviation(key: str, children: tuple[Inline, ...], around: _Around, names: Names) -> str:
    """An `<abbr>` that says the language of its title, with the language of its content inside where that differs."""
    short = Phrase("", around.lang, around.dir) if children else names.abbreviation_short(key)
    content = "".join(_write(children, around, names)) if children else _escape(short.text)
    expansion = names.abbreviation_expansion(key)
    title = f' title="{_escape(expansion.text)}"'
    if expansion.lang != short.lang:
        content = f"<span{_speech(short.lang, short.dir)}>{content}</span>"
    if expansion.lang != around.lang:
        title = f"{_speech(expansion.lang, expansion.dir)}{title}"
    return f"<abbr{title}>{content}</abbr>"


def _value(kind: ValueKind, value: str, lang: str) -> str:
    text = _escape(write_value(kind, value, lang))
    # HTML has no element for a range of dates, and needs none for a number that is written in digits.
    return f'<time datetime="{value}">{text}</time>' if kind is ValueKind.DATE and ".." not in value else text


def _phrase(phrase: Phrase, around: _Around) -> str:
    text = _escape(phrase.text)
    if phrase.lang == around.lang:
        return text
    return f"<span{_speech(phrase.lang, phrase.dir)}>{text}</span>"


def _mark(keys: tuple[str, ...], around: _Around, names: Names) -> str:
    sources = number_sources(keys, names)
    pieces = pieces_of_mark((number for number, _ in sources), around.lang)
    if not around.in_link:
        labels = [names.citation_label(number) for number, _ in sources]
        pieces = tuple(
            _reference(key, label, piece, around)
            for (_, key), label, piece in zip(sources, labels, pieces, strict=True)
        )
    return f"<sup>{comma_of(around.lang).join(pieces)}</sup>"


def _reference(key: str, label: Phrase, piece: str, around: _Around) -> str:
    """A link to a source; the bracket is inside it, so that its name is spoken instead."""
    speech = ""
    if label.lang != around.lang:
        speech = _speech(label.lang, label.dir)
        piece = f"<span{_speech(around.lang, around.dir)}>{piece}</span>"
    name = _escape(label.text)
    return f'<a href="#citation-{_escape(key)}" role="doc-biblioref"{speech} aria-label="{name}">{piece}</a>'


def _speech(lang: str, direction: TextDirection) -> str:
    return f' lang="{_escape(lang)}" dir="{direction.lower()}"'


def _escape(text: str) -> str:
    return escape(clean_text(text))
