"""What an article uses: its sources, medications and abbreviations, each in the order of first use."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from verbena.model.article import Article
from verbena.model.edition import SourceUnit
from verbena.model.inline import AbbreviationMention, CitationMark, MedicationMention, walk
from verbena.model.units import walk_units

Sections = tuple[str, ...]


class Uses(Struct, frozen=True):
    """Keys in the order of first use, each with the keys of the sections whose own text uses it.

    They come from the source text, so numbers are the same in every locale. Sources that only claims name come last;
    medications are those that the article lists, then any others that it mentions.
    """

    citations: dict[str, Sections]
    medications: dict[str, Sections]
    abbreviations: dict[str, Sections]
    numbers: dict[str, int]


def index_uses(article: Article, units: Mapping[str, SourceUnit]) -> Uses:
    """What `article` with the texts `units` uses."""
    citations: dict[str, list[str]] = {}
    medications: dict[str, list[str]] = {use.medication: [] for use in article.medications}
    abbreviations: dict[str, list[str]] = {}
    for place in walk_units(article):
        unit = units.get(place.path)
        for inline in walk(unit.inlines) if unit else ():
            match inline:
                case CitationMark(keys=keys):
                    for key in keys:
                        _note(citations, key, place.section)
                case MedicationMention(key=key):
                    _note(medications, key, place.section)
                case AbbreviationMention(key=key):
                    _note(abbreviations, key, place.section)
    for use in article.medications:
        for claim in use.claims:
            for key in claim.citations:
                _note(citations, key, None)
    numbers = {key: number for number, key in enumerate(citations, 1)}
    return Uses(_freeze(citations), _freeze(medications), _freeze(abbreviations), numbers)


def _note(index: dict[str, list[str]], key: str, section: str | None) -> None:
    sections = index.setdefault(key, [])
    if section is not None and section not in sections:
        sections.append(section)


def _freeze(index: dict[str, list[str]]) -> dict[str, Sections]:
    return {key: tuple(sections) for key, sections in index.items()}
