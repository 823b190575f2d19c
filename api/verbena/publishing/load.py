"""Source files into the store, as drafts."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import Struct, msgpack

from verbena.authoring.problems import Problem
from verbena.authoring.scan import ContentScan, KnownFile, Needs
from verbena.authoring.tree import ContentTree, read_tree, require_content
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Progress, Stage, no_progress
from verbena.model.words import Word
from verbena.resources import digest_program
from verbena.store.contract import Store
from verbena.store.loading import Drafts
from verbena.store.values import LoadedFile


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

    Loading the same again changes nothing. Files are read one after the other, and what comes of each is kept and noted
    at once: those that are as they were are not read again, also where loading was broken off or refused. Drafts become
    what was read all at once, at the end.

    Raises:
        ProblemsInContent: where any file has a problem; then nothing is loaded.
        ContentInvalid: where there is no such folder, or an article has the slug of a published one that is not in it.
    """
    scan = ContentScan(require_content(content), words, partial(_recall, store), progress)
    hashes: dict[SubjectName, str] = {}
    slugs: dict[str, SubjectName] = {}
    there: set[str] = set()
    readings = scan.read()
    while batch := list(islice(readings, _BATCH)):
        store.keep_revisions(revision for reading in batch for revision in reading.revisions or ())
        new = [reading for reading in batch if reading.revisions is not None and reading.known.digest]
        store.note_files({_FOLDER + reading.path: _note(reading.known) for reading in new})
        for reading in batch:
            there.add(_FOLDER + reading.path)
            hashes |= reading.known.subjects
            slugs |= {Path(reading.path).stem: name for name in reading.known.subjects if name.kind is _ARTICLE}
    if scan.problems:
        raise ProblemsInContent(content, sorted(scan.problems))
    _check_slugs(slugs, hashes, store.published_slugs())
    # Files first: a draft never shows one that is not there.
    store.save_assets(scan.shelf.read_assets())
    before = store.draft_names()
    moved = store.choose_drafts(hashes)
    store.forget_files(_FOLDER, there)
    while store.mark_drafts(_MARKED_AT_A_TIME):
        pass  # whatever is left unmarked, where this is broken off, is marked when something is loaded next
    return _report(set(before), set(moved), hashes.keys())


def load_revisions(drafts: Drafts, revisions: Sequence[Revision], progress: Progress = no_progress) -> LoadReport:
    """Make these the drafts of their subjects, each whole or not at all; told what changed against those of before."""
    before = set(drafts.draft_names())
    moved = set(drafts.save_revisions(_tell(revisions, progress)))
    loaded = {revision.name for revision in revisions}
    drafts.drop_drafts(before - loaded)
    return _report(before, moved, loaded)


def _report(before: Set[SubjectName], moved: Set[SubjectName], loaded: Set[SubjectName]) -> LoadReport:
    return LoadReport(
        new=tuple(sorted(moved - before)),
        changed=tuple(sorted(moved & before)),
        unchanged=tuple(sorted(loaded - moved)),
        absent=tuple(sorted(before - loaded)),
    )


def _check_slugs(
    slugs: Mapping[str, SubjectName], loaded: Container[SubjectName], published: Mapping[str, SubjectName]
) -> None:
    """Refuse what could never be published, before anything becomes a draft."""
    for slug, name in slugs.items():
        holder = published.get(slug)
        if holder is not None and holder not in loaded:
            raise ContentInvalid(
                f"articles/{slug}.md: its slug is that of a published article with the key {holder.key}, and"
                f" the key here is {name.key}. A key never changes: write {holder.key}, or, if this is another"
                " article, give it another slug"
            )


def _recall(store: Drafts, paths: Sequence[str]) -> dict[str, KnownFile]:
    """What is known of files that this very program read."""
    known = {}
    for path, note in store.read_files([_FOLDER + path for path in paths]).items():
        digest, _, program = note.digest.partition(" ")
        if program == digest_program():
            subjects, names, figures = _outcomes.decode(zlib.decompress(note.outcome))
            needs = Needs(dict(names), figures)
            known[path.removeprefix(_FOLDER)] = KnownFile(digest, dict(subjects), needs)
    return known


def _note(known: KnownFile) -> LoadedFile:
    outcome = (list(known.subjects.items()), list(known.needs.names.items()), known.needs.figures)
    return LoadedFile(f"{known.digest} {digest_program()}", zlib.compress(_encoder.encode(outcome)))


def _tell(revisions: Sequence[Revision], progress: Progress) -> Iterator[Revision]:
    for done, revision in enumerate(revisions):
        progress(Stage.SAVE, done, len(revisions))
        yield revision
    progress(Stage.SAVE, len(revisions), len(revisions))


_SHOWN = 20
_Outcome = tuple[list[tuple[SubjectName, str]], list[tuple[SubjectName, bool]], dict[str, str]]
_encoder = msgpack.Encoder()
_outcomes = msgpack.Decoder(_Outcome)
_ARTICLE = SubjectKind.ARTICLE
# Where the files of a content folder stand among all that are noted.
_FOLDER = "content/"
# Drafts in one transaction.
_MARKED_AT_A_TIME = 200
# Files in one transaction: so many are read again where loading was broken off.
_BATCH = 50
