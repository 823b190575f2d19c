"""Source files into the store, as drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from verbena.authoring.problems import Problem
from verbena.authoring.tree import read_tree, require_content
from verbena.model.edition import Revision, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Progress, Stage, no_progress
from verbena.store.contract import Drafts


class LoadReport(Struct, frozen=True):
    """What became of each subject, sorted by name; `absent` are drafts of before that the source no longer has.

    Those stay as they are: what was published of them goes on being served.
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
        super().__init__(
            f"{content} has problems ({len(problems)}), and nothing was loaded. Mend them first:\n{first}{more}"
        )
        self.problems = tuple(problems)


def load_content(drafts: Drafts, content: Path, progress: Progress = no_progress) -> LoadReport:
    """Make everything in a content folder the drafts; loading the same files again changes nothing.

    Raises:
        ProblemsInContent: where any file has a problem; then nothing is loaded.
        ContentInvalid: where there is no such folder.
    """
    tree = read_tree(require_content(content), progress)
    if tree.problems:
        raise ProblemsInContent(content, tree.problems)
    # Files first: a draft never shows one that is not there.
    drafts.save_assets(tree.assets)
    return load_revisions(drafts, tree.revisions, progress)


def load_revisions(drafts: Drafts, revisions: Sequence[Revision], progress: Progress = no_progress) -> LoadReport:
    """Make these the drafts of their subjects, each whole or not at all; told what changed against those of before."""
    before = set(drafts.draft_names())
    moved = set(drafts.save_revisions(_tell(revisions, progress)))
    loaded = {revision.name for revision in revisions}
    return LoadReport(
        new=tuple(sorted(moved - before)),
        changed=tuple(sorted(moved & before)),
        unchanged=tuple(sorted(loaded - moved)),
        absent=tuple(sorted(before - loaded)),
    )


def _tell(revisions: Sequence[Revision], progress: Progress) -> Iterator[Revision]:
    for done, revision in enumerate(revisions):
        progress(Stage.SAVE, done, len(revisions))
        yield revision
    progress(Stage.SAVE, len(revisions), len(revisions))


_SHOWN = 20
