"""The sources as a folder has them, without a store."""

from __future__ import annotations

from pathlib import Path

from verbena.authoring.tree import ContentTree
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation
from verbena.translating.contexts import CheckContexts


class TreeSources:
    """A content folder as sources, without a store: nothing is translated yet.

    Names of medicines are taken from the catalogs below `locales`, where that is given.
    """

    def __init__(self, tree: ContentTree, locales: Path | None = None) -> None:
        self.contexts = CheckContexts(self, locales=locales)
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
