"""The benchmark runs, prints its table, and refuses work that was not done; its times are no test's business."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bench.__main__ import main
from bench.checking import WorkNotDone, count_fields, read_answer
from bench.measuring import Measurement, measure
from bench.peers import Json
from bench.table import write_table
from bench.workloads import WORKLOADS, Workload

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
HEADER = ["what", "locale", "fields", "bytes", "Verbena, µs", "× graphql-core", "× JSON alone"]
ARABIC = next(workload for workload in WORKLOADS if workload.locale == "ar")
TEXT = {"path": "title", "html": "عظام", "lang": "ar", "isFallback": False}


def read_table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]


def answer(**changes: object) -> bytes:
    return msgspec.json.encode({"data": {"article": {"title": {**TEXT, **changes}}}})


class Liar:
    """Gives the right answer a few times, then another one."""

    name = "liar"
    why = "to be found out"

    def __init__(self, honest: int) -> None:
        self.honest = honest

    def prepare(self, workload: Workload, data: dict[str, Any]) -> Callable[[int], Awaitable[bytes]]:  # noqa: ARG002
        async def work(_: int) -> bytes:
            self.honest -= 1
            return answer() if self.honest >= 0 else answer(html="كذب")

        return work


def run(*peers: Any) -> list[Measurement]:
    return measure([ARABIC], peers, 1, 0.0001, lambda *_: None)


def test_a_run_prints_every_workload(capsys: pytest.CaptureFixture[str]) -> None:
    """One round measures each workload by each peer, says how much work it was, and tells why."""
    main(["--rounds", "1", "--sample", "0.1"])

    printed = capsys.readouterr().out
    header, _, *rows = read_table(printed)
    assert header == HEADER
    assert [row[:2] for row in rows] == [[workload.name, workload.locale] for workload in WORKLOADS]
    assert all(int(row[2]) > 0 and int(row[3]) > 0 for row in rows)
    assert all(float(cell) >= 0 for row in rows for cell in row[4:])
    assert all(f"- {workload.name}: {workload.why}\n" in printed for workload in WORKLOADS)


def test_the_page_shows_such_a_table() -> None:
    """The table in the documentation is one that a run prints today, but for its figures."""
    reading, _, _ = PAGE.read_text(encoding="utf-8").partition("## At scale")
    header, _, *rows = read_table(reading)

    assert header == HEADER
    assert [row[:2] for row in rows] == [[workload.name, workload.locale] for workload in WORKLOADS]


@pytest.mark.parametrize(
    "body",
    [
        b'{"errors":[{"message":"no"}],"data":null}',
        b'{"data":{"article":null}}',
        answer(html=""),
        answer(lang="en"),
        answer(lang="en", isFallback=True),
        answer(isFallback=True),
    ],
    ids=["errors", "no article", "empty", "other language", "fallback where all is translated", "no fallback"],
)
def test_an_answer_that_is_not_the_work_is_refused(body: bytes) -> None:
    """Errors, missing articles, empty texts and unexpected languages are never timed."""
    with pytest.raises(WorkNotDone):
        read_answer(ARABIC, body)


@pytest.mark.parametrize("honest", [0, 1, 2], ids=["at once", "when warming up", "under the clock"])
def test_a_peer_that_does_other_work_is_found_out(honest: int) -> None:
    """Each peer's answers are compared with the first one's, before the clock starts and after each sample."""
    with pytest.raises(WorkNotDone, match="liar"):
        run(Liar(1000), Liar(honest))


def test_a_measurement_tells_how_much_work_it_was() -> None:
    """A measurement holds a ratio to each other peer and the amount of work, and the table one row of it."""
    (measurement,) = run(Liar(1000), Json())

    assert set(measurement.ratios) == {"JSON alone"}
    assert (measurement.fields, measurement.size) == (6, len(answer()))
    assert len(read_table(write_table([measurement], (Liar(0), Json())))) == 3


def test_fields_are_counted_at_all_depths() -> None:
    """Every name in an answer is a field, that of an object or a list among them."""
    assert count_fields({"a": {"b": 1}, "c": [{"d": 2}, {"d": 3}], "e": None}) == 6
