"""Work is given by those who administer a locale, and listed by whoever does it; machines draft when asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.subjects import make_article, translate
from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.token import Grants
from verbena.store.assignments import AssignmentFilter
from verbena.store.contract import Store

TODAY = datetime.now(UTC).date()
ASSIGN = """
mutation ($input: AssignWorkInput!) {
  assignWork(input: $input) {
    assignment { number locale assignee priority due isOverdue note by coverage { catalog units translated missing } }
    problems { __typename code }
  }
}
"""
UNASSIGN = (
    "mutation ($input: UnassignWorkInput!) {"
    " unassignWork(input: $input) { assignment { number } problems { __typename code } } }"
)
LIST = """
query ($assignee: String, $locales: [Locale!], $overdue: Boolean! = false, $first: Int, $after: String) {
  assignments(assignee: $assignee, locales: $locales, overdue: $overdue, first: $first, after: $after) {
    nodes { number assignee locale due isOverdue coverage { share } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
"""
DRAFT = (
    "mutation ($input: DraftTranslationsInput!) {"
    " draftTranslations(input: $input) { drafts { left units { path } } problems { __typename code } } }"
)
ADA = Principal("Ada", Grants(administer=("ar", "sw")))
AMINA = Principal("Amina", Grants(translate=("ar",)))


@pytest.fixture(autouse=True)
def _bones(store: Store) -> None:
    """An article of two units, one of which is in Arabic."""
    revision = make_article("bones", {"title": "Bones", "summary": "In short"})
    store.save_revisions([revision])
    store.save_translations("ar", {revision.name: translate(revision, "ع", ["title"])})


def assign(client: GraphClient, principal: Principal = ADA, **given: Any) -> Answer:
    given = {"article": "bones", "locale": "ar", "assignee": "Amina"} | given
    answer: Answer = client.ask(ASSIGN, {"input": given}, principal=principal)["assignWork"]
    return answer


def listed(client: GraphClient, principal: Principal = ADA, **variables: Any) -> Answer:
    answer: Answer = client.ask(LIST, variables, principal=principal)["assignments"]
    return answer


def test_work_is_given(client: GraphClient) -> None:
    """An assignment tells who does what by when, and how far it is."""
    made = assign(client, priority="URGENT", due=TODAY.isoformat(), note="please")

    assert made["problems"] == []
    assert made["assignment"] | {"number": 0} == {
        "number": 0,
        "locale": "ar",
        "assignee": "Amina",
        "priority": "URGENT",
        "due": TODAY.isoformat(),
        "isOverdue": False,
        "note": "please",
        "by": "Ada",
        "coverage": {"catalog": "bones", "units": 2, "translated": 1, "missing": 1},
    }


def test_work_is_listed(client: GraphClient) -> None:
    """What is due first comes first; overdue is what was due before today; a cursor goes on."""
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    assign(client, assignee="Bo")
    assign(client, assignee="Cem", due=tomorrow.isoformat())
    assign(client, due=yesterday.isoformat(), locale="sw")

    whole, overdue = listed(client), listed(client, overdue=True)
    first = listed(client, first=2)
    rest = listed(client, after=first["pageInfo"]["endCursor"])

    assert [one["assignee"] for one in whole["nodes"]] == ["Amina", "Cem", "Bo"]
    assert [(one["assignee"], one["isOverdue"], one["coverage"]) for one in overdue["nodes"]] == [
        ("Amina", True, {"share": 0.0})
    ]
    assert first["nodes"] + rest["nodes"] == whole["nodes"]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"], first["totalCount"]) == (True, False, 3)
    assert client.refuse(LIST, {"after": "x"}, principal=ADA)["extensions"]["code"] == "INVALID_CURSOR"


def test_own_work_is_seen(client: GraphClient) -> None:
    """Whoever has work lists it by their own name, and nobody else's."""
    assign(client)
    assign(client, assignee="Bo")

    assert [one["assignee"] for one in listed(client, AMINA, assignee="Amina")["nodes"]] == ["Amina"]
    for variables in ({}, {"assignee": "Bo"}, {"locales": ["ar"]}):
        assert client.refuse(LIST, variables, principal=AMINA)["extensions"]["code"] == "FORBIDDEN"
    assert client.refuse(LIST, {}, principal=ANONYMOUS)["extensions"]["code"] == "UNAUTHENTICATED"


def test_administrators_see_their_locales(client: GraphClient) -> None:
    """Others' work is listed in the locales that one administers, and in no other."""
    assign(client)
    assign(client, locale="sw")
    arabic = Principal("Bo", Grants(administer=("ar",)))

    assert [one["locale"] for one in listed(client, arabic)["nodes"]] == ["ar"]
    assert client.refuse(LIST, {"locales": ["sw"]}, principal=arabic)["extensions"]["code"] == "FORBIDDEN"


def test_work_is_taken_back(client: GraphClient, store: Store) -> None:
    """What is taken back is gone; what is not there is told."""
    number = assign(client)["assignment"]["number"]

    taken = client.ask(UNASSIGN, {"input": {"number": number}}, principal=ADA)["unassignWork"]
    again = client.ask(UNASSIGN, {"input": {"number": number}}, principal=ADA)["unassignWork"]

    assert taken == {"assignment": {"number": number}, "problems": []}
    assert [problem["code"] for problem in again["problems"]] == ["NOT_FOUND"]
    assert store.list_assignments(AssignmentFilter()) == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"article": "none"}, "NOT_FOUND"),
        ({"locale": "en"}, "FORBIDDEN"),
        ({"assignee": " "}, "BAD_USER_INPUT"),
        ({"assignee": "a\nb"}, "BAD_USER_INPUT"),
        ({"note": "x" * 1001}, "BAD_USER_INPUT"),
    ],
)
def test_wrong_work_is_refused(client: GraphClient, store: Store, given: Answer, code: str) -> None:
    """What is not there, or no name, or in a locale of others, is refused and not kept."""
    assert [problem["code"] for problem in assign(client, **given)["problems"]] == [code]
    assert store.list_assignments(AssignmentFilter()) == ()


