"""A workbench on Apollo Client: what it sends is typed, and what comes back takes its place in the cache."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.clients.conftest import ClientProject
from tests.support.sockets import serve_app
from tests.support.stores import open_migrated
from tests.support.workbench import AMINA, JUMA, fill_workbench
from verbena.access.principal import Principal
from verbena.access.tokens import issue_token
from verbena.graph.schema import build_schema
from verbena.reading.library import Library
from verbena.store.contract import Store
from verbena.web.app import build_app

pytestmark = pytest.mark.xdist_group("live-server")


def test_two_people_at_work(client_project: ClientProject, tmp_path: Path) -> None:
    """A translation that is saved, and the unit that a conflict tells, are found in lists that are kept already."""
    client_project.run("graphql-codegen", "--config", "codegen.yml")
    with open_migrated(f"sqlite:///{tmp_path / 'verbena.db'}") as store:
        fill_workbench(store)
        app = build_app(store, Library(store, "http://verbena.test", "en"), build_schema())
        tokens = [make_token(store, person) for person in (AMINA, JUMA)]
        with serve_app(app) as host:
            output = client_project.run(
                "node", "apollo/workbench.mjs", f"http://{host}/graphql", "bones", "sw", *tokens
            )

    rest = [["summary", None, None], ["food.p1.text", None, None]]
    assert json.loads(output) == {
        "saved": [[], "TRANSLATED"],
        "cached": [["title", "Kuhusu mifupa", "TRANSLATED"], *rest],
        "late": "CONFLICT",
        "reviewed": [[], "REVIEWED", "Juma"],
        "stale": ["ConflictProblem", "REVIEWED"],
        "afterwards": [["title", "Kuhusu mifupa", "REVIEWED"], *rest],
        "refused": ["TranslationProblem", "Mifupa <em>"],
    }


def make_token(store: Store, person: Principal) -> str:
    return issue_token(store, person.name or "", person.grants, datetime.now(UTC), None).text
