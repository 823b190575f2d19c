"""Inline trees as the tagged strings that translators work on, and back.

A tagged string is the content of an XML 1.0 element: `&`, `<` and `>` are escaped, and each tag names its target, so
that a translator can move it and a merge can't attribute it to another:

    <strong>…</strong>  <em>…</em>          emphasis
    <c.choksi-2013/>                        a citation
    <m.tamoxifen/>  <m.tamoxifen>…</…>      a medication, in its generic name or in words of the text's own
    <abbr.dexa/>  <abbr.dexa>…</…>          an abbreviation, likewise
    <number.1200/>  <percent.50..80/>       a number, a percentage, or a range of them, in the language's own form
    <date.2026-11-23/>                      a date, likewise
    <lang.es>…</lang.es>                    a part in another language
    <link.1f3a9c>…</link.1f3a9c>            a link, by a hash of its address
    <article.bone-health>…</…>              a link to another article

Writing is canonical: neighbouring runs of text and neighbouring citations are one, so equal trees give equal strings,
and the hash of the string identifies the text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape

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
    children_of,
    walk,
    with_children,
)
from verbena.model.marked_value import ValueKind, check_value

Inlines = tuple[Inline, ...]


# Deeper than any writer goes; trees are walked by recursion.
_DEEPEST = 32


class MarkupError(ValueError):
    """A tagged string that can't be read; `position` is the offset in characters at which reading stopped."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


def write_markup(inlines: Inlines) -> str:
    """The canonical tagged string of `inlines`."""
    return "".join(_write(inline) for inline in normalise(inlines))


def read_markup(text: str, links: Mapping[str, str]) -> Inlines:
    """The inline tree of a tagged string, normalised.

    `links` gives the address of each link tag (see `links_of`), since a tagged string carries only its hash.

    Raises:
        MarkupError: for what is not well-formed, for an unknown tag, and for a link that `links` lacks.
    """
    return _Reader(links).read(text)


def hash_text(markup: str) -> str:
    """The identity of a source text: the first 32 hexadecimal digits of the SHA-256 of its tagged string in UTF-8.

    The string is brought to Normalization Form C (UAX #15) first: a tool that writes it otherwise makes no other text.
    """
    return hashlib.sha256(unicodedata.normalize("NFC", markup).encode()).hexdigest()[:32]


def links_of(inlines: Inlines) -> dict[str, str]:
    """The address of every link in `inlines`, by the name of its tag."""
    return {link_tag(inline.href): inline.href for inline in walk(inlines) if isinstance(inline, Link)}


def link_tag(href: str) -> str:
    """The tag that stands for a link to `href`."""
    return f"link.{hashlib.sha256(href.encode()).hexdigest()[:6]}"


def tags_of(inlines: Inlines) -> list[str]:
    """The names of all tags in `inlines`, in reading order; a citation mark of two sources gives two."""
    return [tag for inline in walk(inlines) for tag in own_tags(inline)]


