"""Drafts kept in dictionaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation


class MemoryDrafts:
    """The store's drafts without a database, for tests of what is done with them."""

    def __init__(self, *revisions: Revision) -> None:
        self.revisions: dict[SubjectName, Revision] = {}
        self.translations: dict[SubjectName, dict[str, dict[str, Translation]]] = {}
        self.assets: dict[str, Asset] = {}
        self.save_revisions(revisions)

    def save_revisions(self, revisions: Iterable[Revision]) -> tuple[SubjectName, ...]:
        changed = tuple(one for one in revisions if self.revisions.get(one.name) != one)
        self.revisions.update({one.name: one for one in changed})
        return tuple(one.name for one in changed)

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        before = {name: self.translations.setdefault(name, {}).get(locale, {}) for name in translations}
        for name, units in translations.items():
            self.translations[name][locale] = dict(units)
        return tuple(name for name, units in translations.items() if before[name] != units)

    def drop_translations(self, locale: str) -> tuple[SubjectName, ...]:
        return tuple(sorted(name for name, locales in self.translations.items() if locales.pop(locale, None)))

    def translated(self) -> tuple[tuple[str, SubjectName], ...]:
        return tuple(
            sorted(
                (locale, name)
                for name, locales in self.translations.items()
                for locale, units in locales.items()
                if units and name in self.revisions
            )
        )

    def save_assets(self, assets: Iterable[Asset]) -> None:
        self.assets.update({asset.digest: asset for asset in assets})

    def drop_drafts(self, names: Iterable[SubjectName]) -> None:
        for name in names:
            self.revisions.pop(name, None)

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        return tuple(sorted(name for name in self.revisions if kind in (None, name.kind)))

    def read_draft(self, name: SubjectName) -> Revision | None:
        return self.revisions.get(name)

    def find_draft(self, slug: str) -> Revision | None:
        return next((one for one in reversed(self.revisions.values()) if one.slug == slug), None)

    def read_translations(self, name: SubjectName) -> dict[str, dict[str, Translation]]:
        return {locale: dict(units) for locale, units in self.translations.get(name, {}).items()}
