"""The checks on translations."""

from __future__ import annotations

import pytest

from verbena.catalogs.checks.blanks import check_blanks
from verbena.catalogs.checks.markup import check_markup
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.inline import CitationMark, Link, TextRun
from verbena.model.markup import link_tag

_LINK = link_tag("https://a.org")
_LINKS = {_LINK: "https://a.org"}
_SOURCE = f"Bones <em>may</em> thin<c.lee-2020/>, <m.tamoxifen/>, <{_LINK}>more</{_LINK}><c.lee-2020/>"


def _entry(source: str, translation: str) -> CatalogEntry:
    return CatalogEntry(path="a.text", source=source, translation=translation, line=7)


@pytest.mark.parametrize(
    ("translation", "codes"),
    [
        (_SOURCE, []),
        (f"<{_LINK}>x</{_LINK}> <m.tamoxifen>y</m.tamoxifen> <c.lee-2020/><em>z</em><c.lee-2020/>", []),
        (_SOURCE.replace("<c.lee-2020/>", "", 1), [FindingCode.TAG_LOST]),
        (_SOURCE + "<strong>x</strong>", [FindingCode.TAG_INVENTED]),
        (_SOURCE.replace("<m.tamoxifen/>", "<m.letrozole/>"), [FindingCode.TAG_LOST, FindingCode.TAG_INVENTED]),
        (_SOURCE.replace("</em>", ""), [FindingCode.MARKUP_MALFORMED]),
        (_SOURCE.replace("em>", "blink>"), [FindingCode.MARKUP_MALFORMED]),
        (_SOURCE + "<link.000000>x</link.000000>", [FindingCode.MARKUP_MALFORMED]),
        (_SOURCE + " & more", [FindingCode.MARKUP_MALFORMED]),
        ("<em>" * 5000 + "</em>" * 5000, [FindingCode.MARKUP_MALFORMED]),
    ],
)
def test_tags_may_move_and_nothing_else(translation: str, codes: list[FindingCode]) -> None:
    """A translation has its source's tags in any order; each one lost, invented or broken is an error at its line."""
    _, findings = check_markup(_entry(_SOURCE, translation), _LINKS)

    assert [finding.code for finding in findings] == codes
    assert {(finding.path, finding.line, finding.severity) for finding in findings} <= {("a.text", 7, Severity.ERROR)}


def test_a_sound_translation_comes_as_a_tree() -> None:
    """The tree of a translation is given beside its findings, with the addresses of its links."""
    (_, tree), findings = check_markup(_entry("<c.a/>x", f"y<{_LINK}>z</{_LINK}><c.a/>"), _LINKS)

    assert tree == (TextRun("y"), Link("https://a.org", (TextRun("z"),)), CitationMark(("a",)))
    assert [finding.message for finding in findings] == [f"<{_LINK}> is not in the source text: take it out"]


@pytest.mark.parametrize(
    ("source", "translation", "codes"),
    [
        ("Source {number}", "{number} المصدر", []),
        ("Source {number}", "المصدر", [FindingCode.BLANK_LOST]),
        ("Source {number}", "{رقم}", [FindingCode.BLANK_LOST]),
        ("Source {number}", "{numero} {number}", [FindingCode.BLANK_INVENTED]),
        ("{number} of {count}", "{count}, {number}, {number}", []),
    ],
)
def test_blanks_are_kept(source: str, translation: str, codes: list[FindingCode]) -> None:
    """A translated interface word has the blanks of its source, in any order and as often as it needs."""
    assert [finding.code for finding in check_blanks(_entry(source, translation), (TextRun(source),))] == codes


def test_a_finding_is_told_as_compilers_do() -> None:
    """A finding in a line of text is `file:line: code: path: message`."""
    finding = Finding(FindingCode.TAG_LOST, "<em> is missing", 7, "a.text")

    assert finding.locate("ar/LC_MESSAGES/x.po") == "ar/LC_MESSAGES/x.po:7: tag-lost: a.text: <em> is missing"
