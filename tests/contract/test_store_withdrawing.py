"""Withdrawing, redirecting, and holding what somebody decided."""

from __future__ import annotations

import pytest

from tests.support.subjects import (
    START,
    article_name,
    day,
    edition,
    make_article,
    make_topic,
    publish,
    translate,
)
from verbena.model.change import Signature
from verbena.model.errors import ContentInvalid
from verbena.store.contract import Store
from verbena.store.values import Holds, PublishOutcome

WHO = Signature("Ada", "a wrong dose")


def locales_of(store: Store, key: str = "bones") -> list[str]:
    found = store.read_snapshots([article_name(key)], []).get(article_name(key))
    return [alternate.locale for alternate in found.alternates] if found else []


def test_withdrawn_locale_is_not_shown(store: Store) -> None:
    """A withdrawn locale is no alternate, has no texts and is in no list; the others go on."""
    revision = make_article()
    publish(store, revision, {"ar": translate(revision, "ar"), "sw": translate(revision, "sw")})

    assert store.withdraw(article_name("bones"), ["ar", "fr"], day(1), WHO) == ("ar",)

    assert locales_of(store) == ["en", "sw"]
    found = store.read_article("bones", ["ar", "sw"])
    assert found is not None
    assert [other.locale for other in found.translations] == ["sw"]
    assert store.published_locales() == ("en", "sw")


def test_source_is_withdrawn_with_its_translations(store: Store) -> None:
    """No translation stands without its source: withdrawing that, or all, leaves nothing of the article."""
    for locales in (["en"], None):
        revision = make_article()
        store.publish([edition(revision)], START, holds=Holds.LIFT) if locales is None else publish(store, revision)
        store.publish([edition(revision, "ar", translate(revision, "ar"))], START, holds=Holds.LIFT)

        assert store.withdraw(article_name("bones"), locales, day(1)) == ("ar", "en")

        assert store.read_article("bones", ["en", "ar"]) is None
        assert store.published_slugs() == {}
        assert store.published_locales() == ()


def test_withdrawn_twice_is_withdrawn_once(store: Store) -> None:
    """What is not published can't be withdrawn, and makes no change."""
    publish(store, make_article())
    store.withdraw(article_name("bones"), None, day(1))
    position = store.position()

    assert store.withdraw(article_name("bones"), None, day(2)) == ()
    assert store.position() == position


def test_held_locale_is_published_on_purpose_alone(store: Store) -> None:
    """What somebody withdrew stays withdrawn when all is published, until it is published on purpose."""
    revision = make_article()
    translated = edition(revision, "ar", translate(revision, "ar"))
    publish(store, revision, {"ar": translate(revision, "ar")})
    store.withdraw(article_name("bones"), ["ar"], day(1), WHO)

    assert store.publish([edition(revision), translated], day(2)) == PublishOutcome((), (translated,))
    assert store.held() == {article_name("bones"): frozenset({"ar"})}
    assert store.publish([translated], day(3), WHO, Holds.LIFT) == PublishOutcome((translated,))
    assert store.held() == {}
    assert locales_of(store) == ["ar", "en"]


def test_translations_wait_for_a_held_source(store: Store) -> None:
    """Where the source is held and not published, nothing of the subject is, and others are published all the same."""
    revision, other = make_article(), make_topic("other")
    publish(store, revision)
    store.withdraw(article_name("bones"), None, day(1))
    store.save_revisions([other])

    translated = edition(revision, "ar", translate(revision, "ar"))

    outcome = store.publish([translated, edition(other)], day(2))

    assert outcome == PublishOutcome((edition(other),), (translated,))


def test_translations_wait_for_a_source_that_was_rolled_back(store: Store) -> None:
    """What was made from a text that somebody took back is not published with everything, but by name."""
    first, second = make_article(), make_article(texts={"title": "Second"})
    publish(store, first)
    publish(store, second, at=day(1))
    store.publish([edition(first)], day(2), WHO, Holds.SET)
    translated = edition(second, "ar", translate(second, "ar"))

    left = (edition(second), translated)
    assert store.publish(left, day(3)) == PublishOutcome((), left)
    assert locales_of(store) == ["en"]
    assert store.publish([translated], day(4), WHO, Holds.LIFT) == PublishOutcome((translated,))


def test_edition_can_be_held_as_it_is(store: Store) -> None:
    """What is published to be held, such as an edition of before, is not published over when all is."""
    first, second = make_article(), make_article(texts={"title": "Second"})
    publish(store, first)
    publish(store, second, at=day(1))

    store.publish([edition(first)], day(2), WHO, Holds.SET)

    assert store.publish([edition(second)], day(3)) == PublishOutcome((), (edition(second),))
    assert store.published_hashes(article_name("bones")) == {"en": first.hash}


def test_redirected_article_leads_on(store: Store) -> None:
    """Every slug of a redirected article, an older one too, gives the other article under its own slug."""
    publish(store, make_article("old", slug="oldest"))
    publish(store, make_article("old", slug="older"), {"ar": translate(make_article("old"), "ar")}, day(1))
    publish(store, make_article("new"), at=day(2))

    assert store.redirect(article_name("old"), article_name("new"), day(3), WHO) == ("ar", "en")

    for slug in ("oldest", "older", "new"):
        found = store.read_article(slug, [])
        assert found is not None
        assert (found.name.key, found.slug) == ("new", "new")
    assert locales_of(store, "old") == []
    assert store.published_slugs() == {"new": article_name("new")}


def test_redirections_follow_each_other(store: Store) -> None:
    """Where the article that slugs lead to is redirected itself, they lead to the last."""
    for key in "abc":
        publish(store, make_article(key))
    store.redirect(article_name("a"), article_name("b"), day(1))
    store.redirect(article_name("b"), article_name("c"), day(2))

    assert {key: (found := store.read_article(key, [])) and found.name.key for key in "ab"} == {"a": "c", "b": "c"}


def test_redirected_article_comes_back(store: Store) -> None:
    """Published again on purpose, a redirected article has its slug again."""
    first = make_article("a")
    publish(store, first)
    publish(store, make_article("b"))
    store.redirect(article_name("a"), article_name("b"), day(1))

    store.publish([edition(first)], day(2), holds=Holds.LIFT)

    found = store.read_article("a", [])
    assert found is not None
    assert found.name == article_name("a")


def test_slug_of_a_withdrawn_article_is_free(store: Store) -> None:
    """Another article may take the slug of one that is not published any more, or that led elsewhere."""
    publish(store, make_article("a", slug="bones"))
    store.withdraw(article_name("a"), None, day(1))

    publish(store, make_article("b", slug="bones"), at=day(2))

    found = store.read_article("bones", [])
    assert found is not None
    assert found.name == article_name("b")


@pytest.mark.parametrize("target", ["bones", "gone", "never"])
def test_redirection_needs_another_published_article(store: Store, target: str) -> None:
    """An article can't lead to itself, nor to one that readers don't find; nothing of it is done then."""
    publish(store, make_article())
    publish(store, make_article("gone"))
    store.withdraw(article_name("gone"), None, day(1))
    position = store.position()

    with pytest.raises(ContentInvalid, match="another article, which is published"):
        store.redirect(article_name("bones"), article_name(target), day(2))

    assert store.position() == position
    assert locales_of(store) == ["en"]
