"""The server speaks GraphQL over HTTP as the audit of the graphql-http package understands it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from tests.clients.conftest import ClientProject

pytestmark = pytest.mark.xdist_group("live-server")


def test_every_rule_is_kept(client_project: ClientProject, live_server: str) -> None:
    """No rule of the audit is broken, whether it is a MUST, a SHOULD or a MAY."""
    outcomes: list[dict[str, Any]] = json.loads(client_project.run("node", "audit/audit.mjs", f"{live_server}/graphql"))

    assert [outcome for outcome in outcomes if outcome["status"] != "ok"] == []
    strengths = Counter(outcome["name"].split()[0] for outcome in outcomes)
    assert set(strengths) == {"MUST", "SHOULD", "MAY"}
    assert min(strengths.values()) > 10
