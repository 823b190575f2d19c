"""Random documents over a schema, with what hypothesis-graphql leaves out: variables, fragments' names, directives."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graphql import (
    ArgumentNode,
    BooleanValueNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    NameNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    ast_from_value,
    parse,
    parse_type,
    print_ast,
    value_from_ast_untyped,
    visit,
)
from hypothesis import strategies as st
from hypothesis_graphql import from_schema, nodes


class RandomDocument(NamedTuple):
    """A valid document with its variables."""

    text: str
    variables: dict[str, Any]


Pools = Mapping[str, Sequence[Any]]
"""By the name of an argument, values that mean something to the server that is asked."""


def random_documents(schema_text: str, schema: GraphQLSchema, pools: Pools) -> st.SearchStrategy[RandomDocument]:
    """Valid queries over the schema: about half of their values in variables, some fragments named, some directives.

    Nine of ten arguments that have a pool take their value from there, as one made up hardly ever names anything.
    """
    queries = from_schema(schema_text, custom_scalars=_SCALARS)
    return st.builds(lambda text, seed: _vary(text, schema, pools, random.Random(seed)), queries, st.integers(0, 2**32))


_INSTANTS = ["2026-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
_SCALARS: dict[str, st.SearchStrategy[ValueNode]] = {
    "Locale": st.sampled_from(["ar", "zh-TW", "iw", "x-y", "en_US", ""]).map(nodes.String),
    "DateTime": st.sampled_from(_INSTANTS).map(nodes.String),
}


def _vary(text: str, schema: GraphQLSchema, pools: Pools, dice: random.Random) -> RandomDocument:
    info = TypeInfo(schema)
    variation = _Variation(info, pools, dice)
    document = visit(parse(text), TypeInfoVisitor(info, variation))
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    declared = OperationDefinitionNode(
        operation=operation.operation,
        name=NameNode(value="Random"),
        variable_definitions=tuple(variation.definitions),
        directives=(),
        selection_set=operation.selection_set,
    )
    whole = DocumentNode(definitions=(declared, *variation.fragments))
    return RandomDocument(print_ast(whole), variation.variables)


class _Variation(Visitor):
    """Collects what it takes out of the document: variables with their values, and fragments."""

    def __init__(self, info: TypeInfo, pools: Pools, dice: random.Random) -> None:
        super().__init__()
        self.definitions: list[VariableDefinitionNode] = []
        self.variables: dict[str, Any] = {}
        self.fragments: list[FragmentDefinitionNode] = []
        self._info = info
        self._pools = pools
        self._dice = dice

    def enter_argument(self, node: ArgumentNode, *_: Any) -> ArgumentNode:
        argument = self._info.get_argument()
        assert argument is not None
        value: ValueNode = node.value
        if node.name.value in self._pools and self._dice.random() < 0.9:
            drawn = self._dice.choice(self._pools[node.name.value])
            value = ast_from_value(drawn, argument.type) or value
        if self._dice.random() < 0.5:
            return ArgumentNode(name=node.name, value=value)
        given = value_from_ast_untyped(value)
        return ArgumentNode(name=node.name, value=self._declare(given, str(argument.type)))

    def leave_field(self, node: FieldNode, *_: Any) -> FieldNode:
        return FieldNode(
            alias=node.alias,
            name=node.name,
            arguments=node.arguments,
            directives=self._draw_directives(),
            selection_set=node.selection_set,
        )

    def leave_inline_fragment(self, node: InlineFragmentNode, *_: Any) -> InlineFragmentNode | FragmentSpreadNode:
        if node.type_condition is None or self._dice.random() < 0.5:
            return node
        name = NameNode(value=f"F{len(self.fragments)}")
        condition = NamedTypeNode(name=node.type_condition.name)
        fragment = FragmentDefinitionNode(
            name=name, type_condition=condition, directives=(), selection_set=node.selection_set
        )
        self.fragments.append(fragment)
        return FragmentSpreadNode(name=name, directives=self._draw_directives())

    def _draw_directives(self) -> tuple[DirectiveNode, ...]:
        if self._dice.random() < 0.9:
            return ()
        holds = self._dice.random() < 0.5
        is_variable = self._dice.random() < 0.5
        condition = self._declare(holds, "Boolean!") if is_variable else BooleanValueNode(value=holds)
        argument = ArgumentNode(name=NameNode(value="if"), value=condition)
        directive = self._dice.choice(["include", "skip"])
        return (DirectiveNode(name=NameNode(value=directive), arguments=(argument,)),)

    def _declare(self, value: Any, type_text: str) -> VariableNode:
        variable = VariableNode(name=NameNode(value=f"v{len(self.definitions)}"))
        self.definitions.append(VariableDefinitionNode(variable=variable, type=parse_type(type_text), directives=()))
        self.variables[variable.name.value] = value
        return variable
