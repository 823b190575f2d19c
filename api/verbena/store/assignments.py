"""What every store does with work that is given to people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Protocol

from msgspec import Struct

from verbena.model.assignment import Assignment, NewAssignment


class AssignmentFilter(Struct, frozen=True):
    """Which assignments a list holds: somebody's, in these locales, due before that day; null is any."""

    assignee: str | None = None
    locales: Collection[str] | None = None
    due_before: date | None = None


class Assignments(Protocol):
    """Work given to people: each has a catalog in a locale at most once."""

    def assign(self, new: NewAssignment) -> Assignment:
        """Give somebody work, in place of the same work that they were given before."""

    def unassign(self, number: int) -> Assignment | None:
        """Take work back; gives it as it was."""

    def read_assignment(self, number: int) -> Assignment | None:
        """The assignment of that number."""

    def list_assignments(self, wanted: AssignmentFilter) -> tuple[Assignment, ...]:
        """Assignments by the day on which they are due, those without one last; of a day, by priority, then number."""
