"""The glossary and memories over GraphQL: who may do what, and what comes of it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.graph_client import Answer, GraphClient
from tests.support.subjects import START, make_article, translate
from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.model.memory import MemoryEntry
from verbena.model.token import EVERY_LOCALE, Grants
from verbena.store.contract import Store

ADA = Principal("Ada", Grants(administer=("es",)))
ROSA = Principal("Rosa", Grants(drafts=("es",)))
TERM = {"sourceLocale": "en", "term": " bone  density ", "locale": "ES", "translation": "densidad ósea"}
TABLE = "source term,target term,locale,status\nbone,hueso,es,preferred\nbone,,es,\n"
TMX = (
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Bones</seg></tuv>'
    '<tuv xml:lang="es"><seg>Huesos</seg></tuv></tu></body></tmx>'
)

_TERM = "sourceLocale term locale translation status definition note partOfSpeech"
_FILE = "locales findings { code line isError message }"
_MUTATIONS = {
    "saveGlossaryTerm": (f"glossaryTerm {{ {_TERM} }}", {**TERM, "status": "PREFERRED"}),
    "removeGlossaryTerm": ("removed", {"locale": "es", "term": "bone"}),
    "importGlossary": (
        f"report {{ added changed unchanged {_FILE} }}",
        {"content": TABLE, "format": "CSV", "sourceLocale": "en"},
    ),
    "importMemory": (
        f"report {{ added removed unchanged findingsCount {_FILE} }}",
        {"name": "old.tmx", "content": TMX},
    ),
}
LIST = (
    "query ($locale: Locale!, $search: String, $first: Int, $after: String) { glossaryTerms(locale: $locale, search:"
    f" $search, first: $first, after: $after) {{ edges {{ cursor node {{ {_TERM} }} }} nodes {{ term }} totalCount"
    " pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
)


def send(client: GraphClient, name: str, principal: Principal = ADA, **given: Any) -> Answer:
    selection, usual = _MUTATIONS[name]
    kind = name[0].upper() + name[1:]
    document = (
        f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ {selection}"
        " problems { __typename code message ... on PermissionProblem { locales } } } }"
    )
    payload: Answer = client.ask(document, {"input": {**usual, **given}}, principal=principal)[name]
    return payload


@pytest.fixture(autouse=True)
def _filled(store: Store) -> None:
    store.save_terms([GlossaryTerm(source_locale="en", term="bone", locale="es", translation="hueso")])
    store.import_memory("old.tmx", [MemoryEntry(source_locale="en", locale="es", source="No", target="No")], START)


def state_of(store: Store) -> object:
    return store.read_terms(), list(store.read_memory("es"))


@pytest.mark.parametrize("name", _MUTATIONS)
@pytest.mark.parametrize(
    "grants",
    [
        None,
        Grants(administer=("ar", "es-MX")),
        Grants(**dict.fromkeys(("drafts", "publish", "translate", "review"), (EVERY_LOCALE,))),
    ],
    ids=["nobody", "other locales", "all other roles"],
)
def test_only_administrators_change_anything(
    client: GraphClient, store: Store, name: str, grants: Grants | None
) -> None:
    """Whoever may not administer the locale gets a problem with its code, and nothing is changed."""
    before = state_of(store)

    payload = send(client, name, Principal("Omar", grants) if grants else ANONYMOUS)

    (problem,) = payload["problems"]
    expected = ("PermissionProblem", "FORBIDDEN") if grants else ("AuthenticationProblem", "UNAUTHENTICATED")
    assert (problem["__typename"], problem["code"]) == expected
    assert [value for field, value in payload.items() if field != "problems"] == [None]
    assert state_of(store) == before


def test_a_term_is_saved_and_taken_out(client: GraphClient, store: Store) -> None:
    """A term is kept without spaces that say nothing, changed by the same again, and taken out by its words."""
    saved = send(client, "saveGlossaryTerm", note=" once ")["glossaryTerm"]
    changed = send(client, "saveGlossaryTerm", status="FORBIDDEN")["glossaryTerm"]
    removed = send(client, "removeGlossaryTerm", term="bone density", translation="densidad ósea")
    again = send(client, "removeGlossaryTerm", term="bone density")

    assert saved == {
        "sourceLocale": "en",
        "term": "bone density",
        "locale": "es",
        "translation": "densidad ósea",
        "status": "PREFERRED",
        "definition": None,
        "note": "once",
        "partOfSpeech": None,
    }
    assert (changed["status"], changed["note"]) == ("FORBIDDEN", None)
    assert removed["removed"] == 1
    assert [one["code"] for one in again["problems"]] == ["NOT_FOUND"]
    assert [one.term for one in store.read_terms()] == ["bone"]


def test_a_term_that_cannot_be_is_a_problem(client: GraphClient) -> None:
    """What no file could bring is refused with what is wrong with it."""
    (problem,) = send(client, "saveGlossaryTerm", translation=" ")["problems"]

    assert (problem["__typename"], problem["code"]) == ("InputProblem", "BAD_USER_INPUT")


def test_files_are_taken_in(client: GraphClient, store: Store) -> None:
    """A glossary and a memory come in with a report of each finding and its line; a dry run changes nothing."""
    before = state_of(store)
    tried = [send(client, name, dryRun=True)["report"]["added"] for name in ("importGlossary", "importMemory")]
    assert state_of(store) == before

    glossary, memory = (send(client, name)["report"] for name in ("importGlossary", "importMemory"))

    assert tried == [1, 1]
    assert (glossary["added"], glossary["unchanged"], glossary["locales"]) == (0, 1, ["es"])
    assert [(one["code"], one["line"], one["isError"]) for one in glossary["findings"]] == [
        ("entry-incomplete", 3, False)
    ]
    assert (memory["added"], memory["removed"], memory["findingsCount"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("importGlossary", {"content": "<tbx>", "format": "TBX"}),
        ("importGlossary", {"content": "\ud800"}),
        ("importMemory", {"content": TMX.replace("</tmx>", "")}),
    ],
)
def test_broken_files_change_nothing(client: GraphClient, store: Store, name: str, given: Answer) -> None:
    """A file that can't be read to its end is no problem of the mutation, but an error in its report."""
    before = state_of(store)

    payload = send(client, name, **given)

    assert payload["problems"] == []
    assert any(one["isError"] for one in payload["report"]["findings"])
    assert state_of(store) == before


