"""Readers' reports, in the table `report`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, insert, select, update

from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import NotFound
from verbena.model.report import NewReport, Report, ReportState
from verbena.model.unit_event import UnitName
from verbena.store.columns import make_storable
from verbena.store.database import Database
from verbena.store.report_tables import report
from verbena.store.reports import ReportFilter
from verbena.store.subjects import find_subjects
from verbena.store.tables import subject


class SqlReports:
    """Implements `verbena.store.reports.Reports`."""

    database: Database

    def save_report(self, new: NewReport) -> Report:
        """Keep a report on a subject that is loaded or published."""
        with self.database.writing() as connection:
            number = find_subjects(connection, [new.unit.subject]).get(new.unit.subject)
            if number is None:
                raise NotFound(f"there is no {new.unit.subject.kind} {new.unit.subject.key}")
            row = {
                "subject_id": number,
                "locale": new.unit.locale,
                "path": new.unit.path,
                "message": make_storable(new.message),
                "quote": None if new.quote is None else make_storable(new.quote),
                "version": new.version,
                "shown": make_storable(new.shown),
                "made_at": new.made_at,
                "receipt_hash": new.receipt_hash,
            }
            return Report(connection.execute(insert(report).values(row).returning(report.c.id)).scalar_one(), new)

    def count_reports(self, since: datetime) -> int:
        """How many came at that instant or later."""
        with self.database.asking() as connection:
            return connection.scalar(select(func.count()).select_from(report).where(report.c.made_at >= since)) or 0

    def list_reports(self, wanted: ReportFilter, first: int, before: int | None = None) -> tuple[Report, ...]:
        """The newest reports before that number, newest first."""
        asked = _ask().order_by(report.c.id.desc()).limit(first)
        for condition in _make_conditions(wanted, before):
            asked = asked.where(condition)
        with self.database.asking() as connection:
            return tuple(map(_read, connection.execute(asked)))

    def read_report(self, number: int) -> Report | None:
        """The report of that number."""
        return self._find(report.c.id == number)

    def find_report(self, receipt_hash: str) -> Report | None:
        """The report that a receipt is for."""
        return self._find(report.c.receipt_hash == receipt_hash)

    def close_report(self, number: int, answer: str, at: datetime, by: str | None) -> Report | None:
        """Close a report with an answer, in place of any that it was closed with before; gives it."""
        closed = {"answer": make_storable(answer), "closed_at": at, "actor": None if by is None else make_storable(by)}
        with self.database.writing() as connection:
            connection.execute(update(report).where(report.c.id == number).values(**closed))
            row = connection.execute(_ask().where(report.c.id == number)).one_or_none()
        return None if row is None else _read(row)

    def _find(self, condition: ColumnElement[bool]) -> Report | None:
        with self.database.asking() as connection:
            row = connection.execute(_ask().where(condition)).one_or_none()
        return None if row is None else _read(row)


def _ask() -> Select[*tuple[Any, ...]]:
    names = subject.c.kind.label("subject_kind"), subject.c.key.label("subject_key")
    return select(report, *names).join_from(report, subject)


def _make_conditions(wanted: ReportFilter, before: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if before is not None:
        conditions.append(report.c.id < before)
    if wanted.locales is not None:
        conditions.append(report.c.locale.in_(sorted(wanted.locales)))
    if wanted.state is not None:
        is_open = report.c.closed_at.is_(None)
        conditions.append(is_open if wanted.state is ReportState.OPEN else ~is_open)
    if wanted.unit is not None:
        unit = wanted.unit
        conditions += [subject.c.kind == unit.subject.kind.value, subject.c.key == unit.subject.key]
        conditions += [report.c.locale == unit.locale, report.c.path == unit.path]
    return conditions


def _read(row: Row[*tuple[Any, ...]]) -> Report:
    name = SubjectName(SubjectKind(row.subject_kind), row.subject_key)
    made = NewReport(
        unit=UnitName(name, row.locale, row.path),
        message=row.message,
        shown=row.shown,
        made_at=row.made_at,
        receipt_hash=row.receipt_hash,
        quote=row.quote,
        version=row.version,
    )
    return Report(row.id, made, row.answer, row.closed_at, row.actor)
