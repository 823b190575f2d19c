"""All catalogs of a folder into the store."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from msgspec import Struct, msgpack
from msgspec.structs import replace

from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.findings import Finding, has_errors, tell_unreadable
from verbena.model.progress import Progress, Stage, no_progress
from verbena.resources import digest_program
from verbena.store.values import LoadedFile
from verbena.translating.catalog_files import CatalogFile, MisplacedFile, find_catalogs
from verbena.translating.contexts import CheckContexts
from verbena.translating.desk import DraftUnits, WatchedDrafts
from verbena.translating.domains import SHARED_DOMAINS
from verbena.translating.ingest import GivenFile, IngestReport, ingest_catalog
from verbena.translating.said import read_said, write_said

SAID = "said/"
"""Where is noted what each file said of single units, before its name, among all files that are noted."""


class LoadedCatalog(Struct, frozen=True):
    """One file, by its path from the locales' folder on, and what became of it."""

    file: str
    report: IngestReport


class CatalogsReport(Struct, frozen=True):
    """Every file in the order of their paths.

    `absent` are the subjects, by locale, whose translations no file has any more; they go on being published. `read`
    counts the files that had to be read: they, or what they depend on, are not as they were.
    """

    catalogs: tuple[LoadedCatalog, ...]
    absent: dict[str, tuple[SubjectName, ...]] = {}
    read: int = 0

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


def load_catalogs(drafts: DraftUnits, locales: Path, at: datetime, progress: Progress = no_progress) -> CatalogsReport:
    """Ingest every `<folder>/LC_MESSAGES/<domain>.po` under `locales`, each by itself, and tell what became of it.

    Folders are named as gettext wants it (`zh_Hans`). Of a file, what has changed since it was loaded last comes in
    (`verbena.translating.ingest`): what others did to its units meanwhile stays. So loading the same files again
    changes nothing: one without errors is not read again as long as its bytes, the sources that it was judged by, and
    its translations in the store are as they were, also where loading was broken off. Translations whose file is gone
    stay in the store.

    Raises:
        ContentInvalid: where there is no such folder.
    """
    files = list(find_catalogs(require_locales(locales)))
    # The catalogs of a domain one after the other: their sources are read once, and their rows lie side by side. What
    # articles share comes first: their translations are checked by the names of medicines.
    planned = sorted(files, key=lambda found: (found.domain not in SHARED_DOMAINS, found.domain, found.file))
    loader = _Loader(drafts, at)
    done = 0
    for start in range(0, len(planned), _BATCH):
        batch = planned[start : start + _BATCH]
        noted = loader.recall(batch)
        for found in batch:
            progress(Stage.INGEST, done, len(files))
            done += 1
            loader.load(found, noted.get(found.file))
        loader.note()
    progress(Stage.INGEST, len(files), len(files))
    for folder in (_FOLDER, SAID):
        drafts.forget_files(folder, {folder + found.file for found in files})
    order = {found.file: number for number, found in enumerate(files)}
    loaded = tuple(sorted(loader.loaded, key=lambda one: order[one.file]))
    return CatalogsReport(loaded, _find_absent(drafts, loaded), loader.read)


class _Outcome(Struct, frozen=True, array_like=True):
    """What came of a file without errors: by which drafts it was judged, and what it made.

    `scope` tells of the shared subjects which they were; `asked` and `made` are by subject: hashes of drafts, null
    where there was none, and digests of translations, null where there are none.
    """

    scope: str
    asked: list[tuple[SubjectName, str | None]]
    made: list[tuple[SubjectName, str | None]]
    report: IngestReport


