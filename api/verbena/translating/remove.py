"""A locale taken away again."""

from __future__ import annotations

from pathlib import Path

from verbena.model.errors import ContentInvalid
from verbena.store.loading import Drafts
from verbena.translating.catalog_files import find_catalogs, make_folder, name_file
from verbena.translating.load import SAID


def remove_locale(drafts: Drafts, locales: Path, tag: str) -> tuple[str, ...]:
    """Delete the catalogs of a locale, compiled ones among them, and forget what was loaded of them.

    Gives the names of the files. The locale is withdrawn when its articles are published next; editions stay. Were the
    files put back, they would be loaded as if for the first time.

    Raises:
        ContentInvalid: where a file can't be deleted; then nothing that was loaded is forgotten.
    """
    folders = {make_folder(locales, tag), *(found.path.parent for found in find_catalogs(locales, [tag]))}
    removed: list[str] = []
    try:
        for folder in sorted(folders):
            for path in sorted((*folder.glob("*.po"), *folder.glob("*.mo"))):
                path.unlink()
                removed.append(name_file(locales, path))
            for left in (folder, folder.parent):
                if left.is_dir() and not any(left.iterdir()):
                    left.rmdir()
    except OSError as error:
        raise ContentInvalid(f"{error.filename} can't be deleted: {error.strerror}") from error
    drafts.drop_translations(tag)
    for folder in folders:
        drafts.forget_files(f"{SAID}{name_file(locales, folder)}/", ())
    return tuple(removed)
