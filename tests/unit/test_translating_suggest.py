"""What a translator is offered: like texts of the project and of memories, and the glossary's terms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.stores import open_migrated
from tests.support.subjects import START, article_name, day, make_article, unit
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.model.inline import TextRun
from verbena.model.memory import MemoryEntry
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitName
from verbena.store.contract import Store
from verbena.translating.suggest import LEAST_SIMILARITY, suggest
from verbena.translating.terms_in_text import find_terms

TEXT = "Weak bones break more easily after a fall"
UNIT = UnitName(article_name("asked"), "es", "why.p1.text")


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


def load(
    store: Store,
    key: str,
    source: str,
    target: str,
    *,
    path: str = "why.p1.text",
    state: TranslationState = TranslationState.TRANSLATED,
    origin: TranslationOrigin = TranslationOrigin.HUMAN,
) -> None:
    made = make_article(key, {path: source})
    store.save_revisions([made])
    translation = Translation((TextRun(target),), made.units[path].hash, state, origin, START)
    store.save_translations("es", {made.name: {path: translation}})
    store.mark_drafts(100)


def test_what_is_likest_comes_first(store: Store) -> None:
    """The same text is 1, one that differs in case alone nearly that, and what is too unlike is not offered."""
    load(store, "same", TEXT, "uno")
    load(store, "case", TEXT.upper(), "dos")
    load(store, "near", f"{TEXT}, always", "tres")
    load(store, "far", "Bones that are easily broken by one of the falls that happen to everybody", "cuatro")

    found = suggest(store, UNIT, unit(TEXT), "en")

    assert [one.target for one in found] == ["uno", "tres"]
    assert found[0].similarity == 1.0
    assert LEAST_SIMILARITY < found[1].similarity < 1
    assert (found[0].unit, found[0].state) == (UnitName(article_name("same"), "es", "why.p1.text"), "TRANSLATED")


def test_equals_are_in_order(store: Store) -> None:
    """Of equals, the same path comes first, then the project before files, the reviewed and people before others."""
    load(store, "machine", TEXT, "e", path="a.text", origin=TranslationOrigin.MACHINE)
    load(store, "human", TEXT, "d", path="a.text")
    load(store, "reviewed", TEXT, "c", path="a.text", state=TranslationState.REVIEWED)
    load(store, "place", TEXT, "b", origin=TranslationOrigin.MACHINE)
    entry = MemoryEntry(source_locale="en", locale="es", source=TEXT, target="f", at=day(1), by="Bo")
    store.import_memory("old.tmx", [entry], START)

    found = suggest(store, UNIT, unit(TEXT), "en")

    assert [one.target for one in found] == ["b", "c", "d", "e", "f"]
    assert [one.is_same_path for one in found] == [True, False, False, False, False]
    assert found[3].origin == TranslationOrigin.MACHINE
    assert (found[4].file, found[4].by, found[4].at, found[4].unit) == ("old.tmx", "Bo", day(1), None)
    assert len(suggest(store, UNIT, unit(TEXT), "en", 2)) == 2


def test_each_wording_is_offered_once(store: Store) -> None:
    """The same translation of several texts is offered where its text is likest; the unit's own never."""
    load(store, "asked", TEXT, "own")
    load(store, "one", f"{TEXT}!", "uno")
    load(store, "two", TEXT, "uno")

    found = suggest(store, UNIT, unit(TEXT), "en")

    assert [(one.target, one.similarity) for one in found] == [("uno", 1.0)]


def test_the_length_of_a_tag_is_of_no_account(store: Store) -> None:
    """A tag counts as one character, so that a citation with a long key doesn't make another text."""
    tagged = f"{TEXT}<c.a-very-long-key-of-a-citation-that-nobody-reads-2020/>"
    entry = MemoryEntry(source_locale="en", locale="es", source=tagged, target="uno")
    store.import_memory("old.tmx", [entry], START)

    (found,) = suggest(store, UNIT, unit(TEXT), "en")

    assert 0.97 < found.similarity < 1


def term(word: str, translation: str, locale: str = "es", status: TermStatus = TermStatus.PREFERRED) -> GlossaryTerm:
    return GlossaryTerm(source_locale="en", term=word, locale=locale, translation=translation, status=status)


def test_terms_are_found_in_reading_order(store: Store) -> None:
    """Terms are found in any form, the longest where some overlap, the preferred translation first."""
    store.save_terms(
        [
            term("bone density", "grosor", status=TermStatus.FORBIDDEN),
            term("bone density", "densidad ósea"),
            term("bone", "hueso"),
            term("density test", "prueba"),
            term("test", "prueba"),
            term("scan", "exploración"),
        ]
    )
    words = "Two scans of Bone-densities: density. Test bones, and be scanned"

    found = find_terms(store, words, "en", "es")

    assert [(words[one.start : one.end], [each.translation for each in one.terms]) for one in found] == [
        ("scans", ["exploración"]),
        ("Bone-densities", ["densidad ósea", "grosor"]),
        ("Test", ["prueba"]),
        ("bones", ["hueso"]),
    ]


def test_terms_of_the_parent_locale(store: Store) -> None:
    """A locale without a word for a term is served by its parent's."""
    store.save_terms([term("bone", "hueso"), term("scan", "escaneo", "es-MX"), term("scan", "exploración")])

    found = find_terms(store, "bone scan", "en", "es-MX")

    assert [one.terms[0].translation for one in found] == ["hueso", "escaneo"]


def test_terms_of_scripts_without_spaces(store: Store) -> None:
    """A term is found inside a row of characters, where no space tells where words begin."""
    made = GlossaryTerm(source_locale="zh-Hant", term="骨質疏鬆", locale="en", translation="osteoporosis")
    store.save_terms([made])

    (found,) = find_terms(store, "什麼是骨質疏鬆症？", "zh-Hant", "en")

    assert (found.start, found.end, found.terms) == (3, 7, (made,))
