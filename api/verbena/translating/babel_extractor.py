"""The extractor that `pybabel extract` finds by its entry point, for articles and the other files of a content folder.

It gives what `verbena catalogs extract` writes, one file at a time; plain Babel makes one template of all files, and
takes some prose for format strings, so that the command is the better way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from verbena.authoring.problems import Problem
from verbena.authoring.tree import read_tree
from verbena.catalogs.values import CatalogEntry
from verbena.model.errors import ContentInvalid
from verbena.translating.templates import make_templates

Extracted = tuple[int, str, tuple[str, str], list[str]]


def extract_file(
    file: BinaryIO,
    keywords: Mapping[str, object] | Sequence[str],  # noqa: ARG001 - Babel's signature
    comment_tags: Sequence[str],  # noqa: ARG001 - Babel's signature
    options: Mapping[str, str],  # noqa: ARG001 - Babel's signature
) -> Iterator[Extracted]:
    """The units of a file of a content folder, as calls of `pgettext`: line, keyword, path and text, and notes.

    Raises:
        ContentInvalid: where the file lies in no content folder, or has a problem that keeps its texts from being read.
    """
    path = Path(file.name).resolve()
    content = next((folder for folder in path.parents if (folder / "articles").is_dir()), None)
    if content is None:
        raise ContentInvalid(f"{file.name} lies in no folder of content: none above it holds articles/")
    name = f"{content.name}/{path.relative_to(content).as_posix()}"
    files = tuple((path, path.stat().st_mtime_ns) for path in sorted(content.rglob("*")) if path.is_file())
    entries, problems = _read_folder(content, files)
    if own := [str(problem) for problem in problems if problem.file == name]:
        raise ContentInvalid("\n".join(own))
    for entry in entries:
        (place,) = entry.places
        if place.rpartition(":")[0] == name:
            yield int(place.rpartition(":")[2]), "pgettext", (entry.path, entry.source), entry.note.split("\n")


@lru_cache(maxsize=1)
def _read_folder(
    content: Path,
    files: tuple[tuple[Path, int], ...],  # noqa: ARG001 - what is kept is that of these files at these times
) -> tuple[tuple[CatalogEntry, ...], tuple[Problem, ...]]:
    """All entries of a folder: a file can't be read without those that it names."""
    tree = read_tree(content, ())
    return tuple(entry for one in make_templates(tree, ()) for entry in one.catalog.entries), tree.problems
