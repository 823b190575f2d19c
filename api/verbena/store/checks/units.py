"""What is told of units beside their translations: what happened to them, their findings, and what was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select

from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEventKind
from verbena.store.checks.findings import RESTORE, StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.checks.rows import UNREADABLE
from verbena.store.checks.streams import AnyRow, stream
from verbena.store.tables import translation
from verbena.store.unit_history import decode_translation
from verbena.store.unit_notes import decode_findings, decode_refused
from verbena.store.unit_tables import refusal, unit_event, unit_finding


def check_unit_events(connection: Connection, advance: Callable[[], None]) -> Iterator[StoreFinding]:
    """Events that can't be read: nobody could tell from them what was done, or undo it."""
    row = unit_event.c
    for found in stream(connection, select(row.sequence, row.kind, row.before, row.after).order_by(row.sequence)):
        advance()
        try:
            UnitEventKind(found.kind)
            decode_translation(found.before)
            decode_translation(found.after)
        except UNREADABLE as error:
            yield StoreFinding("unit_event", str(found.sequence), Code.UNIT_EVENT_UNREADABLE, str(error), RESTORE)


def check_unit_findings(connection: Connection) -> Iterator[StoreFinding]:
    """Findings that can't be read, or that are of a translation which is not there."""
    row, of = unit_finding.c, translation.c
    is_there = (of.subject_id == row.subject_id) & (of.locale == row.locale) & (of.path == row.path)
    rows = select(unit_finding, select(of.path).where(is_there).exists().label("is_there"))
    for found in stream(connection, rows.order_by(row.subject_id, row.locale, row.path)):
        try:
            decode_findings(found.findings)
        except UNREADABLE as error:
            yield _tell_finding(found, str(error))
        else:
            if not found.is_there:
                yield _tell_finding(found, "there is no such translation")


def check_refusals(connection: Connection) -> Iterator[StoreFinding]:
    """Refused translations that can't be read."""
    row = refusal.c
    for found in stream(connection, select(refusal).order_by(row.subject_id, row.locale, row.path)):
        try:
            decode_refused(found.text)
            decode_findings(found.findings)
            TranslationState(found.state), TranslationOrigin(found.origin)
        except UNREADABLE as error:
            where = _name_unit(found)
            remedy = "delete the row, and have it translated anew"
            yield StoreFinding("refusal", where, Code.REFUSAL_UNREADABLE, str(error), remedy)


def _tell_finding(found: AnyRow, message: str) -> StoreFinding:
    remedy = "delete the row: its translation is checked again when it is next changed"
    return StoreFinding("unit_finding", _name_unit(found), Code.UNIT_FINDING_WRONG, message, remedy)


def _name_unit(found: AnyRow) -> str:
    return f"{found.subject_id} {found.locale} {found.path}"
