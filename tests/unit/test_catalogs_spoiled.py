"""The checks on deliberately spoiled translations, and on sound ones."""

from __future__ import annotations

import json

import pytest

from tests.checks.judging import judge, read_bundled
from tests.checks.measuring import measure_precision, measure_recall
from tests.checks.sound import SENTENCES, Sentence
from tests.checks.spoiling import DATA, spoil
from tests.docs.pages import DOCS
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import FindingCode

_PAGE = (DOCS / "checks.md").read_text("utf-8")
# Of each kind; what hurts most must never be missed.
_FLOOR = 0.9
_NEVER_MISSED = {"dose-differs", "percent-differs", "unit-differs", "drug-lost", "drug-differs", "frequency-differs"}


def _read_table(heading: str) -> list[list[str]]:
    rows = _PAGE[_PAGE.index(f"| {heading} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in row.strip().strip("|").split("|")] for row in rows]


def test_spoiled_translations_are_told() -> None:
    """Of each kind of mistake nine of ten are told, of those that hurt each one; the page says how many."""
    recall, missed = measure_recall()

    assert [kind.code for kind in recall if kind.told < _FLOOR * kind.made] == []
    assert [kind.code for kind in recall if kind.code in _NEVER_MISSED and kind.told < kind.made] == []
    assert [[kind.code, *map(str, (kind.locales, kind.made, kind.told))] for kind in recall] == _read_table(
        "code | locales"
    )
    assert len(missed) == sum(kind.made - kind.told for kind in recall)


def test_there_are_enough_mistakes() -> None:
    """There are over three hundred, in eight languages and more, and none is of a code that does not exist."""
    mistakes = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]

    assert len(mistakes) >= 300
    assert len({one["locale"] for one in mistakes}) >= 8
    assert {one["code"] for one in mistakes} <= set(FindingCode)
    assert {"dose-differs", "negation-lost", "script-wrong"} <= {one["code"] for one in mistakes}


def test_hand_made_mistakes_are_those_of_the_file() -> None:
    """The file begins with what the sentences say that hands do."""
    hand_made = sum(len(sentence.spoiled) for sentence in SENTENCES)
    lines = DATA.read_text("utf-8").splitlines()[:hand_made]

    assert [json.loads(line) for line in lines] == [one for one, _ in zip(spoil(), range(hand_made), strict=False)]


def test_bundled_translations_are_sound() -> None:
    """What is found in the bundled catalogs was judged by hand, each, and is in at most 2 % of them no fault."""
    precision, told = measure_precision()

    judged = [tuple(row[:3]) for row in _read_table("locale | unit")]
    assert [(one.locale, one.path, one.code) for one in told] == judged
    assert sum(one.found for one in precision) <= 0.02 * sum(one.units for one in precision)
    assert [[one.locale, str(one.units), str(one.found)] for one in precision] == _read_table("locale | texts")
    assert not [
        entry.path for locale, entry in read_bundled() for one in judge(entry, locale) if one.severity == "error"
    ]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: f"{one.locale}: {one.source}")
def test_sound_sentences_have_no_finding(sentence: Sentence) -> None:
    """Doses, shares and times that are the same in other words, digits, units and signs are found sound."""
    entry = CatalogEntry(path="", source=sentence.source, translation=sentence.translation)

    assert [finding.message for finding in judge(entry, sentence.locale)] == []
