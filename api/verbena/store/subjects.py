"""Subjects by number: every other table knows a subject by the number that it gets here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, tuple_

from verbena.model.edition import SubjectKind, SubjectName
from verbena.store.tables import subject

# Well under the number of values that a statement may have on any database.
_AT_A_TIME = 1000


def find_subjects(connection: Connection, names: Iterable[SubjectName]) -> dict[SubjectName, int]:
    """The number of each subject that is known; the others are left out."""
    wanted = list(dict.fromkeys(names))
    found: dict[SubjectName, int] = {}
    for start in range(0, len(wanted), _AT_A_TIME):
        pairs = [(name.kind.value, name.key) for name in wanted[start : start + _AT_A_TIME]]
        rows = connection.execute(
            select(subject.c.id, subject.c.kind, subject.c.key).where(tuple_(subject.c.kind, subject.c.key).in_(pairs))
        )
        found |= {SubjectName(SubjectKind(kind), key): number for number, kind, key in rows}
    return found


def number_subjects(connection: Connection, names: Iterable[SubjectName]) -> dict[SubjectName, int]:
    """The number of each subject; one that is new gets its number now."""
    wanted = list(dict.fromkeys(names))
    found = find_subjects(connection, wanted)
    missing = [name for name in wanted if name not in found]
    if missing:
        connection.execute(insert(subject), [{"kind": name.kind.value, "key": name.key} for name in missing])
        found |= find_subjects(connection, missing)
    return found
