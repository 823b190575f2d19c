"""Memories: translations found by how like their source texts are, and files of entries from elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.support.subjects import START, article_name, day, make_article, translate
from verbena.model.change import Signature
from verbena.model.memory import MemoryEntry
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.store.contract import Store
from verbena.store.memory import CANDIDATES_LIMIT, MemoryFile, MemoryReport

WHY = "Weak bones break more easily after a fall"
ADA = Signature("Ada", None)


def load(store: Store, key: str, texts: dict[str, str], locale: str = "en", **state: TranslationState) -> None:
    """Load and mark an article, and translate all of it into Spanish, in this state."""
    made = make_article(key, texts, locale=locale)
    store.save_revisions([made])
    store.save_translations("es", {made.name: translate(made, "es", **state)})
    store.mark_drafts(100)


def find(store: Store, words: str, path: str = "title", locale: str = "es") -> list[tuple[str, str]]:
    found = store.find_similar_units("en", locale, path, words)
    return [(one.unit.subject.key, one.unit.path) for one in found]


def test_alike_texts_are_found(store: Store) -> None:
    """The same text comes first, then what has most of its longest words; what has none of them is not found."""
    load(store, "same", {"why.p1.text": WHY})
    load(store, "near", {"why.p1.text": "Weak bones often break after the slightest fall"})
    load(store, "easily", {"title": "It is done easily, where nothing else has to happen: wait"})
    load(store, "far", {"title": "Calcium and vitamin D"})

    assert find(store, WHY)[0] == ("same", "why.p1.text")
    assert set(find(store, WHY)) == {("same", "why.p1.text"), ("near", "why.p1.text"), ("easily", "title")}
    (found,) = store.find_similar_units("en", "es", "title", "calcium")
    assert (found.unit.locale, found.source.inlines[0].text) == ("es", "Calcium and vitamin D")
    assert found.translation.inlines[0].text == "es title"


def test_the_same_path_comes_first(store: Store) -> None:
    """Of texts that are the same, that at the path asked for comes first, however many others there are."""
    texts = {f"a{number}.text": WHY for number in range(CANDIDATES_LIMIT + 20)}
    load(store, "many", texts)
    load(store, "zebra", {"why.p1.text": WHY})

    found = find(store, WHY, "why.p1.text")
    assert found[0] == ("zebra", "why.p1.text")
    assert len(found) == CANDIDATES_LIMIT


@pytest.mark.parametrize("state", TranslationState)
def test_only_what_is_translated_is_found(store: Store, state: TranslationState) -> None:
    """A translation that needs work is no memory; any other is, with its state."""
    load(store, "bones", {"title": WHY}, state=state)

    found = store.find_similar_units("en", "es", "title", WHY)

    assert [one.translation.state for one in found] == ([] if state == TranslationState.INITIAL else [state])


def test_what_is_not_of_today_is_not_found(store: Store) -> None:
    """Outdated translations, other languages on either side, and articles without a draft are no memory."""
    load(store, "outdated", {"title": WHY})
    store.save_revisions([make_article("outdated", {"title": f"{WHY} or two"})])
    load(store, "french", {"title": WHY}, locale="fr")
    load(store, "gone", {"title": WHY})
    store.drop_drafts([article_name("gone")])
    store.mark_drafts(100)

    assert find(store, WHY) == []
    assert find(store, WHY, locale="ar") == []
    load(store, "there", {"title": WHY})
    assert find(store, WHY) == [("there", "title")]


def test_marks_follow_the_drafts(store: Store) -> None:
    """What a source says now is found, what it said before is not, and marking again does nothing."""
    load(store, "bones", {"title": WHY})
    load(store, "bones", {"title": "Calcium and vitamin D"})

    assert store.mark_drafts(100) == 0
    assert find(store, WHY) == []
    assert find(store, "Calcium") == [("bones", "title")]


def test_marking_goes_on_where_it_was_broken_off(store: Store) -> None:
    """So many drafts are marked at a time; the next time goes on with the others."""
    store.save_revisions([make_article(f"a{number}") for number in range(5)])

    assert [store.mark_drafts(2) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("骨質疏鬆症會讓骨骼變得脆弱", "骨質疏鬆症讓骨骼變脆弱"),
        ("โรคกระดูกพรุนทำให้กระดูกเปราะ", "โรคกระดูกพรุนทำให้กระดูกบาง"),
        ("هشاشة العظام تجعل العظام ضعيفة", "هشاشة العظام تجعل عظامك ضعيفة"),
        ("हड्डियाँ कमज़ोर हो जाती हैं", "हड्डियाँ कमज़ोर होती हैं"),
        ("80 %", "80  %"),
        ("🦴", "🦴"),
    ],
)
def test_texts_of_any_script_are_found(store: Store, text: str, like: str) -> None:
    """With or without spaces between its words, a text is found for one that is like it."""
    load(store, "bones", {"title": text})

    assert find(store, like) == [("bones", "title")]


ENTRY = MemoryEntry(source_locale="en", locale="es", source=f"<em>{WHY}</em> &amp; so", target="Los huesos")
OTHER = MemoryEntry(
    source_locale="en",
    locale="ar",
    source="Why <m.tamoxifen/>?",
    target="لماذا <m.tamoxifen/>؟",
    origin=TranslationOrigin.MACHINE,
    at=START,
    by="Bo",
)


def test_files_are_imported_once(store: Store) -> None:
    """The same file again changes nothing; another state of it adds what is new and forgets what is gone."""
    first = store.import_memory("a.tmx", [ENTRY, OTHER, ENTRY], START, ADA)
    again = store.import_memory("a.tmx", [OTHER, ENTRY], day(1), ADA)
    new = replace(ENTRY, target="Huesos")
    changed = store.import_memory("a.tmx", [new, OTHER], day(2))

    assert (first, again, changed) == (MemoryReport(2, 0, 0), MemoryReport(0, 2, 0), MemoryReport(1, 1, 1))
    assert list(store.read_memory("es")) == [replace(new, file="a.tmx")]
    assert list(store.read_memory("ar")) == [replace(OTHER, file="a.tmx")]
    assert store.list_memory() == (MemoryFile("a.tmx", {"ar": 1, "es": 1}, day(2), None),)


def test_what_is_told_of_an_entry_may_change(store: Store) -> None:
    """A file that tells more of the same texts than before is believed."""
    store.import_memory("a.tmx", [ENTRY], START)
    later = replace(ENTRY, by="Bo", at=START + timedelta(microseconds=1), origin=TranslationOrigin.MACHINE)

    assert store.import_memory("a.tmx", [later], START) == MemoryReport(0, 1, 0)
    assert list(store.read_memory("es")) == [replace(later, file="a.tmx")]


def test_files_are_forgotten(store: Store) -> None:
    """A file's entries go with it, and those of another file that says the same stay."""
    store.import_memory("a.tmx", [ENTRY, OTHER], START)
    store.import_memory("b.tmx", [ENTRY], START)

    assert store.remove_memory("a.tmx") == 2
    assert store.remove_memory("a.tmx") == 0
    assert [one.name for one in store.list_memory()] == ["b.tmx"]
    assert [one.file for one in store.find_similar_entries("en", "es", WHY)] == ["b.tmx"]


def test_alike_entries_are_found(store: Store) -> None:
    """Entries are found by the words of their sources, among those of both languages alone."""
    near = replace(ENTRY, source="Weak bones break after a heavy fall, more easily than others")
    others = [replace(ENTRY, source_locale="fr"), replace(ENTRY, locale="ar"), replace(ENTRY, source="No")]
    store.import_memory("a.tmx", [near, ENTRY, *others], START)

    found = store.find_similar_entries("en", "es", f"{WHY} & so")

    assert [one.source for one in found] == [ENTRY.source, near.source]


def test_many_entries_are_imported_in_parts(store: Store) -> None:
    """More entries than fit into one transaction are all kept, and given again."""
    made = [replace(ENTRY, source=f"Word{number}") for number in range(2_500)]

    assert store.import_memory("a.tmx", made, START) == MemoryReport(2_500, 0, 0)
    assert [one.source for one in store.read_memory("es")] == [one.source for one in made]
    assert store.import_memory("a.tmx", made[:5], START) == MemoryReport(0, 5, 2_495)
