"""The marks of the source texts that are worked on, in the tables `source_mark` and `marked_draft`.

They are made after drafts were chosen, and say which revision they are of: so whatever breaks off in between, the next
time makes up for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zlib import crc32

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from verbena.language.text_marks import mark_text
from verbena.model.inline import plain_words
from verbena.store.bodies import decode_texts
from verbena.store.memory_tables import marked_draft, source_mark
from verbena.store.tables import draft, revision

_LARGEST_PLACE = 0x7FFF


def place_of(path: str) -> int:
    """The short hash of a unit's path; several units of a subject may have the same by chance."""
    return crc32(path.encode("utf-8", "replace")) & _LARGEST_PLACE


def find_unmarked(connection: Connection, at_most: int) -> dict[int, tuple[int, int | None]]:
    """Subjects whose marks are not those of their draft: its revision, and that of the marks that are there."""
    rows = (
        select(draft.c.subject_id, draft.c.revision_id, marked_draft.c.revision_id.label("marked"))
        .join_from(draft, marked_draft, marked_draft.c.subject_id == draft.c.subject_id, isouter=True)
        .where(or_(marked_draft.c.revision_id.is_(None), marked_draft.c.revision_id != draft.c.revision_id))
        .order_by(draft.c.subject_id)
        .limit(at_most)
    )
    return {number: (wanted, marked) for number, wanted, marked in connection.execute(rows)}


def write_marks(connection: Connection, unmarked: Mapping[int, tuple[int, int | None]]) -> None:
    """Bring the marks of these subjects to their drafts: only what differs is written."""
    bodies = _read_bodies(connection, {number for pair in unmarked.values() for number in pair if number is not None})
    new: set[tuple[int, int, int]] = set()
    old: set[tuple[int, int, int]] = set()
    for subject_id, (wanted, marked) in unmarked.items():
        new |= _mark_body(bodies[wanted], subject_id)
        if marked is not None:
            old |= _mark_body(bodies[marked], subject_id)
    row = source_mark.c
    if gone := [{"m": mark, "p": place, "s": subject_id} for mark, place, subject_id in old - new]:
        this = (row.mark == bindparam("m")) & (row.place == bindparam("p")) & (row.subject_id == bindparam("s"))
        connection.execute(delete(source_mark).where(this), gone)
    if added := sorted(new - old):
        _insert(connection, added)
    connection.execute(
        delete(marked_draft).where(marked_draft.c.subject_id == bindparam("of")), [{"of": one} for one in unmarked]
    )
    connection.execute(
        insert(marked_draft), [{"subject_id": one, "revision_id": wanted} for one, (wanted, _) in unmarked.items()]
    )


def _insert(connection: Connection, rows: list[tuple[int, int, int]]) -> None:
    if connection.dialect.name == "postgresql":
        # A statement for each row costs more than all else that loading does with marks.
        sent = "SELECT * FROM unnest(%s::integer[], %s::smallint[], %s::bigint[])"
        columns = tuple(map(list, zip(*rows, strict=True)))
        connection.exec_driver_sql(f"INSERT INTO source_mark (mark, place, subject_id) {sent}", columns)
    else:
        connection.execute(
            insert(source_mark), [{"mark": mark, "place": place, "subject_id": number} for mark, place, number in rows]
        )


def _read_bodies(connection: Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    rows = select(revision.c.id, revision.c.body).where(revision.c.id.in_(list(numbers)))
    return dict(connection.execute(rows).all())


def _mark_body(body: bytes, subject_id: int) -> set[tuple[int, int, int]]:
    return {
        (mark, place_of(path), subject_id)
        for path, inlines in decode_texts(body).items()
        for mark in mark_text(plain_words(inlines))
    }
