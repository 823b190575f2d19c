"""Proofs, outside the clock, that the work was done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from bench.workloads import Workload


class WorkNotDone(AssertionError):
    """An answer that is not what was asked for: its time says nothing."""


def read_answer(workload: Workload, body: bytes) -> dict[str, Any]:
    """The data of an answer without errors, in which every text is in a language that it may be in.

    Raises:
        WorkNotDone: where it has errors, no article, an empty text, or texts in languages that were not to be expected.
    """
    answer = msgspec.json.decode(body)
    data = answer.get("data")
    if "errors" in answer or not data or not data["article"]:
        raise WorkNotDone(f"{workload.name} in {workload.locale}: {str(answer)[:300]}")
    languages = {text["lang"] for text in _walk_texts(data) if not text["path"].startswith("citation.")}
    if not languages <= workload.languages:
        raise WorkNotDone(f"{workload.name} in {workload.locale} came in {sorted(languages)}")
    for text in _walk_texts(data):
        if not text["html"] or text["isFallback"] != (text["lang"] != workload.locale):
            raise WorkNotDone(f"{workload.name} in {workload.locale}: {text}")
    checked: dict[str, Any] = data
    return checked


def require_same(workload: Workload, peer: str, body: bytes, data: dict[str, Any]) -> None:
    """See to it that a peer gave just the data that are expected.

    Raises:
        WorkNotDone: where it gave others.
    """
    if msgspec.json.decode(body) != {"data": data}:
        raise WorkNotDone(f"{peer} gave another answer to {workload.name} in {workload.locale}")


def count_fields(value: Any) -> int:
    """How many fields an answer has, those that hold objects and lists among them."""
    if isinstance(value, dict):
        return len(value) + sum(count_fields(part) for part in value.values())
    return sum(count_fields(part) for part in value) if isinstance(value, list) else 0


def _walk_texts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "isFallback" in value:
            yield value
        for part in value.values():
            yield from _walk_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _walk_texts(part)