@pytest.mark.parametrize(
    ("principal", "code"),
    [
        (ANONYMOUS, "UNAUTHENTICATED"),
        (AMINA, "FORBIDDEN"),
        (Principal("Eve", Grants(("*",), ("*",), ("*",), ("*",))), "FORBIDDEN"),
        (Principal("Eve", Grants(administer=("fr",))), "FORBIDDEN"),
    ],
)
def test_others_give_and_take_none(client: GraphClient, store: Store, principal: Principal, code: str) -> None:
    """Whoever does not administer the locale gives no work and takes none back."""
    number = assign(client)["assignment"]["number"]

    given = assign(client, principal, assignee="Eve")
    taken = client.ask(UNASSIGN, {"input": {"number": number}}, principal=principal)["unassignWork"]

    assert [problem["code"] for problem in (*given["problems"], *taken["problems"])] == [code, code]
    assert [one.made.assignee for one in store.list_assignments(AssignmentFilter())] == ["Amina"]


@pytest.mark.parametrize(
    ("principal", "given", "code"),
    [
        (ANONYMOUS, {}, "UNAUTHENTICATED"),
        (ADA, {}, "FORBIDDEN"),
        (Principal("Eve", Grants(translate=("sw",))), {}, "FORBIDDEN"),
        (AMINA, {}, "MACHINE_FAILED"),
        (AMINA, {"articles": []}, "BAD_USER_INPUT"),
        (AMINA, {"limit": 501}, "BAD_USER_INPUT"),
    ],
)
def test_drafts_are_refused(client: GraphClient, principal: Principal, given: Answer, code: str) -> None:
    """Drafts are for those who translate, and only where a service is set up."""
    asked = {"articles": ["bones"], "locale": "ar"} | given

    answer = client.ask(DRAFT, {"input": asked}, principal=principal)["draftTranslations"]

    assert ([problem["code"] for problem in answer["problems"]], answer["drafts"]) == ([code], None)
