"""A report on a file that was sent, as plain values for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verbena.model.findings import Finding
from verbena.translating.import_report import ImportReport

Tell = Callable[[Finding], str]
"""What a finding says, in somebody's language."""


def tell_report(report: ImportReport, tell: Tell = lambda finding: finding.message) -> dict[str, Any]:
    """Counts by outcome, what there is to say of the file as a whole, and each unit, in the file's order."""
    return {
        "domain": report.domain,
        "locale": report.locale,
        "dryRun": report.is_dry_run,
        "refused": report.is_refused,
        "counts": {outcome.lower(): count for outcome, count in report.counts().items()},
        "comments": report.comments,
        "findings": [_tell_finding(finding, tell) for finding in report.findings],
        "units": [
            {
                "path": unit.path,
                "line": unit.line,
                "outcome": unit.outcome.value,
                "findings": [_tell_finding(finding, tell) for finding in unit.findings],
            }
            for unit in report.units
        ],
    }


def _tell_finding(finding: Finding, tell: Tell) -> dict[str, Any]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "line": finding.line,
        "path": finding.path,
        "message": tell(finding),
        "start": finding.start,
        "end": finding.end,
    }
