"""What became of a file that somebody sent: each unit that it holds, and why."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from msgspec import Struct

from verbena.model.findings import Finding, Severity


class ImportOutcome(StrEnum):
    """What became of one unit: OUTDATED was accepted, and made from an older text than the source has today."""

    ACCEPTED = "ACCEPTED"
    UNCHANGED = "UNCHANGED"
    CONFLICTING = "CONFLICTING"
    OUTDATED = "OUTDATED"
    UNKNOWN = "UNKNOWN"
    REJECTED = "REJECTED"


class ImportedUnit(Struct, frozen=True):
    """A unit of a file: its path, its line (from 1), what became of it, and what there is to say of it."""

    path: str
    line: int
    outcome: ImportOutcome
    findings: tuple[Finding, ...] = ()


class ImportReport(Struct, frozen=True):
    """What became of a file as the catalog of a domain in a locale, or would become of it in a dry run.

    `units` are in the file's order, and `findings` about the file as a whole. `comments` counts what people said anew.
    A file that is refused is another's, and nothing of it was taken.
    """

    domain: str
    locale: str
    units: tuple[ImportedUnit, ...] = ()
    findings: tuple[Finding, ...] = ()
    comments: int = 0
    is_dry_run: bool = False
    is_refused: bool = False

    def counts(self) -> dict[ImportOutcome, int]:
        """How many units each outcome has, in the order of outcomes."""
        counted = Counter(unit.outcome for unit in self.units)
        return {outcome: counted[outcome] for outcome in ImportOutcome}

    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of lines."""
        found = [*self.findings, *(finding for unit in self.units for finding in unit.findings)]
        return tuple(sorted(found, key=lambda one: one.line))

    @property
    def has_errors(self) -> bool:
        """Whether something of the file was left out."""
        return any(finding.severity is Severity.ERROR for finding in self.all_findings())
