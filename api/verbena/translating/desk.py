"""The drafts as loading sees them while it takes in catalogs: read once, and noted what was asked."""

from __future__ import annotations

from collections.abc import Mapping

from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation
from verbena.store.contract import Drafts


class WatchedDrafts:
    """Drafts that nobody changes but through here.

    `asked` has each subject whose draft was asked for, with its hash, null where there was none: what is made of a file
    with the same answers is the same.
    """

    def __init__(self, drafts: Drafts) -> None:
        self.asked: dict[SubjectName, str | None] = {}
        self._drafts = drafts
        self._names: dict[SubjectKind | None, tuple[SubjectName, ...]] = {}
        self._revisions: dict[SubjectName | str, Revision | None] = {}
        self._translations: dict[tuple[SubjectName, str | None], dict[str, dict[str, Translation]]] = {}

    def begin_domain(self) -> None:
        """Let go of what was read: the catalogs of a domain come one after the other, and need the same."""
        self._revisions.clear()

    def begin_file(self) -> None:
        """Nothing was asked yet."""
        self.asked = {}
        self._translations.clear()

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """As in `Drafts`."""
        if kind not in self._names:
            self._names[kind] = self._drafts.draft_names(kind)
        return self._names[kind]

    def read_draft(self, name: SubjectName) -> Revision | None:
        """As in `Drafts`."""
        if name not in self._revisions:
            self._revisions[name] = self._drafts.read_draft(name)
        found = self._revisions[name]
        self.asked[name] = found.hash if found else None
        return found

    def find_draft(self, slug: str) -> Revision | None:
        """As in `Drafts`."""
        if slug not in self._revisions:
            self._revisions[slug] = self._drafts.find_draft(slug)
        found = self._revisions[slug]
        if found is not None:
            self.asked[found.name] = found.hash
        return found

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        """As in `Drafts`."""
        if (name, locale) not in self._translations:
            self._translations[name, locale] = self._drafts.read_translations(name, locale)
        return self._translations[name, locale]

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """As in `Drafts`."""
        self._translations.clear()
        return self._drafts.save_translations(locale, translations)
