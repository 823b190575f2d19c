"""Publishing, withdrawing, redirecting, rolling back, planning and pinning over GraphQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.mutations import ADA, change, fail
from tests.support.subjects import (
    article_name,
    make_article,
    make_topic,
    publish,
    topic_name,
    translate,
)
from verbena.access.principal import Principal
from verbena.model.edition import Revision
from verbena.model.token import Grants
from verbena.reading.library import Library
from verbena.store.contract import Store

OLD = make_article(topics=("t",))
NEW = make_article(texts={"title": "New", "summary": "Other"}, topics=("t",))
SOON = datetime.now(UTC) + timedelta(days=1)

SHOWN = """query ($locale: Locale) { article(slug: "bones", locale: $locale) {
  title { value lang } alternates { locale } version
  editions(first: 1) { nodes { kind locale number by why version } } } }"""


def load(store: Store, revision: Revision, *locales: str, mark: str = "") -> None:
    """Make a revision the draft, with a translation in each of these locales."""
    store.save_revisions([revision])
    for locale in locales:
        store.save_translations(locale, {revision.name: translate(revision, mark or locale)})


@pytest.fixture
def _published(store: Store, client: GraphClient) -> None:
    """An article with its topic, published in English, Arabic and Swahili by Ada."""
    load(store, make_topic("t"), "ar")
    load(store, OLD, "ar", "sw")
    change(client, "publishArticle", slug="bones")


def read(client: GraphClient, locale: str = "en") -> Any:
    return client.ask(SHOWN, {"locale": locale})["article"]


def edition_of(key: str, locale: str, kind: str = "ARTICLE") -> Answer:
    return {"subjectKind": kind, "key": key, "locale": locale}


def test_publishing_makes_editions_and_signs_them(client: GraphClient, store: Store) -> None:
    """An article comes with the reference data that it names; the history says who and why, and again makes none."""
    load(store, make_topic("t"), "ar")
    load(store, OLD, "ar")

    given = change(client, "publishArticle", slug="bones", why=" First version. ")

    topic, article = "TOPIC", "ARTICLE"
    assert given == {
        "editions": [
            *(edition_of("t", locale, topic) for locale in ("en", "ar")),
            *(edition_of("bones", locale, article) for locale in ("en", "ar")),
        ],
        "withdrawn": [],
        "held": [],
        "unchanged": 0,
        "scheduled": [],
        "heldBack": [],
    }
    (newest,) = read(client)["editions"]["nodes"]
    assert (newest["by"], newest["why"], newest["locale"]) == ("Ada", "First version.", "ar")
    again = change(client, "publishArticle", slug="bones")
    assert (again["editions"], again["unchanged"]) == ([], 2)


@pytest.mark.usefixtures("_published")
def test_only_the_named_locales_are_published(client: GraphClient, store: Store) -> None:
    """Other locales stay as they are, the source among them."""
    load(store, NEW, "ar", "sw", mark="new")

    given = change(client, "publishArticle", slug="bones", locales=["ar"])

    assert given["editions"] == [edition_of("bones", "ar")]
    assert [read(client, locale)["title"]["value"] for locale in ("en", "ar", "sw")] == [
        "About bones",
        "new title",
        "sw title",
    ]


@pytest.mark.usefixtures("_published")
def test_reference_data_is_published_alone(client: GraphClient, store: Store) -> None:
    """Topics and the like are published without any article."""
    load(store, make_topic("t", "Renamed"))
    load(store, NEW)

    given = change(client, "publishReferenceData", why="A better name.")

    assert given["editions"] == [edition_of("t", locale, "TOPIC") for locale in ("en", "ar")]
    assert read(client)["title"]["value"] == "About bones"
    assert store.read_history(topic_name("t"), "en", 1).changes[0].signature.why == "A better name."


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    ("locales", "gone"), [(["ar"], ["ar"]), (None, ["ar", "en", "sw"]), (["en"], ["ar", "en", "sw"])]
)
def test_withdrawing(client: GraphClient, store: Store, locales: list[str] | None, gone: list[str]) -> None:
    """What is withdrawn is not served; publishing everything leaves it so, and publishing it by name does not."""
    given = change(client, "withdrawArticle", slug="bones", locales=locales, why="Wrong dose.")

    assert given == {"locales": gone, "scheduled": []}
    shown = read(client)
    assert (shown and [one["locale"] for one in shown["alternates"]]) == (["en", "sw"] if gone == ["ar"] else None)
    assert [change.signature.why for change in store.read_history(article_name("bones"), None, len(gone)).changes] == [
        "Wrong dose."
    ] * len(gone)
    load(store, NEW, "ar", "sw", mark="new")
    left = change(client, "publishArticle", slug="bones")
    assert sorted(one["locale"] for one in left["held"]) == gone
    back = change(client, "publishArticle", slug="bones", locales=gone)
    assert sorted(one["locale"] for one in back["editions"]) == sorted(gone)
    assert [one["locale"] for one in read(client)["alternates"]] == ["ar", "en", "sw"]


@pytest.mark.usefixtures("_published")
def test_redirecting(client: GraphClient, store: Store) -> None:
    """The old slug answers with the other article, whose slug it tells; the article itself is gone."""
    publish(store, make_article("hips"))

    given = change(client, "redirectArticle", slug="bones", to="hips", why="Merged.")

    assert given == {"fromSlug": "bones", "toSlug": "hips", "locales": ["ar", "en", "sw"]}
    found = client.ask('{ article(slug: "bones") { key slug } }')["article"]
    assert found == {"key": "hips", "slug": "hips"}
    assert {change.signature.why for change in store.read_history(article_name("bones"), None, 3).changes} == {
        "Merged."
    }


@pytest.mark.usefixtures("_published")
def test_rolling_back_a_source(client: GraphClient, store: Store) -> None:
    """The older text is a new edition, which stays until the locale is published by name."""
    load(store, NEW, "ar", "sw", mark="new")
    change(client, "publishArticle", slug="bones")
    assert read(client)["title"]["value"] == "New"

    given = change(client, "rollBackArticle", slug="bones", locale="en", number=1, why="Too early.")

    assert given["editions"] == [edition_of("bones", "en")]
    shown = read(client)
    assert shown["title"]["value"] == "About bones"
    assert shown["editions"]["nodes"][0] | {"version": ""} == {
        "kind": "PUBLISHED",
        "locale": "en",
        "number": 3,
        "by": "Ada",
        "why": "Too early.",
        "version": "",
    }
    held = change(client, "publishArticle", slug="bones")["held"]
    assert held == [edition_of("bones", locale) for locale in ("en", "ar", "sw")]
    assert read(client)["title"]["value"] == "About bones"
    change(client, "publishArticle", slug="bones", locales=["en"])
    assert read(client)["title"]["value"] == "New"


@pytest.mark.usefixtures("_published")
def test_rolling_back_a_translation(client: GraphClient, store: Store) -> None:
    """An older translation comes back on the source of now, and is outdated where that has moved on."""
    load(store, NEW, "ar", mark="new")
    change(client, "publishArticle", slug="bones")

    change(client, "rollBackArticle", slug="bones", locale="ar", number=1)

    title = client.ask('{ article(slug: "bones", locale: "ar") { title { value translation { isOutdated } } } }')
    assert title["article"]["title"] == {"value": "ar title", "translation": {"isOutdated": True}}
    assert read(client)["title"]["value"] == "New"


@pytest.mark.usefixtures("_published")
def test_a_withdrawn_locale_can_be_rolled_back(client: GraphClient) -> None:
    """Even where the whole article is gone, its last good edition can be published again."""
    change(client, "withdrawArticle", slug="bones")
    assert read(client) is None

    change(client, "rollBackArticle", slug="bones", locale="en", number=1)

    assert read(client)["title"]["value"] == "About bones"


@pytest.mark.usefixtures("_published")
def test_scheduling(client: GraphClient, store: Store) -> None:
    """What is planned is listed with who and why, changes nothing before it is due, and then does what it says."""
    load(store, NEW)
    later = change(client, "publishArticle", slug="bones", locales=["en"], at=SOON.isoformat(), why="Embargo.")
    gone = change(client, "withdrawArticle", slug="bones", locales=["sw"], at=SOON.isoformat())
    load(store, make_article(texts={"title": "Newer", "summary": "s"}))

    assert (later["editions"], gone["locales"]) == ([], [])
    planned = client.ask("{ scheduled { kind key locale at by why failure } }", principal=ADA)["scheduled"]
    at = SOON.isoformat().replace("+00:00", "Z")
    common = {"key": "bones", "at": at, "by": "Ada", "failure": None}
    assert planned == [
        {"kind": "PUBLISHED", "locale": "en", "why": "Embargo.", **common},
        {"kind": "WITHDRAWN", "locale": "sw", "why": None, **common},
    ]
    assert read(client)["title"]["value"] == "About bones"
    store.run_due(SOON)
    client.library.position.ask()
    shown = read(client)
    assert shown["title"]["value"] == "New"
    assert [one["locale"] for one in shown["alternates"]] == ["ar", "en"]
    assert client.ask("{ scheduled { key } }", principal=ADA)["scheduled"] == []


@pytest.mark.usefixtures("_published")
def test_cancelling(client: GraphClient, store: Store) -> None:
    """What is cancelled does not happen, and is listed no more."""
    (planned,) = change(client, "withdrawArticle", slug="bones", locales=["sw"], at=SOON.isoformat())["scheduled"]

    cancelled = change(client, "cancelScheduled", id=planned["scheduledId"])

    assert cancelled == planned
    assert client.ask("{ scheduled { key } }", principal=ADA)["scheduled"] == []
    assert store.run_due(SOON) == ()
    assert fail(client, "cancelScheduled", id=planned["scheduledId"])["code"] == "NOT_FOUND"


@pytest.mark.usefixtures("_published")
def test_scheduled_is_told_to_those_who_may_do_it(client: GraphClient) -> None:
    """Whoever may publish a locale sees what is planned in it, and nothing of others."""
    for locale in ("ar", "sw"):
        change(client, "withdrawArticle", slug="bones", locales=[locale], at=SOON.isoformat())
    amina = Principal("Amina", Grants(publish=("sw", "fr")))

    assert client.ask("{ scheduled { locale } }", principal=amina)["scheduled"] == [{"locale": "sw"}]
    drafts = Principal("Dora", Grants(drafts=("*",)))
    assert client.refuse("{ scheduled { locale } }", principal=drafts)["extensions"]["code"] == "FORBIDDEN"
    assert client.refuse("{ scheduled { locale } }")["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.usefixtures("_published")
def test_pinning(client: GraphClient, store: Store) -> None:
    """A pinned version stays readable when old texts are let go, and is let go like others once it is unpinned."""
    version = read(client)["version"]
    load(store, NEW, "ar", "sw", mark="new")
    pin = change(client, "pinVersion", slug="bones", version=version, why="Cited in a guideline.")
    assert (pin["key"], pin["by"], pin["why"]) == ("bones", "Ada", "Cited in a guideline.")
    change(client, "publishArticle", slug="bones")
    then = 'query ($v: String!) { article(slug: "bones", version: $v, locale: "en") { title { value } } }'

    store.thin(datetime.now(UTC))
    for one in (version, pin["version"]):
        assert client.ask(then, {"v": one})["article"]["title"]["value"] == "About bones"

    assert change(client, "unpinVersion", slug="bones", version=version) == pin
    store.thin(datetime.now(UTC))
    fresh = GraphClient(Library(store, "http://verbena.test", "en"))
    assert fresh.refuse(then, {"v": version})["extensions"]["code"] == "VERSION_GONE"
    problem = fail(fresh, "pinVersion", slug="bones", version=version)
    assert (problem["__typename"], problem["code"]) == ("VersionProblem", "VERSION_GONE")


@pytest.mark.usefixtures("_published")
def test_readers_of_this_server_see_it_at_once(client: GraphClient, store: Store) -> None:
    """Even a server that waits to be told of changes gives what was published through it in the next answer."""
    client.library.position.is_followed = True
    assert read(client)["title"]["value"] == "About bones"
    load(store, NEW)

    change(client, "publishArticle", slug="bones")

    assert read(client)["title"]["value"] == "New"


FAILURES: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "publish what is not loaded": ("publishArticle", {"slug": "none"}, "NotFoundProblem", "NOT_FOUND"),
    "publish in no locale": ("publishArticle", {"slug": "bones", "locales": []}, "InputProblem", "BAD_USER_INPUT"),
    "publish in the past": (
        "publishArticle",
        {"slug": "bones", "at": "2020-01-01T00:00:00Z"},
        "InputProblem",
        "BAD_USER_INPUT",
    ),
    "publish at the end of time": (
        "publishArticle",
        {"slug": "bones", "at": "9999-12-31T23:59:59-14:00"},
        "InputProblem",
        "BAD_USER_INPUT",
    ),
    "publish a second slug": ("publishArticle", {"slug": "hips"}, "ContentProblem", "CONTENT_INVALID"),
    "data in no locale": ("publishReferenceData", {"locales": []}, "InputProblem", "BAD_USER_INPUT"),
    "withdraw what is not there": ("withdrawArticle", {"slug": "none"}, "NotFoundProblem", "NOT_FOUND"),
    "withdraw nowhere": ("withdrawArticle", {"slug": "bones", "locales": []}, "InputProblem", "BAD_USER_INPUT"),
    "withdraw what is not published": (
        "withdrawArticle",
        {"slug": "bones", "locales": ["fr"]},
        "NotFoundProblem",
        "NOT_FOUND",
    ),
    "withdraw before the beginning": (
        "withdrawArticle",
        {"slug": "bones", "at": "0001-01-01T00:00:00+14:00"},
        "InputProblem",
        "BAD_USER_INPUT",
    ),
    "redirect from nowhere": ("redirectArticle", {"slug": "none", "to": "bones"}, "NotFoundProblem", "NOT_FOUND"),
    "redirect to nowhere": ("redirectArticle", {"slug": "bones", "to": "none"}, "NotFoundProblem", "NOT_FOUND"),
    "redirect to itself": ("redirectArticle", {"slug": "bones", "to": "bones"}, "ContentProblem", "CONTENT_INVALID"),
    "roll back to nothing": (
        "rollBackArticle",
        {"slug": "bones", "locale": "ar", "number": 9},
        "NotFoundProblem",
        "NOT_FOUND",
    ),
    "roll back to less than nothing": (
        "rollBackArticle",
        {"slug": "bones", "locale": "ar", "number": -(2**31)},
        "NotFoundProblem",
        "NOT_FOUND",
    ),
    "roll back what is not there": (
        "rollBackArticle",
        {"slug": "none", "locale": "ar", "number": 1},
        "NotFoundProblem",
        "NOT_FOUND",
    ),
    "cancel nothing": ("cancelScheduled", {"id": "1"}, "NotFoundProblem", "NOT_FOUND"),
    "cancel nonsense": ("cancelScheduled", {"id": "x" * 1000}, "NotFoundProblem", "NOT_FOUND"),
    "pin nonsense": ("pinVersion", {"slug": "bones", "version": "x"}, "VersionProblem", "INVALID_VERSION"),
    "pin what is not there": ("pinVersion", {"slug": "none", "version": "1.-.1"}, "NotFoundProblem", "NOT_FOUND"),
    "pin before the first": ("pinVersion", {"slug": "bones", "version": "1.-.0"}, "NotFoundProblem", "NOT_FOUND"),
    "unpin what is not pinned": ("unpinVersion", {"slug": "bones", "version": "1.-.3"}, "NotFoundProblem", "NOT_FOUND"),
    "a long reason": (
        "withdrawArticle",
        {"slug": "bones", "why": "x" * 1001},
        "InputProblem",
        "BAD_USER_INPUT",
    ),
    "a reason that is none": ("withdrawArticle", {"slug": "bones", "why": "a\0b"}, "InputProblem", "BAD_USER_INPUT"),
    "half a character": ("withdrawArticle", {"slug": "bones", "why": "\ud800"}, "InputProblem", "BAD_USER_INPUT"),
}


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_what_can_be_mended_is_a_problem(
    client: GraphClient, store: Store, failure: tuple[str, dict[str, Any], str, str]
) -> None:
    """Each failure that whoever asks can mend is a typed problem with a message, and leaves everything as it was."""
    name, given, kind, code = failure
    publish(store, make_article("other", slug="hips"))
    load(store, make_article("hips"))
    before = store.position()

    problem = fail(client, name, **given)

    assert (problem["__typename"], problem["code"]) == (kind, code)
    assert len(problem["message"]) > 20
    assert store.position() == before
    assert store.planned() == ()


@pytest.mark.usefixtures("_published")
def test_old_slugs_are_not_followed(client: GraphClient, store: Store) -> None:
    """Whoever names a slug of before is told the one of now, and nothing is done to the article."""
    load(store, make_article(slug="newer", topics=("t",)), "ar", "sw")
    change(client, "publishArticle", slug="newer")
    before = store.position()

    for name in ("withdrawArticle", "redirectArticle"):
        problem = fail(client, name, slug="bones", **({"to": "newer"} if name == "redirectArticle" else {}))
        assert (problem["code"], "newer" in problem["message"]) == ("NOT_FOUND", True)
    assert store.position() == before
