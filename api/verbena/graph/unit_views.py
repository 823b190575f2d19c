"""Units as a workbench sees them: what GraphQL's types take from what `translating` gives.

Nothing here asks the database unless its description says so; such things are called in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from verbena.graph.unit_ids import TYPE_NAME, write_event_cursor, write_unit_id
from verbena.language.direction import TextDirection, direction_of
from verbena.model.edition import SubjectKind
from verbena.model.findings import Finding, Severity
from verbena.model.inline import Inline
from verbena.model.markup import hash_text, write_markup
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import Refusal, UnitEvent, UnitEventKind
from verbena.rendering.html import phrasing_html
from verbena.rendering.names import Names
from verbena.rendering.plain import plain_text
from verbena.translating.difference import Segment, compare_wordings
from verbena.translating.draft_names import DraftNames
from verbena.translating.open_subject import open_subject
from verbena.translating.working_units import Workbench, WorkingSubject, WorkingUnit


class UnitTextView:
    """A text in a language; `find_names` may ask the database."""

    def __init__(self, inlines: tuple[Inline, ...], lang: str, find_names: Callable[[], Names | None]) -> None:
        self.lang = lang
        self._inlines = inlines
        self._find_names = find_names

    @property
    def tagged(self) -> str:
        return write_markup(self._inlines)

    @property
    def hash(self) -> str:
        return hash_text(self.tagged)

    @property
    def dir(self) -> TextDirection:
        return direction_of(self.lang)

    def render_value(self) -> str | None:
        """The text as readers see it without markup; null where its subject is gone. Asks the database."""
        names = self._find_names()
        return plain_text(self._inlines, self.lang, names) if names else None

    def render_html(self) -> str | None:
        """The text as HTML; null where its subject is gone. Asks the database."""
        names = self._find_names()
        return phrasing_html(self._inlines, self.lang, self.dir, names) if names else None


class FindingView:
    """What a check found."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.code = finding.code.value
        self.severity: Severity = finding.severity
        self.start = finding.start
        self.end = finding.end


class RefusalView:
    """A translation that was not taken."""

    def __init__(self, refusal: Refusal) -> None:
        self.tagged = refusal.text
        self.source_hash = refusal.source_hash
        self.state: TranslationState = refusal.state
        self.origin: TranslationOrigin = refusal.origin
        self.at: datetime = refusal.at
        self.by = refusal.by
        self.findings = tuple(map(FindingView, refusal.findings))


class FormerSourceView:
    """The source text that an outdated translation was made from, and what differs in that of today."""

    def __init__(self, unit: WorkingUnit, inlines: tuple[Inline, ...]) -> None:
        self.text = UnitTextView(inlines, unit.source_locale, _names_in(unit.subject, unit.source_locale))
        now = write_markup(unit.source.inlines)
        self.difference: tuple[Segment, ...] = compare_wordings(self.text.tagged, now, unit.source_locale)


class UnitTranslationView:
    """The translation that a unit has."""

    def __init__(self, unit: WorkingUnit, translation: Translation) -> None:
        self.unit = unit
        locale = unit.subject.locale
        self.text = UnitTextView(translation.inlines, locale, _names_in(unit.subject, locale))
        self.state: TranslationState = translation.state
        self.origin: TranslationOrigin = translation.origin
        self.is_outdated = unit.is_outdated
        self.updated_at: datetime = translation.updated_at
        self.source_hash = translation.source_hash

    def find_former_source(self) -> FormerSourceView | None:
        """What it was made from, where that is not today's text. Asks the database."""
        older = self.unit.find_older_source()
        return FormerSourceView(self.unit, older.inlines) if older else None


class UnitView:
    """A unit in a locale."""

    type_name = TYPE_NAME

    def __init__(self, unit: WorkingUnit) -> None:
        self.unit = unit
        subject, locale = unit.subject, unit.source_locale
        self.id = write_unit_id(unit.name)
        self.catalog = subject.domain
        self.subject_kind: SubjectKind = subject.name.kind
        self.key = subject.name.key
        self.path = unit.path
        self.locale = subject.locale
        self.source_locale = locale
        self.description = unit.description
        self.above = unit.above
        self.notes = unit.tag_notes
        self.limit = unit.source.limit
        self.version = unit.version
        self.source = UnitTextView(unit.source.inlines, locale, _names_in(subject, locale))
        self.target = UnitTranslationView(unit, unit.translation) if unit.translation else None


class PastTranslationView:
    """What a translation was before or after something happened to it."""

    def __init__(self, translation: Translation, locale: str, find_names: Callable[[], Names | None]) -> None:
        self.text = UnitTextView(translation.inlines, locale, find_names)
        self.state: TranslationState = translation.state
        self.origin: TranslationOrigin = translation.origin
        self.source_hash = translation.source_hash


class UnitEventView:
    """Something that happened to a unit; `subject` is what is known of it already."""

    def __init__(self, store: Workbench, event: UnitEvent, subject: WorkingSubject | None = None) -> None:
        self.cursor = write_event_cursor(event.sequence)
        self.kind: UnitEventKind = event.kind
        self.at: datetime = event.at
        self.by = event.signature.by
        self.why = event.signature.why
        self.locale = event.unit.locale
        self.path = event.unit.path
        self.unit_id = write_unit_id(event.unit)
        self.subject_kind: SubjectKind = event.unit.subject.kind
        self.key = event.unit.subject.key
        self.before = self._look_back(event.before)
        self.after = self._look_back(event.after)
        self._store = store
        self._event = event
        self._subject = subject

    def find_unit(self) -> UnitView | None:
        """The unit as it is now; null where its source has it no more. Asks the database."""
        name = self._event.unit
        subject = open_subject(self._store, name.subject, name.locale)
        unit = subject.find(name.path) if subject else None
        return UnitView(unit) if unit else None

    def _look_back(self, translation: Translation | None) -> PastTranslationView | None:
        return PastTranslationView(translation, self.locale, self._find_names) if translation else None

    def _find_names(self) -> Names | None:
        if self._subject is None:
            self._subject = open_subject(self._store, self._event.unit.subject, self.locale)
        return None if self._subject is None else DraftNames(self._subject, self.locale)


def _names_in(subject: WorkingSubject, lang: str) -> Callable[[], Names]:
    """The names of a subject's things in a language, read when they are first asked for, once for all its texts."""

    def find() -> Names:
        with subject.lock:
            return subject.names.setdefault(lang, DraftNames(subject, lang))

    return find
