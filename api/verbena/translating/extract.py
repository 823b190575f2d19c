"""Units out: a source's texts as the entries of a catalog, with what a translator must know of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verbena.catalogs.values import CatalogEntry
from verbena.language.names import name_of
from verbena.model.article import Article
from verbena.model.edition import Revision, SourceUnit
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    ForeignPhrase,
    Inline,
    Link,
    MedicationMention,
    TextRun,
    children_of,
    walk,
)
from verbena.model.markup import link_tag, write_markup
from verbena.translating.outline import OutlinedUnit, outline_units

_REFERENCE_FIELDS = {
    "genericName": "International non-proprietary name of a medicine, in the form that your language uses",
    "short": "Abbreviation, as readers of your language know it",
    "expansion": "What the abbreviation stands for",
    "definition": "What the abbreviation means, for somebody who never met it",
    "biography": "Who a contributor is",
    "name": "Name",
    "text": "Word of the interface",
}


def extract_units(
    revision: Revision, notes: Mapping[str, str] | None = None, places: Mapping[str, str] | None = None
) -> tuple[CatalogEntry, ...]:
    """An entry for each unit of a revision, in reading order, without translation.

    The note of an entry says what the unit is, the headings above it, what its author tells translators (`notes`, by
    path) and what each tag stands for. `places` gives the `file:line` of a unit by its path.
    """
    notes, places = notes or {}, places or {}
    return tuple(
        CatalogEntry(
            path=place.path,
            source=write_markup(unit.inlines),
            note="\n".join(_note(place, unit, revision, notes.get(place.path))),
            places=(places[place.path],) if place.path in places else (),
        )
        for place, unit in _place_units(revision)
    )


def _place_units(revision: Revision) -> Iterator[tuple[OutlinedUnit, SourceUnit]]:
    left = dict(revision.units)
    places = outline_units(revision.structure) if isinstance(revision.structure, Article) else ()
    for place in places:
        if (unit := left.pop(place.path, None)) is not None:
            yield place, unit
    for path, unit in left.items():
        yield OutlinedUnit(path, _REFERENCE_FIELDS.get(path.rpartition(".")[2], "Text")), unit


def _note(place: OutlinedUnit, unit: SourceUnit, revision: Revision, told: str | None) -> Iterator[str]:
    yield f"{place.what}."
    above = [_words(revision.units[path].inlines) for path in place.above if path in revision.units]
    if above:
        yield f"Under: {' › '.join(above)}"
    if told:
        yield from told.strip().splitlines()
    yield from dict.fromkeys(meaning for inline in walk(unit.inlines) for meaning in _explain(inline))


def _explain(inline: Inline) -> Iterator[str]:
    match inline:
        case CitationMark(keys=keys):
            yield from (f"<c.{key}/> = the number of a source: keep it beside what it supports" for key in keys)
        case MedicationMention(key=key, children=()):
            yield f"<m.{key}/> = the medication {key}: readers see its name in your language"
        case MedicationMention(key=key):
            yield f"<m.{key}>…</m.{key}> = words for the medication {key}: translate them"
        case AbbreviationMention(key=key, children=()):
            yield f"<abbr.{key}/> = the abbreviation {key}: readers see its short form in your language"
        case AbbreviationMention(key=key):
            yield f"<abbr.{key}>…</abbr.{key}> = words for the abbreviation {key}: translate them"
        case ForeignPhrase(lang=lang):
            yield f"<lang.{lang}>…</lang.{lang}> = words in {name_of(lang, 'en')}: keep them as they are"
        case Link(href=href):
            yield f"<{link_tag(href)}>…</{link_tag(href)}> = a link to {href}: translate its words"
        case ArticleLink(key=key):
            yield f"<article.{key}>…</article.{key}> = a link to the article {key}: translate its words"


def _words(inlines: tuple[Inline, ...]) -> str:
    parts = (
        inline.text if isinstance(inline, TextRun) else inline.key
        for inline in walk(inlines)
        if isinstance(inline, TextRun)
        or (isinstance(inline, MedicationMention | AbbreviationMention) and not children_of(inline))
    )
    return "".join(parts).strip()
