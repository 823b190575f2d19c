"""Rows that stand for themselves: the database's own file, pointers, numbers, files, plans, pins, tokens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec import MsgspecError, msgpack
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DatabaseError, OperationalError
from zstandard import ZstdError

from verbena.model.change import ChangeKind, SectionChanges
from verbena.store import tables
from verbena.store.bodies import decode_translated
from verbena.store.checks.findings import MEND_AT_WORK, RESTORE, StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.checks.streams import stream
from verbena.store.every_table import metadata
from verbena.store.numbering import read_numberings
from verbena.store.snapshots import ask_editions_at
from verbena.store.tokens import read_grants
from verbena.store.unit_tables import unit_event

UNREADABLE = (MsgspecError, ZstdError, ValueError, TypeError, EOFError, IndexError)
"""What comes of reading bytes that are not those that were written."""


def check_file(connection: Connection) -> Iterator[StoreFinding]:
    """What SQLite itself finds in its file; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    try:
        told = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    except OperationalError:
        raise  # locked, or gone
    except DatabaseError as error:
        told = [str(error.orig)]
    for fault in told:
        if fault != "ok":
            yield StoreFinding("(file)", "(all)", Code.FILE_DAMAGED, fault, RESTORE)


def check_pointers(connection: Connection) -> Iterator[StoreFinding]:
    """Rows that point to a row which is not there."""
    for table in metadata.sorted_tables:
        keys = list(table.primary_key.columns)
        for constraint in table.foreign_key_constraints:
            (pointer,) = constraint.elements
            target = pointer.column.table.alias("target")
            there = select(target.c[pointer.column.name]).where(target.c[pointer.column.name] == pointer.parent)
            rows = select(*keys, pointer.parent.label("pointer")).where(pointer.parent.is_not(None), ~there.exists())
            for row in stream(connection, rows):
                *key, points_to = row
                yield StoreFinding(
                    table.name,
                    " ".join(map(str, key)),
                    Code.POINTS_NOWHERE,
                    f"{pointer.parent.name} is {points_to}, and {pointer.column.table.name} has no such row",
                    RESTORE,
                )


def check_numbers(connection: Connection) -> Iterator[StoreFinding]:
    """Tables whose next row would get a number that is taken."""
    for numbering in read_numberings(connection):
        if numbering.following <= numbering.newest:
            yield StoreFinding(
                numbering.table,
                "",
                Code.NUMBERS_BEHIND,
                f"the next row would be number {numbering.following}, and the newest is {numbering.newest}",
                f"SELECT setval(pg_get_serial_sequence('{numbering.table}', 'id'), {numbering.newest})",
            )


def check_feed(connection: Connection) -> Iterator[StoreFinding]:
    """Numbers missing from the feed, which counts from 1, and from what happened to units, which does too."""
    yield from _find_gaps(connection, tables.change, Code.FEED_GAP, "the feed goes")
    yield from _find_gaps(connection, unit_event, Code.UNIT_EVENT_GAP, "what happened to units goes")


def _find_gaps(connection: Connection, table: Table, code: Code, goes: str) -> Iterator[StoreFinding]:
    expected = 1
    for (sequence,) in stream(connection, select(table.c.sequence).order_by(table.c.sequence)):
        if sequence != expected:
            missing = f"{expected}" if sequence == expected + 1 else f"{expected} to {sequence - 1}"
            told = f"{goes} from {expected - 1} to {sequence}: {missing} missing"
            yield StoreFinding(table.name, str(sequence), code, told, RESTORE)
        expected = sequence + 1


def check_circumstances(connection: Connection) -> Iterator[StoreFinding]:
    """Sections touched by a change that can't be read."""
    row = tables.circumstance.c
    for sequence, sections in stream(connection, select(row.sequence, row.sections).where(row.sections.is_not(None))):
        try:
            _sections.decode(sections)
        except UNREADABLE as error:
            yield StoreFinding(
                "circumstance", str(sequence), Code.CIRCUMSTANCE_UNREADABLE, f"its sections: {error}", RESTORE
            )


def check_assets(connection: Connection) -> Iterator[StoreFinding]:
    """Files whose bytes are not those of their digest."""
    row = tables.asset.c
    for digest, content in stream(connection, select(row.digest, row.content).order_by(row.digest)):
        found = hashlib.sha256(content).hexdigest()
        if found != digest.removeprefix(tables.DRAFT_MARK):
            told = f"its bytes have the digest {found}"
            yield StoreFinding("asset", digest, Code.ASSET_HASH, told, f"delete the row and {MEND_AT_WORK}")


def check_plans(connection: Connection) -> Iterator[StoreFinding]:
    """Plans that could not be carried out as they stand."""
    revisions = select(tables.revision.c.id).where(
        tables.revision.c.subject_id == tables.planned.c.subject_id,
        tables.revision.c.hash == tables.planned.c.revision,
    )
    row = tables.planned.c
    for found in stream(
        connection, select(row.id, row.kind, row.revision, row.body, revisions.exists().label("known"))
    ):
        try:
            kind = ChangeKind(found.kind)
            if found.body is not None:
                decode_translated(found.body)
            if kind is ChangeKind.PUBLISHED and (found.revision is None or (found.body is None and not found.known)):
                raise ValueError(f"there is no revision {found.revision}")
        except UNREADABLE as error:
            remedy = "cancel it, and plan it again"
            yield StoreFinding("planned", str(found.id), Code.PLAN_UNREADABLE, str(error), remedy)


def check_pins(connection: Connection) -> Iterator[StoreFinding]:
    """Pinned states of which a text was let go all the same."""
    subject, pin = tables.subject.c, tables.pin.c
    rows = select(subject.kind, subject.key, pin.sequence).join_from(tables.pin, tables.subject)
    for kind, key, sequence in stream(connection, rows.order_by(pin.subject_id, pin.sequence)):
        values = {"names": [(kind, key)], "at": sequence, "tags": []}
        state = connection.execute(ask_editions_at(), values).all()
        gone = [f"edition {row.number} in {row.locale}" for row in state if row.is_gone]
        if gone or not state:
            told = f"the text of {gone[0]} was let go" if gone else "nothing was published then"
            yield StoreFinding("pin", f"{kind} {key} {sequence}", Code.PIN_GONE, told, RESTORE)


def check_tokens(connection: Connection) -> Iterator[StoreFinding]:
    """Tokens whose hash or grants are not in the form in which they are written."""
    for row in stream(connection, select(tables.token)):
        if not (_HASH.fullmatch(row.hash) and read_grants(row.grants).allow_anything):
            told = "its hash or what it allows can't be read, so that it opens nothing or too little"
            yield StoreFinding("token", row.id, Code.TOKEN_UNREADABLE, told, "revoke it, and make another")


_sections = msgpack.Decoder(SectionChanges)
_HASH = re.compile("[0-9a-f]{64}")
