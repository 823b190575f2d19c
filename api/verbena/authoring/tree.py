"""The whole content folder as values: every revision, every file that is shown, and every problem at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from verbena.authoring.problems import Problem
from verbena.authoring.scan import ContentScan
from verbena.authoring.units import Place
from verbena.model.asset import Asset
from verbena.model.edition import Revision, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Progress, no_progress
from verbena.model.words import Word


class ContentTree(Struct, frozen=True):
    """A content folder: nothing of it may be loaded where there is a problem.

    `revisions` are in the order of their names, `assets` of their digests, `problems` of their files and lines.
    `places` tells where the text of each unit stands, by subject and path.
    """

    revisions: tuple[Revision, ...]
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    places: dict[tuple[SubjectName, str], Place]


def require_content(content: Path) -> Path:
    """The same folder, where it is one of content.

    Raises:
        ContentInvalid: where it holds no articles/, so that a mistaken name is not taken for a folder without problems.
    """
    if not (content / "articles").is_dir():
        raise ContentInvalid(f"{content} is not a folder of content: name the one that holds articles/")
    return content


def read_tree(content: Path, words: Sequence[Word], progress: Progress = no_progress) -> ContentTree:
    """Everything in a content folder; what is wrong with it is among the problems, never an exception.

    Any of the files and folders may be missing. Files are named in problems from the folder's own name on. `words` are
    those of the program's interface, which the folder's own are added to.
    """
    scan = ContentScan(content, words, lambda _: {}, progress)
    revisions: list[Revision] = []
    places: dict[tuple[SubjectName, str], Place] = {}
    for reading in scan.read():
        revisions += reading.revisions or ()
        places |= reading.places
    revisions.sort(key=lambda revision: revision.name)
    return ContentTree(tuple(revisions), tuple(scan.shelf.read_assets()), tuple(sorted(scan.problems)), places)
