"""Work is given to people once each, listed by what is due first, and taken back."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tests.support.subjects import day
from verbena.model.assignment import NewAssignment, Priority
from verbena.store.assignments import AssignmentFilter
from verbena.store.contract import Store

WORK = NewAssignment("bones", "ar", "Amina 🦴", Priority.NORMAL, date(2026, 3, 1), "soon \0", day(1), "Ada")


def test_work_is_given_once(store: Store) -> None:
    """The same work given again to somebody takes the place of what it was; another's stays."""
    first = store.assign(WORK)
    other = store.assign(replace(WORK, assignee="Bo", note=None, due=None, by=None))
    again = store.assign(replace(WORK, priority=Priority.URGENT, note="today"))

    assert store.list_assignments(AssignmentFilter()) == (again, other)
    assert store.read_assignment(first.number) is None
    assert store.read_assignment(other.number) == other


def test_work_is_listed_by_what_is_due(store: Store) -> None:
    """First comes what is due first, of a day what matters most, and what has no day comes last."""
    for number, (due, priority) in enumerate(
        [
            (None, Priority.URGENT),
            (date(2026, 3, 2), Priority.LOW),
            (date(2026, 3, 1), Priority.LOW),
            (date(2026, 3, 1), Priority.HIGH),
            (date(2025, 12, 31), Priority.NORMAL),
        ]
    ):
        store.assign(replace(WORK, catalog=f"a{number}", due=due, priority=priority, note=None))

    def told(**wanted: object) -> list[str]:
        return [one.made.catalog for one in store.list_assignments(AssignmentFilter(**wanted))]  # type: ignore[arg-type]

    assert told() == ["a4", "a3", "a2", "a1", "a0"]
    assert told(due_before=date(2026, 3, 2)) == ["a4", "a3", "a2"]
    assert told(assignee="Bo") == told(locales=["sw"]) == told(locales=[]) == []
    assert len(told(assignee="Amina 🦴", locales=["ar", "sw"])) == 5


def test_work_is_taken_back(store: Store) -> None:
    """What is taken back is given as it was, and is gone; its number is never given again."""
    given = store.assign(replace(WORK, note=None))

    assert store.unassign(given.number) == given
    assert store.unassign(given.number) is None
    assert store.assign(replace(WORK, note=None)).number > given.number
