"""Examples in the pages hold: queries fit the schema, and answers are real."""

from __future__ import annotations

import json
from itertools import pairwise

import graphql
import pytest

from tests.docs.pages import CHECKOUT, PAGES, CodeBlock, read_blocks
from tests.support.site import Site

_QUERIES = [block for page in PAGES for block in read_blocks(page) if block.language == "graphql"]
_ANSWERED = [
    (block, answer)
    for page in PAGES
    for block, answer in pairwise(read_blocks(page))
    if block.language == "graphql" and answer.language == "json"
]


@pytest.fixture(scope="module")
def schema() -> graphql.GraphQLSchema:
    return graphql.build_schema((CHECKOUT / "schema" / "schema.graphql").read_text("utf-8"))


@pytest.mark.parametrize("query", _QUERIES, ids=[block.name for block in _QUERIES])
def test_queries_are_valid(schema: graphql.GraphQLSchema, query: CodeBlock) -> None:
    """Each GraphQL document in a page is valid against the exported schema."""
    assert graphql.validate(schema, graphql.parse(query.content)) == []


@pytest.mark.xdist_group("bundled-site")
@pytest.mark.parametrize(("query", "answer"), _ANSWERED, ids=[block.name for block, _ in _ANSWERED])
def test_answers_are_real(bundled_site: Site, query: CodeBlock, answer: CodeBlock) -> None:
    """Where JSON follows a query, it is the answer that the bundled content gives."""
    assert {"data": bundled_site.ask(query.content)} == json.loads(answer.content)


@pytest.mark.parametrize(
    "block", [b for p in PAGES for b in read_blocks(p) if b.language == "json"], ids=lambda b: b.name
)
def test_json_is_json(block: CodeBlock) -> None:
    """What is marked as JSON can be read as JSON."""
    json.loads(block.content)
