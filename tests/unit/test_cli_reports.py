"""`verbena reports`, `assignments` and `catalogs coverage`: what those do who run translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import run_verbena
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, day, make_article, translate
from verbena.model.report import NewReport
from verbena.model.unit_event import UnitName

Settings = dict[str, str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A database with an article, half of it in Arabic, and a report on that."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"
    with open_migrated(url) as store:
        revision = make_article("bones", {"title": "Bones are alive", "summary": "In short"})
        store.save_revisions([revision])
        store.save_translations("ar", {revision.name: translate(revision, "ع", ["title"])})
        unit = UnitName(article_name("bones"), "ar", "title")
        store.save_report(NewReport(unit, "It is wrong.\nVery.", "عظام", day(1), "ab" * 32, "عظ"))
    return {"VERBENA_DATABASE_URL": url}


def test_reports_are_answered(settings: Settings) -> None:
    """A report is listed, shown whole, and closed with an answer."""
    listed = run_verbena("reports", "list", "--locale", "ar", settings=settings)
    (one,) = run_verbena("reports", "list", "--json", settings=settings).read_json()
    shown = run_verbena("reports", "show", one["number"], settings=settings)
    closed = run_verbena("reports", "close", one["number"], "Mended.", settings=settings)
    left = run_verbena("reports", "list", settings=settings)
    (again,) = run_verbena("reports", "list", "--state", "all", "--json", settings=settings).read_json()

    assert "It is wrong. Very." in listed.out
    assert "quote: عظ" in shown.out
    assert (closed.code, "CLOSED" in closed.out, left.out) == (0, True, "")
    assert (again["state"], again["answer"]) == ("CLOSED", "Mended.")
    assert "ab" * 32 not in str(again)
    missing = run_verbena("reports", "close", 999, "Mended.", settings=settings)
    assert (missing.code, missing.err.startswith("verbena: NOT_FOUND: ")) == (1, True)


def test_work_is_shared_out(settings: Settings) -> None:
    """Work is given, listed with how far it is, and taken back."""
    given = run_verbena("assignments", "add", "bones", "ar", "Amina", "--due", "2026-01-31", settings=settings)
    (one,) = run_verbena("assignments", "list", "--overdue", "--json", settings=settings).read_json()
    table = run_verbena("assignments", "list", "--assignee", "Amina", settings=settings)
    removed = run_verbena("assignments", "remove", one["number"], settings=settings)

    assert (given.code, given.out.split("\t")[1:7]) == (0, ["2026-01-31", "NORMAL", "Amina", "ar", "bones", "50%"])
    assert (one["article"], one["coverage"]["missing"], one["coverage"]["wordsLeft"]) == ("bones", 1, 2)
    assert "Amina" in table.out
    assert removed.code == 0
    assert run_verbena("assignments", "list", settings=settings).out == ""
    wrong = run_verbena("assignments", "add", "bones", "ar", "Amina", "--due", "soon", settings=settings)
    assert (wrong.code, "2027-01-31" in wrong.err) == (2, True)
    unknown = run_verbena("assignments", "add", "hips", "ar", "Amina", settings=settings)
    assert (unknown.code, "NOT_FOUND" in unknown.err) == (1, True)


def test_coverage_is_a_table(settings: Settings) -> None:
    """Each article has a row for each locale, and each locale a sum; what is named is all that is counted."""
    table = run_verbena("catalogs", "coverage", settings=settings)
    rows = run_verbena(
        "catalogs", "coverage", "sw", "ar", "--article", "bones", "--json", settings=settings
    ).read_json()
    unknown = run_verbena("catalogs", "coverage", "ar", "--article", "hips", settings=settings)

    assert [line.split()[:4] for line in table.out.splitlines()[1:]] == [
        ["ar", "bones", "2", "1"],
        ["ar", "(all)", "2", "1"],
    ]
    assert [(row["locale"], row["missing"], row["translated"]) for row in rows] == [("ar", 1, 1), ("sw", 2, 0)]
    assert (unknown.code, "NOT_FOUND" in unknown.err) == (1, True)
