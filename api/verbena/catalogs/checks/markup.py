"""The inline tags of a translation are its source's: none lost, none invented, all well-formed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from verbena.catalogs.checks.report import report
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode
from verbena.model.inline import Inline
from verbena.model.markup import MarkupError, read_markup, tags_of

Trees = tuple[tuple[Inline, ...] | None, tuple[Inline, ...] | None]


def check_markup(entry: CatalogEntry, links: Mapping[str, str]) -> tuple[Trees, tuple[Finding, ...]]:
    """Source and translation as inline trees (each null where it can't be read), and what is wrong with the tags.

    Tags are compared as a multiset: a translator moves them as the language wants. `links` gives the address of each
    link tag that is known. What is too much is told at its last place.
    """
    if unknown := [tag for tag in dict.fromkeys(_LINK.findall(entry.source)) if tag not in links]:
        return (None, None), tuple(_find(entry, FindingCode.LINK_UNKNOWN, tag=f"<{tag}>") for tag in unknown)
    try:
        source = read_markup(entry.source, links)
    except MarkupError as error:
        return (None, None), (_find(entry, FindingCode.MARKUP_MALFORMED, "source", reason=str(error)),)
    try:
        translation = read_markup(entry.translation, links)
    except MarkupError as error:
        return (source, None), (_tell_malformed(entry, error),)
    return (source, translation), tuple(_compare(entry, Counter(tags_of(source)), Counter(tags_of(translation))))


_LINK = re.compile(r"<(link\.[^\s<>/]+)")
_NEAR = 20


def _tell_malformed(entry: CatalogEntry, error: MarkupError) -> Finding:
    text, at = entry.translation, min(error.position, max(0, len(entry.translation) - 1))
    tag = re.compile(r"<[^<>]*>?").match(text, at)
    return _find(
        entry,
        FindingCode.MARKUP_MALFORMED,
        "",
        span=tag.span() if tag else (at, min(len(text), at + 1)),
        reason=str(error),
        position=str(error.position + 1),
        near=text[max(0, error.position - _NEAR) : error.position + _NEAR],
    )


def _compare(entry: CatalogEntry, source: Counter[str], translation: Counter[str]) -> Iterator[Finding]:
    for tag, count in (source - translation).items():
        yield _find(entry, FindingCode.TAG_LOST, _often(count), None, **_count(tag, count))
    for tag, count in (translation - source).items():
        *_, place = re.finditer(rf"<{re.escape(tag)}\s*/?>", entry.translation)
        yield _find(entry, FindingCode.TAG_INVENTED, _often(count), place.span(), **_count(tag, count))


def _find(
    entry: CatalogEntry,
    code: FindingCode,
    variant: str = "",
    span: tuple[int, int] | None = None,
    **values: str,
) -> Finding:
    return report(entry, code, variant, span, **values)


def _often(count: int) -> str:
    return "often" if count > 1 else ""


def _count(tag: str, count: int) -> dict[str, str]:
    return {"tag": f"<{tag}>"} | ({"count": str(count)} if count > 1 else {})
