"""Relay compiles against the schema, and what it refetches is the same view."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.clients.conftest import ClientProject
from tests.support.servers import ask

_SLUG = "breast-cancer-and-osteoporosis"
_SECTIONS = "query ($slug: String!, $locale: Locale) { article(slug: $slug, locale: $locale) { sections { id key } } }"


@pytest.fixture
def artifacts(client_project: ClientProject) -> Path:
    """The folder of what relay-compiler made."""
    directory = client_project.directory / "generated" / "relay"
    directory.mkdir(parents=True)
    client_project.run("relay-compiler", "relay.config.json")
    return directory


def test_refetchable_fragment_compiles(artifacts: Path) -> None:
    """A @refetchable fragment on Section is refetched by node(id:) alone."""
    assert "node(id: $id)" in _operation_in(artifacts / "SectionViewRefetchQuery.graphql.ts")


def test_connection_compiles(artifacts: Path) -> None:
    """A @connection over the articles takes Relay's cursors."""
    operation = _operation_in(artifacts / "ArticleListPaginationQuery.graphql.ts")

    assert "after: $after" in operation
    assert "endCursor" in operation


@pytest.mark.xdist_group("live-server")
def test_refetching_keeps_the_locale(artifacts: Path, live_server: str) -> None:
    """Relay's refetch query, which names no locale, gives back the Arabic view of a section."""
    operation = _operation_in(artifacts / "SectionViewRefetchQuery.graphql.ts")
    section = ask(live_server, _SECTIONS, slug=_SLUG, locale="ar")["article"]["sections"][0]

    refetched = ask(live_server, operation, id=section["id"])["node"]

    assert (refetched["id"], refetched["key"]) == (section["id"], section["key"])
    assert (refetched["heading"]["lang"], refetched["heading"]["dir"]) == ("ar", "RTL")


def _operation_in(artifact: Path) -> str:
    found = re.search(r'^\s*"?text"?: ("(?:[^"\\]|\\.)*")', artifact.read_text(), re.MULTILINE)
    assert found, f"{artifact.name} holds no operation"
    operation: str = json.loads(found[1])
    return operation