def test_terms_are_listed(client: GraphClient, store: Store) -> None:
    """The glossary is a connection: pages in order with cursors to go on from, searched in any case."""
    store.save_terms(
        [GlossaryTerm(source_locale="en", term=f"word {at}", locale="es", translation="x") for at in range(3)]
    )

    def ask(**variables: object) -> Answer:
        found: Answer = client.ask(LIST, {"locale": "es", **variables}, principal=ROSA)["glossaryTerms"]
        return found

    first = ask(first=2)
    rest = ask(after=first["pageInfo"]["endCursor"])

    assert [one["term"] for one in (*first["nodes"], *rest["nodes"])] == ["bone", "word 0", "word 1", "word 2"]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"], rest["totalCount"]) == (
        True,
        True,
        4,
    )
    assert [one["node"]["translation"] for one in ask(search="HUE")["edges"]] == ["hueso"]
    assert ask(search="nothing")["pageInfo"]["startCursor"] is None


@pytest.mark.parametrize(
    ("principal", "variables", "code"),
    [
        (ANONYMOUS, {"locale": "es"}, "UNAUTHENTICATED"),
        (ROSA, {"locale": "es-MX"}, "FORBIDDEN"),
        (Principal("Petro", Grants(publish=(EVERY_LOCALE,))), {"locale": "es"}, "FORBIDDEN"),
        (ROSA, {"locale": "es", "after": "nonsense"}, "INVALID_CURSOR"),
        (ROSA, {"locale": "es", "first": 101}, "BAD_USER_INPUT"),
    ],
)
def test_lists_are_refused(client: GraphClient, principal: Principal, variables: Answer, code: str) -> None:
    """Only who may see drafts of the very locale is shown its glossary; a wrong page is an error with its code."""
    assert client.refuse(LIST, variables, principal=principal)["extensions"]["code"] == code


HELP = """query ($first: Int) { translationUnit(article: "bones", path: "food.p1.text", locale: "es") {
  suggestions(first: $first) { similarity source target origin state isSamePath subjectKind key path memory at by }
  glossaryTerms { term translation status }
} }"""


@pytest.fixture
def _helped(store: Store) -> None:
    """A unit about milk, another article that says nearly the same, a memory and a glossary."""
    other = make_article("other", {"food.p1.text": "Milk is one good source."})
    store.save_revisions([make_article(texts={"food.p1.text": "Milk is one source."}), other])
    store.save_translations("es", {other.name: translate(other, "es")})
    store.mark_drafts(10)
    entry = MemoryEntry(source_locale="en", locale="es", source="Milk is one source.", target="La leche", by="Bo")
    store.import_memory("old.tmx", [entry], START)
    milk = GlossaryTerm(source_locale="en", term="milk", locale="es", translation="leche")
    store.save_terms([milk, replace(milk, translation="lácteo", status=TermStatus.FORBIDDEN)])


@pytest.mark.usefixtures("_helped")
def test_units_have_suggestions_and_terms(client: GraphClient) -> None:
    """Beside a unit stand translations of texts like it, wherever they come from, and the terms in its source."""
    unit = client.ask(HELP, principal=ROSA)["translationUnit"]

    imported, near = unit["suggestions"]
    assert imported == {
        "similarity": 1.0,
        "source": "Milk is one source.",
        "target": "La leche",
        "origin": "HUMAN",
        "state": None,
        "isSamePath": False,
        "subjectKind": None,
        "key": None,
        "path": None,
        "memory": "old.tmx",
        "at": None,
        "by": "Bo",
    }
    assert 0.8 < near["similarity"] < 1
    assert (near["subjectKind"], near["key"], near["path"]) == ("ARTICLE", "other", "food.p1.text")
    assert (near["state"], near["origin"], near["isSamePath"], near["memory"]) == ("TRANSLATED", "MACHINE", True, None)
    assert [(one["translation"], one["status"]) for one in unit["glossaryTerms"]] == [
        ("leche", "PREFERRED"),
        ("lácteo", "FORBIDDEN"),
    ]
    assert client.ask(HELP, {"first": 1}, principal=ROSA)["translationUnit"]["suggestions"] == [imported]


@pytest.mark.usefixtures("_helped")
def test_suggestions_are_bounded(client: GraphClient) -> None:
    """More suggestions than are given are an error, and so is asking for them without a right to the unit."""
    assert client.refuse(HELP, {"first": 51}, principal=ROSA)["extensions"]["code"] == "BAD_USER_INPUT"
    assert client.refuse(HELP)["extensions"]["code"] == "UNAUTHENTICATED"