class _Loader:
    """Takes in one catalog after the other; `loaded` tells what became of each, `read` how many had to be read."""

    def __init__(self, drafts: DraftUnits, at: datetime) -> None:
        self.loaded: list[LoadedCatalog] = []
        self.read = 0
        self._drafts = drafts
        self._at = at
        self._watched = WatchedDrafts(drafts)
        self._hashes = drafts.draft_hashes()
        shared = sorted((name, one) for name, one in self._hashes.items() if name.kind is not SubjectKind.ARTICLE)
        self._scope = hashlib.sha256(msgpack.encode(shared)).hexdigest()[:16]
        self._domain = ""
        self._contexts: CheckContexts | None = None
        self._digests: dict[tuple[SubjectName, str], str] = {}
        self._new: list[tuple[CatalogFile, str, IngestReport, dict[SubjectName, str | None]]] = []
        self._before: dict[str, LoadedFile] = {}
        self._said: dict[str, Mapping[str, str]] = {}

    def recall(self, files: Sequence[CatalogFile | MisplacedFile]) -> dict[str, tuple[str, _Outcome]]:
        """What this very program noted of these files, with the digest of their bytes."""
        self._before = self._drafts.read_files([SAID + one.file for one in files])
        found = {}
        for path, note in self._drafts.read_files([_FOLDER + one.file for one in files]).items():
            digest, _, program = note.digest.partition(" ")
            if program == digest_program():
                found[path.removeprefix(_FOLDER)] = digest, _outcomes.decode(zlib.decompress(note.outcome))
        names = {name for _, outcome in found.values() for name, _ in outcome.made}
        self._digests = self._drafts.digest_translations(names)
        return found

    def load(self, found: CatalogFile | MisplacedFile, noted: tuple[str, _Outcome] | None) -> None:
        """Take in one file, or tell again what came of it where that is still so."""
        if isinstance(found, MisplacedFile):
            report = IngestReport(found.domain, found.folder, findings=(found.finding,))
            self.loaded.append(LoadedCatalog(found.file, report))
            return
        try:
            data = found.path.read_bytes()
        except OSError as error:
            report = IngestReport(found.domain, found.tag, findings=(tell_unreadable(error),))
            self.loaded.append(LoadedCatalog(found.file, report))
            return
        digest = hashlib.sha256(data).hexdigest()
        if noted is not None and noted[0] == digest and self._still_holds(noted[1], found):
            self.loaded.append(LoadedCatalog(found.file, noted[1].report))
            return
        self.read += 1
        if found.domain != self._domain:
            self._domain = found.domain
            self._watched.begin_domain()
        self._watched.begin_file(self._contexts_of(found))
        place = SAID + found.file
        said = read_said(self._before.get(place))
        ingested = ingest_catalog(self._watched, GivenFile(found.domain, found.tag, data, said), self._at)
        report = ingested.report
        if ingested.said is not None and ingested.said != said:
            self._said[place] = ingested.said
        self.loaded.append(LoadedCatalog(found.file, report))
        if not has_errors(report.findings):
            self._new.append((found, digest, report, self._watched.asked))

    def note(self) -> None:
        """Note what came of the files that were read, so that they need not be read again."""
        made = self._drafts.digest_translations({name for _, _, report, _ in self._new for name in report.subjects})
        notes = {}
        for found, digest, report, asked in self._new:
            told = replace(report, unchanged=report.accepted, changed=())
            digests = [(name, made.get((name, found.tag))) for name in report.subjects]
            outcome = _Outcome(self._scope_of(found), list(asked.items()), digests, told)
            packed = zlib.compress(msgpack.encode(outcome))
            notes[_FOLDER + found.file] = LoadedFile(f"{digest} {digest_program()}", packed)
        self._drafts.note_files(notes | {place: write_said(said) for place, said in self._said.items()})
        self._new.clear()
        self._said.clear()

    def _still_holds(self, outcome: _Outcome, found: CatalogFile) -> bool:
        return (
            outcome.scope == self._scope_of(found)
            and all(self._hashes.get(name) == one for name, one in outcome.asked)
            and all(self._digests.get((name, found.tag)) == digest for name, digest in outcome.made)
        )

    def _scope_of(self, found: CatalogFile) -> str:
        """What else a file was judged by: all that is shared, or the names and terms that it was checked by."""
        return self._scope if found.domain in SHARED_DOMAINS else self._contexts_of(found).digest(found.tag)

    def _contexts_of(self, found: CatalogFile) -> CheckContexts:
        """The contexts for a file: those for articles are made after all that they share was taken in."""
        if found.domain in SHARED_DOMAINS:
            return CheckContexts(self._drafts)
        self._contexts = self._contexts or CheckContexts(self._drafts)
        return self._contexts


def _find_absent(drafts: DraftUnits, loaded: Sequence[LoadedCatalog]) -> dict[str, tuple[SubjectName, ...]]:
    there = {(one.report.locale, name) for one in loaded for name in one.report.subjects}
    absent = (one for one in drafts.translated() if one not in there)
    return {locale: tuple(name for _, name in names) for locale, names in groupby(absent, key=itemgetter(0))}


_outcomes = msgpack.Decoder(_Outcome)
# Where catalogs stand among all files that are noted.
_FOLDER = "catalogs/"
# Files in one transaction: so many are read again where loading was broken off.
_BATCH = 100
