"""Who may do what to what is published: each mutation for each who must not, and for those who just may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.mutations import ADA, SELECTIONS, change, fail
from tests.support.subjects import article_name, day, make_article, make_topic, publish, translate
from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.token import Grants
from verbena.store.contract import Store

BONES = make_article(topics=("t",))
TOPIC = make_topic("t")
NEXT = make_article(texts={"title": "Next", "summary": "Next"}, topics=("t",))
SOON = (datetime.now(UTC) + timedelta(days=1)).isoformat()


def holder(*publish: str, drafts: tuple[str, ...] = ()) -> Principal:
    return Principal("Amina", Grants(drafts=drafts, publish=publish))


# For each mutation an input, and the locales that it takes to do it, of an article in en, ar and sw.
ACTS: dict[str, tuple[str, Answer, set[str]]] = {
    "publish all": ("publishArticle", {"slug": "bones"}, {"en", "ar", "sw"}),
    "publish one": ("publishArticle", {"slug": "bones", "locales": ["ar"]}, {"ar"}),
    "publish two": ("publishArticle", {"slug": "bones", "locales": ["en", "sw"]}, {"en", "sw"}),
    "publish later": ("publishArticle", {"slug": "bones", "locales": ["ar"], "at": SOON}, {"ar"}),
    "publish data": ("publishReferenceData", {}, {"en", "ar"}),
    "publish data in one": ("publishReferenceData", {"locales": ["ar"]}, {"ar"}),
    "withdraw all": ("withdrawArticle", {"slug": "bones"}, {"en", "ar", "sw"}),
    "withdraw the source": ("withdrawArticle", {"slug": "bones", "locales": ["en"]}, {"en", "ar", "sw"}),
    "withdraw one": ("withdrawArticle", {"slug": "bones", "locales": ["ar"]}, {"ar"}),
    "withdraw later": ("withdrawArticle", {"slug": "bones", "locales": ["ar"], "at": SOON}, {"ar"}),
    "redirect": ("redirectArticle", {"slug": "bones", "to": "hips"}, {"en", "ar", "sw"}),
    "roll back": ("rollBackArticle", {"slug": "bones", "locale": "ar", "number": 1}, {"ar"}),
    "cancel": ("cancelScheduled", {}, {"sw"}),
    "pin": ("pinVersion", {"slug": "bones", "version": "1.-.4"}, {"en"}),
    "unpin": ("unpinVersion", {"slug": "bones", "version": "1.-.3"}, {"en"}),
}


OTHERS = {
    "another locale": holder("fr"),
    "another locale, and all drafts": holder("fr", drafts=("*",)),
    "a locale below": holder("ar-EG", "en-GB", "sw-KE"),
    "beginnings of tags": holder("e", "a", "s"),
}


@pytest.fixture
def planned(store: Store) -> str:
    """An article in three locales with a draft of its next text, a pin and a plan; gives the plan's id."""
    publish(store, TOPIC, {"ar": translate(TOPIC, "ar")})
    publish(store, BONES, {locale: translate(BONES, locale) for locale in ("ar", "sw")})
    publish(store, make_article("hips"))
    store.save_revisions([NEXT])
    for locale in ("ar", "sw"):
        store.save_translations(locale, {NEXT.name: translate(NEXT, locale)})
    store.save_translations("ar", {TOPIC.name: translate(TOPIC, "anew")})
    store.pin(article_name("bones"), 3, day(0))
    (number,) = store.plan_withdrawal(article_name("bones"), ["sw"], day(999))
    return str(number)


def state_of(store: Store) -> object:
    return store.position(), store.planned(), store.pins(), store.held()


def fill(name: str, given: Answer, planned: str) -> dict[str, Any]:
    return {**given, "id": planned} if name == "cancelScheduled" else given


