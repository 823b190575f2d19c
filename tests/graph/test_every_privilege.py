"""Every field at the schema's top, for everybody who must not have it: each is refused, and nothing is done.

`tests/support/privileges.py` says what each takes; one that isn't there fails here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import pytest
from graphql import GraphQLNonNull, GraphQLObjectType, get_named_type, is_leaf_type

from tests.support.graph_client import Answer, GraphClient
from tests.support.privileges import MUTATIONS, QUERIES, SUBSCRIPTIONS, Need, fill_in, fill_store
from verbena.access.principal import ANONYMOUS, Principal, act_as_operator
from verbena.graph.answer import stream_request
from verbena.graph.context import RequestContext
from verbena.model.token import Grants, Role
from verbena.store.contract import Store

_REFUSALS = {"UNAUTHENTICATED", "FORBIDDEN"}
_NEEDS = {
    **{f"mutation {name}": need for name, need in MUTATIONS.items() if need},
    **{f"query {name}": need for name, need in QUERIES.items() if need},
}


def _others(need: Need) -> dict[str, Principal]:
    """Those who are known and must not have it: with every other role everywhere, and with these roles elsewhere."""
    others = {role: ("*",) for role in Role if role not in need.roles}
    found = {"every other role": Grants(**others), "no role": Grants()}
    for role in sorted(need.roles):
        if need.locales:
            found[f"{role} elsewhere"] = Grants(**{**others, role: ("fr", "sw-KE", "en-GB")})
        if len(need.locales) > 1:
            found[f"{role} in one"] = Grants(**{**others, role: need.locales[:1]})
    return {told: Principal("Omar", grants) for told, grants in found.items()}


_REFUSED = [
    pytest.param(field, principal, id=f"{field} - {told}")
    for field, need in _NEEDS.items()
    for told, principal in {"nobody": ANONYMOUS, **_others(need)}.items()
]
_ALLOWED = [
    pytest.param(field, role, id=f"{field} - {role}") for field, need in _NEEDS.items() for role in sorted(need.roles)
]


def _root(client: GraphClient, kind: str) -> GraphQLObjectType:
    schema = client.schema._schema
    found = {"query": schema.query_type, "mutation": schema.mutation_type, "subscription": schema.subscription_type}
    assert found[kind]
    return found[kind]


def _write(client: GraphClient, kind: str, name: str, need: Need, words: Answer) -> tuple[str, Answer]:
    """A document that asks for one field with these arguments, and its variables."""
    field = _root(client, kind).fields[name]
    given = {"input": fill_in(need.given, words)} if kind == "mutation" else fill_in(need.given, words)
    types = {argument: str(field.args[argument].type) for argument in given}
    declared = ", ".join(f"${argument}: {told}" for argument, told in types.items())
    passed = ", ".join(f"{argument}: ${argument}" for argument in given)
    selection = "" if is_leaf_type(get_named_type(field.type)) else f"{{ {need.then} }}"
    if kind == "mutation" and need.then == "__typename":
        selection = "{ problems { code } }"
    head = f"{kind} ({declared}) " if declared else kind
    return f"{head} {{ {name}{f'({passed})' if passed else ''} {selection} }}", given


def _codes(answer: object) -> Iterator[str]:
    """The codes of all errors and problems in an answer."""
    if isinstance(answer, dict):
        if isinstance(code := answer.get("code"), str):
            yield code
        for value in answer.values():
            yield from _codes(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from _codes(value)


def _ask(client: GraphClient, field: str, principal: Principal, words: Answer) -> set[str]:
    kind, _, name = field.partition(" ")
    need = _NEEDS[field]
    assert need
    document, given = _write(client, kind, name, need, words)
    answer = client.execute(document, given, principal=principal)
    found = set(_codes(answer))
    assert not any(code.startswith("GRAPHQL_") for code in found), answer
    return found


def _state(store: Store) -> object:
    return store.position(), store.unit_position(), store.planned(), store.pins(), store.held()


@pytest.mark.parametrize(
    ("kind", "table"), [("query", QUERIES), ("mutation", MUTATIONS), ("subscription", SUBSCRIPTIONS)]
)
def test_every_field_is_in_the_table(client: GraphClient, kind: str, table: dict[str, Any]) -> None:
    """Whoever adds a field says what it takes, in `tests/support/privileges.py`; nothing is there that isn't."""
    assert set(_root(client, kind).fields) == set(table)


def test_every_mutation_takes_something(client: GraphClient) -> None:
    """Nothing is changed by whoever may only read; but readers tell what is wrong."""
    assert [name for name, need in MUTATIONS.items() if not (need and need.roles and need.locales)] == ["reportText"]
    inputs = [field.args["input"].type for field in _root(client, "mutation").fields.values()]
    assert all(isinstance(one, GraphQLNonNull) for one in inputs)


@pytest.mark.parametrize(("field", "principal"), _REFUSED)
def test_each_is_refused_to_others(client: GraphClient, store: Store, field: str, principal: Principal) -> None:
    """Who brings no token is UNAUTHENTICATED; every other role, and the right one elsewhere, is FORBIDDEN."""
    words = fill_store(store)
    before = _state(store)

    found = _ask(client, field, principal, words)

    assert found == {"UNAUTHENTICATED" if principal.is_anonymous else "FORBIDDEN"}
    assert _state(store) == before


@pytest.mark.parametrize(("field", "role"), _ALLOWED)
def test_each_is_open_to_who_just_may(client: GraphClient, store: Store, field: str, role: Role) -> None:
    """One role that is enough, in just the locales that it takes, is not refused; so what others lack is that."""
    need = _NEEDS[field]
    assert need

    found = _ask(client, field, Principal("Juma", Grants(**{role: need.locales or ("sw",)})), fill_store(store))

    assert found.isdisjoint(_REFUSALS)


def test_operators_may_everything(client: GraphClient, store: Store) -> None:
    """Whoever runs commands on the database is refused nothing; only their own translations they don't review."""
    words = fill_store(store)

    for field in _NEEDS:
        assert not _REFUSALS & _ask(client, field, act_as_operator("root"), words), field


@pytest.mark.parametrize("name", [name for name, need in SUBSCRIPTIONS.items() if need])
def test_subscriptions_are_refused_to_others(client: GraphClient, store: Store, name: str) -> None:
    """Nothing is followed by who may not see it."""
    need = SUBSCRIPTIONS[name]
    assert need
    document, given = _write(client, "subscription", name, need, fill_store(store))

    async def begin(principal: Principal) -> Answer:
        context = RequestContext(client.library, "", principal)
        async with aclosing(stream_request(client.schema, context, document, given)) as answers:
            return await anext(answers)

    for principal in (ANONYMOUS, *_others(need).values()):
        found = set(_codes(asyncio.run(begin(principal))))
        assert found == {"UNAUTHENTICATED" if principal.is_anonymous else "FORBIDDEN"}
