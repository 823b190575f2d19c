"""The schema itself: what is exported, described and consistent."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    lexicographic_sort_schema,
    print_schema,
    validate_schema,
)

from verbena.access.principal import PrincipalKind
from verbena.catalogs.formats import CatalogFormat
from verbena.graph.schema import build_schema as build
from verbena.graph.schema import export_schema
from verbena.language.direction import TextDirection
from verbena.model.article import CalloutKind, MedicationEffect, NoticeKind
from verbena.model.assignment import Priority
from verbena.model.change import ChangeKind
from verbena.model.edition import SubjectKind
from verbena.model.findings import Severity
from verbena.model.glossary import TermStatus
from verbena.model.report import ReportState
from verbena.model.token import Role
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEventKind
from verbena.resources import find_resource
from verbena.store.values import ArticleOrder
from verbena.translating.difference import SegmentKind
from verbena.translating.glossaries import GlossaryFormat
from verbena.translating.import_report import ImportOutcome

EXPORTED: Path = find_resource("schema") / "schema.graphql"
ENUMS: list[type[Enum]] = [
    ArticleOrder,
    CalloutKind,
    CatalogFormat,
    ChangeKind,
    GlossaryFormat,
    ImportOutcome,
    MedicationEffect,
    NoticeKind,
    PrincipalKind,
    Priority,
    ReportState,
    Role,
    SegmentKind,
    Severity,
    SubjectKind,
    TermStatus,
    TextDirection,
    TranslationOrigin,
    TranslationState,
    UnitEventKind,
]


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build()._schema


def own_types(schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    """The types that are neither GraphQL's own scalars nor for introspection."""
    graphql_own = {"ID", "Int", "Float", "String", "Boolean"}
    return (one for name, one in schema.type_map.items() if not name.startswith("__") and name not in graphql_own)


def test_exported_schema_is_the_schema() -> None:
    """schema/schema.graphql is what is served: where this fails, run `verbena schema export`."""
    assert EXPORTED.read_text(encoding="utf-8") == export_schema(build())


def test_exported_schema_can_be_read() -> None:
    """Another reader of the schema definition language finds the same schema in the file, and nothing wrong in it."""
    read = build_schema(EXPORTED.read_text(encoding="utf-8"))

    assert validate_schema(read) == []
    assert print_schema(lexicographic_sort_schema(read)) == print_schema(lexicographic_sort_schema(build()._schema))


def test_no_default_is_null() -> None:
    """An argument that may be left out has no default at all, or one that means something."""
    assert "= null" not in EXPORTED.read_text(encoding="utf-8")


def test_everything_is_described(schema: GraphQLSchema) -> None:
    """Each type, field, argument, input field and enum value has a sentence of its own."""
    assert [place for place, text in _find_descriptions(schema) if not (text or "").strip()] == []
    assert [place for place, text in _find_descriptions(schema) if not (text or "").rstrip().endswith(".")] == []


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: str(kind.__name__))
def test_enums_are_the_models(schema: GraphQLSchema, kind: type[Enum]) -> None:
    """An enumeration has exactly the model's values, in the model's order."""
    declared = schema.type_map[kind.__name__]

    assert isinstance(declared, GraphQLEnumType)
    assert list(declared.values) == [member.name for member in kind]


def test_every_enum_is_compared(schema: GraphQLSchema) -> None:
    """There is no enumeration that the test above leaves out."""
    declared = {one.name for one in own_types(schema) if isinstance(one, GraphQLEnumType)}

    assert declared == {kind.__name__ for kind in ENUMS}


def test_fields_of_one_name_have_one_type(schema: GraphQLSchema) -> None:
    """In types that share an interface a field of one name has one type, so that any query over it is valid."""
    for interface in own_types(schema):
        if isinstance(interface, GraphQLInterfaceType | GraphQLUnionType):
            types: dict[str, set[str]] = {}
            for one in schema.get_possible_types(interface):
                for name, field in one.fields.items():
                    types.setdefault(name, set()).add(str(field.type))
            assert {name: found for name, found in types.items() if len(found) > 1} == {}, interface.name


def test_whatever_has_an_id_is_a_node(schema: GraphQLSchema) -> None:
    """A type has an id exactly where it implements Node, and then can be fetched again."""
    for one in own_types(schema):
        if isinstance(one, GraphQLObjectType | GraphQLInterfaceType) and one.name != "Node":
            implements = {interface.name for interface in one.interfaces}
            assert ("id" in one.fields) == ("Node" in implements), one.name


def test_every_type_can_be_reached(schema: GraphQLSchema) -> None:
    """Building the schema from what its entry points lead to and the interfaces' types loses none."""
    assert {one.name for one in own_types(schema)} == {one.name for one in own_types(_prune(schema))}


def test_lists_hold_no_nulls(schema: GraphQLSchema) -> None:
    """No list has null entries but `nodes`, where one stands for what is gone, and no list is null itself."""
    nullable = {
        f"{one.name}.{name}"
        for one in own_types(schema)
        if isinstance(one, GraphQLObjectType | GraphQLInterfaceType)
        for name, field in one.fields.items()
        if "[" in str(field.type) and not str(field.type).endswith("!]!")
    }

    assert nullable == {"Query.nodes"}


def _prune(schema: GraphQLSchema) -> GraphQLSchema:
    possible = [
        one
        for interface in own_types(schema)
        if isinstance(interface, GraphQLInterfaceType)
        for one in schema.get_possible_types(interface)
    ]
    return GraphQLSchema(schema.query_type, schema.mutation_type, schema.subscription_type, types=possible)


def _find_descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Every described thing of the schema with its description."""
    for one in own_types(schema):
        yield one.name, one.description
        if isinstance(one, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in one.fields.items():
                yield f"{one.name}.{name}", field.description
                for argument, declared in field.args.items():
                    yield f"{one.name}.{name}({argument})", declared.description
        elif isinstance(one, GraphQLInputObjectType):
            for name, given in one.fields.items():
                yield f"{one.name}.{name}", given.description
        elif isinstance(one, GraphQLEnumType):
            for name, value in one.values.items():
                yield f"{one.name}.{name}", value.description
