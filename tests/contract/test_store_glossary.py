"""Glossaries: terms that are told apart by their words, listed in pages, and found for a text."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from verbena.model.errors import InvalidCursor
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.store.contract import Store
from verbena.store.glossary import GlossaryReport


def term(word: str, translation: str, locale: str = "es", status: TermStatus = TermStatus.PREFERRED) -> GlossaryTerm:
    return GlossaryTerm(source_locale="en", term=word, locale=locale, translation=translation, status=status)


BONE, WRONG = term("bone density", "densidad ósea"), term("bone density", "grosor óseo", status=TermStatus.FORBIDDEN)
SCAN, ARABIC = term("Scan", "exploración"), term("bone density", "كثافة العظام", "ar")


def test_terms_are_kept_once(store: Store) -> None:
    """A term is told from others by its languages, its words and its translation; what is told of it may change."""
    noun = replace(BONE, part_of_speech="noun", status=TermStatus.ADMITTED)
    first = store.save_terms([BONE, WRONG, ARABIC])
    second = store.save_terms([noun, WRONG, SCAN, replace(ARABIC, source_locale="fr")])

    assert (first, second) == (GlossaryReport(3, 0, 0), GlossaryReport(2, 1, 1))
    assert set(store.read_terms("es")) == {noun, WRONG, SCAN}
    assert store.read_terms() == (*store.read_terms("ar"), *store.read_terms("es"))


def test_pages_hold_every_term_once(store: Store) -> None:
    """Pages go through a locale's terms, sorted whatever their case, and tell where they stand."""
    made = [term(f"{'Wo' if number % 2 else 'wo'}rd {number:02}", f"t{number}") for number in range(25)]
    store.save_terms([*reversed(made), ARABIC])

    pages = [store.list_terms("es", 10)]
    while pages[-1].has_next_page:
        pages.append(store.list_terms("es", 10, pages[-1].terms[-1][0]))

    assert [one for page in pages for _, one in page.terms] == made
    assert [(len(page.terms), page.has_previous_page, page.total_count) for page in pages] == [
        (10, False, 25),
        (10, True, 25),
        (5, True, 25),
    ]
    assert store.list_terms("es", 0).has_next_page


def test_terms_are_searched(store: Store) -> None:
    """A search finds its words in terms and translations, whatever their case, and takes no character for a pattern."""
    store.save_terms([BONE, SCAN, term("50%", "la mitad"), ARABIC])

    found = {
        search: [one.term for _, one in store.list_terms("es", 10, search=search).terms]
        for search in ("BONE", "EXPLORACIÓN", "%", "_", "\0", "q")
    }
    assert found == {"BONE": ["bone density"], "EXPLORACIÓN": ["Scan"], "%": ["50%"], "_": [], "\0": [], "q": []}
    assert store.list_terms("es", 1, search="o").total_count == 2


def test_foreign_cursors_are_refused(store: Store) -> None:
    """A cursor that no list of terms gave is an error."""
    with pytest.raises(InvalidCursor):
        store.list_terms("es", 1, "nonsense")


def test_terms_are_taken_out(store: Store) -> None:
    """One translation, a term with all of them, or a whole locale goes, and nothing of another locale."""
    store.save_terms([BONE, WRONG, SCAN, ARABIC])

    assert store.remove_terms("es", "bone density", "grosor óseo") == 1
    assert store.remove_terms("es", "bone") == 0
    assert store.remove_terms("es", "bone density") == 1
    assert store.read_terms("es") == (SCAN,)
    assert store.remove_terms("es") == 1
    assert store.read_terms() == (ARABIC,)


def test_terms_are_found_by_their_first_word(store: Store) -> None:
    """Terms of both languages are found by forms of their first word, however many words are asked for."""
    store.save_terms([BONE, WRONG, SCAN, ARABIC, replace(SCAN, source_locale="fr")])

    assert set(store.find_terms("en", "es", ["bone", *(f"w{number}" for number in range(1200))])) == {BONE, WRONG}
    assert store.find_terms("en", "es", ["scan", "density", "\0"]) == (SCAN,)
    assert store.find_terms("en", "es", []) == ()
