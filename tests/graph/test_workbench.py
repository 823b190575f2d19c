"""Units over GraphQL: what a workbench asks for, and what it sends."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.graph_client import Answer, GraphClient
from tests.support.stores import count_statements
from tests.support.subjects import make_article, publish, translate, unit
from tests.support.workbench import (
    AMINA,
    BARAKA,
    ELSEWHERE,
    JUMA,
    NOBODY,
    PUBLISHER,
    READER,
    TITLE,
    ZUHURA,
    fill_workbench,
    history_of,
    reword,
    save,
    see,
)
from verbena.access.principal import Principal
from verbena.authoring.revisions import make_revision
from verbena.model.edition import INTERFACE
from verbena.model.inline import TextRun
from verbena.model.reference import Interface
from verbena.model.token import Grants
from verbena.reading.identity import Identity, write_id
from verbena.store.contract import Store

pytestmark = pytest.mark.usefixtures("_filled")

UNIT = """fragment Unit on TranslationUnit {
  __typename id catalog subjectKind key path locale sourceLocale description above notes limit version
  source { tagged hash value html lang dir }
  target {
    text { tagged value html lang dir } state origin isOutdated updatedAt sourceHash translator reviewer
    sourceMadeFrom { text { tagged lang } difference { kind text } }
  }
  findings { code severity message start end }
  refusal { tagged sourceHash state origin at by findings { code severity } }
  history { nodes { cursor kind by why unitId before { text { tagged } state } after { text { tagged } state } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
  comments { kind by why }
}
"""
ONE = (
    UNIT
    + """query ($article: String!, $path: String!, $locale: Locale!) {
  translationUnit(article: $article, path: $path, locale: $locale) { ...Unit } }"""
)
LIST = """query ($article: String, $locale: Locale!, $states: [TranslationState!], $missing: Boolean,
               $outdated: Boolean, $search: String, $hasFindings: Boolean, $first: Int, $after: String) {
  translationUnits(article: $article, locale: $locale, states: $states, missing: $missing, outdated: $outdated,
                   search: $search, hasFindings: $hasFindings, first: $first, after: $after) {
    nodes { path } edges { cursor node { id path } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } cursor totalCount } }"""
NODE = UNIT + "query ($id: ID!) { node(id: $id) { id ...Unit } }"
PROBLEMS = """problems { __typename code message
  ... on PermissionProblem { locales }
  ... on ConflictProblem { unit { version target { text { tagged } } } }
  ... on SourceChangedProblem { unit { source { tagged hash } }
                                sourceMadeFrom { text { tagged } difference { kind text } } }
  ... on TranslationProblem { unit { refusal { tagged } } findings { code severity message start end } } }"""
MUTATIONS = ("saveTranslation", "reviewTranslation", "rejectTranslation", "commentOnTranslation", "undoTranslation")


@pytest.fixture
def _filled(store: Store) -> None:
    fill_workbench(store)


def read(client: GraphClient, path: str = "title", article: str = "bones", principal: Principal = READER) -> Any:
    given = {"article": article, "path": path, "locale": "sw"}
    return client.ask(ONE, given, principal=principal)["translationUnit"]


def send(client: GraphClient, name: str, principal: Principal, **given: Any) -> Answer:
    kind = name[0].upper() + name[1:]
    document = f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ unit {{ ...Unit }} {PROBLEMS} }} }} {UNIT}"
    payload: Answer = client.ask(document, {"input": given}, principal=principal)[name]
    return payload


def change(client: GraphClient, name: str, principal: Principal, **given: Any) -> Any:
    payload = send(client, name, principal, **given)
    assert payload["problems"] == []
    return payload["unit"]


def fail(client: GraphClient, name: str, principal: Principal, **given: Any) -> Any:
    payload = send(client, name, principal, **given)
    assert payload["unit"] is None
    (problem,) = payload["problems"]
    return problem


def saved(client: GraphClient, text: str, **others: Any) -> Answer:
    """The input that saves a text over what is there."""
    unit = read(client)
    return {"unit": unit["id"], "text": text, "sourceHash": unit["source"]["hash"], "base": unit["version"], **others}


def test_a_unit_that_is_missing(client: GraphClient) -> None:
    """Before anybody translated it, a unit tells what it is, and its source."""
    unit = read(client, "summary")

    version, unit_id, source_hash = unit.pop("version"), unit.pop("id"), unit["source"].pop("hash")
    assert (len(version), len(source_hash)) == (16, 32)
    assert client.ask(NODE, {"id": unit_id}, principal=READER)["node"]["path"] == "summary"
    assert unit == {
        "__typename": "TranslationUnit",
        "catalog": "bones",
        "subjectKind": "ARTICLE",
        "key": "bones",
        "path": "summary",
        "locale": "sw",
        "sourceLocale": "en",
        "description": "Summary of the article, one paragraph",
        "above": [],
        "notes": [],
        "limit": None,
        "source": {
            "tagged": "Bones carry you.",
            "value": "Bones carry you.",
            "html": "Bones carry you.",
            "lang": "en",
            "dir": "LTR",
        },
        "target": None,
        "findings": [],
        "refusal": None,
        "history": {
            "nodes": [],
            "pageInfo": {"hasNextPage": False, "hasPreviousPage": False, "startCursor": None, "endCursor": None},
        },
        "comments": [],
    }


def test_the_work_of_several(client: GraphClient) -> None:
    """Saved by one, reviewed by another, commented and rejected: each answer has the unit as it is then."""
    unit = change(client, "saveTranslation", AMINA, **saved(client, "Kuhusu mifupa", why="First."))
    assert unit["target"]["text"]["tagged"] == "Kuhusu mifupa"
    assert (unit["target"]["state"], unit["target"]["translator"]) == ("TRANSLATED", "Amina")

    unit = change(client, "reviewTranslation", JUMA, unit=unit["id"], base=unit["version"])
    assert (unit["target"]["state"], unit["target"]["reviewer"]) == ("REVIEWED", "Juma")

    unit = change(client, "commentOnTranslation", AMINA, unit=unit["id"], comment="Is it?")
    unit = change(client, "rejectTranslation", JUMA, unit=unit["id"], base=unit["version"], comment="No.")
    assert (unit["target"]["state"], unit["target"]["reviewer"]) == ("INITIAL", None)
    assert unit["comments"] == [
        {"kind": "REJECTED", "by": "Juma", "why": "No."},
        {"kind": "COMMENTED", "by": "Amina", "why": "Is it?"},
    ]
    assert [(event["kind"], event["by"], event["why"]) for event in unit["history"]["nodes"]] == [
        ("REJECTED", "Juma", "No."),
        ("COMMENTED", "Amina", "Is it?"),
        ("REVIEWED", "Juma", None),
        ("SAVED", "Amina", "First."),
    ]

    rejection = unit["history"]["nodes"][0]["cursor"]
    unit = change(client, "undoTranslation", ZUHURA, unit=unit["id"], event=rejection, base=unit["version"])
    assert unit["target"]["state"] == "REVIEWED"
    assert unit == read(client)


def test_a_conflict_is_an_answer(client: GraphClient, store: Store) -> None:
    """Whoever was slower is told what there is now, and its version; nothing is overwritten."""
    mine = saved(client, "Mifupa yangu")
    save(store, "Mifupa yetu", BARAKA)

    problem = fail(client, "saveTranslation", AMINA, **mine)

    assert (problem["__typename"], problem["code"]) == ("ConflictProblem", "CONFLICT")
    assert problem["unit"]["target"]["text"]["tagged"] == "Mifupa yetu"
    mine["base"] = problem["unit"]["version"]
    assert change(client, "saveTranslation", AMINA, **mine)["target"]["text"]["tagged"] == "Mifupa yangu"


def test_another_source_is_told_word_by_word(client: GraphClient, store: Store) -> None:
    """A translation of an older source is not taken: the problem has the text of then and today, and what differs."""
    mine = saved(client, "Kuhusu mifupa")
    reword(store, {"title": "About strong bones"})

    problem = fail(client, "saveTranslation", AMINA, **mine)

    assert (problem["__typename"], problem["code"]) == ("SourceChangedProblem", "SOURCE_CHANGED")
    assert problem["unit"]["source"]["tagged"] == "About strong bones"
    assert problem["sourceMadeFrom"]["text"]["tagged"] == "About bones"
    assert [(one["kind"], one["text"]) for one in problem["sourceMadeFrom"]["difference"]] == [
        ("EQUAL", "About "),
        ("INSERTED", "strong "),
        ("EQUAL", "bones"),
    ]


def test_an_outdated_translation_tells_its_source(client: GraphClient, store: Store) -> None:
    """A unit whose source moved on says what its translation was made from; one that fits says nothing."""
    save(store, "Kuhusu mifupa")
    assert read(client)["target"]["sourceMadeFrom"] is None
    reword(store, {"title": "About your bones"})

    translation = read(client)["target"]

    assert translation["isOutdated"]
    assert translation["sourceMadeFrom"]["text"] == {"tagged": "About bones", "lang": "en"}
    assert {"kind": "INSERTED", "text": "your "} in translation["sourceMadeFrom"]["difference"]


def test_errors_in_a_translation_are_told_and_kept(client: GraphClient) -> None:
    """What has an error is not taken; the problem tells the findings, and the unit keeps the text as refused."""
    problem = fail(client, "saveTranslation", AMINA, **saved(client, "Mifupa <c.lee-2020/>"))

    assert (problem["__typename"], problem["code"]) == ("TranslationProblem", "TRANSLATION_REFUSED")
    assert ("tag-invented", "ERROR") in {(one["code"], one["severity"]) for one in problem["findings"]}
    assert all(one["message"] for one in problem["findings"])
    assert problem["unit"]["refusal"]["tagged"] == "Mifupa <c.lee-2020/>"
    refusal = read(client)["refusal"]
    assert (refusal["by"], refusal["state"], refusal["origin"]) == ("Amina", "TRANSLATED", "HUMAN")


def test_warnings_are_told(client: GraphClient) -> None:
    """What passes with a warning has it among its findings."""
    unit = change(client, "saveTranslation", AMINA, **saved(client, "Mifupa **yetu**"))

    assert ("markdown-shown", "WARNING") in {(one["code"], one["severity"]) for one in unit["findings"]}


def test_findings_are_told_in_the_callers_language(client: GraphClient, store: Store) -> None:
    """The words of findings are words of the interface: whoever prefers another language is told in that."""
    words = {"finding.tag-invented.text": unit("{tag} is not in the source text: take it out")}
    interface = make_revision(INTERFACE, "en", Interface("interface"), words, ())
    swahili = translate(interface, "sw")
    swahili["finding.tag-invented.text"] = replace(
        swahili["finding.tag-invented.text"], inlines=(TextRun("{tag} haiko katika chanzo"),)
    )
    publish(store, interface, {"sw": swahili})
    fail(client, "saveTranslation", AMINA, **saved(client, "Mifupa <em>yetu</em>"))

    told = {}
    for language in ("sw", "en", "fr", ""):
        given = {"article": "bones", "path": "title", "locale": "sw"}
        document = """query ($article: String!, $path: String!, $locale: Locale!) {
          translationUnit(article: $article, path: $path, locale: $locale) {
            refusal { findings { code message } } } }"""
        answer = client.ask(document, given, principal=AMINA, accept_language=language)
        findings = answer["translationUnit"]["refusal"]["findings"]
        told[language] = next(one["message"] for one in findings if one["code"] == "tag-invented")

    assert told["sw"] == "<em> haiko katika chanzo"
    assert told["en"] == told["fr"] == told[""] == "<em> is not in the source text: take it out"


def test_several_at_once(client: GraphClient) -> None:
    """Of several that are saved or reviewed, each has an outcome of its own, in order."""
    units = [read(client), read(client, "summary")]
    inputs = [
        {"unit": unit["id"], "text": text, "sourceHash": unit["source"]["hash"], "base": unit["version"]}
        for unit, text in zip(units, ("Mifupa", "<c.x/>"), strict=True)
    ]
    document = f"""mutation ($input: SaveTranslationsInput!) {{ saveTranslations(input: $input) {{
      outcomes {{ unit {{ id version path }} problems {{ code }} }} {PROBLEMS} }} }}"""

    given = client.ask(document, {"input": {"translations": inputs}}, principal=AMINA)["saveTranslations"]

    assert given["problems"] == []
    first, second = given["outcomes"]
    assert (first["unit"]["path"], first["problems"]) == ("title", [])
    assert (second["unit"], second["problems"]) == (None, [{"code": "TRANSLATION_REFUSED"}])

    review = f"""mutation ($input: ReviewTranslationsInput!) {{ reviewTranslations(input: $input) {{
      outcomes {{ unit {{ target {{ state }} }} problems {{ code }} }} {PROBLEMS} }} }}"""
    reviews = [
        {"unit": first["unit"]["id"], "base": first["unit"]["version"], "state": "FINAL"},
        {"unit": units[1]["id"], "base": units[1]["version"]},
    ]
    given = client.ask(review, {"input": {"reviews": reviews}}, principal=JUMA)["reviewTranslations"]
    assert given["outcomes"] == [
        {"unit": {"target": {"state": "FINAL"}}, "problems": []},
        {"unit": None, "problems": [{"code": "NOT_FOUND"}]},
    ]

    for count in (0, 101):
        given = client.ask(review, {"input": {"reviews": reviews[:1] * count}}, principal=JUMA)["reviewTranslations"]
        assert (given["outcomes"], given["problems"][0]["code"]) == ([], "BAD_USER_INPUT")


def test_lists_are_paged_and_filtered(client: GraphClient, store: Store) -> None:
    """A list takes every condition, and pages on from its cursors."""
    save(store, "Kuhusu mifupa")

    def paths(**given: Any) -> list[str]:
        found = client.ask(LIST, {"locale": "sw", **given}, principal=READER)["translationUnits"]
        return [one["path"] for one in found["nodes"]]

    assert paths() == ["title", "summary", "food.p1.text", "topic.t.name"]
    assert paths(article="bones", missing=True) == ["summary", "food.p1.text"]
    assert paths(states=["TRANSLATED"]) == ["title"]
    assert paths(states=["TRANSLATED"], missing=True, article="reference") == ["topic.t.name"]
    assert paths(outdated=True) == []
    assert paths(search="MAZIWA") == []
    assert paths(search="MILK") == ["food.p1.text"]
    assert paths(hasFindings=True) == []

    page = client.ask(LIST, {"locale": "sw", "article": "bones", "first": 2}, principal=READER)["translationUnits"]
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, True)
    assert page["cursor"] == page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
    assert paths(article="bones", after=page["cursor"]) == ["food.p1.text"]


def test_a_page_of_units_is_read_by_a_few_statements(client: GraphClient, store: Store) -> None:
    """However many units of a subject a page shows, what is known of them is read once for all, not for each."""
    texts = {f"p{number}.text": f"Bone {number} of many." for number in range(60)}
    many = make_article("many", texts)
    store.save_revisions([many])
    store.save_translations("sw", {many.name: translate(many, "sw")})
    document = """query ($first: Int!) { translationUnits(article: "many", locale: "sw", first: $first) { nodes {
      source { value html } target { text { value html } translator isOutdated }
      findings { code } refusal { by } } } }"""

    counts = []
    for first in (1, 60):
        with count_statements() as statements:
            found = client.ask(document, {"first": first}, principal=READER)["translationUnits"]["nodes"]
        assert len(found) == first
        counts.append(len(statements))

    assert counts[0] == counts[1]


def test_coverage(client: GraphClient, store: Store) -> None:
    """Each catalog has a row for each locale, and the rows of a page are added up."""
    save(store, "Kuhusu mifupa")
    document = """query ($first: Int, $after: String, $articles: [String!]) {
      coverage(locales: ["sw"], first: $first, after: $after, articles: $articles) {
        nodes { catalog locale units missing initial outdated translated reviewed final machine withFindings
                wordsLeft share }
        totals { catalog units translated } edges { cursor node { catalog } } pageInfo { hasNextPage endCursor } } }"""

    whole = client.ask(document, principal=READER)["coverage"]

    assert whole["nodes"][1] == {
        "catalog": "bones",
        "locale": "sw",
        "units": 3,
        "missing": 2,
        "initial": 0,
        "outdated": 0,
        "translated": 1,
        "reviewed": 0,
        "final": 0,
        "machine": 0,
        "withFindings": 0,
        "wordsLeft": 7,
        "share": 1 / 3,
    }
    assert whole["totals"] == [{"catalog": None, "units": 4, "translated": 1}]
    first = client.ask(document, {"first": 1}, principal=READER)["coverage"]
    assert ([one["catalog"] for one in first["nodes"]], first["pageInfo"]["hasNextPage"]) == (["reference"], True)
    rest = client.ask(document, {"after": first["pageInfo"]["endCursor"]}, principal=READER)["coverage"]
    assert [one["catalog"] for one in rest["nodes"]] == ["bones"]
    named = client.ask(document, {"articles": ["bones", "bones"]}, principal=READER)["coverage"]
    assert [one["catalog"] for one in named["nodes"]] == ["bones"]


def test_history_is_paged(client: GraphClient, store: Store) -> None:
    """The history goes on before a cursor, newest first."""
    for number in range(5):
        save(store, f"Mifupa {number}")
    document = """query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on TranslationUnit {
      history(first: $first, after: $after) { nodes { cursor after { text { tagged } } }
        pageInfo { hasNextPage hasPreviousPage endCursor } } } } }"""
    found, after, pages = [], None, []
    for _ in range(3):
        given = {"id": read(client)["id"], "first": 2, "after": after}
        page = client.ask(document, given, principal=READER)["node"]["history"]
        found += [event["after"]["text"]["tagged"] for event in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        pages.append((page["pageInfo"]["hasPreviousPage"], page["pageInfo"]["hasNextPage"]))

    assert found == [f"Mifupa {number}" for number in (4, 3, 2, 1, 0)]
    assert pages == [(False, True), (True, True), (True, False)]


@pytest.mark.parametrize("kind", ["node", "mutation"])
def test_ids_of_other_things(client: GraphClient, kind: str) -> None:
    """An id of another type, presentation or server names no unit."""
    name = TITLE.subject
    others = [
        write_id(Identity("Text", name.kind, name.key, "title", ("sw",))),
        write_id(Identity("TranslationUnit", name.kind, name.key, "title", ("sw", "ar"))),
        write_id(Identity("TranslationUnit", name.kind, name.key, "title", ("sw",), preview=True)),
        "x",
    ]
    for other in others:
        if kind == "mutation":
            problem = fail(client, "commentOnTranslation", AMINA, unit=other, comment="?")
            assert (problem["__typename"], problem["code"]) == ("InputProblem", "INVALID_ID")
        else:
            answer = client.execute(NODE, {"id": other}, principal=AMINA)
            found = (answer["data"] or {}).get("node")
            assert found is None or found["__typename"] != "TranslationUnit"


READS = {
    "units": (LIST, {"locale": "sw"}),
    "units of what is not there": (LIST, {"locale": "sw", "article": "absent"}),
    "unit": (ONE, {"article": "bones", "path": "title", "locale": "sw"}),
    "unit that is not there": (ONE, {"article": "absent", "path": "title", "locale": "sw"}),
    "coverage": ('{ coverage(locales: ["sw"]) { nodes { units } } }', {}),
    "coverage of one more": ('{ coverage(locales: ["ar", "sw"]) { nodes { units } } }', {}),
    "coverage of what is not there": ('{ coverage(locales: ["sw"], articles: ["absent"]) { nodes { units } } }', {}),
    "node": (NODE, {"id": write_id(Identity("TranslationUnit", TITLE.subject.kind, "bones", "title", ("sw",)))}),
    "node that is not there": (
        NODE,
        {"id": write_id(Identity("TranslationUnit", TITLE.subject.kind, "absent", "title", ("sw",)))},
    ),
}


@pytest.mark.parametrize("asked", READS.values(), ids=READS)
@pytest.mark.parametrize(
    ("principal", "code"),
    [(NOBODY, "UNAUTHENTICATED"), (PUBLISHER, "FORBIDDEN"), (ELSEWHERE, "FORBIDDEN"),
     (Principal("Eve", Grants(drafts=("s", "SW", "sw-KE", "en"))), "FORBIDDEN")],
    ids=["nobody", "publisher", "elsewhere", "near"],
)  # fmt: skip
def test_who_may_not_read(client: GraphClient, asked: Any, principal: Principal, code: str) -> None:
    """Units are for those who may see drafts of that very locale; to others it makes no difference what is there."""
    document, given = asked

    error = client.refuse(document, given, principal=principal)

    assert error["extensions"]["code"] == code
    assert "bones" not in error["message"].lower()


@pytest.mark.parametrize("asked", [READS[name] for name in ("units", "unit", "coverage", "node")])
@pytest.mark.parametrize("role", ["drafts", "translate", "review", "administer"])
def test_who_may_read(client: GraphClient, asked: Any, role: str) -> None:
    """Whoever may see drafts of the locale, by whichever role, is shown its units."""
    document, given = asked

    client.ask(document, given, principal=Principal("Rehema", Grants(**{role: ("sw",)})))


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_needs_its_role(client: GraphClient, store: Store, name: str) -> None:
    """Without a token each is UNAUTHENTICATED; drafts, publishing and other locales are not enough; nothing is done."""
    save(store, "Mifupa")
    seen, events = see(store), len(history_of(store))
    unit = read(client)
    given: Answer = {
        "saveTranslation": saved(client, "Mifupa yetu"),
        "reviewTranslation": {"unit": unit["id"], "base": unit["version"]},
        "rejectTranslation": {"unit": unit["id"], "base": unit["version"], "comment": "No."},
        "commentOnTranslation": {"unit": unit["id"], "comment": "No."},
        "undoTranslation": {
            "unit": unit["id"],
            "base": unit["version"],
            "event": unit["history"]["nodes"][0]["cursor"],
        },
    }[name]
    wrong = {"reviewTranslation": [AMINA], "rejectTranslation": [AMINA], "saveTranslation": [JUMA],
             "undoTranslation": [JUMA]}.get(name, [])  # fmt: skip

    assert fail(client, name, NOBODY, **given)["__typename"] == "AuthenticationProblem"
    for principal in (READER, PUBLISHER, ELSEWHERE, *wrong):
        problem = fail(client, name, principal, **given)
        assert (problem["__typename"], problem["code"], problem["locales"]) == (
            "PermissionProblem",
            "FORBIDDEN",
            ["sw"],
        )
    assert (see(store).version, len(history_of(store))) == (seen.version, events)
    change(client, name, ZUHURA, **given)


def test_four_eyes(client: GraphClient, store: Store) -> None:
    """Nobody reviews their own translation, whatever they may."""
    save(store, "Mifupa", ZUHURA)
    unit = read(client)

    problem = fail(client, "reviewTranslation", ZUHURA, unit=unit["id"], base=unit["version"])

    assert (problem["code"], "somebody else" in problem["message"]) == ("FORBIDDEN", True)
