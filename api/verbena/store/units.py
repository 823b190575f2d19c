"""What every store does for those who translate: changes of single units, their history, and what was refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SourceUnit, SubjectName
from verbena.model.findings import Finding
from verbena.model.translation import Translation
from verbena.model.unit_event import Refusal, UnitEvent, UnitEventKind, UnitName


class UnitChange(Struct, frozen=True):
    """What is to become of a unit, made by somebody who saw `before` there: null is no translation.

    `findings` are the warnings that the new translation has. A change that leaves its words and the text that it was
    made from as they are (a review, a comment) keeps those that are there, unless it brings some.
    """

    unit: UnitName
    kind: UnitEventKind
    before: Translation | None
    after: Translation | None
    findings: tuple[Finding, ...] = ()
    why: str | None = None


class EventsPage(Struct, frozen=True):
    """Some events; `position` is the number to go on from."""

    events: tuple[UnitEvent, ...]
    has_next_page: bool
    position: int


class Units(Protocol):
    """Translations one by one, as they are worked on. Times are of no account in comparing translations."""

    def change_units(
        self,
        changes: Sequence[UnitChange],
        at: datetime,
        signature: Signature = UNSIGNED,
        refusals: Sequence[Refusal] = (),
    ) -> tuple[UnitChange, ...]:
        """Make these changes in one transaction; gives those that were not made, because the unit was changed since.

        They are made one after the other: a second one of a unit is held against what the first made of it. Where
        `after` is null, the unit has no translation any more. One that differs from `before` in its time alone stays as
        it is, with the time that it had.

        Each that is made is an event, but for a translation that comes first and from nobody who is known: of what is
        loaded from files there may be millions. A unit's refusal goes when other words are taken for it, or the same as
        made from another text, and gives way to a newer one. A change's own `why` goes before the signature's.

        Raises:
            ValueError: where `at` has no offset from UTC.
        """

    def read_findings(self, name: SubjectName, locale: str) -> dict[str, tuple[Finding, ...]]:
        """The findings of the translations of a subject in a locale, by unit path; those without any left out."""

    def note_findings(self, locale: str, findings: Mapping[SubjectName, Mapping[str, tuple[Finding, ...]]]) -> None:
        """Make these, by unit path, all the findings that the translations of each subject have in a locale.

        Those of a unit without a translation are let go.
        """

    def read_refusals(self, name: SubjectName, locale: str) -> dict[str, Refusal]:
        """What was refused of a subject in a locale and not mended since, by unit path."""

    def read_unit_history(self, unit: UnitName, first: int, before: int | None = None) -> EventsPage:
        """The newest events of a unit before that number, newest first; the page's `position` is its last's number."""

    def read_unit_comments(self, name: SubjectName, locale: str) -> dict[str, tuple[UnitEvent, ...]]:
        """What people said of the units of a subject in a locale, by unit path, oldest first: comments and rejections.

        Each is an event with a `why` in its signature; units of which nobody said anything are left out.
        """

    def read_unit_events(self, after: int, first: int, locales: Collection[str] | None = None) -> EventsPage:
        """The first events after that number, at most `first`, in these locales or in all."""

    def unit_position(self) -> int:
        """The number of the newest event, 0 before the first."""

    def read_translators(self, name: SubjectName, locale: str) -> dict[str, str]:
        """Who made the words of each translation as they are now, by unit path, where that is known.

        That is whoever signed the newest event after which they were other words than before. Words that an undoing
        brought back are those of whoever made them then, and of whoever brought them back where that is not known.
        """

    def find_older_source(self, name: SubjectName, path: str, source_hash: str) -> SourceUnit | None:
        """The text that a unit had in some revision, by its hash; null where no revision that is kept has it."""
