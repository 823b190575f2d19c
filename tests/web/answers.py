"""What an HTTP answer of GraphQL holds, once it is seen to be well-formed."""

from __future__ import annotations

import json
from typing import Any

import httpx

from verbena.model.errors import ErrorCode

JSON = "application/json; charset=utf-8"
GRAPHQL_RESPONSE = "application/graphql-response+json; charset=utf-8"
SLUG = "breast-cancer-and-osteoporosis"


def read_answer(response: httpx.Response) -> dict[str, Any]:
    """The response's map, which must be one JSON object as the GraphQL specification has it (section 7.1)."""
    assert response.headers["content-type"] in (JSON, GRAPHQL_RESPONSE)
    answer: dict[str, Any] = json.loads(response.content)
    assert set(answer) <= {"data", "errors"}
    assert answer
    for error in answer.get("errors", [{"message": "-", "extensions": {"code": "BAD_REQUEST"}}]):
        assert error["message"]
        assert error["extensions"]["code"] in set(ErrorCode)
    return answer


def read_data(response: httpx.Response) -> Any:
    """The `data` of an answer without errors."""
    answer = read_answer(response)
    assert "errors" not in answer, answer["errors"]
    assert response.status_code == 200
    return answer["data"]


def read_refusal(response: httpx.Response) -> tuple[int, str]:
    """The status and the code of an answer to something that was not executed, which has one error and no data."""
    answer = read_answer(response)
    assert "data" not in answer, answer
    (error,) = answer["errors"]
    return response.status_code, error["extensions"]["code"]
