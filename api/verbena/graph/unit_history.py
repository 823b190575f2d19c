"""Pages of what happened to a unit."""

from __future__ import annotations

from msgspec import Struct

from verbena.graph.unit_views import UnitEventView
from verbena.model.unit_event import UnitEventKind
from verbena.reading.following_units import read_event_cursor
from verbena.reading.lists import EdgeView, PageInfoView, PageRequest
from verbena.translating.working_units import WorkingUnit, read_history

_LOOKED_THROUGH = 500
"""How many events are looked through for comments."""


class HistoryView(Struct, frozen=True):
    """A page of a unit's history, newest first."""

    edges: tuple[EdgeView[UnitEventView], ...]
    page_info: PageInfoView

    @property
    def nodes(self) -> tuple[UnitEventView, ...]:
        """The events alone."""
        return tuple(edge.node for edge in self.edges)


def list_history(unit: WorkingUnit, page: PageRequest) -> HistoryView:
    """The newest events before the cursor `page.after`.

    Raises:
        InvalidCursor: where it is no cursor of an event.
        BadUserInput: for a page size out of bounds.
    """
    store, before = unit.subject.store, None if page.after is None else read_event_cursor(page.after)
    found = store.read_unit_history(unit.name, page.size(), before)
    edges = tuple(
        EdgeView(view.cursor, view) for view in (UnitEventView(store, event, unit.subject) for event in found.events)
    )
    info = PageInfoView(
        has_next_page=found.has_next_page,
        has_previous_page=before is not None and _has_newer(unit, before),
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return HistoryView(edges, info)


def list_comments(unit: WorkingUnit, first: int) -> list[UnitEventView]:
    """The newest events with which somebody said something, at most `first`, of the newest few hundred."""
    store = unit.subject.store
    comments: list[UnitEventView] = []
    for event in read_history(store, unit.name, _LOOKED_THROUGH):
        if len(comments) == first:
            break
        if event.kind in _SAYING:
            comments.append(UnitEventView(store, event, unit.subject))
    return comments


_SAYING = (UnitEventKind.COMMENTED, UnitEventKind.REJECTED)


def _has_newer(unit: WorkingUnit, before: int) -> bool:
    newest = unit.subject.store.read_unit_history(unit.name, 1).events
    return bool(newest) and newest[0].sequence >= before
