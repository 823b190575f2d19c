"""From a source's edit to its readers: out as XLIFF, translated, back, reviewed by another, published, heard of."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import httpx

from tests.support.desk import Desk, outdated
from verbena.access.tokens import issue_token
from verbena.model.token import Grants

_PATH = "food.milk.text"
_URL = "/catalogs/he/bones.xlf"
_XLIFF = "application/x-xliff+xml"
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_UNITS = """
query { translationUnits(locale: "he", article: "bones", states: [TRANSLATED], search: "food.milk.text") {
  nodes { id version path target { state isOutdated translator } } } }
"""
_REVIEW = """
mutation ($input: ReviewTranslationInput!) {
  reviewTranslation(input: $input) { unit { path } problems { code } } }
"""
_PUBLISH = """
mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { publication { editions { locale key } }
  problems { code } } }
"""
_CHANGES = """
query ($after: String) { changes(after: $after, locales: ["he"]) { cursor nodes { key locale by } } }
"""


class People:
    """Whoever takes part, each with a token of their own, at the site's door."""

    def __init__(self, desk: Desk) -> None:
        self.site = desk.site
        grants = {
            "Tali": Grants(translate=("he",)),
            "Rita": Grants(review=("he",), translate=("he",)),
            "Pia": Grants(publish=("he",)),
        }
        store = desk.site.services.store
        self.tokens = {
            name: issue_token(store, name, each, datetime.now(UTC), None).text for name, each in grants.items()
        }

    def send(self, who: str, method: str, url: str, **parts: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[who]}", **parts.pop("headers", {})}
        return self.site.request(method, url, headers=headers, **parts)

    def ask(self, who: str, query: str, **variables: object) -> Any:
        answer = self.send(who, "POST", "/graphql", json={"query": query, "variables": variables}).json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]


def _translate(file: bytes, lose_citation: bool = False) -> bytes:
    """What a translator's tool makes of the file: a new wording of its one text, marked as translated."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.fromstring(file)
    (unit,) = root.iter(f"{{{_NAMESPACE}}}trans-unit")
    target = unit.find(f"{{{_NAMESPACE}}}target")
    assert target is not None
    assert target.get("state", "").startswith("needs-")
    target.set("state", "translated")
    target.text = f"{target.text} כעת "
    if lose_citation:
        for code in target.findall(f"{{{_NAMESPACE}}}x"):
            target.remove(code)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def test_a_change_of_the_source_reaches_readers(desk: Desk) -> None:
    """Nothing is lost, wrong, or unreviewed on the way, and each step leaves what the next one needs."""
    people = People(desk)
    start = people.ask("Pia", _CHANGES)["changes"]["cursor"]

    # The source is edited: its translation is outdated, and goes on being served.
    desk.write("*one* source", "*a* source")
    assert outdated(desk.texts("he")) == {_PATH}

    # Out, as a file with that text alone, and what it was made from.
    out = people.send("Tali", "GET", f"{_URL}?only=needs-work")
    assert (out.status_code, out.headers["content-language"]) == (200, "he")
    assert re.findall(rb'resname="([^"]+)"', out.content) == [_PATH.encode()]
    assert b"previous-version" in out.content

    # Back, with a citation lost: it is refused with its place, and readers still have what they had.
    seen = {"If-Match": out.headers["etag"], "Content-Type": _XLIFF}
    wrong = people.send(
        "Tali", "PUT", f"{_URL}?only=needs-work", headers=seen, content=_translate(out.content, lose_citation=True)
    ).json()
    assert [(unit["path"], unit["outcome"]) for unit in wrong["units"]] == [(_PATH, "REJECTED")]
    assert "tag-lost" in [finding["code"] for finding in wrong["units"][0]["findings"]]

    # Back, translated.
    seen["If-Match"] = wrong["etag"]
    right = people.send("Tali", "PUT", f"{_URL}?only=needs-work", headers=seen, content=_translate(out.content)).json()
    assert [(unit["path"], unit["outcome"]) for unit in right["units"]] == [(_PATH, "ACCEPTED")]
    (unit,) = people.ask("Rita", _UNITS)["translationUnits"]["nodes"]
    assert unit["path"] == _PATH
    assert unit["target"] == {"state": "TRANSLATED", "isOutdated": False, "translator": "Tali"}

    # Reviewed, by somebody else than the translator.
    review = {"unit": unit["id"], "base": unit["version"]}
    own = people.ask("Tali", _REVIEW, input=review)["reviewTranslation"]
    assert (own["unit"], [problem["code"] for problem in own["problems"]]) == (None, ["FORBIDDEN"])
    assert people.ask("Rita", _REVIEW, input=review)["reviewTranslation"]["problems"] == []

    # Published: readers have it, current and reviewed, and whoever follows the feed hears of it.
    published = people.ask("Pia", _PUBLISH, input={"slug": "bones", "locales": ["he"]})["publishArticle"]
    assert published["problems"] == []
    assert {"locale": "he", "key": "bones"} in published["publication"]["editions"]
    text = desk.texts("he")[_PATH]
    assert outdated(desk.texts("he")) == set()
    assert (text["translation"]["state"], text["translation"]["origin"]) == ("REVIEWED", "HUMAN")
    assert "כעת" in text["value"]
    changes = people.ask("Pia", _CHANGES, after=start)["changes"]["nodes"]
    assert changes[-1] == {"key": "bones", "locale": "he", "by": "Pia"}

    # The files are as they were when they were loaded: loading them again undoes none of it.
    desk.site.load()
    assert desk.texts("he")[_PATH] == text
    kept = desk.site.services.store.read_translations(desk.snapshot().name, "he")["he"][_PATH]
    assert kept.state.value == "REVIEWED"
