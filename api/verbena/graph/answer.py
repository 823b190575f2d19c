"""One request through the schema: what GraphQL answers, alike at every door."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from typing import Any

import strawberry
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from verbena.graph.context import RequestContext
from verbena.graph.errors import format_errors
from verbena.model.errors import ErrorCode, VerbenaError


class OperationUnclear(VerbenaError):
    """A document in which the operation to execute can't be told (GraphQL specification, section 6.1)."""

    code = ErrorCode.OPERATION_RESOLUTION_FAILURE


class SubscriptionAsked(VerbenaError):
    """A subscription where there is one answer and no more."""

    code = ErrorCode.BAD_REQUEST


async def answer_request(
    schema: strawberry.Schema,
    context: RequestContext,
    document: str,
    variables: dict[str, Any] | None = None,
    operation_name: str | None = None,
    allowed: Iterable[OperationType] = (OperationType.QUERY, OperationType.MUTATION),
) -> dict[str, Any]:
    """The response's map; without `data` where nothing was executed (GraphQL specification, section 7.1).

    Raises:
        OperationUnclear: where there is no operation of that name, or several and no name.
        SubscriptionAsked: where the operation is a subscription: `stream_request` answers it.
        InvalidOperationTypeError: strawberry's, where the operation is of another kind than the `allowed`.
    """
    try:
        result = await schema.execute(
            document,
            variable_values=variables,
            context_value=context,
            operation_name=operation_name,
            allowed_operation_types=allowed,
        )
    except CannotGetOperationTypeError as error:
        raise OperationUnclear(error.as_http_error_reason()) from error
    except InvalidOperationTypeError as error:
        if error.operation_type is not OperationType.SUBSCRIPTION:
            raise
        raise SubscriptionAsked(
            "A subscription has more than one answer: ask for it over WebSocket (graphql-transport-ws), or over HTTP"
            " with `Accept: text/event-stream`."
        ) from error
    return _write_result(result)


async def stream_request(
    schema: strawberry.Schema,
    context: RequestContext,
    document: str,
    variables: dict[str, Any] | None = None,
    operation_name: str | None = None,
) -> AsyncGenerator[dict[str, Any]]:
    """The responses of a subscription, one for each event, each a map as `answer_request` gives it.

    Where nothing could be followed there is one, without `data`. The document must have just one operation of that
    name, as `answer_request` finds out.
    """
    results = await schema.subscribe(
        document, variable_values=variables, context_value=context, operation_name=operation_name
    )
    async with aclosing(results):
        async for result in results:
            yield _write_result(result)
            context.forget()


def _write_result(result: ExecutionResult) -> dict[str, Any]:
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = format_errors(result.errors)
    if not _is_request_error(result):
        body["data"] = result.data
    return body


def _is_request_error(result: ExecutionResult) -> bool:
    """Whether nothing was executed: errors of fields have a path, and strawberry tells of variables without one."""
    if isinstance(result, PreExecutionError):
        return True
    return result.data is None and all(error.path is None for error in result.errors or ())
