"""Texts for machines: what must come back as it is stands in elements that a machine is told to leave alone.

Our tags are none of HTML's, and machines change what they do not know. So each tag is a `span` with an id of its own;
one whose words are not to be translated, and each blank, also says `translate="no"`. What comes back is taken only if
each id stands in it once, in a tree that can be one of the source's.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

from msgspec import Struct

from verbena.model.blanks import BLANK
from verbena.model.inline import (
    CitationMark,
    ForeignPhrase,
    Inline,
    MarkedValue,
    TextRun,
    children_of,
    plain_words,
    with_children,
)
from verbena.model.markup import normalise

Inlines = tuple[Inline, ...]


class Mangled(Exception):
    """What came back is no translation of that text: a tag is lost, doubled, invented or wrongly nested."""


class Sendable(Struct, frozen=True):
    """A text as it is sent: HTML, and what each id stands for."""

    html: str
    parts: dict[str, Inline]


def write_sendable(inlines: Inlines) -> Sendable:
    """The text as a machine is given it: words in other languages, marks, values and blanks are to stay as they are."""
    parts: dict[str, Inline] = {}
    return Sendable("".join(_write(inline, parts) for inline in inlines), parts)


def read_sendable(html: str, sent: Sendable) -> Inlines:
    """The text that came back for `sent`.

    Raises:
        Mangled: where it has not just what was sent.
    """
    reader = _Reader(sent.parts)
    reader.feed(html)
    reader.close()
    return reader.finish()


def _write(inline: Inline, parts: dict[str, Inline]) -> str:
    if isinstance(inline, TextRun):
        return "".join(_write_words(inline.text, parts))
    name = f"v{len(parts)}"
    parts[name] = inline
    if _is_kept(inline):
        # A word says more to a machine than an empty place does: “take 1200 mg”.
        words = f"[{name[1:]}]" if isinstance(inline, CitationMark) else plain_words((inline,))
        return f'<span id="{name}" translate="no">{escape(words, quote=False)}</span>'
    inside = "".join(_write(child, parts) for child in children_of(inline))
    return f'<span id="{name}">{inside}</span>'


def _write_words(text: str, parts: dict[str, Inline]) -> Iterator[str]:
    done = 0
    for blank in BLANK.finditer(text):
        yield escape(text[done : blank.start()], quote=False)
        name = f"v{len(parts)}"
        parts[name] = TextRun(blank[0])
        yield f'<span id="{name}" translate="no">{escape(blank[0], quote=False)}</span>'
        done = blank.end()
    yield escape(text[done:], quote=False)


def _is_kept(inline: Inline) -> bool:
    """Whether all of it comes back as it is: there is nothing in it to translate."""
    return isinstance(inline, CitationMark | MarkedValue | ForeignPhrase) or not children_of(inline)


class _Open(Struct):
    part: Inline | None
    inside: list[Inline]


class _Reader(HTMLParser):
    def __init__(self, parts: dict[str, Inline]) -> None:
        super().__init__(convert_charrefs=True)
        self._missing = dict(parts)
        self._open = [_Open(None, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id")
        part = self._missing.pop(name, None) if tag == "span" and name else None
        if part is None:
            raise Mangled(f"a tag <{tag[:20]}> came back that was not sent, or was sent once")
        self._open.append(_Open(part, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or len(self._open) == 1:
            raise Mangled(f"a tag </{tag[:20]}> came back that was not open")
        closed = self._open.pop()
        self._open[-1].inside += self._close(closed)

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(TextRun(data))

    def handle_comment(self, data: str) -> None:
        raise Mangled(f"a comment came back that was not sent: {data[:20]}")

    def handle_decl(self, decl: str) -> None:
        raise Mangled(f"a declaration came back that was not sent: {decl[:20]}")

    def handle_pi(self, data: str) -> None:
        raise Mangled(f"an instruction came back that was not sent: {data[:20]}")

    def unknown_decl(self, data: str) -> None:
        raise Mangled(f"a declaration came back that was not sent: {data[:20]}")

    def finish(self) -> Inlines:
        if len(self._open) > 1 or self._missing:
            raise Mangled("not every tag that was sent came back")
        return normalise(tuple(self._open[0].inside))

    @staticmethod
    def _close(closed: _Open) -> Inlines:
        part = closed.part
        assert part is not None  # noqa: S101 - only the outermost has none, and is never closed
        if isinstance(part, TextRun) or _is_kept(part):
            if any(not isinstance(inline, TextRun) for inline in closed.inside):
                raise Mangled("a tag came back inside of something that was to stay as it is")
            return (part,)
        if plain_words(children_of(part)) and not plain_words(tuple(closed.inside)):
            raise Mangled("a tag came back without its words")
        return (with_children(part, tuple(closed.inside)),)
