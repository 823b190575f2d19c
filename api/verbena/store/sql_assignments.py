"""Work given to people, in the table `assignment`."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, delete, insert, select

from verbena.model.assignment import Assignment, NewAssignment, Priority
from verbena.store.assignment_tables import assignment
from verbena.store.assignments import AssignmentFilter
from verbena.store.columns import make_storable
from verbena.store.database import Database


class SqlAssignments:
    """Implements `verbena.store.assignments.Assignments`."""

    database: Database

    def assign(self, new: NewAssignment) -> Assignment:
        """Give somebody work, in place of the same work that they were given before."""
        row = {
            "catalog": new.catalog,
            "locale": new.locale,
            "assignee": new.assignee,
            "priority": _RANKS.index(new.priority),
            "due": None if new.due is None else new.due.isoformat(),
            "note": None if new.note is None else make_storable(new.note),
            "at": new.at,
            "actor": None if new.by is None else make_storable(new.by),
        }
        held = assignment.c
        same = (held.catalog == new.catalog, held.locale == new.locale, held.assignee == new.assignee)
        with self.database.writing() as connection:
            connection.execute(delete(assignment).where(*same))
            number = connection.execute(insert(assignment).values(row).returning(held.id)).scalar_one()
        return Assignment(number, new)

    def unassign(self, number: int) -> Assignment | None:
        """Take work back; gives it as it was."""
        this = assignment.c.id == number
        with self.database.writing() as connection:
            row = connection.execute(select(assignment).where(this)).one_or_none()
            connection.execute(delete(assignment).where(this))
        return None if row is None else _read(row)

    def read_assignment(self, number: int) -> Assignment | None:
        """The assignment of that number."""
        with self.database.asking() as connection:
            row = connection.execute(select(assignment).where(assignment.c.id == number)).one_or_none()
        return None if row is None else _read(row)

    def list_assignments(self, wanted: AssignmentFilter) -> tuple[Assignment, ...]:
        """Assignments by the day on which they are due, those without one last; of a day, by priority, then number."""
        held = assignment.c
        asked = select(assignment).order_by(held.due.is_(None), held.due, held.priority.desc(), held.id)
        if wanted.assignee is not None:
            asked = asked.where(held.assignee == wanted.assignee)
        if wanted.locales is not None:
            asked = asked.where(held.locale.in_(sorted(wanted.locales)))
        if wanted.due_before is not None:
            asked = asked.where(held.due < wanted.due_before.isoformat())
        with self.database.asking() as connection:
            return tuple(map(_read, connection.execute(asked)))


def _read(row: Row[*tuple[Any, ...]]) -> Assignment:
    made = NewAssignment(
        catalog=row.catalog,
        locale=row.locale,
        assignee=row.assignee,
        priority=_RANKS[row.priority],
        due=None if row.due is None else date.fromisoformat(row.due),
        note=row.note,
        at=row.at,
        by=row.actor,
    )
    return Assignment(row.id, made)


_RANKS = tuple(Priority)
