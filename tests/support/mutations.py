"""Mutations as a client sends them, and on whose behalf."""

from __future__ import annotations

from typing import Any

from tests.support.graph_client import Answer, GraphClient
from verbena.access.principal import Principal
from verbena.model.token import Grants

ADA = Principal("Ada", Grants(publish=("*",)))
"""May publish everywhere, and see no draft."""

SELECTIONS = {
    "publishArticle": "publication { ...Published }",
    "publishReferenceData": "publication { ...Published }",
    "withdrawArticle": "withdrawal { locales scheduled { ...Scheduled } }",
    "redirectArticle": "redirection { fromSlug toSlug locales }",
    "rollBackArticle": "publication { ...Published }",
    "cancelScheduled": "cancelled { ...Scheduled }",
    "pinVersion": "pin { key version at by why }",
    "unpinVersion": "pin { key version at by why }",
}
"""Every mutation with all that it gives."""

_FRAGMENTS = """
fragment Published on Publication {
  editions { ...Edition } withdrawn { ...Edition } held { ...Edition } unchanged scheduled { ...Scheduled }
  heldBack { locale units required }
}
fragment Edition on PublishedEdition { subjectKind key locale }
fragment Scheduled on ScheduledChange { scheduledId kind subjectKind key locale at by why failure }
fragment Why on Problem { __typename code message ... on PermissionProblem { locales } }
"""


def write_mutation(name: str) -> str:
    """A document that calls it with `$input`."""
    used = [part for part in _FRAGMENTS.split("fragment ") if part.strip()]
    needed, text = [], f"{SELECTIONS[name]} problems {{ ...Why }}"
    while missing := [part for part in used if f"...{part.split()[0]} " in text + " " and part not in needed]:
        needed += missing
        text += "".join(missing)
    fragments = "".join(f"fragment {part}" for part in needed)
    kind = name[0].upper() + name[1:]
    return (
        f"mutation ($input: {kind}Input!) {{ {name}(input: $input) {{ {SELECTIONS[name]} problems {{ ...Why }} }} }}"
        f" {fragments}"
    )


def change(client: GraphClient, name: str, principal: Principal = ADA, **given: Any) -> Answer:
    """What a mutation gives that must succeed."""
    payload = send(client, name, principal, **given)
    assert payload["problems"] == []
    (outcome,) = (value for field, value in payload.items() if field != "problems")
    assert outcome is not None
    found: Answer = outcome
    return found


def fail(client: GraphClient, name: str, principal: Principal = ADA, **given: Any) -> Answer:
    """The one problem of a mutation that must do nothing."""
    payload = send(client, name, principal, **given)
    assert [value for field, value in payload.items() if field != "problems"] == [None]
    assert len(payload["problems"]) == 1, payload
    problem: Answer = payload["problems"][0]
    return problem


def send(client: GraphClient, name: str, principal: Principal, **given: Any) -> Answer:
    """The payload of a mutation."""
    payload: Answer = client.ask(write_mutation(name), {"input": given}, principal=principal)[name]
    return payload
