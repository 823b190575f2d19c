"""Marks for what was changed for the safety of readers."""

from __future__ import annotations

import pytest

from verbena.authoring.articles import open_article, read_article
from verbena.authoring.figures import FigureShelf
from verbena.authoring.problems import ProblemLog
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import EVERYTHING, Revision

ARTICLE = """---
key: bones
slug: bones
locale: en
{mark}---
# Bones

:::{{summary}}
All about bones.
:::

{{#medicine}}
## Medicine

{{#medicine.dose}}
Take 5 mg a day.

{{#medicine.when}}
### When

{{#medicine.times}}
- {{#medicine.morning}} In the morning.
- {{#medicine.evening}} In the evening.

{{#other}}
## Other

{{#other.walk}}
Walk.
"""


def read(mark: str) -> tuple[Revision | None, ProblemLog]:
    log = ProblemLog("bones.md")
    source = open_article("bones", ARTICLE.format(mark=mark), log)
    return read_article(source, Vocabulary({}), FigureShelf((), {}, frozenset())).revision, log


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("", ()),
        ("safety: []\n", ()),
        ("safety: [title]\n", ("title",)),
        ("safety: [medicine.dose]\n", ("medicine.dose.text",)),
        ("safety: [medicine.dose.text, other.walk]\n", ("medicine.dose.text", "other.walk.text")),
        ("safety: [medicine.when]\n", ("medicine.evening.text", "medicine.morning.text", "medicine.when.heading")),
        ('safety: ["*"]\n', (EVERYTHING,)),
    ],
)
def test_marks_are_the_paths_of_texts(mark: str, expected: tuple[str, ...]) -> None:
    """A mark names a text, or a node with all that stands in it."""
    revision, log = read(mark)

    assert log.problems == []
    assert revision is not None
    assert revision.safety == expected


def test_section_means_all_that_stands_in_it() -> None:
    """Subsections and their lists are part of a section."""
    revision, _ = read("safety: [medicine]\n")

    assert revision is not None
    assert set(revision.safety) == {path for path in revision.units if path.startswith("medicine.")}


def test_a_mark_makes_another_revision() -> None:
    """What is marked afterwards is a change to be published, and no mark at all is the revision of before."""
    revisions = [read(mark)[0] for mark in ("", "safety: null\n", "safety: [title]\n")]

    hashes = [revision.hash for revision in revisions if revision]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_mark_of_nothing_is_a_problem() -> None:
    """A name without a text is told with its line, and nothing is loaded: a mark that marks nothing would deceive."""
    revision, log = read("safety: [title, medicine.does]\n")

    assert revision is None
    assert [(problem.line, problem.code.value) for problem in log.problems] == [(5, "unknown-text")]
