"""Nothing unpublished is told by any query, but to those whose token lets them see it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse, print_ast
from hypothesis import HealthCheck, Phase, given, settings

from tests.support.graph_client import FULL_ARTICLE, Answer, GraphClient, find_objects
from tests.support.random_documents import Pools, RandomDocument, random_documents
from tests.support.secret_drafts import MOVED_SLUG, SECRET_SLUG, fill_with_secrets, find_secrets
from tests.support.stores import open_migrated
from verbena.access.principal import ANONYMOUS, Principal, act_as_operator
from verbena.graph.schema import build_schema, export_schema
from verbena.model.token import Grants
from verbena.reading.library import Library

OPERATOR = act_as_operator("root")
PRINCIPALS = {
    "nobody": ANONYMOUS,
    "publisher": Principal("p", Grants(publish=("*",))),
    "fr": Principal("f", Grants(drafts=("fr",))),
    "ar": Principal("a", Grants(drafts=("ar",))),
    "sw": Principal("s", Grants(drafts=("sw",))),
    "en": Principal("e", Grants(drafts=("en",))),
    "en, sw": Principal("b", Grants(drafts=("en", "sw"))),
    "everything": OPERATOR,
}
SLUGS = ("bones", SECRET_SLUG, MOVED_SLUG)
LOCALES = ("en", "ar-EG", "sw", "de")
DOCUMENTS = 150

_LISTS = """
query Lists($locale: Locale) {
  articles(locale: $locale) { totalCount edges { cursor node { ...ArticleParts } } }
  about: articles(locale: $locale, filter: {topic: "secret-en-osteoporosis"}) { totalCount nodes { id } }
  naming: articles(locale: $locale, filter: {medication: "secret-en-tamoxifen"}) { totalCount nodes { id } }
  in: articles(locale: $locale, filter: {publishedIn: "sw"}) { totalCount nodes { id } }
  medications(locale: $locale) { totalCount nodes { id key articles { totalCount nodes { id key slug } } } }
  medication(key: "secret-en-tamoxifen", locale: $locale) { id }
  topics(locale: $locale) { id key name { value } articles { totalCount nodes { id key slug } } }
  labels(locale: $locale) { key text { id value } }
  locales { tag autonym chain }
}
"""


def _write(preview: bool) -> str:
    """The document that selects every field, with lists, and with the argument that shows drafts or without it."""
    document = FULL_ARTICLE.read_text("utf-8") + _LISTS
    return document.replace("fallback: $fallback)", "fallback: $fallback, preview: true)") if preview else document


def _pick(document: str, operation: str) -> str:
    """One operation of a document, with the fragments that it needs."""
    parts = parse(document).definitions
    fragments = {one.name.value: one for one in parts if isinstance(one, FragmentDefinitionNode)}
    (wanted,) = [one for one in parts if isinstance(one, OperationDefinitionNode) and one.name.value == operation]
    found, ahead = {}, [print_ast(wanted)]
    while ahead:
        text = ahead.pop()
        spread = {name for name in fragments if f"...{name}\n" in text + "\n"} - found.keys()
        found |= {name: print_ast(fragments[name]) for name in spread}
        ahead += [found[name] for name in spread]
    return "\n".join([print_ast(wanted), *found.values()])


ARTICLE, PREVIEW = _pick(_write(preview=False), "Article"), _pick(_write(preview=True), "Article")
REFETCH, LISTS = _pick(_write(preview=False), "Refetch"), _pick(_write(preview=False), "Lists")


@pytest.fixture(scope="module")
def client() -> Iterator[GraphClient]:
    with open_migrated("sqlite://") as store:
        fill_with_secrets(store)
        yield GraphClient(Library(store, "http://verbena.test", "en"))


@pytest.fixture(params=PRINCIPALS)
def principal(request: pytest.FixtureRequest) -> Principal:
    return PRINCIPALS[request.param]


def _allowed(principal: Principal) -> set[str]:
    return {locale for locale in ("en", "ar", "sw") if principal.may_read_drafts(locale)}


def _ask_article(client: GraphClient, document: str, slug: str, locale: str, principal: Principal) -> Answer:
    variables = {"slug": slug, "section": "one", "locale": locale}
    return client.execute(document, variables, principal=principal)


@pytest.mark.parametrize("locale", LOCALES)
def test_reading_tells_nothing_of_drafts(client: GraphClient, principal: Principal, locale: str) -> None:
    """Without `preview`, whoever asks gets what is published, in articles, lists, data, words, counts and locales."""
    for slug in SLUGS:
        answer = _ask_article(client, ARTICLE, slug, locale, principal)
        assert find_secrets(answer) == set()
        assert (answer["data"]["article"] is not None) == (slug == "bones")

    data = client.ask(LISTS, {"locale": locale}, principal=principal)

    assert find_secrets(data) == set()
    assert data == client.ask(LISTS, {"locale": locale})
    assert [data[name]["totalCount"] for name in ("articles", "about", "naming", "in")] == [1, 0, 0, 0]
    assert [one["tag"] for one in data["locales"]] == ["ar", "en"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("slug", SLUGS)
def test_previews_tell_what_may_be_seen(client: GraphClient, principal: Principal, slug: str, locale: str) -> None:
    """A preview holds secrets of the locales that the token is for, and of no other, in data and errors alike."""
    answer = _ask_article(client, PREVIEW, slug, locale, principal)

    assert find_secrets(answer) <= _allowed(principal)
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    assert codes <= {"UNAUTHENTICATED", "FORBIDDEN"}
    if principal.is_anonymous:
        assert codes == {"UNAUTHENTICATED"}
    if principal.may_read_drafts("en"):
        assert "en" in find_secrets(answer["data"]["article"])


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["nobody", "publisher", "fr", "ar", "sw"])
def test_hidden_drafts_are_as_if_they_were_not(client: GraphClient, name: str, locale: str) -> None:
    """Who may not see an article's source draft can't tell it from one that doesn't exist."""
    principal = PRINCIPALS[name]
    answers = [
        _ask_article(client, PREVIEW, slug, locale, principal) for slug in (SECRET_SLUG, MOVED_SLUG, "no-such-article")
    ]

    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("locale", LOCALES)
