"""What every store does with readers' reports."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from verbena.model.report import NewReport, Report, ReportState
from verbena.model.unit_event import UnitName


class ReportFilter(Struct, frozen=True):
    """Which reports a list holds: in these locales, in this state, of this unit; null is any."""

    locales: Collection[str] | None = None
    state: ReportState | None = None
    unit: UnitName | None = None


class Reports(Protocol):
    """Readers' reports, numbered in the order in which they came."""

    def save_report(self, new: NewReport) -> Report:
        """Keep a report on a subject that is loaded or published."""

    def count_reports(self, since: datetime) -> int:
        """How many came at that instant or later."""

    def list_reports(self, wanted: ReportFilter, first: int, before: int | None = None) -> tuple[Report, ...]:
        """The newest reports before that number, newest first."""

    def read_report(self, number: int) -> Report | None:
        """The report of that number."""

    def find_report(self, receipt_hash: str) -> Report | None:
        """The report that a receipt is for."""

    def close_report(self, number: int, answer: str, at: datetime, by: str | None) -> Report | None:
        """Close a report with an answer, in place of any that it was closed with before; gives it."""
