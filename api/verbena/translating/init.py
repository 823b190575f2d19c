"""Catalogs made where there are none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.po import make_header, write_po
from verbena.translating.catalog_files import find_catalogs, find_folders, make_folder, name_file
from verbena.translating.domains import read_article_key
from verbena.translating.templates import Template
from verbena.translating.write_files import write_files


class NewCatalog(Struct, frozen=True):
    """A file that was made, and how many texts there are in it to translate."""

    file: str
    units: int


def init_catalogs(
    locales: Path,
    templates: Sequence[Template],
    tags: Collection[str] = (),
    *,
    at: datetime,
    write: bool = True,
) -> tuple[NewCatalog, ...]:
    """Make each catalog that is missing in these tags, or in every locale that has one; those that are there stay.

    Nothing is translated in them. A locale gets none of what is written in it. A catalog that names an article's key
    is that article's, whatever it is called. Without `write`, what would be done is told and not done.

    Raises:
        ContentInvalid: where a file can't be written; then none is made.
    """
    files: dict[Path, bytes] = {}
    made: list[NewCatalog] = []
    folders = find_folders(locales)
    for tag in tags or folders:
        folder = folders.get(tag) or make_folder(locales, tag)
        # A second folder of the locale is told of when it is read; nothing of it is made anew here.
        there = {found.path.name for found in find_catalogs(locales, [tag])}
        keys = _read_keys(folder)
        for template in templates:
            path, article = folder / f"{template.domain.name}.po", template.domain.article
            is_there = article.name.key in keys if article else False
            if not (path.name in there or is_there or template.domain.is_written_in(tag)):
                header = make_header(tag, template.domain.identify(), at)
                files[path] = write_po(replace(template.catalog, header=header))
                made.append(NewCatalog(name_file(locales, path), len(template.catalog.entries)))
    if write:
        write_files(files)
    return tuple(made)


def _read_keys(folder: Path) -> frozenset[str]:
    """The keys of the articles that the catalogs in a folder are of, as their headers say."""
    found = (read_article_key(path.read_bytes()) for path in folder.glob("*.po") if path.is_file())
    return frozenset(key for key in found if key)
