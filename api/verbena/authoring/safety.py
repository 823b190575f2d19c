"""Which texts an author marks: their last change was one of safety, or a minor one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import fields

from verbena.authoring.located import Located
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.model.article import Article, TableBlock
from verbena.model.edition import EVERYTHING


def find_marked(
    front: Located, field: str, article: Article, units: Collection[str], log: ProblemLog
) -> tuple[str, ...]:
    """The paths of the units that a field, `safety` or `minor`, names, sorted; EVERYTHING where it says `*`.

    A name is a text's path, or the key of a node with a text in it or below it: a section means all that stands in it.
    One that is neither is logged.
    """
    marked: set[str] = set()
    for at, name in enumerate(front.value.get(field) or ()):
        if name == EVERYTHING:
            marked.add(EVERYTHING)
            continue
        nodes = {name, *_find_keys_within(article, name)}
        found = {path for path in units if path == name or path.rpartition(".")[0] in nodes}
        if not found:
            message = f"{name!r} is neither the path of a text here nor the key of a node with one; `*` means all texts"
            log.add(front.line_of(field, at), ProblemCode.UNKNOWN_TEXT, message)
        marked |= found
    return tuple(sorted(marked))


def _find_keys_within(article: Article, name: str) -> Iterator[str]:
    for node in _walk(article):
        if getattr(node, "key", None) == name and node is not article:
            for inner in _walk(node):
                yield str(getattr(inner, "key", name))
                if isinstance(inner, TableBlock):
                    yield from inner.columns


def _walk(value: Any) -> Iterator[Struct]:
    if isinstance(value, tuple):
        for part in value:
            yield from _walk(part)
    elif isinstance(value, Struct):
        yield value
        for field in fields(value):
            yield from _walk(getattr(value, field.name))
