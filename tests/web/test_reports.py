"""A server counts readers' reports by where they come from, and drafts by machine where a service is set up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.commands import run_verbena
from tests.support.content import write_content
from tests.support.libre_translate import KEY, run_service
from tests.support.servers import run_server
from tests.support.whole_article import WHOLE
from verbena.translating.report_gate import CLIENT_LIMIT

SLUG = "bones"
REPORT = "mutation ($input: ReportTextInput!) { reportText(input: $input) { receipt problems { code } } }"
DRAFT = "mutation ($input: DraftTranslationsInput!) { draftTranslations(input: $input) { drafts { units { path } } } }"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """A server behind a proxy on this machine, with a service that translates; its address and settings."""
    folder = tmp_path_factory.mktemp("reports")
    with run_service() as service:
        settings = {
            "VERBENA_DATABASE_URL": f"sqlite:///{folder / 'verbena.db'}",
            "VERBENA_CONTENT": str(write_content(folder, {"articles/bones.md": WHOLE})),
            "VERBENA_TRUSTED_PROXIES": "127.0.0.0/8",
            "VERBENA_MACHINE_URL": service.url,
            "VERBENA_MACHINE_KEY": KEY,
        }
        with run_server(folder, settings=settings) as address:
            yield address, settings


def ask(address: str, query: str, given: dict[str, Any], **headers: str) -> dict[str, Any]:
    body = {"query": query, "variables": {"input": given}}
    answer: dict[str, Any] = httpx.post(f"{address}/graphql", json=body, headers=headers).json()
    return answer["data"]


def report(address: str, client: str) -> list[str]:
    given = {"article": SLUG, "path": "title", "locale": "ar", "message": "It is wrong."}
    told = ask(address, REPORT, given, **{"X-Forwarded-For": client})["reportText"]
    return [problem["code"] for problem in told["problems"]]


def test_each_client_makes_so_many(place: tuple[str, dict[str, str]]) -> None:
    """Clients behind the proxy are counted apart; those who forge what stands before their address are not."""
    address, settings = place

    made = [report(address, "198.51.100.1") for _ in range(CLIENT_LIMIT + 1)]
    forged = report(address, "203.0.113.77, 198.51.100.1")
    other = report(address, "198.51.100.2")

    assert made == [[]] * CLIENT_LIMIT + [["RATE_LIMITED"]]
    assert (forged, other) == (["RATE_LIMITED"], [])
    listed = json.loads(run_verbena("reports", "list", "--json", settings=settings).out)
    assert len(listed) == CLIENT_LIMIT + 1
    assert "198.51.100" not in json.dumps(listed)


def test_machine_drafts(place: tuple[str, dict[str, str]]) -> None:
    """A translator's token has the server's service draft."""
    address, settings = place
    token = run_verbena("tokens", "create", "Amina", "--translate", "es-MX", settings=settings).out.strip()
    given = {"articles": ["interface"], "locale": "es-MX", "limit": 2}

    told = ask(address, DRAFT, given, Authorization=f"Bearer {token}")["draftTranslations"]

    assert len(told["drafts"]["units"]) == 2
