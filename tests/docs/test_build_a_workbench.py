"""The operations of docs/how-to/build-a-workbench.md, run one after the other on the bundled content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.docs.pages import DOCS, read_blocks
from tests.support.graph_client import GraphClient
from tests.support.site import Site, open_site
from verbena.access.principal import Principal
from verbena.model.markup import write_markup
from verbena.model.token import Grants
from verbena.resources import find_resource

AMINA = Principal("Amina", Grants(translate=("ar",)))
JUMA = Principal("Juma", Grants(review=("ar",)))
_NAME = re.compile(r"(?:query|mutation|subscription) (\w+)")


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """The page's operations by name, in its order."""
    blocks = read_blocks(DOCS / "how-to" / "build-a-workbench.md")
    texts = [block.content for block in blocks if block.language == "graphql"]
    return {match[1]: text for text in texts if (match := _NAME.match(text))}


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with open_site(tmp_path_factory.mktemp("bench"), find_resource("content"), find_resource("locales")) as site:
        site.load()
        yield site


def test_the_page_is_a_day_at_work(documents: dict[str, str], site: Site) -> None:
    """Each operation does what the page says, on behalf of a translator and of a reviewer."""
    client, store = GraphClient(site.services.library), site.services.store
    slug = "breast-cancer-and-osteoporosis"

    def ask(name: str, principal: Principal = AMINA, **variables: Any) -> Any:
        (answer,) = client.ask(documents[name], variables, principal=principal).values()
        return answer

    rows = {row["catalog"]: row for row in ask("HowFar")["nodes"]}
    assert {slug, "reference", "interface"} <= set(rows)
    assert all(row["units"] for row in rows.values())
    listed = ask("Outdated")
    assert listed["totalCount"] == rows[slug]["outdated"]

    document = 'query ($slug: String!) { translationUnit(article: $slug, path: "title", locale: "ar") { id } }'
    unit_id = client.ask(document, {"slug": slug}, principal=AMINA)["translationUnit"]["id"]
    unit = ask("Unit", id=unit_id)
    text = write_markup(store.read_translations(store.find_draft(slug).name, "ar")["ar"]["title"].inlines)  # type: ignore[union-attr]
    assert unit["target"]["text"]["tagged"] == text

    given = {"unit": unit_id, "sourceHash": unit["source"]["hash"], "base": unit["version"], "text": f"{text} اليوم"}
    saved = ask("Save", input=given)
    assert (saved["problems"], saved["unit"]["target"]["state"]) == ([], "TRANSLATED")
    (conflict,) = ask("Save", input={**given, "text": f"{text} غدا"})["problems"]
    assert (conflict["code"], conflict["unit"]["version"]) == ("CONFLICT", saved["unit"]["version"])
    assert ask("Save", input={**given, "sourceHash": "0" * 32})["problems"][0]["code"] == "SOURCE_CHANGED"
    now = {**given, "base": saved["unit"]["version"]}
    (refused,) = ask("Save", input={**now, "text": "<em>"})["problems"]
    assert refused["code"] == "TRANSLATION_REFUSED"
    assert {"ERROR"} <= {finding["severity"] for finding in refused["findings"]}
    assert ask("Unit", id=unit_id)["refusal"]["tagged"] == "<em>"

    reviewed = ask("Review", JUMA, input={"unit": unit_id, "base": saved["unit"]["version"]})
    assert (reviewed["unit"]["target"]["state"], reviewed["unit"]["target"]["reviewer"]) == ("REVIEWED", "Juma")
    sent_back = {"unit": unit_id, "base": reviewed["unit"]["version"], "comment": "Not today."}
    rejected = ask("Reject", JUMA, input=sent_back)["unit"]
    assert (rejected["target"]["state"], rejected["comments"][0]["why"]) == ("INITIAL", "Not today.")

    first = ask("Unit", id=unit_id)["history"]["nodes"][-1]
    assert first["kind"] == "SAVED"
    undone = ask("Undo", input={"unit": unit_id, "event": first["cursor"], "base": rejected["version"]})
    assert (undone["problems"], undone["unit"]["target"]["text"]["tagged"]) == ([], text)
