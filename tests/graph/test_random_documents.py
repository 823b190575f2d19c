"""Whatever is asked, as long as it is valid, nothing goes wrong in the server."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings

from tests.support.graph_client import GraphClient, find_objects
from tests.support.random_documents import Pools, RandomDocument, random_documents
from verbena.graph.schema import build_schema, export_schema
from verbena.model.errors import ErrorCode

DOCUMENTS = 500
FORESEEN = {
    ErrorCode.BAD_USER_INPUT,
    ErrorCode.INVALID_LOCALE,
    ErrorCode.INVALID_CURSOR,
    ErrorCode.INVALID_ID,
    ErrorCode.INVALID_VERSION,
    ErrorCode.UNAUTHENTICATED,
}


LISTS = ("articles", "medications", "changes", "bundle")
TAGS = ["en", "ar", "sw", "ar-EG", "fr", "kr", "zh-TW", "sr-Latn", None]


def find_values(client: GraphClient) -> Pools:
    """Slugs, keys, ids and cursors of the bundled content, and tags."""
    data = client.ask(
        """{ articles { edges { cursor node { id slug version title { id } faqs { id } tableOfContents { key } } } }
             changes { edges { cursor } } bundle(locale: "ar") { edges { cursor } }
             medications { edges { cursor node { id key } } } labels { text { id } } topics { id } }"""
    )
    article = data["articles"]["edges"][0]["node"]
    ids = [found["id"] for found in find_objects(data) if "id" in found]
    return {
        "slug": [article["slug"]],
        "key": [entry["key"] for entry in [*article["tableOfContents"], data["medications"]["edges"][0]["node"]]],
        "id": ids,
        "ids": [ids[place : place + 3] for place in range(len(ids))],
        "first": [0, 1, 2, 3, None],
        "after": [None, None, *(data[name]["edges"][0]["cursor"] for name in LISTS)],
        "version": [None, None, article["version"]],
        "locales": [None, ["ar"], ["sw", "en"]],
        "locale": TAGS,
        "in": TAGS,
        "fallback": [None, [], ["ar"], ["sw", "en"]],
    }


def test_random_documents_do_no_harm(bundled: GraphClient) -> None:
    """Five hundred random valid documents give no internal error, and answers that are JSON."""
    schema = build_schema()
    pools = find_values(bundled)
    met: Counter[str] = Counter()

    @settings(
        max_examples=DOCUMENTS,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(random_documents(export_schema(schema), schema._schema, pools))
    def check(document: RandomDocument) -> None:
        answer = bundled.execute(document.text, document.variables)

        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert codes <= {code.value for code in FORESEEN}, answer["errors"]
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer
        met["answers"] += 1
        met["variables"] += bool(document.variables)
        met["fragments"] += "fragment " in document.text
        met["directives"] += "@" in document.text
        met["data"] += "errors" not in answer

    check()
    assert met["answers"] >= DOCUMENTS
    assert min(met["variables"], met["fragments"], met["directives"], met["data"]) > DOCUMENTS / 2
