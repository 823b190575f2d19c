"""What a translation says can be read: it has words, each of its tags has some, and all of its characters show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.catalogs.values import CatalogEntry
from verbena.model.characters import FORBIDDEN, describe_forbidden, has_paired_controls, is_seen
from verbena.model.findings import Finding, FindingCode, Severity
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
        yield Finding(FindingCode.CHARACTER_FORBIDDEN, describe_forbidden(character), entry.line, entry.path)
    if not has_paired_controls(text):
        message = "a control of writing direction is opened and not closed (or the reverse): delete it"
        yield Finding(FindingCode.CONTROL_UNPAIRED, message, entry.line, entry.path)
    if limit is not None and (length := len(plain_words(inlines or ()))) > limit:
        message = f"the translation has {length} characters, and there is room for {limit}: find shorter words"
        yield Finding(FindingCode.TEXT_TOO_LONG, message, entry.line, entry.path, Severity.WARNING)
    if found := _DOUBLED.search(entry.translation):
        message = f"“{found[0]}” would be read with two signs: the tag brings that of your language along"
        yield Finding(FindingCode.SIGN_DOUBLED, message, entry.line, entry.path, Severity.WARNING)
    for inline in walk(inlines or ()):
        yield from _check_tag(entry, inline)
    if inlines is not None and not any(map(is_seen, walk(inlines))):
        message = "the translation has no words: translate the text, or leave msgstr empty"
        yield Finding(FindingCode.TEXT_EMPTY, message, entry.line, entry.path)


_DOUBLED = re.compile(r"<percent\.[^<>]*/>[\s\u200e\u200f\u061c]*[%٪％﹪]|[%٪％﹪]\s*<percent\.[^<>]*/>")
_WORD = re.compile(r"\w")


def _check_tag(entry: CatalogEntry, inline: Inline) -> Iterator[Finding]:
    children = children_of(inline)
    if isinstance(inline, TextRun | CitationMark) or reads_alone(inline):
        return
    tag = next(own_tags(inline))
    if isinstance(inline, Link | ArticleLink):
        if not _WORD.search(_read(children)):
            message = f"<{tag}> has no words in it: a link without words leads nowhere, say what it leads to"
            yield Finding(FindingCode.TAG_EMPTY, message, entry.line, entry.path)
        for inner in tags_of(tuple(one for one in walk(children) if isinstance(one, _NOT_IN_LINKS))):
            message = f"<{inner}> stands inside <{tag}>: put it beside, a link has only words in it"
            yield Finding(FindingCode.TAG_NESTED, message, entry.line, entry.path)
    elif not any(is_seen(child) or isinstance(child, CitationMark) for child in walk(children)):
        message = f"<{tag}> has no words in it: put it around those that it belongs to"
        yield Finding(FindingCode.TAG_EMPTY, message, entry.line, entry.path)


_NOT_IN_LINKS = (Link, ArticleLink, CitationMark, MedicationMention, AbbreviationMention, MarkedValue)


def _read(inlines: tuple[Inline, ...]) -> str:
    return "".join(inline.text for inline in walk(inlines) if isinstance(inline, TextRun))