def normalise(inlines: Inlines) -> Inlines:
    """The same tree with neighbouring text runs joined, neighbouring citation marks joined, and empty runs left out."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        match inline:
            case TextRun(text=""):
                continue
            case TextRun(text=text) if isinstance(last, TextRun):
                joined[-1] = TextRun(last.text + text)
            case CitationMark(keys=keys) if isinstance(last, CitationMark):
                joined[-1] = CitationMark(last.keys + keys)
            case _:
                joined.append(with_children(inline, normalise(children_of(inline))))
    return tuple(joined)


def own_tags(inline: Inline) -> Iterator[str]:
    """The names of the tags that stand for it, apart from what it holds: none for a text run, one for each citation."""
    match inline:
        case TextRun():
            return
        case Strong():
            yield "strong"
        case Emphasis():
            yield "em"
        case CitationMark(keys=keys):
            yield from (f"c.{key}" for key in keys)
        case MedicationMention(key=key):
            yield f"m.{key}"
        case AbbreviationMention(key=key):
            yield f"abbr.{key}"
        case MarkedValue(kind=kind, value=value):
            yield f"{kind}.{value}"
        case ForeignPhrase(lang=lang):
            yield f"lang.{lang}"
        case Link(href=href):
            yield link_tag(href)
        case ArticleLink(key=key):
            yield f"article.{key}"


def _write(inline: Inline) -> str:
    if isinstance(inline, TextRun):
        return escape(inline.text, _LINE_ENDS)
    if isinstance(inline, CitationMark):
        return "".join(f"<{tag}/>" for tag in own_tags(inline))
    (tag,) = own_tags(inline)
    if isinstance(inline, MarkedValue):
        return f"<{tag}/>"
    content = "".join(_write(child) for child in inline.children)
    return f"<{tag}>{content}</{tag}>" if content else f"<{tag}/>"


# Written as it is, a carriage return is read as a line feed (XML 1.0 section 2.11).
_LINE_ENDS = {"\r": "&#13;"}

_OPENING = b"<u>"


class _Reader:
    """Builds the tree from expat's events; each open element keeps its tag and the children read so far."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self.links = links
        self.open: list[tuple[str, list[Inline]]] = []
        self.data = b""
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.CommentHandler = self.refuse
        self.parser.ProcessingInstructionHandler = self.refuse
        self.root: Inlines = ()

    def read(self, text: str) -> Inlines:
        try:
            self.data = text.encode()
            self.parser.Parse(_OPENING + self.data + b"</u>", True)
        except expat.ExpatError as error:
            message = expat.errors.messages[error.code]
            raise MarkupError(message, self.find(self.parser.ErrorByteIndex)) from error
        except UnicodeEncodeError as error:
            raise MarkupError("a lone surrogate", error.start) from error
        return normalise(self.root)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if attributes:
            raise self.error(f"<{tag}> has attributes: tags have none")
        if len(self.open) > _DEEPEST:
            raise self.error(f"<{tag}> stands inside more than {_DEEPEST - 1} others")
        self.open.append((tag, []))

    def end(self, tag: str) -> None:
        _, children = self.open.pop()
        if not self.open:
            self.root = tuple(children)
        else:
            self.open[-1][1].append(self.build(tag, tuple(children)))

    def characters(self, data: str) -> None:
        self.open[-1][1].append(TextRun(data))

    def refuse(self, *_: str) -> None:
        raise self.error("a comment or processing instruction")

    def build(self, tag: str, children: Inlines) -> Inline:
        kind, _, target = tag.partition(".")
        match kind, target:
            case "strong", "" if tag == kind:
                return Strong(children)
            case "em", "" if tag == kind:
                return Emphasis(children)
            case _, "":
                pass
            case "c", _:
                if children:
                    raise self.error(f"<{tag}> has content: a citation is empty")
                return CitationMark((target,))
            case "m", _:
                return MedicationMention(target, children)
            case "abbr", _:
                return AbbreviationMention(target, children)
            case (("number" | "percent" | "date"), _):
                return self.build_value(ValueKind(kind), target, children)
            case "lang", _:
                return ForeignPhrase(target, children)
            case "article", _:
                return ArticleLink(target, children)
            case "link", _ if tag in self.links:
                return Link(self.links[tag], children)
        raise self.error(f"<{tag}> is not a tag of this text")

    def build_value(self, kind: ValueKind, value: str, children: Inlines) -> Inline:
        if children:
            raise self.error(f"<{kind}.{value}> has content: a marked value is empty")
        if wrong := check_value(kind, value):
            raise self.error(f"<{kind}.{value}>: {wrong}")
        return MarkedValue(kind, value)

    def error(self, message: str) -> MarkupError:
        return MarkupError(message, self.find(self.parser.CurrentByteIndex))

    def find(self, index: int) -> int:
        """The offset in characters of the text at a byte that expat names."""
        return len(self.data[: max(0, index - len(_OPENING))].decode(errors="ignore"))
