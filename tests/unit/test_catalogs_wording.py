"""What a translation may say, by the rules that hold for sources."""

from __future__ import annotations

import pytest

from verbena.catalogs.checks.wording import check_wording
from verbena.catalogs.values import CatalogEntry
from verbena.model.findings import FindingCode, Severity
from verbena.model.markup import MarkupError, link_tag, read_markup

_LINK = link_tag("https://a.org")
_LINKS = {_LINK: "https://a.org"}

_CHARACTER, _CONTROL = FindingCode.CHARACTER_FORBIDDEN, FindingCode.CONTROL_UNPAIRED
_TEXT, _EMPTY, _NESTED = FindingCode.TEXT_EMPTY, FindingCode.TAG_EMPTY, FindingCode.TAG_NESTED


def _check(translation: str) -> list[FindingCode]:
    try:
        inlines = read_markup(translation.replace("link.x", _LINK), _LINKS)
    except MarkupError:
        inlines = None
    entry = CatalogEntry(path="a.text", source="Bones", translation=translation, line=7)
    findings = list(check_wording(entry, inlines))
    assert {(one.path, one.line, one.severity) for one in findings} <= {("a.text", 7, Severity.ERROR)}
    return [one.code for one in findings]


@pytest.mark.parametrize(
    "character",
    ["\x01", "\x7f", "\x85", "\u2028", "\u2029", "\ue000", "\ufeff", "\ufffd", "\ufdd0", "\uffff", "\U000f0000"],
)
@pytest.mark.parametrize("form", ["Os {} et", "<em>Os {}</em>"])
def test_characters_that_do_not_show_are_refused(form: str, character: str) -> None:
    """No control, private or invisible character is served, as it is or as a reference to it."""
    assert _CHARACTER in _check(form.format(character))
    if character not in "\x01\uffff":  # XML itself refuses these
        assert _check(form.format(f"&#{ord(character)};")) == [_CHARACTER]


@pytest.mark.parametrize(
    ("translation", "codes"),
    [
        ("Os \u202eso", [_CONTROL]),
        ("Os so\u202c", [_CONTROL]),
        ("Os &#x202E;so", [_CONTROL]),
        ("<em>\u2067Os</em> so", [_CONTROL]),
        ("\u2067Os\u2069 \u202aso\u202c", []),
        ("می\u200cخواهم \u200fOs\u200e", []),
    ],
)
def test_controls_of_direction_are_closed(translation: str, codes: list[FindingCode]) -> None:
    """Embeddings, overrides and isolates come in pairs; marks and joiners stand alone."""
    assert _check(translation) == codes


@pytest.mark.parametrize(
    ("translation", "codes"),
    [
        ("<em>Os</em> <strong>et</strong> <lang.es>x</lang.es> <m.a/> <abbr.b/><c.c/>", []),
        ("<strong><c.c/></strong> <em><abbr.b/></em> <strong><em>x</em></strong>", []),
        ("骨 <link.x>骨</link.x>, <article.b>١</article.b>", []),
        ("<link.x><em>Os</em></link.x>", []),
        ("Os <link.x></link.x>", [_EMPTY]),
        ("Os <link.x/>", [_EMPTY]),
        ("Os <link.x> </link.x>", [_EMPTY]),
        ("Os <link.x>\u200b…</link.x>", [_EMPTY]),
        ("Os <article.b>\u00a0</article.b>", [_EMPTY]),
        ("<em></em> <strong> </strong> <abbr.dexa/>", [_EMPTY, _EMPTY]),
        ("Os <lang.es/>", [_EMPTY]),
        ("Os <m.a>\n</m.a> <abbr.b>\u200b</abbr.b>", [_EMPTY, _EMPTY]),
        ("Os <strong><em/></strong>", [_EMPTY, _EMPTY]),
    ],
)
def test_tags_have_words(translation: str, codes: list[FindingCode]) -> None:
    """A link has words that say where it leads, and other tags have something that a reader sees."""
    assert _check(translation) == codes


@pytest.mark.parametrize("inner", ["<c.c/>", "<m.a/>", "<abbr.b>x</abbr.b>", "<article.b>x</article.b>"])
def test_links_hold_only_words(inner: str) -> None:
    """What leads somewhere itself can't stand inside a link."""
    assert _check(f"<link.x>Os {inner}</link.x>") == [_NESTED]
    assert _check(f"<link.x><em>Os {inner}</em></link.x>") == [_NESTED]
    assert _check(f"<link.x>Os</link.x> {inner}") == []


@pytest.mark.parametrize("translation", [" ", "\n\t", "\u00a0\u200b", "<c.c/>"])
def test_a_translation_has_words(translation: str) -> None:
    """Blanks and marks alone are no translation."""
    assert _check(translation) == [_TEXT]


@pytest.mark.parametrize("translation", ["…", "<m.a/>", "<abbr.b/>", "5", "骨"])
def test_a_sign_or_a_name_may_be_all(translation: str) -> None:
    """A sign, a number or a name that is filled in is a translation."""
    assert _check(translation) == []


@pytest.mark.parametrize(
    ("translation", "codes"),
    [
        ("<percent.80/>", []),
        ("<percent.80/>%", [FindingCode.SIGN_DOUBLED]),
        ("<percent.80/>\u00a0%", [FindingCode.SIGN_DOUBLED]),
        ("٪<percent.80/>", [FindingCode.SIGN_DOUBLED]),
        ("% – <percent.80/>", []),
    ],
)
def test_a_percentage_has_one_sign(translation: str, codes: list[FindingCode]) -> None:
    """A sign beside a marked percentage is a warning: the tag brings that of the language along."""
    entry = CatalogEntry(path="a.text", source="<percent.80/>", translation=translation)

    assert [finding.code for finding in check_wording(entry, read_markup(translation, {}))] == codes
