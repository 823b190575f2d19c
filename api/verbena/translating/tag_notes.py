"""What each tag of a text stands for: told to translators in an entry's note, and read back from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbena.authoring.links import check_address
from verbena.language.names import name_of
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    ForeignPhrase,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    reads_alone,
    walk,
)
from verbena.model.marked_value import ValueKind
from verbena.model.markup import link_tag, own_tags


def write_tag_notes(inlines: tuple[Inline, ...]) -> tuple[str, ...]:
    """A line for each tag that names something, in reading order, each once."""
    return tuple(dict.fromkeys(line for inline in walk(inlines) for line in _explain(inline)))


def read_links(note: str) -> dict[str, str]:
    """The address of each link tag that a note explains, by the tag.

    Lines may have been wrapped since they were written. An address counts where its tag is this very one, so that a
    note can't send a link elsewhere, and where a source could link to it.
    """
    explained = ((tag, "".join(address.split())) for tag, address in _LINK.findall(note))
    return {tag: href for tag, href in explained if link_tag(href) == tag and check_address(href) is None}


_LINK = re.compile(r"<(link\.[0-9a-f]+)>…</\1>\s+=\s+a\s+link\s+to\s+(\S[^<>]*?):\s+translate\s+its\s+words")


_VALUES = {ValueKind.NUMBER: "number", ValueKind.PERCENT: "percentage", ValueKind.DATE: "date"}


def _explain(inline: Inline) -> Iterator[str]:
    if meaning := _tell_meaning(inline):
        is_empty = isinstance(inline, CitationMark) or reads_alone(inline)
        yield from (
            f"<{tag}/> = {meaning}" if is_empty else f"<{tag}>…</{tag}> = {meaning}" for tag in own_tags(inline)
        )


def _tell_meaning(inline: Inline) -> str | None:
    match inline:
        case CitationMark():
            return "the number of a source: keep it beside what it supports"
        case MedicationMention(key=key, children=()):
            return f"the medication {key}: readers see its name in your language"
        case MedicationMention(key=key):
            return f"words for the medication {key}: translate them"
        case AbbreviationMention(key=key, children=()):
            return f"the abbreviation {key}: readers see its short form in your language"
        case AbbreviationMention(key=key):
            return f"words for the abbreviation {key}: translate them"
        case MarkedValue(kind=kind, value=value):
            return f"the {_VALUES[kind]} {value}: readers see it as your language writes it"
        case ForeignPhrase(lang=lang):
            return f"words in {name_of(lang, 'en')}: keep them as they are"
        case Link(href=href):
            return f"a link to {href}: translate its words"
        case ArticleLink(key=key):
            return f"a link to the article {key}: translate its words"
        case _:
            return None
