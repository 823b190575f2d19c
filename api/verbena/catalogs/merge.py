"""A catalog brought up to date with its template: nothing is lost, and nothing crosses from one unit to another."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.rewording import has_same_words
from verbena.model.translation import TranslationState


class MergeReport(Struct, frozen=True):
    """The paths of the units whose entries a merge changed, each in one of these lists.

    `added` had no entry; `reworded` had a translation of another source text, and need work; `revived` have their own
    source text again, and with it their translation; `retired` are units no more.
    """

    added: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


def merge_catalog(catalog: Catalog, template: Catalog) -> tuple[Catalog, MergeReport]:
    """The catalog with an entry for each unit of the template, in its order, and what became of those it had.

    A unit's entry is the one with its path, wherever it stood, and no other, however alike their texts are. The
    translation, the translators' comment, flags, state and origin stay; notes and places are the template's. Where the
    source text is another one, the entry becomes fuzzy, with the text that it was made from as its previous one; where
    that comes back and nobody has changed the translation since, it is as it was. A change that is marked as minor, and
    is, leaves the entry as it is, under the new text. What is no unit any more becomes
    obsolete, and is used again if the unit comes back; without a translation or a translator's comment it is left out.
    """
    # Of several for a path the first counts: programs that retire an entry write it above those of before. One that is
    # obsolete and without words says nothing, wherever it stands.
    current = {entry.path: entry for entry in reversed(catalog.entries) if not entry.obsolete}
    retired = [entry for entry in reversed(catalog.entries) if entry.obsolete and entry.path]
    dormant = {entry.path: entry for entry in retired if entry.translation or entry.comment}
    before = {unit.path: _choose(current.get(unit.path), dormant.get(unit.path)) for unit in template.entries}
    merged = {unit.path: _merge(unit, before[unit.path]) for unit in template.entries}
    used = {id(entry) for entry in before.values()}
    left = [entry for entry in catalog.entries if id(entry) not in used]
    became = {path: _tell(before[path], entry) for path, entry in merged.items()}
    report = MergeReport(
        added=tuple(path for path, what in became.items() if what == "added"),
        reworded=tuple(path for path, what in became.items() if what == "reworded"),
        revived=tuple(path for path, what in became.items() if what == "revived"),
        retired=tuple(entry.path for entry in left if not entry.obsolete and entry.path not in merged),
    )
    obsolete = (
        replace(entry, obsolete=True, note="", places=()) for entry in left if entry.translation or entry.comment
    )
    return replace(catalog, entries=(*merged.values(), *obsolete)), report


def _choose(current: CatalogEntry | None, dormant: CatalogEntry | None) -> CatalogEntry | None:
    """The entry that a unit goes on with: msgmerge retires the translation of a changed text, and adds an empty one."""
    if current is None:
        return dormant
    is_empty = not (current.translation or current.comment or current.flags)
    return dormant if is_empty and dormant and dormant.translation else current


def _merge(unit: CatalogEntry, before: CatalogEntry | None) -> CatalogEntry:
    """The entry of a unit, with what the one it had before holds of its translators."""
    if before is None:
        return unit
    entry = replace(before, source=unit.source, note=unit.note, places=unit.places, obsolete=False)
    if before.was is not None and before.previous is not None and _says_the_same(unit, before.previous):
        return replace(entry, state=before.was, previous=None, previous_path=None, was=None)
    if not _is_reworded(before, entry) or (not before.fuzzy and _says_the_same(unit, before.source)):
        return entry
    if before.fuzzy and before.previous is not None:
        # It was made from an older text still.
        return entry
    was = None if before.fuzzy else before.state
    return replace(entry, state=TranslationState.INITIAL, previous=before.source, previous_path=None, was=was)


def _tell(before: CatalogEntry | None, entry: CatalogEntry) -> Literal["added", "reworded", "revived"] | None:
    """What became of a unit's entry; null where it is as it was."""
    if before is None:
        return "added"
    if before.fuzzy and not entry.fuzzy:
        return "revived"
    if _is_reworded(before, entry):
        return "reworded" if entry.fuzzy else None
    return "revived" if before.obsolete else None


def _says_the_same(unit: CatalogEntry, source: str) -> bool:
    return source == unit.source or (unit.is_minor and has_same_words(source, unit.source))


def _is_reworded(before: CatalogEntry, entry: CatalogEntry) -> bool:
    return bool(before.translation) and before.source != entry.source
