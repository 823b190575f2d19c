"""Work given to people, as it is delivered."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct

from verbena.access.principal import Principal
from verbena.model.assignment import Assignment, Priority
from verbena.model.errors import InvalidCursor
from verbena.reading.library import Library
from verbena.reading.lists import EdgeView, PageInfoView, PageRequest
from verbena.store.cursors import Place, read_cursor, write_cursor
from verbena.translating.assignments import AssignmentsWanted, list_assignments, measure_progress
from verbena.translating.coverage import Coverage


class AssignmentView:
    """An assignment."""

    def __init__(self, assignment: Assignment) -> None:
        made = assignment.made
        self.number = assignment.number
        self.locale = made.locale
        self.assignee = made.assignee
        self.priority: Priority = made.priority
        self.due = made.due
        self.is_overdue = made.due is not None and made.due < datetime.now(UTC).date()
        self.note = made.note
        self.at = made.at
        self.by = made.by
        self._assignment = assignment

    def measure(self, library: Library) -> Coverage | None:
        """How far it has come."""
        return measure_progress(library.store, self._assignment)


class AssignmentsView(Struct, frozen=True):
    """A page of assignments."""

    edges: tuple[EdgeView[AssignmentView], ...]
    page_info: PageInfoView
    total_count: int

    @property
    def nodes(self) -> tuple[AssignmentView, ...]:
        """The assignments alone."""
        return tuple(edge.node for edge in self.edges)


def show_assignments(
    library: Library, principal: Principal, wanted: AssignmentsWanted, page: PageRequest
) -> AssignmentsView:
    """A page of assignments; errors as of `list_assignments`, and BadUserInput for a page out of bounds."""
    after = None if page.after is None else _read_number(page.after)
    listed = list_assignments(library.store, principal, wanted, page.size(), after)
    edges = tuple(
        EdgeView(write_cursor(Place(_ORDER, one.number, "")), AssignmentView(one)) for one in listed.assignments
    )
    info = PageInfoView(
        has_next_page=listed.has_next_page,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return AssignmentsView(edges, info, listed.total_count)


def _read_number(cursor: str) -> int:
    number = read_cursor(cursor, _ORDER, int).sort
    if not isinstance(number, int):
        raise InvalidCursor(f"{cursor[:40]!a} is no cursor of a list of assignments: leave `after` out to start anew")
    return number


_ORDER = "assignments"
