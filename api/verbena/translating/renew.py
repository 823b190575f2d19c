"""Translations that go on when their source changed in punctuation or emphasis alone, as its author marked it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from verbena.model.edition import Revision, SubjectName
from verbena.model.markup import write_markup
from verbena.model.rewording import has_same_words
from verbena.model.unit_event import UnitEventKind, UnitName
from verbena.store.loading import Drafts
from verbena.store.units import UnitChange, Units
from verbena.translating.judge import is_outdated


class RenewableUnits(Drafts, Units, Protocol):
    """Drafts, and their translations one by one; a store is one."""


class Renewal(Struct, frozen=True):
    """What became of the translations of units that are marked `minor`, by unit.

    Those that are `renewed` are translations of the text of today now. Of those that are `outdated` the words of the
    source have changed, or nothing tells any more what it said.
    """

    renewed: tuple[UnitName, ...] = ()
    outdated: tuple[UnitName, ...] = ()


def renew_translations(store: RenewableUnits, names: Iterable[SubjectName], at: datetime) -> Renewal:
    """Let the translations of each of these subjects be of its draft's texts, where a change was minor.

    A translation is renewed where its unit is marked `minor` and not `safety`, and the text that it was made from has
    the same words; so a mark may come later than the change. Each is an event in its unit's history.
    """
    renewed: list[UnitName] = []
    outdated: list[UnitName] = []
    for name in names:
        revision = store.read_draft(name)
        changes = tuple(_find_changes(store, revision, outdated)) if revision and revision.minor else ()
        refused = {change.unit for change in store.change_units(changes, at)} if changes else set()
        renewed += (change.unit for change in changes if change.unit not in refused)
    return Renewal(tuple(renewed), tuple(outdated))


def _find_changes(store: RenewableUnits, revision: Revision, outdated: list[UnitName]) -> Iterator[UnitChange]:
    for locale, translations in store.read_translations(revision.name).items():
        for path, translation in translations.items():
            unit = revision.units.get(path)
            if unit is None or not revision.is_minor(path) or not is_outdated(unit, translation):
                continue
            name = UnitName(revision.name, locale, path)
            older = store.find_older_source(revision.name, path, translation.source_hash)
            if older and has_same_words(write_markup(older.inlines), write_markup(unit.inlines)):
                after = replace(translation, source_hash=unit.hash)
                yield UnitChange(name, UnitEventKind.RENEWED, translation, after)
            else:
                outdated.append(name)
