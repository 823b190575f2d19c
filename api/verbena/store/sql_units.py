"""Units as they are worked on, on a SQL database: each call is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SourceUnit, SubjectName
from verbena.model.findings import Finding
from verbena.model.unit_event import Refusal, UnitEvent, UnitName
from verbena.store.columns import count_microseconds
from verbena.store.database import Database
from verbena.store.older_sources import find_older_source
from verbena.store.subjects import find_subjects
from verbena.store.unit_changes import make_changes
from verbena.store.unit_history import (
    read_translators,
    read_unit_comments,
    read_unit_events,
    read_unit_history,
    read_unit_position,
)
from verbena.store.unit_notes import note_subject_findings, read_findings, read_refusals
from verbena.store.units import EventsPage, UnitChange


class SqlUnits:
    """Implements `verbena.store.units.Units`."""

    database: Database

    def change_units(
        self,
        changes: Sequence[UnitChange],
        at: datetime,
        signature: Signature = UNSIGNED,
        refusals: Sequence[Refusal] = (),
    ) -> tuple[UnitChange, ...]:
        """Make these changes in one transaction; gives those that were not made, because the unit was changed since."""
        count_microseconds(at)  # refuses a moment without offset, before anything is written
        with self.database.writing() as connection:
            return make_changes(connection, changes, at, signature, refusals)

    def read_findings(self, name: SubjectName, locale: str) -> dict[str, tuple[Finding, ...]]:
        """The findings of the translations of a subject in a locale, by unit path; those without any left out."""
        with self.database.reading() as connection:
            number = find_subjects(connection, [name]).get(name)
            return {} if number is None else read_findings(connection, number, locale)

    def note_findings(self, locale: str, findings: Mapping[SubjectName, Mapping[str, tuple[Finding, ...]]]) -> None:
        """Make these, by unit path, all the findings that the translations of each subject have in a locale."""
        with self.database.writing() as connection:
            numbers = find_subjects(connection, findings)
            known = {number: findings[name] for name, number in numbers.items()}
            note_subject_findings(connection, locale, known)

    def read_refusals(self, name: SubjectName, locale: str) -> dict[str, Refusal]:
        """What was refused of a subject in a locale and not mended since, by unit path."""
        with self.database.reading() as connection:
            number = find_subjects(connection, [name]).get(name)
            return {} if number is None else read_refusals(connection, name, number, locale)

    def read_unit_history(self, unit: UnitName, first: int, before: int | None = None) -> EventsPage:
        """The newest events of a unit before that number, newest first."""
        with self.database.asking() as connection:
            return read_unit_history(connection, unit, first, before)

    def read_unit_comments(self, name: SubjectName, locale: str) -> dict[str, tuple[UnitEvent, ...]]:
        """What people said of the units of a subject in a locale, by unit path, oldest first."""
        with self.database.reading() as connection:
            number = find_subjects(connection, [name]).get(name)
            return {} if number is None else read_unit_comments(connection, number, locale)

    def read_unit_events(self, after: int, first: int, locales: Collection[str] | None = None) -> EventsPage:
        """The first events after that number, at most `first`, in these locales or in all."""
        with self.database.reading() as connection:
            return read_unit_events(connection, after, first, locales)

    def unit_position(self) -> int:
        """The number of the newest event, 0 before the first."""
        with self.database.asking() as connection:
            return read_unit_position(connection)

    def read_translators(self, name: SubjectName, locale: str) -> dict[str, str]:
        """Who made the words of each translation as they are now, by unit path, where that is known."""
        with self.database.reading() as connection:
            number = find_subjects(connection, [name]).get(name)
            return {} if number is None else read_translators(connection, number, locale)

    def find_older_source(self, name: SubjectName, path: str, source_hash: str) -> SourceUnit | None:
        """The text that a unit had in some revision, by its hash; null where no revision that is kept has it."""
        with self.database.reading() as connection:
            return find_older_source(connection, name, path, source_hash)
