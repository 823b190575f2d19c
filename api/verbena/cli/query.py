"""`verbena query`: ask the store without a server."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from typing import Any

import click
import msgspec

from verbena.access.principal import ANONYMOUS
from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.operator import find_operator
from verbena.graph.answer import answer_request
from verbena.graph.context import RequestContext
from verbena.graph.schema import build_schema
from verbena.settings import read_settings
from verbena.translating.surroundings import Surroundings


@click.command(
    short_help="Answer one GraphQL query from the store, as the server would.",
    epilog=tell_exit_codes("the answer has errors or the store can't be used"),
)
@click.argument("document", required=False)
@click.option("--variables", default="{}", help="The query's variables, as a JSON object.")
@click.option("--operation-name", help="Which operation, where the document has several.")
@click.option("--accept-language", default="", help="As a client's Accept-Language header, such as 'sw, en;q=0.5'.")
@click.option("--operator", is_flag=True, help="Ask as one who may do everything: see drafts, and do mutations.")
def query(
    document: str | None, variables: str, operation_name: str | None, accept_language: str, *, operator: bool
) -> None:
    """Answer one GraphQL query from the store, as the server would; without DOCUMENT it is read from standard input.

    The answer is printed as JSON. The exit code is 1 where it has errors.

    \b
    Examples:
      verbena query '{ articles(first: 3, locale: "ar") { nodes { slug title { value } } } }'
      verbena query --variables '{"tag": "sw"}' <faqs.graphql | jq .data
      verbena query --operator '{ article(slug: "bone-health", preview: true) { title { value } } }'
    """
    asked = _read_document() if document is None else document
    if not asked.strip():
        raise click.UsageError("There is no query: give DOCUMENT, or write it to standard input.")
    values = _read_variables(variables)
    with open_services(read_settings(os.environ)) as services:
        principal = find_operator() if operator else ANONYMOUS
        context = RequestContext(services.library, accept_language, principal)
        context.surroundings = Surroundings(open_machine=services.open_machine)
        answer = asyncio.run(answer_request(build_schema(), context, asked, values, operation_name))
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    if "errors" in answer:
        sys.exit(1)


def _read_document() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"Standard input is not UTF-8: {error}.") from error


def _read_variables(text: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise click.BadParameter(f"{text[:60]!r} is not a JSON object: {error}", param_hint="--variables") from error
