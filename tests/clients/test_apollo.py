"""Apollo Client keeps two locales of one article apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.clients.conftest import ClientProject

pytestmark = pytest.mark.xdist_group("live-server")

_SLUG = "breast-cancer-and-osteoporosis"


@pytest.fixture
def shown(client_project: ClientProject, live_server: str) -> dict[str, Any]:
    """What the server gave and what the cache gives back, by locale, and the keys of the cache's records."""
    client_project.run("graphql-codegen", "--config", "codegen.yml")
    output = client_project.run("node", "apollo/side-by-side.mjs", f"{live_server}/graphql", _SLUG, "en", "ar")
    answer: dict[str, Any] = json.loads(output)
    return answer


def test_two_locales_live_in_one_cache(shown: dict[str, Any]) -> None:
    """Each locale of an article is read back from one cache as it was served, though the other was fetched since."""
    english, arabic = shown["cached"]["en"]["article"], shown["cached"]["ar"]["article"]

    assert shown["cached"] == shown["served"]
    assert (english["title"]["lang"], english["title"]["dir"]) == ("en", "LTR")
    assert (arabic["title"]["lang"], arabic["title"]["dir"]) == ("ar", "RTL")
    assert english["title"]["value"] != arabic["title"]["value"]
    assert english["key"] == arabic["key"]


def test_locales_share_no_record(shown: dict[str, Any]) -> None:
    """No id of the English view occurs in the Arabic one, so neither can overwrite the other."""
    english, arabic = (set(_ids_in(shown["served"][locale])) for locale in ("en", "ar"))

    assert len(english) > 50
    assert english.isdisjoint(arabic)
    assert all(any(record.endswith(f":{known}") for record in shown["records"]) for known in english | arabic)


def _ids_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in value.values():
            yield from _ids_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _ids_in(part)
