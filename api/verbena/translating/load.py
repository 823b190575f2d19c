"""All catalogs of a folder into the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from verbena.catalogs.findings import Finding, FindingCode, Severity
from verbena.language.tags import tag_of_folder
from verbena.model.errors import ContentInvalid, InvalidLocale
from verbena.model.progress import Progress, Stage, no_progress
from verbena.store.contract import Drafts
from verbena.translating.ingest import IngestReport, ingest_catalog


class LoadedCatalog(Struct, frozen=True):
    """One file, by its path from the locales' folder on, and what became of it."""

    file: str
    report: IngestReport


class CatalogsReport(Struct, frozen=True):
    """Every file in the order of their paths."""

    catalogs: tuple[LoadedCatalog, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Each finding as `file:line: code: message`, in the order of files and lines."""
        return tuple(finding.locate(file) for file, finding in self.findings())

    @property
    def has_errors(self) -> bool:
        """Whether something was left out."""
        return any(finding.severity == Severity.ERROR for _, finding in self.findings())

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
    files = sorted(require_locales(locales).glob("*/LC_MESSAGES/*.po"))
    loaded = []
    for done, file in enumerate(files):
        progress(Stage.INGEST, done, len(files))
        loaded.append(_load_file(drafts, locales, file, at))
    progress(Stage.INGEST, len(files), len(files))
    return CatalogsReport(tuple(loaded))


def _load_file(drafts: Drafts, locales: Path, file: Path, at: datetime) -> LoadedCatalog:
    name, folder, domain = f"{locales.resolve().name}/{file.relative_to(locales).as_posix()}", file.parts[-3], file.stem
    try:
        report = ingest_catalog(drafts, domain, tag_of_folder(folder), file.read_bytes(), at)
    except InvalidLocale as error:
        report = _refuse(domain, folder, FindingCode.FOLDER_UNKNOWN, str(error))
    except OSError as error:
        report = _refuse(domain, folder, FindingCode.FILE_UNREADABLE, str(error.strerror or error))
    return LoadedCatalog(name, report)


def _refuse(domain: str, locale: str, code: FindingCode, message: str) -> IngestReport:
    return IngestReport(domain, locale, findings=(Finding(code, message),))
