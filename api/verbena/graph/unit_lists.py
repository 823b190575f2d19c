"""Lists of units and of their coverage, in Relay's shape."""

from __future__ import annotations

from msgspec import Struct

from verbena.access.principal import Principal
from verbena.graph.unit_views import UnitView
from verbena.model.unit_event import UnitName
from verbena.reading.library import Library
from verbena.reading.lists import EdgeView, PageInfoView, PageRequest
from verbena.translating.coverage import Coverage, CoverageWanted, add_up, list_coverage
from verbena.translating.list_units import UnitFilter, list_units
from verbena.translating.open_subject import find_unit, open_domain


class UnitsView(Struct, frozen=True):
    """A page of units."""

    edges: tuple[EdgeView[UnitView], ...]
    page_info: PageInfoView
    cursor: str | None
    total_count: int | None

    @property
    def nodes(self) -> tuple[UnitView, ...]:
        """The units alone."""
        return tuple(edge.node for edge in self.edges)


class CoverageView(Struct, frozen=True):
    """A page of the coverage."""

    edges: tuple[EdgeView[Coverage], ...]
    page_info: PageInfoView

    @property
    def nodes(self) -> tuple[Coverage, ...]:
        """The rows alone."""
        return tuple(edge.node for edge in self.edges)

    @property
    def totals(self) -> tuple[Coverage, ...]:
        """The sum of the rows, by locale."""
        locales = sorted({row.locale for row in self.nodes})
        return tuple(add_up((row for row in self.nodes if row.locale == locale), locale) for locale in locales)


def show_units(library: Library, principal: Principal, wanted: UnitFilter, page: PageRequest) -> UnitsView:
    """A page of the units that meet a filter; errors as of `list_units`, BadUserInput for a page out of bounds too."""
    listed = list_units(library.store, principal, wanted, page.size(), page.after)
    edges = tuple(EdgeView(one.cursor, UnitView(one.unit)) for one in listed.units)
    info = _place(edges, has_next=listed.has_next_page, has_previous=listed.has_previous_page)
    return UnitsView(edges, info, listed.cursor, listed.total)


def show_unit(library: Library, principal: Principal, place: tuple[str, str], locale: str) -> UnitView | None:
    """The unit of a domain at a path; null where there is none. Errors are those of `open_domain`."""
    domain, path = place
    subjects = open_domain(library.store, principal, domain, locale)
    unit = next((unit for subject in subjects if (unit := subject.find(path)) is not None), None)
    return UnitView(unit) if unit else None


def show_named_unit(library: Library, principal: Principal, name: UnitName) -> UnitView | None:
    """A unit by its name; null where there is none. Errors are those of `find_unit`."""
    unit = find_unit(library.store, principal, name)
    return UnitView(unit) if unit else None


def show_coverage(library: Library, principal: Principal, wanted: CoverageWanted, page: PageRequest) -> CoverageView:
    """A page of the coverage; errors as of `list_coverage`, BadUserInput for a page out of bounds too."""
    listed = list_coverage(library.store, principal, wanted, page.size(), page.after)
    edges = tuple(EdgeView(cursor, row) for cursor, row in listed.rows)
    return CoverageView(edges, _place(edges, has_next=listed.has_next_page, has_previous=listed.has_previous_page))


def _place(
    edges: tuple[EdgeView[UnitView] | EdgeView[Coverage], ...], *, has_next: bool, has_previous: bool
) -> PageInfoView:
    return PageInfoView(
        has_next_page=has_next,
        has_previous_page=has_previous,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
