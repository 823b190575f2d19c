"""What publishing everything leaves alone: locales that somebody withdrew, redirected or rolled back."""

from __future__ import annotations

from collections.abc import Mapping, Set

from msgspec import Struct

from verbena.model.edition import SubjectName
from verbena.store.contract import NewEdition, Publications


class HeldLocales(Struct, frozen=True):
    """The locales held, by subject; `gone` are the subjects among them of which nothing is published."""

    locales: Mapping[SubjectName, Set[str]]
    gone: Set[SubjectName]

    def has(self, new: NewEdition) -> bool:
        """Whether an edition would be left out by `Holds.RESPECT`: no translation comes back without its source."""
        return new.name in self.gone or new.locale in self.locales.get(new.name, ())


NO_HOLDS = HeldLocales({}, frozenset())


def find_holds(store: Publications) -> HeldLocales:
    """All that is held now."""
    locales = store.held()
    return HeldLocales(locales, {name for name in locales if not store.published_hashes(name)})
