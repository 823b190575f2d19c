"""The drafts as loading sees them while it takes in catalogs: read once, and noted what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.findings import Finding
from verbena.model.translation import Translation
from verbena.model.unit_event import Refusal, UnitName
from verbena.store.loading import Drafts
from verbena.store.units import EventsPage, UnitChange, Units
from verbena.translating.contexts import CheckContexts
from verbena.translating.sources import Sources


class Desk(Sources, Protocol):
    """The sources, and where translations go: a store's, or what stands before it."""

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """As in `verbena.store.loading.Drafts`."""

    def change_units(
        self,
        changes: Sequence[UnitChange],
        at: datetime,
        signature: Signature = UNSIGNED,
        refusals: Sequence[Refusal] = (),
    ) -> tuple[UnitChange, ...]:
        """As in `verbena.store.units.Units`."""

    def read_findings(self, name: SubjectName, locale: str) -> dict[str, tuple[Finding, ...]]:
        """As in `verbena.store.units.Units`."""

    def note_findings(self, locale: str, findings: Mapping[SubjectName, Mapping[str, tuple[Finding, ...]]]) -> None:
        """As in `verbena.store.units.Units`."""

    def read_unit_history(self, unit: UnitName, first: int, before: int | None = None) -> EventsPage:
        """As in `verbena.store.units.Units`."""


class DraftUnits(Drafts, Units, Protocol):
    """What is loaded, as a whole and unit by unit."""


class WatchedDrafts:
    """Drafts that nobody changes but through here.

    `asked` has each subject whose draft was asked for, with its hash, null where there was none: what is made of a file
    with the same answers is the same.
    """

    def __init__(self, drafts: DraftUnits) -> None:
        self.asked: dict[SubjectName, str | None] = {}
        self.contexts = CheckContexts(drafts)
        self._drafts = drafts
        self._names: dict[SubjectKind | None, tuple[SubjectName, ...]] = {}
        self._revisions: dict[SubjectName | str, Revision | None] = {}
        self._translations: dict[tuple[SubjectName, str | None], dict[str, dict[str, Translation]]] = {}

    def begin_domain(self) -> None:
        """Let go of what was read: the catalogs of a domain come one after the other, and need the same."""
        self._revisions.clear()

    def begin_file(self, contexts: CheckContexts) -> None:
        """Nothing was asked yet; `contexts` are what the file is checked against."""
        self.asked = {}
        self.contexts = contexts
        self._translations.clear()

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """As in `Drafts`."""
        if kind not in self._names:
            self._names[kind] = self._drafts.draft_names(kind)
        return self._names[kind]

    def read_draft(self, name: SubjectName) -> Revision | None:
        """As in `Drafts`."""
        if name not in self._revisions:
            self._revisions[name] = self._drafts.read_draft(name)
        found = self._revisions[name]
        self.asked[name] = found.hash if found else None
        return found

    def find_draft(self, slug: str) -> Revision | None:
        """As in `Drafts`."""
        if slug not in self._revisions:
            self._revisions[slug] = self._drafts.find_draft(slug)
        found = self._revisions[slug]
        if found is not None:
            self.asked[found.name] = found.hash
        return found

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        """As in `Drafts`."""
        if (name, locale) not in self._translations:
            self._translations[name, locale] = self._drafts.read_translations(name, locale)
        return self._translations[name, locale]

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """As in `Drafts`."""
        self._translations.clear()
        return self._drafts.save_translations(locale, translations)

    def change_units(
        self,
        changes: Sequence[UnitChange],
        at: datetime,
        signature: Signature = UNSIGNED,
        refusals: Sequence[Refusal] = (),
    ) -> tuple[UnitChange, ...]:
        """As in `Units`."""
        self._translations.clear()
        return self._drafts.change_units(changes, at, signature, refusals)

    def read_findings(self, name: SubjectName, locale: str) -> dict[str, tuple[Finding, ...]]:
        """As in `Units`."""
        return self._drafts.read_findings(name, locale)

    def note_findings(self, locale: str, findings: Mapping[SubjectName, Mapping[str, tuple[Finding, ...]]]) -> None:
        """As in `Units`."""
        self._drafts.note_findings(locale, findings)

    def read_unit_history(self, unit: UnitName, first: int, before: int | None = None) -> EventsPage:
        """As in `Units`."""
        return self._drafts.read_unit_history(unit, first, before)
