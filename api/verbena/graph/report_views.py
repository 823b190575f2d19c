"""Readers' reports as they are delivered."""

from __future__ import annotations

from msgspec import Struct

from verbena.access.principal import Principal
from verbena.graph.unit_views import UnitView
from verbena.model.edition import SubjectKind
from verbena.model.errors import InvalidCursor
from verbena.model.report import Report, ReportState
from verbena.reading.library import Library
from verbena.reading.lists import EdgeView, PageInfoView, PageRequest
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.store.reports import ReportFilter
from verbena.translating.reports import ReportsPage, find_report, list_reports, list_unit_reports

UNIT_REPORTS_LIMIT = 100
"""The most reports that one unit shows."""


class ReportView:
    """A report."""

    def __init__(self, report: Report) -> None:
        made, unit = report.made, report.made.unit
        self.number = report.number
        self.state: ReportState = report.state
        self.subject_kind: SubjectKind = unit.subject.kind
        self.key = unit.subject.key
        self.path = unit.path
        self.locale = unit.locale
        self.shown = made.shown
        self.quote = made.quote
        self.message = made.message
        self.version = made.version
        self.made_at = made.made_at
        self.answer = report.answer
        self.closed_at = report.closed_at
        self.closed_by = report.closed_by


class ReportsView(Struct, frozen=True):
    """A page of reports."""

    edges: tuple[EdgeView[ReportView], ...]
    page_info: PageInfoView

    @property
    def nodes(self) -> tuple[ReportView, ...]:
        """The reports alone."""
        return tuple(edge.node for edge in self.edges)


def show_reports(library: Library, principal: Principal, wanted: ReportFilter, page: PageRequest) -> ReportsView:
    """A page of reports; errors as of `list_reports`, and InvalidCursor, BadUserInput for a page that is none."""
    before = None if page.after is None else _read_number(page.after)
    listed: ReportsPage = list_reports(library.store, principal, wanted, page.size(), before)
    edges = tuple(EdgeView(_write_number(one.number), ReportView(one)) for one in listed.reports)
    info = PageInfoView(
        has_next_page=listed.has_next_page,
        has_previous_page=before is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return ReportsView(edges, info)


def show_report(library: Library, receipt: str) -> ReportView | None:
    """The report that a receipt is for."""
    found = find_report(library.store, receipt)
    return ReportView(found) if found else None


def show_unit_reports(library: Library, unit: UnitView) -> tuple[ReportView, ...]:
    """The newest open reports on a unit."""
    return tuple(map(ReportView, list_unit_reports(library.store, unit.unit.name, UNIT_REPORTS_LIMIT)))


def _write_number(number: int) -> str:
    return write_cursor(Place(_ORDER, number, ""))


def _read_number(cursor: str) -> int:
    number = read_cursor(cursor, _ORDER, int).sort
    if not isinstance(number, int) or number < 1:
        raise InvalidCursor(f"{cursor[:40]!a} is no cursor of a list of reports: leave `after` out to start anew")
    return number


_ORDER = "reports"
