"""Catalogs as files: `<locales>/<folder>/LC_MESSAGES/<domain>.po`, and `<locales>/<domain>.pot` for templates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from verbena.language.tags import folder_of, tag_of_folder
from verbena.model.errors import InvalidLocale
from verbena.model.findings import Finding, FindingCode


class CatalogFile(Struct, frozen=True):
    """One catalog's place: `file` names it to people, from the locales' folder on."""

    path: Path
    file: str
    tag: str
    domain: str


class MisplacedFile(Struct, frozen=True):
    """A file in a folder whose catalogs don't count, and why."""

    path: Path
    file: str
    folder: str
    domain: str
    finding: Finding


def find_catalogs(locales: Path, tags: Collection[str] = ()) -> Iterator[CatalogFile | MisplacedFile]:
    """Every catalog below `locales` in the order of their paths, of these tags alone where some are given."""
    paths = _list_files(locales)
    folders = _choose_folders(locales, paths)
    for path in paths:
        file, folder = name_file(locales, path), path.parts[-3]
        try:
            tag = tag_of_folder(folder)
        except InvalidLocale as error:
            if not tags:
                yield MisplacedFile(path, file, folder, path.stem, Finding(FindingCode.FOLDER_UNKNOWN, str(error)))
            continue
        if tags and tag not in tags:
            continue
        if folders[tag] == path.parent:
            yield CatalogFile(path, file, tag, path.stem)
        else:
            message = f"{tag} has two folders, and {folders[tag].parts[-2]} counts: move the catalogs there"
            yield MisplacedFile(path, file, folder, path.stem, Finding(FindingCode.CATALOG_DUPLICATE, message))


def find_folders(locales: Path) -> dict[str, Path]:
    """The folder of each locale that has a catalog below `locales`, sorted by tag.

    Of several for one tag, the one that is named as gettext wants it counts.
    """
    return dict(sorted(_choose_folders(locales, _list_files(locales)).items()))


def _list_files(locales: Path) -> list[Path]:
    return sorted(locales.glob("*/LC_MESSAGES/*.po"))


def _choose_folders(locales: Path, paths: Iterable[Path]) -> dict[str, Path]:
    folders: dict[str, Path] = {}
    for path in sorted({file.parent for file in paths}):
        try:
            tag = tag_of_folder(path.parts[-2])
        except InvalidLocale:
            continue
        if tag not in folders or path == make_folder(locales, tag):
            folders[tag] = path
    return folders


def make_folder(locales: Path, tag: str) -> Path:
    """Where the folder of a locale's catalogs belongs; it is not made yet."""
    return locales / folder_of(tag) / "LC_MESSAGES"


def place_template(locales: Path, domain: str) -> Path:
    """Where the template of a domain belongs."""
    return locales / f"{domain}.pot"


def name_file(locales: Path, path: Path) -> str:
    """A file's name for people: from the locales' folder on."""
    return f"{locales.resolve().name}/{path.relative_to(locales).as_posix()}"
