"""Drafts kept in dictionaries."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import msgpack

from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation
from verbena.store.values import LoadedFile


class MemoryDrafts:
    """The store's drafts without a database, for tests of what is done with them."""

    def __init__(self, *revisions: Revision) -> None:
        self.revisions: dict[SubjectName, Revision] = {}
        self.translations: dict[SubjectName, dict[str, dict[str, Translation]]] = {}
        self.assets: dict[str, Asset] = {}
        self.files: dict[str, LoadedFile] = {}
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

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        held = self.translations.get(name, {}).items()
        return {tag: dict(units) for tag, units in held if locale in (None, tag)}

    def digest_translations(self, names: Iterable[SubjectName]) -> dict[tuple[SubjectName, str], str]:
        return {
            (name, locale): hashlib.sha256(msgpack.encode(units)).hexdigest()
            for name in names
            for locale, units in self.translations.get(name, {}).items()
            if units
        }

    def draft_hashes(self) -> dict[SubjectName, str]:
        return {name: revision.hash for name, revision in self.revisions.items()}

    def read_files(self, paths: Sequence[str]) -> dict[str, LoadedFile]:
        return {path: self.files[path] for path in paths if path in self.files}

    def note_files(self, files: Mapping[str, LoadedFile]) -> None:
        self.files.update(files)

    def forget_files(self, folder: str, there: Collection[str]) -> None:
        self.files = {path: file for path, file in self.files.items() if path in there or not path.startswith(folder)}
