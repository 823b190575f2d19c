"""What every store does with what is loaded: sources, translations and files, published or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.translation import Translation
from verbena.store.values import Draft, LoadedFile


class Drafts(Protocol):
    """What is loaded and not yet published."""

    def save_revisions(self, revisions: Iterable[Revision]) -> tuple[SubjectName, ...]:
        """Make these the drafts of their subjects; gives those that changed."""

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """Make these, by unit path, all that there is of each subject in the locale; gives those that changed.

        A translation that differs in its time alone stays as it is, with the time that it had. What is replaced or goes
        is told in its unit's history (`Units`), by nobody; findings and refusals go with the words that they were of.
        """

    def digest_translations(self, names: Iterable[SubjectName]) -> dict[tuple[SubjectName, str], str]:
        """A digest of what the translations of each of these say in each locale that has any."""

    def drop_translations(self, locale: str) -> tuple[SubjectName, ...]:
        """Let a locale have no translation any more; gives the subjects that had some, sorted.

        What they were is told in the history of their units; their findings, and all refusals in the locale, go.
        """

    def translated(self) -> tuple[tuple[str, SubjectName], ...]:
        """Each locale with each subject that has a draft and a translation in it, sorted."""

    def keep_revisions(self, revisions: Iterable[Revision]) -> None:
        """Keep these, so that `choose_drafts` may make them drafts; one that is there already stays as it is."""

    def choose_drafts(self, hashes: Mapping[SubjectName, str]) -> tuple[SubjectName, ...]:
        """Make these revisions all the drafts there are; gives the subjects whose draft is another than before.

        Each was kept before. Translations of subjects that have no draft any more stay for the day that they have one.
        """

    def draft_hashes(self) -> dict[SubjectName, str]:
        """The hash of each subject's draft."""

    def digest_drafts(self, names: Collection[SubjectName] | None = None) -> dict[SubjectName, str]:
        """A digest of all that is loaded of each of these subjects, or of all, that has a draft: translations too."""

    def read_files(self, paths: Sequence[str]) -> dict[str, LoadedFile]:
        """What was noted of these files; of others there is nothing."""

    def note_files(self, files: Mapping[str, LoadedFile]) -> None:
        """Note what came of these files, in place of what was noted before."""

    def forget_files(self, folder: str, there: Collection[str]) -> None:
        """Forget the files whose paths begin with `folder`, all but those that are there."""

    def save_assets(self, assets: Iterable[Asset]) -> None:
        """Keep files that drafts show; one that is there already stays as it is.

        Readers get one (`Reader.read_asset`) once an edition that shows it is published, and from then on for good.
        """

    def read_draft_asset(self, digest: str) -> Asset | None:
        """A file by its digest, whether anything that shows it is published or not."""

    def drop_drafts(self, names: Iterable[SubjectName]) -> None:
        """Let these subjects have no draft any more; their translations stay for the day that they have one again."""

    def draft_names(self, kind: SubjectKind | None = None) -> tuple[SubjectName, ...]:
        """Every subject that has a draft, sorted."""

    def read_draft(self, name: SubjectName) -> Revision | None:
        """The newest revision loaded of a subject."""

    def read_drafts(
        self, names: Sequence[SubjectName], locales: Collection[str] | None = None
    ) -> dict[SubjectName, Draft]:
        """The drafts of these subjects with their translations in `locales`, or in all; those without one left out.

        They are of one moment, and read by a few statements however many there are.
        """

    def find_draft(self, slug: str) -> Revision | None:
        """The draft of the article that has this slug there; of several, the one whose revision came last."""

    def read_translations(self, name: SubjectName, locale: str | None = None) -> dict[str, dict[str, Translation]]:
        """All translations of a subject, or those in a locale, by locale and unit path, INITIAL ones among them."""
