"""What catalogs are judged against: the sources as they are, in a store or in a folder."""

from __future__ import annotations

from typing import Protocol

from verbena.authoring.tree import ContentTree
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation


class Sources(Protocol):
    """The newest revision of each subject, and the translations that there are already; `Drafts` is one."""

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """Every subject, sorted."""

    def read_draft(self, name: SubjectName) -> Revision | None:
        """The newest revision of a subject."""

    def find_draft(self, slug: str) -> Revision | None:
        """The article that has this slug."""

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        """All translations of a subject, or those in a locale, by locale and unit path."""


class TreeSources:
    """A content folder as sources, without a store: nothing is translated yet."""

    def __init__(self, tree: ContentTree) -> None:
        self._revisions = {revision.name: revision for revision in tree.revisions}
        self._slugs = {revision.slug: revision for revision in tree.revisions if revision.slug}

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """Every subject of the folder, sorted."""
        return tuple(sorted(name for name in self._revisions if kind in (None, name.kind)))

    def read_draft(self, name: SubjectName) -> Revision | None:
        """The revision that the files make."""
        return self._revisions.get(name)

    def find_draft(self, slug: str) -> Revision | None:
        """The article that has this slug."""
        return self._slugs.get(slug)

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:  # noqa: ARG002 - as in Sources
        """None."""
        return {}
