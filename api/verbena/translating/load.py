"""All catalogs of a folder into the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from verbena.catalogs.findings import Finding, has_errors, tell_unreadable
from verbena.model.edition import SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Progress, Stage, no_progress
from verbena.store.contract import Drafts
from verbena.translating.catalog_files import CatalogFile, MisplacedFile, find_catalogs
from verbena.translating.ingest import IngestReport, ingest_catalog


class LoadedCatalog(Struct, frozen=True):
    """One file, by its path from the locales' folder on, and what became of it."""

    file: str
    report: IngestReport


class CatalogsReport(Struct, frozen=True):
    """Every file in the order of their paths.

    `absent` are the subjects, by locale, whose translations no file has any more; they go on being published.
    """

    catalogs: tuple[LoadedCatalog, ...]
    absent: dict[str, tuple[SubjectName, ...]] = {}

    @property
    def problems(self) -> tuple[str, ...]:
        """Each finding as `file:line: code: message`, in the order of files and lines."""
        return tuple(finding.locate(file) for file, finding in self.findings())

    @property
    def has_errors(self) -> bool:
        """Whether something was left out."""
        return has_errors(finding for _, finding in self.findings())

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Each finding with its file."""
        for catalog in self.catalogs:
            for finding in sorted(catalog.report.findings, key=lambda finding: finding.line):
                yield catalog.file, finding


def require_locales(locales: Path) -> Path:
    """The same folder, where there is one.

    Raises:
        ContentInvalid: where there is none, so that a mistaken name is not taken for content without translations.
    """
    if not locales.is_dir():
        raise ContentInvalid(f"{locales} is not a folder: name the one that holds the locales' folders")
    return locales


def load_catalogs(drafts: Drafts, locales: Path, at: datetime, progress: Progress = no_progress) -> CatalogsReport:
    """Ingest every `<folder>/LC_MESSAGES/<domain>.po` under `locales`, each by itself, and tell what became of it.

    Folders are named as gettext wants it (`zh_Hans`). Loading the same files again changes nothing. Translations whose
    file is gone stay in the store.

    Raises:
        ContentInvalid: where there is no such folder.
    """
    files = list(find_catalogs(require_locales(locales)))
    loaded = []
    for done, found in enumerate(files):
        progress(Stage.INGEST, done, len(files))
        loaded.append(_load_file(drafts, found, at))
    progress(Stage.INGEST, len(files), len(files))
    return CatalogsReport(tuple(loaded), _find_absent(drafts, loaded))


def _find_absent(drafts: Drafts, loaded: Sequence[LoadedCatalog]) -> dict[str, tuple[SubjectName, ...]]:
    there = {(one.report.locale, name) for one in loaded for name in one.report.subjects}
    absent = (one for one in drafts.translated() if one not in there)
    return {locale: tuple(name for _, name in names) for locale, names in groupby(absent, key=itemgetter(0))}


def _load_file(drafts: Drafts, found: CatalogFile | MisplacedFile, at: datetime) -> LoadedCatalog:
    if isinstance(found, MisplacedFile):
        report = IngestReport(found.domain, found.folder, findings=(found.finding,))
        return LoadedCatalog(found.file, report)
    try:
        report = ingest_catalog(drafts, found.domain, found.tag, found.path.read_bytes(), at)
    except OSError as error:
        report = IngestReport(found.domain, found.tag, findings=(tell_unreadable(error),))
    return LoadedCatalog(found.file, report)
