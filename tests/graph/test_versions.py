"""The version of an article: it changes with what is delivered, and names a state that can be come back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.graph_client import FULL_ARTICLE, Answer, GraphClient
from tests.support.subjects import day, make_article, make_topic, publish, translate
from verbena.model.edition import SubjectKind
from verbena.model.translation import TranslationState
from verbena.reading.identity import Identity, write_id
from verbena.store.contract import Store

OLD = make_article(texts={"title": "Old", "summary": "Summary"}, topics=("t",))
NEW = make_article(texts={"title": "New", "summary": "Summary"}, topics=("t",))
ARABIC = translate(OLD, "ar")


THEN = """query ($version: String!, $locale: Locale, $fallback: [Locale!]) {
  article(slug: "bones", version: $version, locale: $locale, fallback: $fallback) {
    version title { value lang isFallback } topics { name { value } } alternates { locale }
  }
}"""
NOW = THEN.replace("$version: String!, ", "").replace("version: $version, ", "")


def read(client: GraphClient, locale: str = "ar") -> Answer:
    variables = {"slug": "bones", "section": "none", "locale": locale}
    article: Answer = client.ask(FULL_ARTICLE.read_text(), variables, operation="Article")["article"]
    return article


@pytest.fixture(autouse=True)
def _published(store: Store) -> None:
    """The old article in English and Arabic, its topic, and another article."""
    publish(store, make_topic("t"), at=day(0))
    publish(store, OLD, {"ar": ARABIC}, day(1))
    publish(store, make_article("other"), at=day(2))


CHANGES: dict[str, Callable[[Store], object]] = {
    "the source": lambda store: publish(store, NEW, at=day(3)),
    "a translation": lambda store: publish(store, OLD, {"ar": translate(OLD, "better")}, day(3)),
    "a state": lambda store: publish(store, OLD, {"ar": translate(OLD, "ar", state=TranslationState.FINAL)}, day(3)),
    "a topic": lambda store: publish(store, make_topic("t", "Renamed"), at=day(3)),
    "a topic's translation": lambda store: publish(store, make_topic("t"), {"ar": translate(make_topic("t"), "ar")}),
    "another locale": lambda store: publish(store, OLD, {"sw": translate(OLD, "sw")}, day(3)),
}
NO_CHANGES: dict[str, Callable[[Store], object]] = {
    "nothing": lambda store: publish(store, OLD, {"ar": ARABIC}, day(3)),
    "another article": lambda store: publish(store, make_article("other", {"title": "Changed"}), at=day(3)),
    "a new article": lambda store: publish(store, make_article("new"), at=day(3)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_version_changes_with_what_is_delivered(
    client: GraphClient, store: Store, change: Callable[[Store], object]
) -> None:
    """Whatever of the answer changes, the version does."""
    before = read(client)

    change(store)

    after = read(client)
    assert without_lists(after) != without_lists(before)
    assert after["version"] != before["version"]


@pytest.mark.parametrize("change", NO_CHANGES.values(), ids=NO_CHANGES)
def test_version_stays_with_what_is_delivered(
    client: GraphClient, store: Store, change: Callable[[Store], object]
) -> None:
    """What does not show in the article changes nothing of it."""
    before = read(client)

    change(store)

    after = read(client)
    assert without_lists(after) == without_lists(before)
    assert after["version"] == before["version"]


@pytest.mark.parametrize("fallback", [None, [], ["fr"]])
@pytest.mark.parametrize("locale", ["en", "ar", "sw"])
def test_a_version_can_be_read_again(
    client: GraphClient, store: Store, locale: str, fallback: list[str] | None
) -> None:
    """After newer editions of everything, the state that a version names is given again, reference data and all."""
    asked = {"locale": locale, "fallback": fallback}
    before = client.ask(NOW, asked)["article"]
    publish(store, NEW, {"ar": translate(NEW, "new"), "sw": translate(NEW, "new")}, day(3))
    publish(store, make_topic("t", "Renamed"), {"ar": translate(make_topic("t"), "ar")}, day(3))
    assert client.ask(NOW, asked)["article"] != before

    if before is not None:
        assert client.ask(THEN, {**asked, "version": before["version"]})["article"] == before


def test_a_node_of_a_version_is_of_that_version(client: GraphClient, store: Store) -> None:
    """Ids within an older version name it: fetched again, a text is that of then."""
    document = """query ($version: String) {
      article(slug: "bones", version: $version, locale: "en") { id version title { id value } }
    }"""
    now = client.ask(document)["article"]
    publish(store, NEW, at=day(3))
    then = client.ask(document, {"version": now["version"]})["article"]

    again = client.ask("query ($id: ID!) { node(id: $id) { ... on Text { value } } }", {"id": then["title"]["id"]})

    assert then["title"]["value"] == again["node"]["value"] == "Old"
    assert now["id"] != then["id"]


@pytest.mark.parametrize("locales", [["ar"], None])
def test_what_was_withdrawn_is_in_no_version(client: GraphClient, store: Store, locales: list[str] | None) -> None:
    """No older version gives a locale, or an article, that was withdrawn since."""
    version = client.ask(NOW, {"locale": "ar"})["article"]["version"]
    store.withdraw(OLD.name, locales, day(3))

    article = client.ask(THEN, {"locale": "ar", "version": version})["article"]

    assert article is None if locales is None else article["title"]["lang"] == "en"


@pytest.mark.parametrize(
    "version", ["", "1", "1.-.", "1.-.-1", "x.-.1", "1.zz.1", "1.-.1.2.3", "1.-.١", "1.-." + "9" * 30]
)
def test_malformed_versions_are_refused(client: GraphClient, version: str) -> None:
    """What is no version of this server is refused by its code, and told what to give."""
    answer = client.execute(THEN, {"version": version})

    assert answer["data"] == {"article": None}
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_VERSION"]


def test_versions_of_changes_to_come_are_refused(client: GraphClient, store: Store) -> None:
    """A version, or an id within one, of a change that is not there gives no state that later changes would alter."""
    ahead = store.position() + 1
    identity = Identity("Article", SubjectKind.ARTICLE, "bones", "", ("en",), None, ahead)

    then = client.execute(THEN, {"version": f"1.-.{ahead}"})
    node = client.execute("query ($id: ID!) { node(id: $id) { id } }", {"id": write_id(identity)})

    assert [error["extensions"]["code"] for error in then["errors"]] == ["INVALID_VERSION"]
    assert [error["extensions"]["code"] for error in node["errors"]] == ["INVALID_ID"]


@pytest.mark.parametrize("version", ["1.-.0", "1.-.1"])
def test_before_its_publication_there_was_no_article(client: GraphClient, version: str) -> None:
    """A version from before the article was published gives nothing."""
    assert client.ask(THEN, {"version": version}) == {"article": None}


def without_lists(article: Answer) -> Answer:
    """The article without the articles that its topics list, which are as they are now."""
    return {**article, "topics": [{**topic, "articles": None} for topic in article["topics"]]}
