"""The inline tags of a translation are its source's: none lost, none invented, all well-formed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode
from verbena.model.inline import Inline
from verbena.model.markup import MarkupError, read_markup, tags_of


def check_markup(
    entry: CatalogEntry, links: Mapping[str, str]
) -> tuple[tuple[Inline, ...] | None, tuple[Finding, ...]]:
    """The translation as an inline tree (null where it can't be read), and what is wrong with its tags.

    Tags are compared as a multiset: a translator moves them as the language wants. `links` gives the address of each
    link tag that is known.
    """
    if unknown := [tag for tag in dict.fromkeys(_LINK.findall(entry.source)) if tag not in links]:
        return None, tuple(_find(entry, FindingCode.LINK_UNKNOWN, _describe_unknown(tag)) for tag in unknown)
    try:
        source = read_markup(entry.source, links)
    except MarkupError as error:
        return None, (_find(entry, FindingCode.MARKUP_MALFORMED, f"the source text can't be read: {error}"),)
    try:
        translation = read_markup(entry.translation, links)
    except MarkupError as error:
        near = entry.translation[max(0, error.position - 20) : error.position + 20]
        message = f"{error}, at character {error.position + 1} (“{near}”): copy the tags from the source text"
        return None, (_find(entry, FindingCode.MARKUP_MALFORMED, message),)
    return translation, tuple(_compare(entry, Counter(tags_of(source)), Counter(tags_of(translation))))


_LINK = re.compile(r"<(link\.[^\s<>/]+)")


def _describe_unknown(tag: str) -> str:
    return (
        f"<{tag}> is a link that the source has no more, and no comment of the entry tells its address:"
        " bring the entry up to date (msgmerge does), or put its comments (#.) back"
    )


def _compare(entry: CatalogEntry, source: Counter[str], translation: Counter[str]) -> Iterator[Finding]:
    for tag, count in (source - translation).items():
        yield _find(entry, FindingCode.TAG_LOST, f"<{tag}> is missing{_times(count)}: put it where it belongs")
    for tag, count in (translation - source).items():
        yield _find(entry, FindingCode.TAG_INVENTED, f"<{tag}> is not in the source text{_times(count)}: take it out")


def _find(entry: CatalogEntry, code: FindingCode, message: str) -> Finding:
    return Finding(code, message, entry.line, entry.path)


def _times(count: int) -> str:
    return f" {count} times" if count > 1 else ""
