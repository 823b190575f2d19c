"""Every store knows how much of a subject is translated, and when it was last whole, from what is published."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.subjects import article_name, day, edition, make_article, publish, translate
from verbena.store.contract import Store

TEXTS = {"title": "Title", "summary": "Summary", "p1.text": "One", "p2.text": "Two"}


def shares(store: Store, at: int | None = None) -> dict[str, float]:
    snapshot = store.read_snapshots([article_name("bones")], [], at)[article_name("bones")]
    return {alternate.locale: alternate.completeness for alternate in snapshot.alternates}


def test_completeness_counts_what_is_not_outdated(store: Store) -> None:
    """The share of units with a translation of the text as it is published; the source's is always 1."""
    revision = make_article(texts=TEXTS)
    older = make_article(texts=TEXTS | {"p1.text": "Before"})

    publish(
        store,
        revision,
        {
            "ar": translate(revision, "ar"),
            "sw": translate(revision, "sw", ["title"]),
            "es": translate(older, "es", ["title", "p1.text"]),
        },
    )

    assert shares(store) == {"en": 1.0, "ar": 1.0, "sw": 0.25, "es": 0.25}


def test_new_source_makes_translations_less_complete(store: Store) -> None:
    """Publishing a source alone brings the completeness of every locale up to date, without new editions of them."""
    first = make_article(texts=TEXTS)
    second = make_article(texts=TEXTS | {"p1.text": "Rewritten", "p3.text": "New"})
    publish(store, first, {"ar": translate(first, "ar"), "sw": translate(first, "sw", ["title"])})
    before = store.position()

    made = publish(store, second, at=day(1))

    assert made == ("en",)
    assert shares(store) == {"en": 1.0, "ar": 0.6, "sw": 0.2}
    assert shares(store, before) == {"en": 1.0, "ar": 1.0, "sw": 0.25}


def test_subject_without_units_is_complete(store: Store) -> None:
    """Where there is nothing to translate, a source is complete."""
    revision = make_article(texts={})

    publish(store, revision)

    assert shares(store) == {"en": 1.0}
    assert store.last_complete(revision.name, ["en"]) == 1


def test_never_complete(store: Store) -> None:
    """A subject that was never whole in a locale, or isn't known at all, has no such change."""
    revision = make_article(texts=TEXTS)
    publish(store, revision, {"sw": translate(revision, "sw", ["title", "summary", "p1.text"])})

    assert store.last_complete(revision.name, ["sw"]) is None
    assert store.last_complete(revision.name, ["fr"]) is None
    assert store.last_complete(revision.name, []) is None
    assert store.last_complete(article_name("nowhere"), ["en"]) is None


def test_last_complete_is_the_newest_change_while_it_lasts(store: Store) -> None:
    """While a locale is complete, every change of the subject moves on with it, also one in another locale."""
    revision = make_article(texts=TEXTS)
    publish(store, revision, {"ar": translate(revision, "ar")})
    assert store.last_complete(revision.name, ["ar"]) == 2

    store.publish([edition(revision, "sw", translate(revision, "sw", ["title"]))], day(1))
    publish(store, make_article("other"), at=day(2))

    assert store.last_complete(revision.name, ["ar"]) == 3


def test_last_complete_stays_where_the_source_moved_on(store: Store) -> None:
    """Once the source has a text that isn't translated, the newest whole state is the one before, until it is again."""
    first = make_article(texts=TEXTS)
    second = make_article(texts=TEXTS | {"p1.text": "Rewritten"})
    publish(store, first, {"ar": translate(first, "ar")})

    publish(store, second, at=day(1))
    after_source = store.last_complete(first.name, ["ar"])
    store.publish([edition(second, "ar", translate(second, "ar"))], day(2))
    after_translation = store.last_complete(first.name, ["ar"])

    assert (after_source, after_translation) == (2, 4)
    assert store.last_complete(first.name, ["en"]) == 4
    old = store.read_snapshots([first.name], ["ar"], 2)[first.name]
    assert old.source.units == first.units
    assert old.translations[0].units == translate(first, "ar")


def test_old_source_locale_is_complete_no_more(store: Store) -> None:
    """Where a source moves to another locale, the old one is withdrawn, and no state of it is given again."""
    english, german = make_article(texts=TEXTS), make_article(texts=TEXTS, locale="de")
    publish(store, english)

    publish(store, german, at=day(1))

    assert store.last_complete(english.name, ["en"]) is None


