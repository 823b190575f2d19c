"""Units kept in dictionaries, and their history in a list."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

import msgspec

from tests.support.memory_drafts import MemoryDrafts
from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import Revision, SourceUnit, SubjectName
from verbena.model.findings import Finding
from verbena.model.translation import Translation
from verbena.model.unit_event import Refusal, UnitEvent, UnitEventKind, UnitName
from verbena.store.units import EventsPage, UnitChange


class MemoryUnits:
    """The store's units without a database, on the translations of these drafts."""

    def __init__(self, drafts: MemoryDrafts | None = None) -> None:
        self.drafts = drafts or MemoryDrafts()
        self.events: list[UnitEvent] = []
        self.findings: dict[UnitName, tuple[Finding, ...]] = {}
        self.refusals: dict[UnitName, Refusal] = {}
        self.older: list[Revision] = []

    def change_units(
        self,
        changes: Sequence[UnitChange],
        at: datetime,
        signature: Signature = UNSIGNED,
        refusals: Sequence[Refusal] = (),
    ) -> tuple[UnitChange, ...]:
        left = tuple(change for change in changes if not self._make(change, at, signature))
        self.refusals.update({each.unit: each for each in refusals})
        return left

    def read_findings(self, name: SubjectName, locale: str) -> dict[str, tuple[Finding, ...]]:
        return {unit.path: each for unit, each in sorted(self.findings.items()) if _is_of(unit, name, locale) and each}

    def note_findings(self, locale: str, findings: Mapping[SubjectName, Mapping[str, tuple[Finding, ...]]]) -> None:
        for name, by_path in findings.items():
            translated = self._texts(name, locale)
            for path in {*translated, *self.read_findings(name, locale)}:
                self.findings[UnitName(name, locale, path)] = by_path.get(path, ()) if path in translated else ()

    def read_refusals(self, name: SubjectName, locale: str) -> dict[str, Refusal]:
        return {unit.path: each for unit, each in sorted(self.refusals.items()) if _is_of(unit, name, locale)}

    def read_unit_history(self, unit: UnitName, first: int, before: int | None = None) -> EventsPage:
        found = [one for one in reversed(self.events) if one.unit == unit and (before is None or one.sequence < before)]
        page = tuple(found[:first])
        return EventsPage(page, len(found) > first, page[-1].sequence if page else before or 0)

    def read_unit_comments(self, name: SubjectName, locale: str) -> dict[str, tuple[UnitEvent, ...]]:
        found: dict[str, tuple[UnitEvent, ...]] = {}
        for one in self.events:
            is_said = one.kind in (UnitEventKind.COMMENTED, UnitEventKind.REJECTED) and one.signature.why is not None
            if is_said and _is_of(one.unit, name, locale):
                found[one.unit.path] = (*found.get(one.unit.path, ()), one)
        return dict(sorted(found.items()))

    def read_unit_events(self, after: int, first: int, locales: Collection[str] | None = None) -> EventsPage:
        found = [one for one in self.events[max(after, 0) :] if locales is None or one.unit.locale in locales]
        page = tuple(found[:first])
        position = max(after, len(self.events)) if len(found) <= first else page[-1].sequence if page else after
        return EventsPage(page, len(found) > first, position)

    def unit_position(self) -> int:
        return len(self.events)

    def read_translators(self, name: SubjectName, locale: str) -> dict[str, str]:
        known = {
            path: self._find_translator(UnitName(name, locale, path), unit)
            for path, unit in sorted(self._texts(name, locale).items())
        }
        return {path: by for path, by in known.items() if by is not None}

    def find_older_source(self, name: SubjectName, path: str, source_hash: str) -> SourceUnit | None:
        newest = self.drafts.read_draft(name)
        units = [one.units.get(path) for one in (*([newest] if newest else []), *self.older) if one.name == name]
        return next((unit for unit in units if unit is not None and unit.hash == source_hash), None)

    def _make(self, change: UnitChange, at: datetime, signature: Signature) -> bool:
        unit = change.unit
        texts = self._texts(unit.subject, unit.locale)
        before = texts.get(unit.path)
        if _forget_time(before) != _forget_time(change.before):
            return False
        after = before if _forget_time(before) == _forget_time(change.after) else change.after
        if after is None:
            texts.pop(unit.path, None)
        else:
            texts[unit.path] = after
        if _words(before) != _words(after):
            self.findings[unit] = () if after is None else change.findings
            if after is not None:
                self.refusals.pop(unit, None)
        elif after is not None and change.findings:
            self.findings[unit] = change.findings
        if before is not None or after is None or signature.by is not None:
            signed = Signature(signature.by, change.why if change.why is not None else signature.why)
            self.events.append(UnitEvent(len(self.events) + 1, unit, change.kind, at, before, after, signed))
        return True

    def _texts(self, name: SubjectName, locale: str) -> dict[str, Translation]:
        return self.drafts.translations.setdefault(name, {}).setdefault(locale, {})

    def _find_translator(self, unit: UnitName, now: Translation) -> str | None:
        """Played forwards: who brought the words in each time, an undoing giving back whoever that was before."""
        makers: dict[object, str | None] = {}
        undoers: dict[object, str | None] = {}
        words: object = None
        for event in self.events:
            became = event.after and event.after.inlines
            if event.unit != unit or became == (event.before and event.before.inlines):
                continue
            words = became
            if event.kind is UnitEventKind.UNDONE:
                undoers[became] = event.signature.by
            else:
                makers[became], undoers[became] = event.signature.by, None
        return makers.get(words) or undoers.get(words) if words == now.inlines else None


_NEVER = datetime.min.replace(tzinfo=UTC)


def _is_of(unit: UnitName, name: SubjectName, locale: str) -> bool:
    return (unit.subject, unit.locale) == (name, locale)


def _forget_time(unit: Translation | None) -> Translation | None:
    return unit and msgspec.structs.replace(unit, updated_at=_NEVER)


def _words(unit: Translation | None) -> object:
    return unit and (unit.inlines, unit.source_hash)
