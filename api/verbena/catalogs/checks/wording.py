"""What a translation says can be read: it has words, each of its tags has some, and all of its characters show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.catalogs.checks.report import report
from verbena.catalogs.values import CatalogEntry
from verbena.model.characters import FORBIDDEN, has_paired_controls, is_seen
from verbena.model.findings import Finding, FindingCode
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    TextRun,
    children_of,
    plain_words,
    reads_alone,
    walk,
)
from verbena.model.markup import own_tags, tags_of


def check_wording(
    entry: CatalogEntry, inlines: tuple[Inline, ...] | None, limit: int | None = None
) -> Iterator[Finding]:
    """What no reader could be shown, by the rules that hold for sources; `inlines` is null where it can't be read.

    More characters than `limit` are a warning: they are shown, but may be cut off.
    """
    text = _read(inlines) if inlines is not None else ""
    # A character may be written as it is, or as a reference such as &#xE000;, which only the tree tells.
    for character in dict.fromkeys(FORBIDDEN.findall(entry.translation + text)):
        at = entry.translation.find(character)
        span = (at, at + 1) if at >= 0 else None
        yield _find(entry, FindingCode.CHARACTER_FORBIDDEN, span=span, character=f"U+{ord(character):04X}")
    if not has_paired_controls(text):
        yield _find(entry, FindingCode.CONTROL_UNPAIRED, span=_span(_CONTROL.search(entry.translation)))
    if limit is not None and (length := len(plain_words(inlines or ()))) > limit:
        yield _find(entry, FindingCode.TEXT_TOO_LONG, length=str(length), limit=str(limit))
    if found := _DOUBLED.search(entry.translation):
        yield _find(entry, FindingCode.SIGN_DOUBLED, span=found.span(), found=found[0])
    for inline in walk(inlines or ()):
        yield from _check_tag(entry, inline)
    if inlines is not None and not any(map(is_seen, walk(inlines))):
        yield _find(entry, FindingCode.TEXT_EMPTY)


_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")
_DOUBLED = re.compile(r"<percent\.[^<>]*/>[\s\u200e\u200f\u061c]*[%٪％﹪]|[%٪％﹪]\s*<percent\.[^<>]*/>")
_WORD = re.compile(r"\w")


def _check_tag(entry: CatalogEntry, inline: Inline) -> Iterator[Finding]:
    children = children_of(inline)
    if isinstance(inline, TextRun | CitationMark) or reads_alone(inline):
        return
    tag = next(own_tags(inline))
    if isinstance(inline, Link | ArticleLink):
        if not _WORD.search(_read(children)):
            yield _find(entry, FindingCode.TAG_EMPTY, "link", _find_tag(entry, tag), tag=f"<{tag}>")
        for inner in tags_of(tuple(one for one in walk(children) if isinstance(one, _NOT_IN_LINKS))):
            span = _find_tag(entry, inner)
            yield _find(entry, FindingCode.TAG_NESTED, span=span, inner=f"<{inner}>", tag=f"<{tag}>")
    elif not any(is_seen(child) or isinstance(child, CitationMark) for child in walk(children)):
        yield _find(entry, FindingCode.TAG_EMPTY, span=_find_tag(entry, tag), tag=f"<{tag}>")


def _find(
    entry: CatalogEntry,
    code: FindingCode,
    variant: str = "",
    span: tuple[int, int] | None = None,
    **values: str,
) -> Finding:
    return report(entry, code, variant, span, **values)


def _find_tag(entry: CatalogEntry, tag: str) -> tuple[int, int] | None:
    return _span(re.search(rf"<{re.escape(tag)}\s*/?>", entry.translation))


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span() if found else None


_NOT_IN_LINKS = (Link, ArticleLink, CitationMark, MedicationMention, AbbreviationMention, MarkedValue)


def _read(inlines: tuple[Inline, ...]) -> str:
    return "".join(inline.text for inline in walk(inlines) if isinstance(inline, TextRun))
