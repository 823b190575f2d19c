"""What publishing everything leaves alone: locales that somebody withdrew, redirected or rolled back."""

from __future__ import annotations

from collections.abc import Mapping, Set

from msgspec import Struct

from verbena.model.edition import SubjectName
from verbena.store.contract import Store
from verbena.store.values import NewEdition


class HeldLocales(Struct, frozen=True):
    """The locales held, by subject; `whole` are the subjects among them whose source is held, or not published."""

    locales: Mapping[SubjectName, Set[str]]
    whole: Set[SubjectName]

    def has(self, new: NewEdition) -> bool:
        """Whether an edition would be left out by `Holds.RESPECT`: no translation goes ahead of its source."""
        return new.name in self.whole or new.locale in self.locales.get(new.name, ())


NO_HOLDS = HeldLocales({}, frozenset())


def find_holds(store: Store) -> HeldLocales:
    """All that is held now."""
    locales = store.held()
    return HeldLocales(locales, {name for name in locales if _is_whole(store, name, locales[name])})


def _is_whole(store: Store, name: SubjectName, held: Set[str]) -> bool:
    published = store.read_snapshots([name], ()).get(name)
    return published is None or published.source.locale in held