def test_every_mutation_is_here() -> None:
    """No mutation is left out below."""
    assert {name for name, _, _ in ACTS.values()} == set(SELECTIONS)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nobody_does_anything_without_a_token(client: GraphClient, store: Store, planned: str, act: Any) -> None:
    """Without a token each mutation is UNAUTHENTICATED, and nothing is done."""
    name, given, _ = act
    before = state_of(store)

    problem = fail(client, name, ANONYMOUS, **fill(name, given, planned))

    assert (problem["__typename"], problem["code"]) == ("AuthenticationProblem", "UNAUTHENTICATED")
    assert "bones" not in problem["message"]
    assert state_of(store) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_other_grants_are_not_enough(
    client: GraphClient, store: Store, planned: str, act: Any, other: Principal
) -> None:
    """Grants for other locales, near ones too, are not enough; the locales that are lacking are named."""
    name, given, needed = act
    before = state_of(store)

    problem = fail(client, name, other, **fill(name, given, planned))

    assert (problem["__typename"], problem["code"]) == ("PermissionProblem", "FORBIDDEN")
    assert set(problem["locales"]) == needed
    assert state_of(store) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_seeing_drafts_is_not_publishing(client: GraphClient, store: Store, planned: str, act: Any) -> None:
    """Who may see every draft, and publish nothing, is refused each mutation."""
    name, given, _ = act
    before = state_of(store)

    problem = fail(client, name, holder(drafts=("*",)), **fill(name, given, planned))

    assert (problem["__typename"], problem["code"], problem["locales"]) == ("PermissionProblem", "FORBIDDEN", [])
    assert state_of(store) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_each_locale_is_needed(client: GraphClient, store: Store, planned: str, act: Any) -> None:
    """One locale fewer than it takes is refused, naming it; just those that it takes are enough."""
    name, given, needed = act
    before = state_of(store)
    for lacking in needed:
        problem = fail(client, name, holder("fr", *(needed - {lacking})), **fill(name, given, planned))
        assert problem["locales"] == [lacking]
    assert state_of(store) == before

    change(client, name, holder(*needed), **fill(name, given, planned))

    assert state_of(store) != before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_locale_is_enough(client: GraphClient, store: Store, planned: str, act: Any) -> None:
    """Whoever may publish everywhere may do each of them."""
    name, given, _ = act
    before = state_of(store)

    change(client, name, ADA, **fill(name, given, planned))

    assert state_of(store) != before


def test_what_comes_along_needs_its_locales(client: GraphClient, store: Store) -> None:
    """Reference data that was never published comes with an article in all its locales: each has to be granted."""
    store.save_revisions([TOPIC, BONES])
    store.save_translations("ar", {TOPIC.name: translate(TOPIC, "ar")})

    problem = fail(client, "publishArticle", holder("en"), slug="bones", locales=["en"])

    assert problem["locales"] == ["ar"]
    assert store.position() == 0
    change(client, "publishArticle", holder("en", "ar"), slug="bones", locales=["en"])


def test_rolling_a_source_back_into_another_locale_takes_both(client: GraphClient, store: Store) -> None:
    """Where the article is written in another locale now, that one would be withdrawn."""
    publish(store, make_article(locale="en"), at=day(0))
    publish(store, make_article(locale="fr"), at=day(1))

    problem = fail(client, "rollBackArticle", holder("en"), slug="bones", locale="en", number=1)

    assert problem["locales"] == ["fr"]
    change(client, "rollBackArticle", holder("en", "fr"), slug="bones", locale="en", number=1)


@pytest.mark.parametrize("name", ["publishArticle", "rollBackArticle", "pinVersion", "unpinVersion"])
def test_drafts_are_not_found_by_those_who_may_not_know_of_them(client: GraphClient, store: Store, name: str) -> None:
    """Of an article that was never published, others are told what they would be told if there were none."""
    store.save_revisions([make_article("secret")])
    given = {
        "publishArticle": {},
        "rollBackArticle": {"locale": "sw", "number": 1},
        "pinVersion": {"version": "1.-.1"},
        "unpinVersion": {"version": "1.-.1"},
    }[name]

    told = [fail(client, name, holder("sw"), slug=slug, **given) for slug in ("secret", "absent")]

    assert told[0]["code"] == told[1]["code"] == "NOT_FOUND"
    assert told[0]["message"].replace("secret", "absent") == told[1]["message"]
