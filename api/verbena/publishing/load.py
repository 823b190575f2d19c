"""Source files into the store, as drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from verbena.authoring.problems import Problem
from verbena.authoring.tree import ContentTree, read_tree, require_content
from verbena.model.edition import Revision, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Progress, Stage, no_progress
from verbena.model.words import Word
from verbena.store.contract import Drafts, Store


class LoadReport(Struct, frozen=True):
    """What became of each subject, sorted by name; `absent` had drafts before, and the source no longer has them.

    Those have no draft any more. What was published of them goes on being served.
    """

    new: tuple[SubjectName, ...]
    changed: tuple[SubjectName, ...]
    unchanged: tuple[SubjectName, ...]
    absent: tuple[SubjectName, ...]


class ProblemsInContent(ContentInvalid):
    """Source files with problems, all of them in `problems`; nothing was loaded."""

    def __init__(self, content: Path, problems: Sequence[Problem]) -> None:
        first = "\n".join(str(problem) for problem in problems[:_SHOWN])
        more = f"\nand {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        super().__init__(f"{content} has problems ({len(problems)}). Mend them first:\n{first}{more}")
        self.problems = tuple(problems)


def read_sound_tree(content: Path, words: Sequence[Word], progress: Progress = no_progress) -> ContentTree:
    """Everything in a content folder, and the words of the interface.

    Raises:
        ProblemsInContent: where any file has a problem.
        ContentInvalid: where there is no such folder.
    """
    tree = read_tree(require_content(content), words, progress)
    if tree.problems:
        raise ProblemsInContent(content, tree.problems)
    return tree


def load_content(store: Store, content: Path, words: Sequence[Word], progress: Progress = no_progress) -> LoadReport:
    """Make everything in a content folder, and the words of the interface, the drafts.

    Loading the same again changes nothing.

    Raises:
        ProblemsInContent: where any file has a problem; then nothing is loaded.
        ContentInvalid: where there is no such folder, or an article has the slug of a published one that is not in it.
    """
    tree = read_sound_tree(content, words, progress)
    _check_slugs(tree.revisions, store.published_slugs())
    # Files first: a draft never shows one that is not there.
    store.save_assets(tree.assets)
    return load_revisions(store, tree.revisions, progress)


def load_revisions(drafts: Drafts, revisions: Sequence[Revision], progress: Progress = no_progress) -> LoadReport:
    """Make these the drafts of their subjects, each whole or not at all; told what changed against those of before."""
    before = set(drafts.draft_names())
    moved = set(drafts.save_revisions(_tell(revisions, progress)))
    loaded = {revision.name for revision in revisions}
    drafts.drop_drafts(before - loaded)
    return LoadReport(
        new=tuple(sorted(moved - before)),
        changed=tuple(sorted(moved & before)),
        unchanged=tuple(sorted(loaded - moved)),
        absent=tuple(sorted(before - loaded)),
    )


def _check_slugs(revisions: Sequence[Revision], published: Mapping[str, SubjectName]) -> None:
    """Refuse what could never be published, before anything is saved."""
    loaded = {revision.name for revision in revisions}
    for revision in revisions:
        holder = published.get(revision.slug) if revision.slug else None
        if holder is not None and holder not in loaded:
            raise ContentInvalid(
                f"articles/{revision.slug}.md: its slug is that of a published article with the key {holder.key}, and"
                f" the key here is {revision.name.key}. A key never changes: write {holder.key}, or, if this is another"
                " article, give it another slug"
            )


def _tell(revisions: Sequence[Revision], progress: Progress) -> Iterator[Revision]:
    for done, revision in enumerate(revisions):
        progress(Stage.SAVE, done, len(revisions))
        yield revision
    progress(Stage.SAVE, len(revisions), len(revisions))


_SHOWN = 20