def test_ids_of_previews_tell_what_may_be_seen(client: GraphClient, principal: Principal, locale: str) -> None:
    """Whoever has the id of something in a preview needs a token for it all the same."""
    full = _ask_article(client, PREVIEW, SECRET_SLUG, locale, OPERATOR)
    ids = _list_ids(full)
    assert len(ids) > 30

    for start in range(0, len(ids), 100):
        answer = client.execute(REFETCH, {"ids": ids[start : start + 100]}, principal=principal)

        assert find_secrets(answer) <= _allowed(principal)
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {"UNAUTHENTICATED", "FORBIDDEN"}
        assert bool(codes) == (answer["data"] is None)


@pytest.mark.parametrize("slug", SLUGS)
def test_ids_of_previews_give_the_preview_again(client: GraphClient, slug: str) -> None:
    """With the token, an id of a preview gives what gave it, drafts and all."""
    article = _ask_article(client, PREVIEW, slug, "sw", OPERATOR)["data"]["article"]
    texts = {found["id"]: found["value"] for found in find_objects(article, "Text")}
    chosen = sorted(texts)[:100]

    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Text { value } } }"
    data = client.ask(query, {"ids": chosen}, principal=OPERATOR)

    assert {node["id"]: node["value"] for node in data["nodes"]} == {one: texts[one] for one in chosen}


def test_random_documents_tell_nothing(client: GraphClient) -> None:
    """Random documents, with every secret slug, key and id at hand, are told nothing that is in a draft."""
    schema = build_schema()
    pools = _find_values(client)
    met: Counter[str] = Counter()

    @settings(
        max_examples=DOCUMENTS,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(random_documents(export_schema(schema), schema._schema, pools))
    def check(document: RandomDocument) -> None:
        for name in ("nobody", "fr", "sw"):
            answer = client.execute(document.text, document.variables, principal=PRINCIPALS[name])
            assert find_secrets(answer.get("data")) <= _allowed(PRINCIPALS[name])
            assert "secret-en " not in json.dumps(answer.get("errors", ()))
            met[name] += bool(answer.get("data"))

    check()
    assert min(met.values()) > DOCUMENTS / 10


def _list_ids(answer: object) -> list[str]:
    """Every id of ours in an answer: a CSL record has one, too."""
    return sorted({found["id"] for found in find_objects(answer) if "__typename" in found and "id" in found})


def _find_values(client: GraphClient) -> Pools:
    full = _ask_article(client, PREVIEW, SECRET_SLUG, "sw", OPERATOR)
    moved = _ask_article(client, PREVIEW, MOVED_SLUG, "ar", OPERATOR)
    ids = _list_ids([full, moved])
    keys = sorted({found["key"] for found in find_objects(full) if found.get("key")})
    versions = [answer["data"]["article"]["version"] for answer in (full, moved)]
    return {
        "slug": SLUGS,
        "key": [*keys, "tamoxifen"],
        "id": ids,
        "ids": [ids[place : place + 3] for place in range(len(ids))],
        "locale": LOCALES,
        "in": LOCALES,
        "fallback": [None, [], ["en"], ["sw", "ar"]],
        "preview": [True, False],
        "version": [None, *versions],
        "first": [20],
        "after": [None],
    }
