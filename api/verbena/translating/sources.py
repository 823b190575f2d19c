"""What catalogs are judged against: the sources as they are, in a store or in a folder."""

from __future__ import annotations

from typing import Protocol

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
