"""Measurements at a size do their work and say what it was; their times are no test's business."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import main
from bench.storage import WORKING, measure_tables
from tests.support.stores import open_migrated
from verbena.model.edition import SubjectKind
from verbena.store.tables import metadata

_SIZE = ("--articles", "3", "--locales", "2")


def read_rows(text: str) -> dict[str, str]:
    cells = [line.strip("| \n").split(" | ") for line in text.splitlines()]
    return {row[0]: row[-1] for row in cells}


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'verbena.db'}"
    made: str = request.getfixturevalue("postgresql").make_database()
    return made


def test_scale_measures_a_database_of_its_own(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The corpus is filled in and published, then some articles more; a second run measures what is there."""
    runs = []
    for _ in range(2):
        main(["scale", *_SIZE, "--added", "2", "--database", database])
        runs.append(read_rows(capsys.readouterr().out))

    for rows in runs:
        assert "3 articles × 2 locales" in rows
        assert float(rows["loading an article, CPU ms"]) > 0
        assert float(rows["published tables, MB"]) >= 0
        assert all(
            " / " in rows[f"{what}, p50 / p99 ms"]
            for what in ("article never read before", "page deep in a list", "suggestions for a text")
        )
    with open_migrated(database) as store:
        assert len(store.draft_names(SubjectKind.ARTICLE)) == 7
        assert len(store.published_slugs()) == 7


def test_every_table_is_measured(database: str) -> None:
    """Each table of the store is told with a size, and the working ones among them are tables."""
    with open_migrated(database):
        sizes = measure_tables(database)

    assert set(metadata.tables) <= sizes.keys()
    assert all(size >= 0 for size in sizes.values())
    assert set(metadata.tables) >= WORKING


def test_memory_is_that_of_a_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every article is read in every locale through a server that keeps nothing, and its memory is told."""
    url = f"sqlite:///{tmp_path / 'verbena.db'}"
    main(["scale", *_SIZE, "--added", "1", "--database", url])
    capsys.readouterr()

    main(["memory", *_SIZE, "--database", url, "--cache", "0", "--clients", "2", "--whole", "3"])

    rows = read_rows(capsys.readouterr().out)
    assert rows["answers"] == "6"
    assert 20 < float(rows["MB at the start"]) <= float(rows["MB at most"]) < 1000
