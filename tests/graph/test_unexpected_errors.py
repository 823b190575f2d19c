"""What nobody foresaw: clients get an id, the log has the rest under it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest
from graphql import GraphQLError

from tests.support.graph_client import GraphClient
from verbena.graph.errors import format_errors
from verbena.model.errors import StoreUnavailable
from verbena.reading.library import Library
from verbena.store.contract import Reader

SECRET = "the password is 1234"


class FailingReader:
    """A store's reading side of which every method raises the same error."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def fail(*_: object, **__: object) -> Any:
            raise self._error

        return fail


def client_of(error: Exception) -> GraphClient:
    """A client of a server whose store fails so."""
    return GraphClient(Library(cast("Reader", FailingReader(error)), "http://verbena.test", "en"))


QUESTIONS = [
    '{ article(slug: "x", locale: "en") { id } }',
    '{ article(slug: "x") { id } }',
    "{ articles { totalCount } }",
    '{ medication(key: "x") { id } }',
    "{ medications { totalCount } }",
    "{ topics { key } }",
    "{ labels { key } }",
    "{ locales { tag } }",
    '{ node(id: "WyJUb3BpYyIsInRvcGljIiwieCIsIiIsWyJlbiJdXQ") { id } }',
    '{ nodes(ids: ["WyJUb3BpYyIsInRvcGljIiwieCIsIiIsWyJlbiJdXQ"]) { id } }',
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_unexpected_errors_are_masked(question: str, caplog: pytest.LogCaptureFixture) -> None:
    """The answer has an id and a place and nothing of the inside; the log has the error whole, under the id, once."""
    client = client_of(RuntimeError(SECRET))

    error = client.refuse(question)

    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert set(error["extensions"]) == {"code", "id"}
    assert error["path"]
    assert SECRET not in str(error)
    assert "RuntimeError" not in str(error)
    (record,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert error["extensions"]["id"] in record.getMessage()
    assert record.exc_info is not None
    assert str(record.exc_info[1]) == SECRET


def test_each_has_an_id_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    """Two errors in one answer are told apart."""
    client = client_of(RuntimeError(SECRET))

    answer = client.execute(
        '{ a: node(id: "WyJUb3BpYyIsInRvcGljIiwieCIsIiIsWyJlbiJdXQ") { id } b: medication(key: "x") { id } }'
    )

    ids = {error["extensions"]["id"] for error in answer["errors"]}
    assert len(ids) == len(answer["errors"]) == len(caplog.records) == 2
    assert answer["data"] == {"a": None, "b": None}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_store_that_is_gone_is_told(question: str, caplog: pytest.LogCaptureFixture) -> None:
    """A store that doesn't answer has a code of its own, so that clients know to come again; its reason is logged."""
    error = client_of(StoreUnavailable(SECRET)).refuse(question)

    assert error["extensions"] == {"code": "STORE_UNAVAILABLE"}
    assert "try again" in error["message"]
    assert SECRET not in str(error)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [SECRET]


@pytest.mark.parametrize("path", [None, ["article"]])
def test_what_fails_outside_fields_is_masked(
    path: Sequence[str | int] | None, caplog: pytest.LogCaptureFixture
) -> None:
    """An error that belongs to no field and to no place in the document is masked too."""
    (told,) = format_errors([GraphQLError(SECRET, path=path, original_error=RuntimeError(SECRET))])

    assert told["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert SECRET not in str(told)
    assert len(caplog.records) == 1
