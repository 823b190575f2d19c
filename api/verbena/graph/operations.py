"""Which operation of a document is executed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphql import DocumentNode, OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError


class OperationUnresolved(CannotGetOperationTypeError):
    """A document of which no operation, or not just one, can be meant; nothing of it was executed."""

    def __init__(self, operation_name: str | None, message: str) -> None:
        super().__init__(operation_name)
        self._message = message

    def as_http_error_reason(self) -> str:
        """What to tell the client."""
        return self._message


class OperationResolver(SchemaExtension):
    """Refuses what GraphQL's GetOperation refuses (specification, section 6.1).

    Strawberry by itself would execute the first of several operations where none is named.
    """

    def on_parse(self) -> Iterator[None]:
        """Look at the document once it is there.

        Raises:
            OperationUnresolved: where no operation has the name given, or none is named and there isn't just one.
        """
        yield
        document = self.execution_context.graphql_document
        if document is not None:
            # What the client gave: `operation_name` is the first operation's where the client gave none.
            _check_operation(document, self.execution_context._provided_operation_name)


def _check_operation(document: DocumentNode, wanted: str | None) -> None:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    names = [node.name.value for node in operations if node.name]
    if not operations:
        raise OperationUnresolved(wanted, "The document has no operation: add a query to its fragments.")
    if wanted is None and len(operations) > 1:
        message = f"The document has {len(operations)} operations: name one of {_list(names)} in `operationName`."
        raise OperationUnresolved(wanted, message)
    if wanted is not None and wanted not in names:
        message = f"The document has no operation {wanted[:60]!a}: leave `operationName` out, or give one that it has"
        raise OperationUnresolved(wanted, f"{message} ({_list(names)})." if names else f"{message}.")


def _list(names: Sequence[str]) -> str:
    """The first names; several operations that lack one are no valid document, whichever is meant."""
    shown = [name[:60] for name in names[:_SHOWN]] or ["them"]
    return ", ".join([*shown, "…"] if len(names) > _SHOWN else shown)


_SHOWN = 10
