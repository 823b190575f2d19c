"""A front end without HTTP: asks a library through the schema, and gets answers as the server words them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verbena.access.principal import ANONYMOUS, Principal
from verbena.graph.answer import answer_request
from verbena.graph.context import RequestContext
from verbena.graph.schema import build_schema
from verbena.reading.library import Library

Answer = dict[str, Any]

FULL_ARTICLE = Path(__file__).with_name("full_article.graphql")
"""A document that selects every field of every type that an article leads to; `Article` and `Refetch` are in it."""


class GraphClient:
    """Asks one library; each question is a request of its own."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.schema = build_schema()

    def execute(
        self,
        document: str,
        variables: Answer | None = None,
        *,
        accept_language: str = "",
        operation: str | None = None,
        principal: Principal = ANONYMOUS,
    ) -> Answer:
        """The whole answer: `data`, unless nothing was executed, and `errors` where there are any."""
        context = RequestContext(self.library, accept_language, principal)
        return asyncio.run(answer_request(self.schema, context, document, variables, operation))

    def ask(
        self,
        document: str,
        variables: Answer | None = None,
        *,
        accept_language: str = "",
        operation: str | None = None,
        principal: Principal = ANONYMOUS,
    ) -> Answer:
        """The data of an answer that must have no errors."""
        answer = self.execute(
            document, variables, accept_language=accept_language, operation=operation, principal=principal
        )
        assert "errors" not in answer, answer["errors"]
        data: Answer = answer["data"]
        return data

    def refuse(self, document: str, variables: Answer | None = None, *, principal: Principal = ANONYMOUS) -> Answer:
        """The one error of an answer that must have just that."""
        answer = self.execute(document, variables, principal=principal)
        assert len(answer.get("errors", ())) == 1, answer
        error: Answer = answer["errors"][0]
        return error


def find_objects(answer: object, type_name: str | None = None) -> Iterator[Answer]:
    """Every object in an answer, or those that say to be of that type, as often as they stand there."""
    if isinstance(answer, dict):
        if type_name in (None, answer.get("__typename")):
            yield answer
        for value in answer.values():
            yield from find_objects(value, type_name)
    elif isinstance(answer, list):
        for value in answer:
            yield from find_objects(value, type_name)
