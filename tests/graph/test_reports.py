"""Readers report a wrong text without an account; those who may see it, answer it, and nobody learns who they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.graph_client import Answer, GraphClient
from tests.support.subjects import article_name, make_article, publish, translate
from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.report import ReportState
from verbena.model.token import Grants
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.store.reports import ReportFilter

REPORT = (
    "mutation ($input: ReportTextInput!) { reportText(input: $input) { receipt problems { __typename code message } } }"
)
CLOSE = (
    "mutation ($input: CloseReportInput!) {"
    " closeReport(input: $input) { report { number state answer closedBy } problems { __typename code } } }"
)
LIST = """
query ($locale: Locale, $state: ReportState, $first: Int, $after: String) {
  reports(locale: $locale, state: $state, first: $first, after: $after) {
    nodes { number state key path locale shown quote message version closedBy }
    pageInfo { hasNextPage endCursor }
  }
}
"""
ANSWER = "query ($receipt: String!) { report(receipt: $receipt) { state answer closedAt } }"
UNIT = """
query { translationUnit(article: "bones", path: "title", locale: "ar") { reports { message } } }
"""
AMINA = Principal("Amina", Grants(translate=("ar",)))
ADA = Principal("Ada", Grants(administer=("ar",)))


@pytest.fixture
def client(store: Store) -> GraphClient:
    """An article in English, its title in Arabic too."""
    revision = make_article("bones", {"title": "Bones", "summary": "In short"})
    store.save_revisions([revision])
    publish(store, revision, {"ar": translate(revision, "ع", ["title"])})
    return GraphClient(Library(store, "http://verbena.test", "en", makes_pseudo=True))


def report(client: GraphClient, principal: Principal = ANONYMOUS, **given: Any) -> Answer:
    given = {"article": "bones", "path": "title", "locale": "ar", "message": "It is wrong."} | given
    given = {name: value for name, value in given.items() if value is not None}
    answer: Answer = client.ask(REPORT, {"input": given}, principal=principal)["reportText"]
    return answer


def listed(client: GraphClient, principal: Principal = AMINA, **variables: Any) -> list[Answer]:
    nodes: list[Answer] = client.ask(LIST, variables, principal=principal)["reports"]["nodes"]
    return nodes


def test_report_lands_at_its_unit(client: GraphClient) -> None:
    """A report by path lands at the unit in the language that was shown, with what was shown."""
    made = report(client, quote="عظام", message="  This is\nwrong: می‌خواهم  ", version="1.-.2")

    assert made["problems"] == []
    (one,) = listed(client)
    assert one | {"number": 0} == {
        "number": 0,
        "state": "OPEN",
        "key": "bones",
        "path": "title",
        "locale": "ar",
        "shown": one["shown"],
        "quote": "عظام",
        "message": "This is\nwrong: می‌خواهم",
        "version": "1.-.2",
        "closedBy": None,
    }
    assert one["shown"].startswith("ع")
    assert client.ask(UNIT, principal=AMINA)["translationUnit"]["reports"] == [{"message": "This is\nwrong: می‌خواهم"}]


@pytest.mark.parametrize(
    ("path", "locale", "lands"), [("summary", "ar", "en"), ("title", "ar-XB", "en"), ("title", "ar-EG", "ar")]
)
def test_fallback_is_reported_in_its_language(
    client: GraphClient, store: Store, path: str, locale: str, lands: str
) -> None:
    """What was shown in another language is reported in that one; a pseudo-locale shows the source."""
    report(client, path=path, locale=locale)

    (one,) = store.list_reports(ReportFilter(), 9)
    assert (one.made.unit.locale, one.made.unit.path) == (lands, path)


def test_report_by_id(client: GraphClient, store: Store) -> None:
    """The id of a text names it, in its presentation."""
    text = client.ask('{ article(slug: "bones", locale: "ar") { id title { id } } }')["article"]

    assert report(client, text=text["title"]["id"], article=None, path=None, locale=None)["problems"] == []
    refused = report(client, text=text["id"], article=None, path=None, locale=None)

    (one,) = store.list_reports(ReportFilter(), 9)
    assert (one.made.unit.subject, one.made.unit.locale) == (article_name("bones"), "ar")
    assert [problem["code"] for problem in refused["problems"]] == ["BAD_USER_INPUT"]


def test_reader_reads_the_answer(client: GraphClient) -> None:
    """With the receipt, and with nothing else, a reader sees what became of the report."""
    receipt = report(client)["receipt"]
    (one,) = listed(client)

    assert client.ask(ANSWER, {"receipt": receipt})["report"] == {"state": "OPEN", "answer": None, "closedAt": None}
    closed = client.ask(CLOSE, {"input": {"number": one["number"], "answer": "Mended."}}, principal=ADA)["closeReport"]
    told = client.ask(ANSWER, {"receipt": receipt})["report"]

    assert closed["report"] == {"number": one["number"], "state": "CLOSED", "answer": "Mended.", "closedBy": "Ada"}
    assert (told["state"], told["answer"]) == ("CLOSED", "Mended.")
    for other in ("", "x" * 32, str(one["number"]), receipt[:-1], "x" * 1000):
        assert client.ask(ANSWER, {"receipt": other})["report"] is None
    assert client.ask(UNIT, principal=AMINA)["translationUnit"]["reports"] == []
    assert [listed(client, state=state.value) != [] for state in ReportState] == [False, True]


@pytest.mark.parametrize(
    "given",
    [
        {"message": ""},
        {"message": " \n\u200b "},
        {"message": "x" * 2001},
        {"message": "a\u0000b"},
        {"message": "a\u0007b"},
        {"message": "a\u202eb"},
        {"quote": "x" * 501},
        {"quote": "\u001b[31m"},
        {"path": None},
        {"article": None},
        {"text": "x"},
    ],
)
def test_bad_reports_are_refused(client: GraphClient, store: Store, given: Answer) -> None:
    """What is empty, too long or has control characters, and what names no one text, is refused and not kept."""
    made = report(client, **given)

    assert made["receipt"] is None
    assert [problem["__typename"] for problem in made["problems"]] == ["InputProblem"]
    assert store.list_reports(ReportFilter(), 9) == ()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"article": "none"}, "NOT_FOUND"),
        ({"path": "none"}, "NOT_FOUND"),
        ({"version": "none"}, "INVALID_VERSION"),
        ({"version": "1.-.999"}, "INVALID_VERSION"),
        ({"text": "x", "article": None, "path": None}, "INVALID_ID"),
    ],
)
def test_what_is_not_there_is_told(client: GraphClient, given: Answer, code: str) -> None:
    """A place that is not there is a problem that says so."""
    assert [problem["code"] for problem in report(client, **given)["problems"]] == [code]


def test_reports_are_paged(client: GraphClient) -> None:
    """The newest come first, and a cursor goes on after a page."""
    for number in range(5):
        report(client, message=f"Wrong {number}")

    first = client.ask(LIST, {"first": 2}, principal=AMINA)["reports"]
    second = client.ask(LIST, {"first": 9, "after": first["pageInfo"]["endCursor"]}, principal=AMINA)["reports"]

    assert [one["message"][-1] for one in first["nodes"] + second["nodes"]] == ["4", "3", "2", "1", "0"]
    assert (first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    assert client.refuse(LIST, {"after": "x"}, principal=AMINA)["extensions"]["code"] == "INVALID_CURSOR"


OTHERS = {
    "nobody": (ANONYMOUS, "UNAUTHENTICATED"),
    "a publisher": (Principal("Eve", Grants(publish=("*",))), "FORBIDDEN"),
    "a translator of another locale": (Principal("Eve", Grants(translate=("sw",))), "FORBIDDEN"),
}


@pytest.mark.parametrize("who", OTHERS)
def test_others_see_none(client: GraphClient, who: str) -> None:
    """Whoever may not see drafts of the locale sees no report, nor how many there are."""
    principal, code = OTHERS[who]
    report(client)

    assert client.refuse(LIST, {"locale": "ar"}, principal=principal)["extensions"]["code"] == code
    if who == "a translator of another locale":
        assert listed(client, principal) == []
    else:
        assert client.refuse(LIST, principal=principal)["extensions"]["code"] == code


@pytest.mark.parametrize(
    ("principal", "code"),
    [
        (ANONYMOUS, "UNAUTHENTICATED"),
        (AMINA, "FORBIDDEN"),
        (Principal("Eve", Grants(("*",), ("*",), ("*",), ("*",))), "FORBIDDEN"),
        (Principal("Eve", Grants(administer=("sw", "en"))), "FORBIDDEN"),
    ],
)
def test_others_close_none(client: GraphClient, store: Store, principal: Principal, code: str) -> None:
    """Whoever does not administer the locale closes no report."""
    report(client)
    (one,) = listed(client)

    closed = client.ask(CLOSE, {"input": {"number": one["number"], "answer": "No."}}, principal=principal)[
        "closeReport"
    ]

    assert ([problem["code"] for problem in closed["problems"]], closed["report"]) == ([code], None)
    (kept,) = store.list_reports(ReportFilter(), 9)
    assert kept.state is ReportState.OPEN


def test_unknown_reports_are_told(client: GraphClient) -> None:
    """A number that no report has is a problem."""
    for number in (999, 0, -1):
        closed = client.ask(CLOSE, {"input": {"number": number, "answer": "No."}}, principal=ADA)["closeReport"]
        assert [problem["__typename"] for problem in closed["problems"]] == ["NotFoundProblem"]
