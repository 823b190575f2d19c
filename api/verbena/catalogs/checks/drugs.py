"""Medicines are named as the source names them: none is missing, and no other stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.names_index import MedicationNames, NamedMedication
from verbena.catalogs.checks.plain_text import PlainText
from verbena.catalogs.checks.report import report
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode


def check_drugs(
    entry: CatalogEntry, source: PlainText, translation: PlainText, context: CheckContext
) -> Iterator[Finding]:
    """An error for each medicine that the source names in words and the translation does not, or the reverse.

    Right names are the locale's non-proprietary one, brands, and those of the glossary. A medicine whose name in the
    locale nobody has told is missed nowhere. A tag without words names its medicine.
    """
    index = context.medications
    wanted = {one.key for one in index.find_in_source(source.text)}
    found = index.find_in_translation(translation.text)
    named = {one.key for one in found} | _named_by_tags(translation)
    others = [one for one in found if one.key not in wanted and one.key not in _named_by_tags(source)]
    others += _find_swapped(translation, found, _pairs(source, index.find_in_source(source.text)))
    foreign = [one for one in index.find_foreign(translation.text) if one.key not in named]
    for key in sorted(wanted - named):
        names = index.medications[key]
        if not names.local:
            continue
        place = next((one for one in foreign if one.key == key), None)
        span = (place.start, place.end) if place else _find_near(names, translation.text)
        if span:
            found_word = translation.text[slice(*span)]
            yield report(
                entry,
                FindingCode.DRUG_LOST,
                "misspelled",
                translation.place(*span),
                wanted=names.local[0],
                found=found_word,
            )
        elif not others:
            yield report(entry, FindingCode.DRUG_LOST, wanted=names.local[0])
    for one in others:
        span = translation.place(one.start, one.end)
        yield report(entry, FindingCode.DRUG_DIFFERS, span=span, found=translation.text[one.start : one.end])


def _named_by_tags(plain: PlainText) -> set[str]:
    return {one.target for one in plain.placed if one.kind == "m" and one.end - one.start == 1}


def _find_swapped(
    translation: PlainText, found: list[NamedMedication], meant: set[tuple[str, str]]
) -> list[NamedMedication]:
    """Names of other medicines between the tags of one, where the source has not those."""
    return [
        one
        for tag in translation.placed
        for one in found
        if tag.kind == "m" and tag.start <= one.start < tag.end and one.key != tag.target
        if (tag.target, one.key) not in meant
    ]


def _pairs(source: PlainText, named: list[NamedMedication]) -> set[tuple[str, str]]:
    """The medicines that are named between the tags of others."""
    return {(tag.target, one.key) for tag in source.placed for one in named if tag.start <= one.start < tag.end}


def _find_near(names: MedicationNames, text: str) -> tuple[int, int] | None:
    """The word that is nearly one of the names, as a slip would make it."""
    wanted = [name.casefold() for name in (*names.local, *names.brands)]
    best, place = _ALIKE, None
    for word in _WORD.finditer(text):
        for name in wanted:
            if abs(len(name) - len(word[0])) <= _LONGER and name[:1] == word[0][:1].casefold():
                ratio = SequenceMatcher(None, name, word[0].casefold(), autojunk=False).ratio()
                if ratio > best:
                    best, place = ratio, word.span()
    return place


_WORD = re.compile(f"{LETTER}{{4,}}")
_ALIKE = 0.7
_LONGER = 4