def test_withdrawn_is_not_complete_until_it_is_published_again(store: Store) -> None:
    """What was complete before it was withdrawn is not given again; what is published afterwards is."""
    revision = make_article(texts=TEXTS)
    publish(store, revision, {"ar": translate(revision, "ar")})

    store.publish([edition(revision, "ar", {})], day(1))
    withdrawn = store.last_complete(revision.name, ["ar"])
    store.publish([edition(revision, "ar", translate(revision, "ar"))], day(2))

    assert (withdrawn, store.last_complete(revision.name, ["ar"])) == (None, 4)


def test_withdrawing_is_felt_by_those_it_served(store: Store) -> None:
    """A locale that was complete by the help of its parent is so no more when the parent is withdrawn."""
    revision = make_article(texts=TEXTS)
    publish(store, revision, {"es": translate(revision, "es"), "es-MX": translate(revision, "mx", ["title"])})
    before = store.last_complete(revision.name, ["es-MX", "es"])

    store.publish([edition(revision, "es", {})], day(1))

    assert before == 3
    assert store.last_complete(revision.name, ["es-MX", "es"]) is None
    assert shares(store)["es-MX"] == 0.25


def test_one_call_passes_through_every_state(store: Store) -> None:
    """Source and translation published together: the state between them, which was not whole, is never given."""
    first = make_article(texts=TEXTS)
    second = make_article(texts=TEXTS | {"p1.text": "Rewritten"})
    publish(store, first, {"ar": translate(first, "ar")})

    publish(store, second, {"ar": translate(second, "ar", ["title"])}, day(1))

    assert store.position() == 4
    assert store.last_complete(first.name, ["ar"]) == 2


def test_parents_fill_in(store: Store) -> None:
    """A locale is complete where each unit is translated in it or in a locale that serves it, but counts its own."""
    revision = make_article(texts=TEXTS)
    publish(store, revision, {"es-MX": translate(revision, "mx", ["title"])})
    assert store.last_complete(revision.name, ["es-MX"]) is None

    store.publish([edition(revision, "es-419", translate(revision, "419", ["summary", "p1.text", "p2.text"]))], day(1))

    assert shares(store) == {"en": 1.0, "es-419": 0.75, "es-MX": 0.25}
    assert store.last_complete(revision.name, ["es-MX"]) == 3
    assert store.last_complete(revision.name, ["es-419"]) is None


def test_children_do_not_fill_in(store: Store) -> None:
    """A locale is not made whole by one that doesn't serve it: neither by its child nor by another script."""
    revision = make_article(texts=TEXTS)

    publish(store, revision, {"es": translate(revision, "es", ["title"]), "es-MX": translate(revision, "mx")})
    publish(store, revision, {"sr": translate(revision, "sr"), "sr-Latn": translate(revision, "lat", ["title"])})

    assert store.last_complete(revision.name, ["es"]) is None
    assert store.last_complete(revision.name, ["es-MX"]) == 5
    assert store.last_complete(revision.name, ["sr-Latn"]) is None


def test_source_serves_its_variants(store: Store) -> None:
    """A variety of the source's language is whole with the first text of its own, for the source has the others."""
    revision = make_article(texts=TEXTS)

    publish(store, revision, {"en-GB": translate(revision, "gb", ["title"])})

    assert shares(store)["en-GB"] == 0.25
    assert store.last_complete(revision.name, ["en-GB"]) == 2


@pytest.mark.parametrize("tags", [["fr", "ar"], ["ar", "fr"], ["ar", "en"], ["en"]])
def test_last_complete_takes_the_newest_of_its_tags(store: Store, tags: list[str]) -> None:
    """With several tags it is the newest change at which any one of them was whole."""
    first = make_article(texts=TEXTS)
    second = make_article(texts=TEXTS | {"p1.text": "Rewritten"})
    publish(store, first, {"ar": translate(first, "ar")})
    publish(store, second, at=day(1))

    expected = 3 if "en" in tags else 2
    assert store.last_complete(first.name, tags) == expected


def test_every_state_has_its_completeness(store: Store) -> None:
    """Coming back to any change shows how complete each locale was then."""
    texts = dict(TEXTS)
    seen: dict[int, dict[str, float]] = {}
    for number, path in enumerate(TEXTS):
        texts[path] = f"Changed {number}"
        revision = make_article(texts=texts)
        publish(store, revision, {"ar": translate(revision, "ar", list(TEXTS)[: number + 1])}, day(number))
        seen[store.position()] = shares(store)

    assert [now["ar"] for now in seen.values()] == [0.25, 0.5, 0.75, 1.0]
    assert all(shares(store, position) == share for position, share in seen.items())
    assert all(earlier < later for earlier, later in pairwise(seen))
