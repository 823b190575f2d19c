"""Older states of articles, with what must be no older than now: notices, safe texts, names of what they mention."""

from __future__ import annotations

from msgspec.structs import replace

from verbena.model.article import Article
from verbena.model.edition import EVERYTHING, Snapshot, SourceUnit, TranslatedEdition
from verbena.model.translation import Translation
from verbena.reading.library import Library
from verbena.reading.presentation import Frame


def renew_state(library: Library, older: Snapshot, current: Snapshot, frame: Frame) -> Snapshot | None:
    """The older state of an article as it may be shown beside its current one; null where it may not.

    - Its notices are those of now: a correction reaches every reader.
    - A text that was changed since for the sake of safety is the present source text, where no translation of that is
      there; where the unit is gone, or the article was marked as a whole, the state isn't shown.
    - What it names is as that is now: a corrected medication name is corrected everywhere.
    """
    accepted = current.source.accepted
    if older.source.accepted.get(EVERYTHING) != accepted.get(EVERYTHING):
        return None
    unsafe = [path for path, unit in older.source.units.items() if unit.hash not in accepted.get(path, (unit.hash,))]
    if any(path not in current.source.units for path in unsafe):
        return None
    units = older.source.units | {path: current.source.units[path] for path in unsafe}
    return _renew_references(library, _renew_notices(older, units, current), current, frame)


def _renew_notices(older: Snapshot, units: dict[str, SourceUnit], current: Snapshot) -> Snapshot:
    structure, newest = older.source.structure, current.source.structure
    assert isinstance(structure, Article)  # noqa: S101 - only articles have older states
    assert isinstance(newest, Article)  # noqa: S101
    gone = {f"{notice.key}.text" for notice in structure.notices}
    told = [f"{notice.key}.text" for notice in newest.notices]
    kept = {path: unit for path, unit in units.items() if path not in gone}
    source = replace(
        older.source,
        structure=replace(structure, notices=newest.notices),
        units=kept | {path: current.source.units[path] for path in told if path in current.source.units},
    )
    translations = {edition.locale: edition for edition in older.translations}
    for edition in current.translations:
        notices = {path: edition.units[path] for path in told if path in edition.units}
        translations[edition.locale] = _add_units(translations.get(edition.locale), edition, notices)
    return replace(older, source=source, translations=tuple(translations.values()))


def _add_units(
    held: TranslatedEdition | None, newest: TranslatedEdition, units: dict[str, Translation]
) -> TranslatedEdition:
    return replace(newest, units=units) if held is None else replace(held, units={**held.units, **units})


def _renew_references(library: Library, older: Snapshot, current: Snapshot, frame: Frame) -> Snapshot:
    missing = [name for name in older.references if name not in current.references]
    newer = library.store.read_snapshots(missing, frame.tags, frame.presentation.at) if missing else {}
    references = {**older.references, **newer, **current.references}
    sequence = max([older.sequence, *(snapshot.sequence for snapshot in references.values())])
    return replace(older, references=references, sequence=sequence)
