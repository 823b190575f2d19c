"""Which text of a unit a reader gets."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations, product

import pytest

from verbena.language.resolving import ResolvedText, TextResolver
from verbena.model.article import Article
from verbena.model.edition import SourceEdition, SourceUnit, SubjectKind, SubjectName, TranslatedEdition
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Inline,
    MedicationMention,
    Strong,
    TextRun,
)
from verbena.model.translation import Translation, TranslationOrigin, TranslationState

AT = datetime(2026, 1, 1, tzinfo=UTC)
PATH = "lifestyle.p1.text"
NOW, BEFORE = "hash now", "hash before"

TAGS = ("fr-CA", "fr", "en")
CHAINS = [chain for length in range(len(TAGS) + 1) for chain in permutations(TAGS, length)]


def source(locale: str, **hashes: str) -> SourceEdition:
    """A source that has the unit of each path by the hash of its text."""
    units = {path: SourceUnit((TextRun(f"source of {path}"),), text) for path, text in hashes.items()}
    return SourceEdition(locale, 1, "revision", AT, Article("bones", "bones", locale), units)


def made_from(
    text: str,
    words: str = "translated",
    state: TranslationState = TranslationState.TRANSLATED,
    origin: TranslationOrigin = TranslationOrigin.MACHINE,
) -> Translation:
    return Translation((TextRun(words),), text, state, origin, AT)


def published(locale: str, **units: Translation) -> TranslatedEdition:
    return TranslatedEdition(locale, 1, "revision", AT, units)


# What a locale may have of the unit: no edition, an edition without it, one of another text, one of the present text.
HOLDINGS = ("no edition", "other units", "outdated", "fresh")


def hold(locale: str, holding: str) -> dict[str, TranslatedEdition]:
    if holding == "no edition":
        return {}
    if holding == "other units":
        return {locale: published(locale, other=made_from(NOW))}
    units = {PATH: made_from(NOW if holding == "fresh" else BEFORE, f"in {locale}")}
    return {locale: published(locale, **units)}


@pytest.mark.parametrize("written_in", ["en", "fr", "sw"])
@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: " ".join(chain) or "none")
def test_the_first_of_the_chain_that_has_it(chain: tuple[str, ...], written_in: str) -> None:
    """Whatever each locale holds, the text is that of the chain's first tag that has one, else the source's."""
    holders = [tag for tag in TAGS if tag != written_in]
    edition = source(written_in, **{PATH: NOW, "other": NOW})

    for held in product(HOLDINGS, repeat=len(holders)):
        holding = dict(zip(holders, held, strict=True))
        translations = {tag: one for locale in holders for tag, one in hold(locale, holding[locale]).items()}
        speaking = [tag for tag in chain if tag == written_in or holding[tag] in ("outdated", "fresh")]
        expected = speaking[0] if speaking else written_in

        found = TextResolver(chain, edition, translations, ()).resolve(PATH)

        words = f"source of {PATH}" if expected == written_in else f"in {expected}"
        assert (found.lang, found.inlines, found.path) == (expected, (TextRun(words),), PATH), holding
        assert (found.translation is None) == (expected == written_in), holding
        assert found.is_outdated == (expected != written_in and holding[expected] == "outdated"), holding


@pytest.mark.parametrize("origin", TranslationOrigin)
@pytest.mark.parametrize("state", TranslationState)
@pytest.mark.parametrize("text", [NOW, BEFORE])
def test_state_and_origin_decide_nothing(text: str, state: TranslationState, origin: TranslationOrigin) -> None:
    """A published text is delivered with its state and origin, whatever they are, and outdated apart from them."""
    translation = made_from(text, state=state, origin=origin)

    found = TextResolver(
        ("fr", "en"), source("en", **{PATH: NOW}), {"fr": published("fr", **{PATH: translation})}, ()
    ).resolve(PATH)

    assert found == ResolvedText(PATH, translation.inlines, "fr", translation, is_outdated=text == BEFORE)


# The unit's text in the newest source: the same, another, or none any more.
NEWEST = {"same": {PATH: NOW}, "changed": {PATH: "hash later"}, "gone": {"other": NOW}}


@pytest.mark.parametrize("text", [NOW, BEFORE, "hash later"])
@pytest.mark.parametrize("newest", NEWEST)
def test_an_older_state_is_measured_by_the_newest_source(newest: str, text: str) -> None:
    """Read as it was, a translation is outdated where the newest source has another text for its unit, or none."""
    translations = {"fr": published("fr", **{PATH: made_from(text)})}

    found = TextResolver(
        ("fr",), source("en", **{PATH: NOW}), translations, (), source("en", **NEWEST[newest])
    ).resolve(PATH)

    assert found.lang == "fr"
    assert found.is_outdated == (NEWEST[newest].get(PATH) != text)


@pytest.mark.parametrize("newest", NEWEST)
def test_older_source_text_is_outdated_where_it_changed(newest: str) -> None:
    """The same holds of source text that is read as it was."""
    found = TextResolver(("en",), source("en", **{PATH: NOW}), {}, (), source("en", **NEWEST[newest])).resolve(PATH)

    assert (found.lang, found.translation, found.is_outdated) == ("en", None, newest != "same")


def test_a_translation_into_the_source_locale_is_never_delivered() -> None:
    """In its own locale the source speaks, even if an edition from before it was written there is still known."""
    translations = {"en": published("en", **{PATH: made_from(NOW)}), "fr": published("fr", **{PATH: made_from(NOW)})}

    found = TextResolver(("en", "fr"), source("en", **{PATH: NOW}), translations, ()).resolve(PATH)

    assert (found.lang, found.translation) == ("en", None)


def test_a_unit_that_the_source_lacks_is_an_error() -> None:
    """There is no text for a path that is no unit of the source and in no translation."""
    resolver = TextResolver(("fr",), source("en", other=NOW), {"fr": published("fr", other=made_from(NOW))}, ())

    with pytest.raises(KeyError, match=PATH):
        resolver.resolve(PATH)


MENTIONS: dict[str, tuple[Inline, SubjectName]] = {
    "citation": (CitationMark(("lee", "tu")), SubjectName(SubjectKind.CITATION, "tu")),
    "medication": (MedicationMention("m"), SubjectName(SubjectKind.MEDICATION, "m")),
    "abbreviation": (Strong((AbbreviationMention("a"),)), SubjectName(SubjectKind.ABBREVIATION, "a")),
    "article": (ArticleLink("x", (TextRun("x"),)), SubjectName(SubjectKind.ARTICLE, "x")),
}


@pytest.mark.parametrize("text", [NOW, BEFORE])
@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("mention", MENTIONS)
def test_a_translation_that_names_what_is_gone_is_passed_over(mention: str, is_known: bool, text: str) -> None:
    """An outdated text falls back where the article has its medication, source or abbreviation no more."""
    inline, name = MENTIONS[mention]
    known = {SubjectName(SubjectKind.CITATION, "lee"), *([name] if is_known else [])}
    translation = Translation((inline,), text, TranslationState.FINAL, TranslationOrigin.HUMAN, AT)
    translations = {"fr": published("fr", **{PATH: translation})}

    found = TextResolver(("fr", "en"), source("en", **{PATH: NOW}), translations, known).resolve(PATH)

    assert found.lang == ("fr" if is_known or text == NOW or mention == "article" else "en")
