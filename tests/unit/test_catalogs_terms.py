"""What a glossary and the reference data say of words, and how findings are told in other languages."""

from __future__ import annotations

import pytest

from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.names_index import MedicationIndex, MedicationNames
from verbena.catalogs.checks.plain_text import flatten
from verbena.catalogs.checks.terms import check_terms
from verbena.catalogs.checks.terms_index import TermIndex
from verbena.catalogs.values import CatalogEntry
from verbena.model.finding_words import FINDING_WORDS, path_of, tell, tell_finding
from verbena.model.findings import FindingCode
from verbena.model.glossary import GlossaryTerm, TermStatus


def _term(term: str, translation: str, status: TermStatus = TermStatus.PREFERRED) -> GlossaryTerm:
    return GlossaryTerm(source_locale="en", term=term, locale="de", translation=translation, status=status)


_TERMS = TermIndex(
    [
        _term("bone scan", "Knochendichtemessung"),
        _term("bone scan", "Messung der Knochendichte", TermStatus.ADMITTED),
        _term("bone scan", "Szintigrafie", TermStatus.FORBIDDEN),
        _term("bone", "Knochen"),
        _term("tumour", "Krebs", TermStatus.FORBIDDEN),
        _term("cancer", "Krebs"),
    ]
)


@pytest.mark.parametrize(
    ("source", "translation", "codes"),
    [
        ("Have a bone scan.", "Machen Sie eine Knochendichtemessung.", []),
        ("Have two bone scans.", "Machen Sie zwei Messungen der Knochendichte.", []),
        ("Have a bone scan.", "Machen Sie eine Szintigrafie.", ["term-forbidden", "term-missing"]),
        ("Have a bone scan.", "Machen Sie eine Untersuchung.", ["term-missing"]),
        ("The tumour is small.", "Der Krebs ist klein.", ["term-forbidden"]),
        ("The tumour of this cancer is small.", "Dieser Krebs ist klein.", []),
        ("Trombone scans", "Posaunen", []),
    ],
)
def test_a_glossary_is_kept(source: str, translation: str, codes: list[str]) -> None:
    """One of a term's translations is there, however inflected; the longest term counts; what is allowed is allowed."""
    entry = CatalogEntry(path="a.text", source=source, translation=translation)
    context = CheckContext("de", "en", terms=_TERMS)

    found = list(check_terms(entry, flatten(source), flatten(translation), context))

    assert [one.code for one in found] == codes
    assert {translation[one.start : one.end] for one in found if one.start is not None} <= {"Szintigrafie", "Krebs"}


@pytest.mark.parametrize(
    ("locale", "names", "text", "keys"),
    [
        ("ru", {"a": "преднизон", "b": "преднизолон"}, "Примите преднизолона и преднизона.", ["b", "a"]),
        ("ru", {"a": "алендроновая кислота"}, "без алендроновой кислоты", ["a"]),
        ("ar", {"a": "تاموكسيفين"}, "عن طريق التاموكسيفين", ["a"]),
        ("de", {"a": "Letrozol"}, "die Wirkung des Letrozols, kein Letrozolum", ["a"]),
        ("zh-Hans", {"a": "来曲唑", "b": "阿那曲唑"}, "服用来曲唑或阿那曲唑", ["a", "b"]),
        ("fi", {"a": "letrotsoli"}, "letrotsolilla hoidetaan", ["a"]),
    ],
)
def test_medicines_are_found_by_their_names(locale: str, names: dict[str, str], text: str, keys: list[str]) -> None:
    """A name is found as its language inflects it, and never within another; of two that begin alike, the right one."""
    medications = [MedicationNames(key, (f"source {key}",), (name,)) for key, name in names.items()]
    index = MedicationIndex(medications, "en", locale)

    assert [one.key for one in index.find_in_translation(text)] == keys


def test_findings_are_told_in_other_words() -> None:
    """A finding is told by the word of its code and variant, in English where there is none or its blanks are wrong."""
    finding = tell(FindingCode.DOSE_DIFFERS, "lost", values={"wanted": "5 mg"})
    path = "finding.dose-differs.lost.text"

    assert path_of(finding) == path
    assert tell_finding(finding, {path: "{wanted} fehlt"}) == "5 mg fehlt"
    assert tell_finding(finding, {}) == finding.message
    assert tell_finding(finding, {path: "{dose} fehlt"}) == finding.message
    assert finding.message == "The source text says 5 mg, and the translation leaves it out"


def test_words_of_findings_are_named_by_their_codes() -> None:
    """Each word's path names a code that exists, and no two say the same of one code."""
    codes = [word.path.split(".")[1] for word in FINDING_WORDS]

    assert set(codes) <= set(FindingCode)
    assert len({(code, word.text) for code, word in zip(codes, FINDING_WORDS, strict=True)}) == len(FINDING_WORDS)
