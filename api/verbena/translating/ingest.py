"""Catalogs that are kept beside the store: what has changed in one since it was last loaded comes in, unit by unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.po import read_po
from verbena.catalogs.values import CatalogEntry
from verbena.model.change import UNSIGNED
from verbena.model.edition import Revision, SubjectName
from verbena.model.findings import Finding, FindingCode
from verbena.model.markup import hash_text
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.store.units import UnitChange
from verbena.translating.desk import Desk
from verbena.translating.domains import read_domain
from verbena.translating.file_units import FileUnits
from verbena.translating.judge import is_outdated, judge_catalog
from verbena.translating.said import SILENCE, describe_said, made_of
from verbena.translating.weigh import Verdict, weigh_file


class IngestReport(Struct, frozen=True):
    """What became of a catalog: of the domain's units, how many are as they stand in the counts.

    `accepted` counts the translations in the file that could be taken, `unchanged` those among them that changed
    nothing here, `outdated` those made from an older source text, `initial` those that need work. `conflicting` ones
    were changed both in the file and here, and stay as they are here. `missing` units have no translation here now.
    `subjects` are those whose texts the file may hold, none where it was refused; `changed` names those among them that
    the store now holds otherwise.
    """

    domain: str
    locale: str
    units: int = 0
    accepted: int = 0
    unchanged: int = 0
    outdated: int = 0
    initial: int = 0
    missing: int = 0
    conflicting: int = 0
    subjects: tuple[SubjectName, ...] = ()
    changed: tuple[SubjectName, ...] = ()
    findings: tuple[Finding, ...] = ()


class GivenFile(Struct, frozen=True):
    """A PO file as that of a domain in a locale.

    `said` is what it said of each unit when it was loaded last, null where it never was.
    """

    domain: str
    locale: str
    data: bytes
    said: Mapping[str, str] | None = None


class Ingested(Struct, frozen=True):
    """What became of a file, and what it says of each unit, to be given along the next time.

    That is null where it never was loaded, and is refused now.
    """

    report: IngestReport
    said: Mapping[str, str] | None


def ingest_catalog(desk: Desk, file: GivenFile, at: datetime) -> Ingested:
    """Take in what has changed in a PO file since it was loaded last, and tell what became of each entry.

    Each unit of which the file says something else than then becomes as it says, and has no translation any more where
    the file has none, as long as nobody has changed the unit here meanwhile (see `verbena.translating.weigh`). What
    comes of an entry depends on the file and on the sources as they are (see `verbena.translating.judge`); only the
    address of a link that neither tells is looked for in the translation that the store has. Nothing is written where
    the file belongs elsewhere.
    """
    catalog = read_po(file.data)
    found = read_domain(desk, file.domain)
    judged = judge_catalog(catalog, found, file.locale, desk, at)
    if judged.refused:
        return Ingested(IngestReport(file.domain, file.locale, findings=judged.findings), file.said)
    work = _Work(desk, file.locale, at, FileUnits(catalog, judged, file.said))
    for revision in found.revisions:
        work.weigh(revision)
    changed = work.write()
    report = work.report
    return Ingested(
        replace(
            report,
            domain=file.domain,
            units=found.units,
            subjects=tuple(revision.name for revision in found.revisions),
            changed=changed,
            findings=(*judged.findings, *work.findings),
        ),
        work.said,
    )


class _Work:
    """Gathers what is to be done for a file, subject by subject, and then does it."""

    def __init__(self, desk: Desk, locale: str, at: datetime, file: FileUnits) -> None:
        self.report = IngestReport("", locale)
        self.said: dict[str, str] = {}
        self.findings: list[Finding] = []
        self._desk = desk
        self._locale = locale
        self._at = at
        self._file = file
        self._first: dict[SubjectName, dict[str, Translation]] = {}
        self._changes: list[UnitChange] = []
        self._refusals: list[Refusal] = []
        self._warnings: dict[SubjectName, dict[str, tuple[Finding, ...]]] = {}

    def weigh(self, revision: Revision) -> None:
        """Decide on each unit of a subject."""
        here = self._desk.read_translations(revision.name, self._locale).get(self._locale, {})
        incoming = self._file.translations[revision.name]
        # Of what comes first there may be millions, in which nothing has to be weighed.
        is_first = self._file.is_new and not here
        verdicts = {
            path: Verdict.TAKE if is_first else self._weigh_unit(revision, path, incoming.get(path), here.get(path))
            for path in dict.fromkeys((*revision.units, *here))
        }
        after = {path: incoming.get(path) if one is Verdict.TAKE else here.get(path) for path, one in verdicts.items()}
        if is_first:
            self._first |= {revision.name: incoming} if incoming else {}
        else:
            taken = (path for path, one in verdicts.items() if one is Verdict.TAKE)
            self._changes += (self._change(revision, path, here.get(path), incoming.get(path)) for path in taken)
        for path in here.keys() - revision.units.keys():
            if verdicts[path] is Verdict.KEEP and (said := self._file.said(path)):
                self.said[path] = said
        for path in revision.units:
            self._note_said(revision, path, incoming.get(path), verdicts[path])
        self._note_warnings(revision.name, incoming, after, is_first=is_first)
        self._count(revision, incoming, verdicts, here, after)

    def write(self) -> tuple[SubjectName, ...]:
        """Do it; gives the subjects that changed."""
        changed = dict.fromkeys(self._desk.save_translations(self._locale, self._first) if self._first else ())
        if self._changes or self._refusals:
            left = self._desk.change_units(self._changes, self._at, UNSIGNED, self._refusals)
            for change in left:
                self._tell_conflict(change.unit.path)
                self.said[change.unit.path] = self._file.said(change.unit.path) or SILENCE
            changed |= dict.fromkeys(one.unit.subject for one in self._changes if one not in left)
        if self._warnings:
            self._desk.note_findings(self._locale, self._warnings)
        self.said = {path: one for path, one in self.said.items() if one != SILENCE}
        return tuple(changed)

    def _weigh_unit(
        self, revision: Revision, path: str, incoming: Translation | None, here: Translation | None
    ) -> Verdict:
        entry = self._file.entries.get(path)
        unit = UnitName(revision.name, self._locale, path)
        verdict = weigh_file(
            incoming, here, made_of(self._file.said(path)), entry.base if entry else None, partial(self._is_ours, unit)
        )
        # What somebody wrote here for a text that the source has no more stays for the day that it comes back.
        return Verdict.KEEP if verdict is Verdict.CONFLICT and path not in revision.units else verdict

    def _is_ours(self, unit: UnitName) -> bool:
        """Whether somebody worked on a unit here: what is loaded is signed by nobody."""
        return any(event.signature.by is not None for event in self._desk.read_unit_history(unit, _RECENT).events)

    def _change(
        self, revision: Revision, path: str, here: Translation | None, incoming: Translation | None
    ) -> UnitChange:
        kind = UnitEventKind.REMOVED if incoming is None else UnitEventKind.IMPORTED
        unit = UnitName(revision.name, self._locale, path)
        return UnitChange(unit, kind, here, incoming, self._file.warnings(path))

    def _note_said(self, revision: Revision, path: str, incoming: Translation | None, verdict: Verdict) -> None:
        says, said = self._file.says(path, incoming), self._file.said(path)
        if verdict is Verdict.CONFLICT:
            # Told each time, until one side says what the other does.
            self.said[path] = said or SILENCE
            self._tell_conflict(path)
            return
        self.said[path] = says
        entry = self._file.entries.get(path)
        if incoming is None and entry is not None and entry.translation and says != said:
            self._refusals.append(self._refuse(revision, entry))

    def _refuse(self, revision: Revision, entry: CatalogEntry) -> Refusal:
        unit, findings = UnitName(revision.name, self._locale, entry.path), self._file.findings.get(entry.path, ())
        told = entry.translation, hash_text(entry.source), entry.state, entry.origin
        return Refusal(unit, *told, self._at, None, tuple(findings))

    def _note_warnings(
        self,
        name: SubjectName,
        incoming: Mapping[str, Translation],
        after: Mapping[str, Translation | None],
        *,
        is_first: bool,
    ) -> None:
        """The findings of what is here as the file says are those of the file; others stay as they are."""
        before = {} if is_first else self._desk.read_findings(name, self._locale)
        warnings = {}
        for path, translation in after.items():
            is_the_files = translation is not None and describe_said(translation) == describe_said(incoming.get(path))
            if found := self._file.warnings(path) if is_the_files else before.get(path, ()):
                warnings[path] = found
        if warnings != before:
            self._warnings[name] = warnings

    def _tell_conflict(self, path: str) -> None:
        entry = self._file.entries.get(path)
        self.findings.append(Finding(FindingCode.UNIT_CONFLICTING, _CONFLICT, entry.line if entry else 1, path))

    def _count(
        self,
        revision: Revision,
        incoming: Mapping[str, Translation],
        verdicts: Mapping[str, Verdict],
        here: Mapping[str, Translation],
        after: Mapping[str, Translation | None],
    ) -> None:
        report = self.report
        sound = [path for path in incoming if verdicts[path] is not Verdict.CONFLICT]
        self.report = replace(
            report,
            accepted=report.accepted + len(sound),
            unchanged=report.unchanged + sum(after[path] == here.get(path) for path in sound),
            outdated=report.outdated + sum(is_outdated(revision.units[path], incoming[path]) for path in sound),
            initial=report.initial + sum(incoming[path].state == TranslationState.INITIAL for path in sound),
            conflicting=report.conflicting + sum(one is Verdict.CONFLICT for one in verdicts.values()),
            missing=report.missing + sum(after[path] is None for path in revision.units),
        )


# Events of a unit that are looked through.
_RECENT = 50
_CONFLICT = (
    "the file and the database were both changed since the file was loaded, so that the database's stays:"
    " export the catalog and mend it there, or import the file with --force"
)
