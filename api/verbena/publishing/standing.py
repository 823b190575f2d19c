"""What is published of a subject and may stay, where something newer waits for its review."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verbena.model.edition import Snapshot, SubjectName
from verbena.model.translation import Translation
from verbena.store.contract import Store
from verbena.store.values import Draft

Standing = Mapping[str, Mapping[str, Translation]]
"""Translations by locale and unit path."""


def read_standing(store: Store, name: SubjectName, locales: Collection[str], *, with_source: bool) -> Standing:
    """The translations of a subject in these locales that readers have now and may keep.

    `with_source` tells whether the draft's source is published along with them.
    """
    published = store.read_snapshots([name], sorted(locales)).get(name) if locales else None
    if published is None:
        return {}
    return find_standing(published, store.read_drafts([name], ()).get(name) if with_source else None)


def find_standing(published: Snapshot, draft: Draft | None) -> Standing:
    """The same, among the translations that a snapshot was read with; `draft` is the source to come, null for none.

    Those whose text was changed for safety since are left out, by what is published or by the draft: nobody gets them
    any more.
    """
    marks = [published.source.accepted, *([draft.accepted] if draft else [])]
    return {
        edition.locale: {
            path: unit
            for path, unit in edition.units.items()
            if all(unit.source_hash in accepted.get(path, (unit.source_hash,)) for accepted in marks)
        }
        for edition in published.translations
    }
