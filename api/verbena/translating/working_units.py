"""Units as they are worked on in a locale: the source as it is loaded, the translation, and what is known of both."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import Any, Protocol, TypeVar

from msgspec import msgpack

from verbena.catalogs.values import CatalogEntry
from verbena.model.edition import Revision, SourceUnit, SubjectName
from verbena.model.findings import Finding
from verbena.model.markup import write_markup
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import Refusal, UnitEvent, UnitName
from verbena.rendering.names import Names
from verbena.store.loading import Drafts
from verbena.store.units import Units
from verbena.translating.domains import domain_of
from verbena.translating.extract import DescribedUnit, describe_units
from verbena.translating.judge import is_outdated
from verbena.translating.tag_notes import write_tag_notes

Known = TypeVar("Known")


class Workbench(Drafts, Units, Protocol):
    """The store as those who translate know it."""


class WorkingSubject:
    """A subject in a locale, with its translations by unit path; what else is asked for is read then, and once.

    It may be asked from several threads: `lock` sees to it that what all wait for is read once. `names` keeps what was
    found of the things that its texts mention, by language.
    """

    def __init__(
        self, store: Workbench, revision: Revision, locale: str, translations: Mapping[str, Translation] | None = None
    ) -> None:
        self.store = store
        self.revision = revision
        self.locale = locale
        if translations is None:
            translations = store.read_translations(revision.name, locale).get(locale, {})
        self.translations = translations
        self.names: dict[str, Names] = {}
        self.lock = RLock()
        self._known: dict[str, Any] = {}

    @property
    def name(self) -> SubjectName:
        """The subject's."""
        return self.revision.name

    @property
    def domain(self) -> str:
        """The catalog that its units are in: an article's slug, `reference` or `interface`."""
        return domain_of(self.revision)

    @property
    def findings(self) -> dict[str, tuple[Finding, ...]]:
        """What the translations' checks found, by unit path."""
        return self._read_once("findings", self.store.read_findings)

    @property
    def refusals(self) -> dict[str, Refusal]:
        """What was refused and not mended since, by unit path."""
        return self._read_once("refusals", self.store.read_refusals)

    @property
    def translators(self) -> dict[str, str]:
        """Who made the words that are there, by unit path, where that is known."""
        return self._read_once("translators", self.store.read_translators)

    def walk(self) -> Iterator[WorkingUnit]:
        """Every unit of the source, in reading order."""
        for described in describe_units(self.revision):
            yield WorkingUnit(self, described)

    def find(self, path: str) -> WorkingUnit | None:
        """The unit at that path; null where the source has none."""
        if path not in self.revision.units:
            return None
        return next((unit for unit in self.walk() if unit.path == path), None)

    def _read_once(self, what: str, read: Callable[[SubjectName, str], Known]) -> Known:
        with self.lock:
            if what not in self._known:
                self._known[what] = read(self.name, self.locale)
            known: Known = self._known[what]
        return known


class WorkingUnit:
    """One unit of a subject in a locale."""

    def __init__(self, subject: WorkingSubject, described: DescribedUnit) -> None:
        self.subject = subject
        self.path = described.path
        self.source: SourceUnit = described.unit
        self.description = described.description
        self.above = described.above

    @property
    def name(self) -> UnitName:
        """What events name it by."""
        return UnitName(self.subject.name, self.subject.locale, self.path)

    @property
    def source_locale(self) -> str:
        """The tag of the language that the source is in."""
        return self.subject.revision.locale

    @property
    def tag_notes(self) -> tuple[str, ...]:
        """What each tag of the source text stands for, in English."""
        return write_tag_notes(self.source.inlines)

    @property
    def translation(self) -> Translation | None:
        """What there is, whatever its state; null where it is missing."""
        return self.subject.translations.get(self.path)

    @property
    def version(self) -> str:
        """The name of the translation as it is now, also where there is none."""
        return name_version(self.translation)

    @property
    def is_outdated(self) -> bool:
        """Whether there is a translation, and it was made from another text than the source's of today."""
        return self.translation is not None and is_outdated(self.source, self.translation)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the translation's checks found and let pass."""
        return self.subject.findings.get(self.path, ())

    @property
    def refusal(self) -> Refusal | None:
        """The newest translation that was not taken, unless one has been since."""
        return self.subject.refusals.get(self.path)

    @property
    def translator(self) -> str | None:
        """Who made the words that are there; null where nobody knows."""
        return self.subject.translators.get(self.path)

    def find_reviewer(self) -> str | None:
        """Who brought the translation, as it is now, into the state REVIEWED or FINAL; null where nobody knows."""
        now = self.translation
        if now is None or now.state not in REVIEWED:
            return None
        for event in read_history(self.subject.store, self.name, _LOOKED_AT):
            if event.before != event.after:
                return event.signature.by if _is_same(event.after, now) else None
        return None

    def find_older_source(self) -> SourceUnit | None:
        """The source text that an outdated translation was made from; null where it is not, or nobody keeps it."""
        if self.translation is None or not self.is_outdated:
            return None
        return self.subject.store.find_older_source(self.subject.name, self.path, self.translation.source_hash)

    def make_entry(self, text: str) -> CatalogEntry:
        """An entry of a catalog that translates the source as it is now."""
        return CatalogEntry(
            path=self.path, source=write_markup(self.source.inlines), translation=text, limit=self.source.limit, line=1
        )


REVIEWED = (TranslationState.REVIEWED, TranslationState.FINAL)
"""The states that only those give who may review."""

_LOOKED_AT = 50


def name_version(translation: Translation | None) -> str:
    """A name that changes exactly when the words, the source, the state or the origin of a translation do."""
    told: list[str] = []
    if translation is not None:
        text, state, origin = write_markup(translation.inlines), translation.state, translation.origin
        told = [text, translation.source_hash, state.value, origin.value]
    return hashlib.sha256(msgpack.encode(told)).hexdigest()[:16]


def read_history(store: Units, unit: UnitName, most: int) -> Iterator[UnitEvent]:
    """The newest events of a unit, newest first, as far as somebody goes on asking, and no more than `most`."""
    before: int | None = None
    while most > 0:
        page = store.read_unit_history(unit, min(most, _AT_A_TIME), before)
        yield from page.events
        most -= len(page.events)
        if not page.has_next_page:
            return
        before = page.position


_AT_A_TIME = 50


def _is_same(one: Translation | None, other: Translation) -> bool:
    return one is not None and name_version(one) == name_version(other)
