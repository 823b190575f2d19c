"""Work on a unit costs what belongs to its subject: no statement for it walks through a whole table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from tests.support.filled_store import fill_store
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, day, make_article, translate
from verbena.model.change import Signature
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.store.contract import Store
from verbena.store.sql_store import SqlStore
from verbena.store.units import UnitChange

BONES = article_name("bones")
TITLE = UnitName(BONES, "de", "title")
ADA = Signature("Ada")
FIRST, SECOND = (translate(make_article(), mark)["title"] for mark in ("one", "two"))
FOUND = Finding(FindingCode.SIGN_DOUBLED, "twice", severity=Severity.WARNING)
REFUSED = Refusal(TITLE, "<b>", FIRST.source_hash, FIRST.state, FIRST.origin, day(1), "Ada", (FOUND,))


@pytest.fixture
def store() -> Iterator[SqlStore]:
    with open_migrated("sqlite://") as opened:
        assert isinstance(opened, SqlStore)
        fill_store(opened)
        opened.change_units([UnitChange(TITLE, UnitEventKind.SAVED, None, FIRST, (FOUND,))], day(1), ADA)
        yield opened


@contextmanager
def _take_plans(store: SqlStore) -> Iterator[list[str]]:
    """How SQLite would carry out each statement that it is asked meanwhile, once the block is done."""
    asked: list[tuple[str, Any]] = []
    plans: list[str] = []

    def note(
        _connection: object, _cursor: object, statement: str, parameters: Any, _context: object, many: bool
    ) -> None:
        asked.append((statement, parameters[0] if many else parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield plans
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    with store.database.asking() as connection:
        for statement, parameters in asked:
            if statement.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                plans += [f"{row[3]} for {statement}" for row in rows]


def _save(store: Store) -> None:
    change = UnitChange(TITLE, UnitEventKind.SAVED, FIRST, SECOND, (FOUND,))
    assert store.change_units([change], day(2), ADA, [REFUSED]) == ()


WORK: dict[str, Callable[[Store], object]] = {
    "saving": _save,
    "noting findings": lambda store: store.note_findings("de", {BONES: {"title": (FOUND,)}}),
    "findings": lambda store: store.read_findings(BONES, "de"),
    "refusals": lambda store: store.read_refusals(BONES, "de"),
    "history": lambda store: store.read_unit_history(TITLE, 10),
    "comments": lambda store: store.read_unit_comments(BONES, "de"),
    "events": lambda store: store.read_unit_events(2, 10),
    "events of locales": lambda store: store.read_unit_events(2, 10, ["de", "fr"]),
    "position": lambda store: store.unit_position(),
    "translators": lambda store: store.read_translators(BONES, "de"),
    "older sources": lambda store: store.find_older_source(BONES, "title", FIRST.source_hash),
    "translations": lambda store: store.read_translations(BONES, "de"),
}


@pytest.mark.parametrize("work", WORK)
def test_no_table_is_walked_through(store: SqlStore, work: str) -> None:
    """Each statement finds its rows by an index, so that its cost does not grow with all that is stored."""
    with _take_plans(store) as plans:
        WORK[work](store)

    tables = {table for table in _list_tables(store) if any(f" {table}" in plan for plan in plans)}
    assert tables
    walked = [plan for plan in plans for table in tables if plan.startswith((f"SCAN {table} ", f"SCAN TABLE {table} "))]
    # Of a locale, only events after a number are read: all of them are as many as all work ever done there.
    walked += [plan for plan in plans if "ix_unit_event_locale_sequence (locale=?) " in plan]
    assert walked == []


def test_a_walk_would_be_seen(store: SqlStore) -> None:
    """What has no index is told as a walk: a plan that says nothing is none of a test's making."""
    with _take_plans(store) as plans, store.database.asking() as connection:
        connection.execute(text("SELECT path FROM unit_event WHERE reason = 'x'"))

    assert [plan.split(" for ")[0] for plan in plans] == ["SCAN unit_event"]


def _list_tables(store: SqlStore) -> set[str]:
    with store.database.asking() as connection:
        return set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
