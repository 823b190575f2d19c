"""What became of a file that was sent, as the schema shows it."""

from __future__ import annotations

from msgspec import Struct

from verbena.model.findings import Finding, Severity
from verbena.translating.import_report import ImportedUnit, ImportOutcome, ImportReport


class CatalogTextView(Struct, frozen=True):
    """A catalog as a file."""

    content: str
    etag: str
    entries: int


class ImportFindingView:
    """Something to say of a file or a unit of it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        self.code = finding.code.value
        self.severity: Severity = finding.severity
        self.line = finding.line
        self.start = finding.start
        self.end = finding.end


class ImportedUnitView:
    """A unit of a file."""

    def __init__(self, unit: ImportedUnit) -> None:
        self.path = unit.path
        self.line = unit.line
        self.outcome: ImportOutcome = unit.outcome
        self.findings = tuple(map(ImportFindingView, unit.findings))


class ImportCountView(Struct, frozen=True):
    """How many units an outcome has."""

    outcome: ImportOutcome
    count: int


class CatalogImportView:
    """What became of a file."""

    def __init__(self, report: ImportReport) -> None:
        self.domain = report.domain
        self.locale = report.locale
        self.is_dry_run = report.is_dry_run
        self.is_refused = report.is_refused
        self.counts = tuple(ImportCountView(outcome, count) for outcome, count in report.counts().items())
        self.comments = report.comments
        self.units = tuple(map(ImportedUnitView, report.units))
        self.findings = tuple(map(ImportFindingView, report.findings))
