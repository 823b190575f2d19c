"""What translations are checked against, made once for each pair of locales."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from msgspec import msgpack

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.names_index import MedicationIndex, MedicationNames
from verbena.catalogs.checks.terms_index import TermIndex
from verbena.catalogs.po import read_po
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.model.inline import plain_words
from verbena.model.reference import Medication
from verbena.model.translation import TranslationState
from verbena.translating.catalog_files import find_folders
from verbena.translating.domains import REFERENCE
from verbena.translating.sources import Sources


@runtime_checkable
class Terms(Protocol):
    """Where a glossary's terms are kept; a store is one."""

    def read_terms(self, locale: str | None = None) -> tuple[GlossaryTerm, ...]:
        """All terms in a locale, from every source locale; in all locales where none is named."""


@runtime_checkable
class HasContexts(Protocol):
    """Sources that keep the contexts for all that is judged by them."""

    contexts: CheckContexts


def contexts_of(sources: Sources) -> CheckContexts:
    """The contexts that the sources keep, or else new ones of what they are now."""
    return sources.contexts if isinstance(sources, HasContexts) else CheckContexts(sources)


class CheckContexts:
    """The contexts of one round of checks: what changes in the sources meanwhile is not seen.

    `sources` have the medicines and what they are called, and the glossary's terms where they keep any. With `locales`,
    the names are those in the catalogs of that folder instead.
    """

    def __init__(self, sources: Sources, locales: Path | None = None) -> None:
        self._sources = sources
        self._glossary = sources if isinstance(sources, Terms) else None
        self._folders = find_folders(locales) if locales is not None else None
        self._medications: tuple[Revision, ...] | None = None
        self._contexts: dict[tuple[str, str], CheckContext] = {}
        self._digests: dict[str, str] = {}

    def find(self, revision: Revision, locale: str) -> CheckContext:
        """The context for a subject's translations into a locale.

        Reference data are checked without names of medicines: among them are those that the names come from.
        """
        if revision.name.kind is not SubjectKind.ARTICLE:
            return self._find(revision.locale, locale, has_names=False)
        return self._find(revision.locale, locale, has_names=True)

    def digest(self, locale: str) -> str:
        """What tells whether anything that an article's translations into a locale are checked by has changed."""
        if locale not in self._digests:
            parts = (self._read_names(locale), self._read_terms(locale))
            self._digests[locale] = hashlib.sha256(msgpack.encode(parts)).hexdigest()[:16]
        return self._digests[locale]

    def _find(self, source_locale: str, locale: str, *, has_names: bool) -> CheckContext:
        key = (source_locale if has_names else f"{source_locale}/", locale)
        if key not in self._contexts:
            terms = [one for one in self._read_terms(locale) if one.source_locale == source_locale]
            names = self._read_names(locale) if has_names else ()
            self._contexts[key] = CheckContext(
                locale,
                source_locale,
                MedicationIndex([_with_terms(one, terms) for one in names], source_locale, locale),
                TermIndex(terms),
            )
        return self._contexts[key]

    def _read_terms(self, locale: str) -> tuple[GlossaryTerm, ...]:
        return self._glossary.read_terms(locale) if self._glossary is not None else ()

    def _read_names(self, locale: str) -> tuple[MedicationNames, ...]:
        if self._medications is None:
            found = (self._sources.read_draft(name) for name in self._sources.draft_names(SubjectKind.MEDICATION))
            self._medications = tuple(one for one in found if one is not None)
        folder = self._read_folder(locale) if self._folders is not None else None
        return tuple(_name(one, self._read_local(one.name, locale, folder)) for one in self._medications)

    def _read_local(self, name: SubjectName, locale: str, folder: dict[str, str] | None) -> str | None:
        path = f"medication.{name.key}.genericName"
        if folder is not None:
            return folder.get(path)
        translation = self._sources.read_translations(name, locale).get(locale, {}).get(path)
        if translation is None or translation.state is TranslationState.INITIAL:
            return None
        return plain_words(translation.inlines)

    def _read_folder(self, locale: str) -> dict[str, str]:
        folder = (self._folders or {}).get(locale)
        file = folder / f"{REFERENCE}.po" if folder else None
        if file is None or not file.is_file():
            return {}
        return {one.path: one.translation for one in read_po(file.read_bytes()).entries if not one.fuzzy}


def _name(medication: Revision, local: str | None) -> MedicationNames:
    generic = medication.units.get(f"medication.{medication.name.key}.genericName")
    structure = medication.structure
    return MedicationNames(
        medication.name.key,
        (plain_words(generic.inlines),) if generic else (),
        (local,) if local else (),
        tuple(brand.name for brand in structure.brands) if isinstance(structure, Medication) else (),
    )


def _with_terms(names: MedicationNames, terms: Sequence[GlossaryTerm]) -> MedicationNames:
    """The same with what the glossary allows for its names."""
    called = {name.casefold() for name in (*names.source, *names.brands)}
    more = [
        one.translation for one in terms if one.term.casefold() in called and one.status is not TermStatus.FORBIDDEN
    ]
    return MedicationNames(names.key, names.source, (*names.local, *more), names.brands) if more else names
