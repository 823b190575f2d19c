"""Catalogs over GraphQL: taken out by a query, sent back by a mutation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
import pytest

from tests.support.exchange import ANA, BEES, Exchange
from tests.support.graph_client import Answer, GraphClient
from verbena.access.principal import ANONYMOUS, Principal
from verbena.catalogs.formats import CatalogFormat
from verbena.model.token import Grants
from verbena.store.contract import Store

_CATALOG = """
query ($locale: Locale!, $article: String!, $format: CatalogFormat, $needsWork: Boolean) {
  catalog(locale: $locale, article: $article, format: $format, needsWork: $needsWork) { content etag entries }
}
"""
_IMPORT = """
mutation ($input: ImportCatalogInput!) {
  importCatalog(input: $input) {
    report {
      domain locale isDryRun isRefused comments counts { outcome count }
      units { path line outcome findings { code severity line message start end } } findings { code message }
    }
    problems { __typename code message }
  }
}
"""
_READER = Principal("Rae", Grants(drafts=("ar",)))


@pytest.fixture
def exchange(tmp_path: Path, store: Store) -> Exchange:
    return Exchange(tmp_path, store)


def _get(client: GraphClient, **variables: object) -> Any:
    given = {"locale": "ar", "article": "bees", "format": "PO", "needsWork": False, **variables}
    return client.ask(_CATALOG, given, principal=ANA)["catalog"]


def _send(client: GraphClient, content: str, principal: Principal = ANA, **more: object) -> Answer:
    given = {"domain": "bees", "locale": "ar", "format": "PO", "content": content, **more}
    payload: Answer = client.ask(_IMPORT, {"input": given}, principal=principal)["importCatalog"]
    return payload


def _translate(content: str, text: str) -> str:
    file = polib.pofile(content, wrapwidth=0)
    (entry,) = (one for one in file if one.msgctxt == "title")
    entry.msgstr = text
    return str(file)


@pytest.mark.usefixtures("exchange")
@pytest.mark.parametrize("format", [one.name for one in CatalogFormat])
def test_a_catalog_goes_out_and_comes_back(client: GraphClient, format: str) -> None:  # noqa: A002
    """Each format's file comes back unchanged, and the state's name stays."""
    got = _get(client, format=format)

    payload = _send(client, got["content"], format=format)

    assert payload["problems"] == []
    assert {unit["outcome"] for unit in payload["report"]["units"]} == {"UNCHANGED"}
    assert (got["entries"], _get(client, format=format)) == (3, got)


def test_a_translation_comes_in_with_who_and_why(client: GraphClient, exchange: Exchange) -> None:
    """What was changed is accepted, counted and signed; a dry run tells the same and writes nothing."""
    content = _translate(_get(client)["content"], "النحل")
    before = exchange.texts()

    dry = _send(client, content, dryRun=True)["report"]
    assert exchange.texts() == before
    done = _send(client, content, why="The spring batch")["report"]

    assert (dry.pop("isDryRun"), done.pop("isDryRun")) == (True, False)
    assert dry == done
    assert {one["outcome"]: one["count"] for one in done["counts"] if one["count"]} == {"ACCEPTED": 1, "UNCHANGED": 2}
    assert exchange.texts()["title"] == "النحل"
    assert exchange.history("title")[0].signature.why == "The spring batch"


def test_a_conflict_is_told_unit_by_unit(client: GraphClient, exchange: Exchange) -> None:
    """What somebody changed meanwhile stays unless it is forced."""
    content = _translate(_get(client)["content"], "النحل")
    exchange.save("title", "نحل")

    told, forced = _send(client, content)["report"], _send(client, content, force=True)["report"]

    (unit,) = (one for one in told["units"] if one["path"] == "title")
    assert (unit["outcome"], [one["code"] for one in unit["findings"]]) == ("CONFLICTING", ["unit-conflicting"])
    assert {one["path"]: one["outcome"] for one in forced["units"]}["title"] == "ACCEPTED"
    assert exchange.texts()["title"] == "النحل"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (ANONYMOUS, "UNAUTHENTICATED"),
        (_READER, "FORBIDDEN"),
        (Principal("Sam", Grants(translate=("sw",))), "FORBIDDEN"),
    ],
)
def test_who_may_not_translate_sends_nothing(
    client: GraphClient, exchange: Exchange, who: Principal, code: str
) -> None:
    """A file takes the right to translate into its locale; else it is a problem, and nothing is changed."""
    content = _translate(_get(client)["content"], "النحل")
    before = exchange.store.read_translations(BEES)

    payload = _send(client, content, who)

    assert (payload["report"], [one["code"] for one in payload["problems"]]) == (None, [code])
    assert exchange.store.read_translations(BEES) == before


@pytest.mark.usefixtures("exchange")
@pytest.mark.parametrize(
    ("who", "article", "code"),
    [
        (ANONYMOUS, "bees", "UNAUTHENTICATED"),
        (ANONYMOUS, "nothing", "UNAUTHENTICATED"),
        (Principal("Sam", Grants(drafts=("sw",), publish=("*",))), "nothing", "FORBIDDEN"),
        (_READER, "nothing", "NOT_FOUND"),
    ],
)
def test_who_may_not_see_drafts_gets_no_catalog(client: GraphClient, who: Principal, article: str, code: str) -> None:
    """Nobody else learns what there is."""
    variables = {"locale": "ar", "article": article, "format": "PO", "needsWork": False}

    error = client.refuse(_CATALOG, variables, principal=who)

    assert error["extensions"]["code"] == code


def test_only_what_needs_work_is_asked_for(client: GraphClient, exchange: Exchange) -> None:
    """What is done is left out."""
    exchange.save("title", None)

    content = _get(client, needsWork=True)["content"]

    assert [entry.msgctxt for entry in polib.pofile(content)] == ["title"]


def test_half_a_character_is_no_crash(client: GraphClient, exchange: Exchange) -> None:
    """A lone surrogate in the file is told as such, and nothing else is lost."""
    before = exchange.texts()

    payload = _send(client, _get(client)["content"].replace("[bees] About bees", "\ud800"))

    assert payload["problems"] == []
    assert exchange.texts() == before
