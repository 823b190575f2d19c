"""Examples in the pages hold: queries fit the schema, answers are real, and the recipe for a catalog works."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import graphql
import pytest

from tests.docs.pages import CHECKOUT, DOCS, PAGES, CodeBlock, read_blocks
from tests.support.site import Site
from verbena.authoring.tree import read_tree
from verbena.catalogs.po import read_po
from verbena.model.edition import INTERFACE
from verbena.model.markup import write_markup
from verbena.resources import find_resource
from verbena.translating.domains import domain_of

_QUERIES = [block for page in PAGES for block in read_blocks(page) if block.language == "graphql"]
_ANSWERED = [
    (block, answer)
    for page in PAGES
    for block, answer in pairwise(read_blocks(page))
    if block.language == "graphql" and answer.language == "json"
]
_RECIPE = DOCS / "how-to" / "translate-with-gettext.md"
_DOMAIN = "breast-cancer-and-osteoporosis"


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


@pytest.mark.parametrize("domain", [_DOMAIN, "reference", "interface"])
def test_recipe_makes_a_catalog(domain: str, tmp_path: Path) -> None:
    """The recipe writes every unit of a domain, untranslated, with place and note, in a file that gettext accepts."""
    (recipe,) = [block.content for block in read_blocks(_RECIPE) if block.language == "python"]
    content = shutil.copytree(find_resource("content"), tmp_path / "content")
    tree = read_tree(content)
    told = [place.note for (name, _), place in tree.places.items() if name == INTERFACE and domain == "interface"]

    subprocess.run([sys.executable, "-W", "error", "-c", recipe.replace(_DOMAIN, domain)], cwd=tmp_path, check=True)
    subprocess.run(["msgfmt", "--check-format", "--output-file=/dev/null", f"{domain}.po"], cwd=tmp_path, check=True)

    catalog = read_po((tmp_path / f"{domain}.po").read_bytes())
    assert (catalog.findings, catalog.header["Language"], catalog.header["X-Domain"]) == ((), "fr", domain)
    assert {(entry.path, entry.source) for entry in catalog.entries} == {
        (path, write_markup(unit.inlines))
        for revision in tree.revisions
        if domain_of(revision) == domain
        for path, unit in revision.units.items()
    }
    assert [entry.path for entry in catalog.entries if entry.translation or not entry.places] == []
    assert [note for note in told if not any(note and note in entry.note for entry in catalog.entries)] == []
