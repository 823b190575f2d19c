"""Readers' reports are kept by unit, found again by their receipts, and closed with an answer."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.support.subjects import article_name, day, make_article
from verbena.model.errors import NotFound
from verbena.model.report import NewReport, Report, ReportState
from verbena.model.unit_event import UnitName
from verbena.store.contract import Store
from verbena.store.reports import ReportFilter

UNIT = UnitName(article_name("bones"), "ar", "title")
REPORT = NewReport(UNIT, "It says 15 mg \0 🦴", "عن العظام", day(1), "ab" * 32, "العظام", "1.-.4")


@pytest.fixture
def made(store: Store) -> list[Report]:
    """Four reports, of two units in two locales."""
    store.save_revisions([make_article("bones")])
    units = (UNIT, UNIT, replace(UNIT, path="summary"), replace(UNIT, locale="sw"))
    reports = [
        replace(REPORT, unit=unit, made_at=day(number), receipt_hash=str(number) * 64, message=f"Wrong {number}")
        for number, unit in enumerate(units, 1)
    ]
    return [store.save_report(report) for report in reports]


def test_reports_are_kept(store: Store) -> None:
    """A report comes back as it was made, whatever a reader wrote; what is no character is told as such."""
    store.save_revisions([make_article("bones")])

    saved = store.save_report(REPORT)

    found = store.find_report("ab" * 32)
    assert found == store.read_report(saved.number)
    assert found is not None
    assert replace(found.made, message="") == replace(REPORT, message="")
    assert found.made.message.startswith("It says 15 mg")
    assert found.made.message.endswith("🦴")
    assert (found.state, found.answer, store.find_report("cd" * 32)) == (ReportState.OPEN, None, None)


def test_reports_are_listed(store: Store, made: list[Report]) -> None:
    """They are listed newest first, by locale, state and unit, and go on before a number."""
    store.close_report(made[0].number, "Mended", day(9), "Ada")

    def told(first: int = 9, before: int | None = None, **wanted: object) -> list[str]:
        return [one.made.message[-1] for one in store.list_reports(ReportFilter(**wanted), first, before)]  # type: ignore[arg-type]

    assert told() == ["4", "3", "2", "1"]
    assert told(2) == ["4", "3"]
    assert told(2, made[2].number) == ["2", "1"]
    assert told(locales=["ar"]) == ["3", "2", "1"]
    assert told(locales=[]) == []
    assert told(state=ReportState.OPEN, unit=UNIT) == ["2"]
    assert told(state=ReportState.CLOSED) == ["1"]
    assert told(unit=replace(UNIT, locale="sw")) == ["4"]


@pytest.mark.usefixtures("made")
def test_reports_are_counted(store: Store) -> None:
    """Those are counted that came at an instant or later."""
    assert [store.count_reports(day(number)) for number in (0, 2, 4, 5)] == [4, 3, 1, 0]


def test_reports_are_closed(store: Store, made: list[Report]) -> None:
    """A report is closed with an answer, which a later one takes the place of; one that is not there is none."""
    closed = store.close_report(made[0].number, "Mended", day(9), "Ada")
    again = store.close_report(made[0].number, "Mended, and published", day(10), None)

    assert closed is not None
    assert (closed.state, closed.answer, closed.closed_at, closed.closed_by) == (
        ReportState.CLOSED,
        "Mended",
        day(9),
        "Ada",
    )
    assert again == store.read_report(made[0].number)
    assert again is not None
    assert (again.answer, again.closed_by) == ("Mended, and published", None)
    assert store.close_report(999, "Nothing", day(9), "Ada") is None
    assert store.read_report(999) is None


def test_subject_must_be_there(store: Store) -> None:
    """There are no reports on what was never loaded."""
    with pytest.raises(NotFound):
        store.save_report(REPORT)
