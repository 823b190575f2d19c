"""YAML and JSON as values with the line of each part, since a problem must name its line."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import yaml
from msgspec import Struct

from verbena.authoring.problems import ProblemCode, ProblemLog

Path = tuple[str | int, ...]
Value = Any  # what JSON can say: null, booleans, numbers, strings, lists, and dicts with string keys

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 12
_TOO_DEEP = f"values are nested more than {_DEEPEST} deep; write them less deep"
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("null", "bool", "int", "float", "str", "seq", "map", "timestamp", "merge", "value")
}
_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")


class MappingStart(NamedTuple):
    """Where a mapping's first key, or its opening brace, stands: `line` counts from 1, `column` from 0."""

    line: int
    column: int
    braces: bool


class Located(Struct, frozen=True):
    """A value with the line of each of its parts, by path, and the start of each mapping."""

    value: Value
    lines: dict[Path, int]
    mappings: dict[Path, MappingStart] = {}

    def line_of(self, *path: str | int) -> int:
        """The line of a part, or of the nearest part around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, first_line: int, log: ProblemLog) -> Located | None:
    """The value of a YAML document whose text starts at `first_line`, or None where it can't be read.

    Scalars are read by YAML 1.2's core schema: `on` and `NO` are strings, and so are dates. Aliases, tags of the
    writer's own, and values within values more than twelve deep are refused.
    """
    try:
        if (line := _find_too_deep(text)) is not None:
            log.add(first_line + line, ProblemCode.BAD_YAML, _TOO_DEEP)
            return None
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + min(mark.line if mark else 0, text.count("\n"))
        log.add(line, ProblemCode.BAD_YAML, f"this is not YAML: {error.problem or error.context}")
        return None
    except yaml.YAMLError as error:
        log.add(first_line, ProblemCode.BAD_YAML, f"this is not YAML: {' '.join(str(error).split())}")
        return None
    reader = _YamlReader(first_line, log)
    if root is None:
        return Located(None, {(): first_line})
    try:
        value = reader.read(root, ())
    except _Refused:
        return None
    return Located(value, reader.lines, reader.mappings)


def read_json_list(text: str, log: ProblemLog) -> Located | None:
    """The list of a JSON file with the line of each item and of each item's fields, or None where it can't be read."""
    decoder = json.JSONDecoder(object_pairs_hook=_read_pairs, parse_constant=_refuse_constant)
    space = re.compile(r"\s*")
    values: list[Value] = []
    lines: dict[Path, int] = {(): 1}
    try:
        decoder.decode(text)  # tells of whatever is wrong with the file as a whole
        position = space.match(text).end()  # type: ignore[union-attr]  # it matches the empty string too
        line, counted = 1, 0
        while text[position] == "[" or text[position] == ",":
            position = space.match(text, position + 1).end()  # type: ignore[union-attr]
            if text[position] == "]":
                break
            value, end = decoder.raw_decode(text, position)
            line += text.count("\n", counted, position)
            counted = position
            lines |= _locate_fields(text[position:end], line, value, (len(values),))
            values.append(value)
            position = space.match(text, end).end()  # type: ignore[union-attr]
        else:
            if text[position] != "]":
                log.add(1, ProblemCode.BAD_JSON, "the file must hold a list: [ … ]")
                return None
    except json.JSONDecodeError as error:
        log.add(error.lineno, ProblemCode.BAD_JSON, f"this is not JSON: {error.msg}")
        return None
    except (ValueError, RecursionError) as error:
        log.add(1, ProblemCode.BAD_JSON, f"this is not JSON: {error}")
        return None
    return Located(values, lines)


class _Refused(Exception):
    """Reading stops; the log says why."""


class _YamlReader:
    def __init__(self, first_line: int, log: ProblemLog) -> None:
        self.first_line = first_line
        self.log = log
        self.lines: dict[Path, int] = {}
        self.mappings: dict[Path, MappingStart] = {}
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, path: Path) -> Value:
        line = self.line_of(node)
        self.lines.setdefault(path, line)
        if id(node) in self.seen:
            raise self.refuse(line, "an anchor with an alias (&name, *name) is not understood here; repeat the value")
        if node.tag not in _TAGS:
            raise self.refuse(line, f"the tag {node.tag} is not understood here; delete it")
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return _read_scalar(node.value) if node.style in (None, "") else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, number)) for number, item in enumerate(node.value)]
        return self.read_mapping(node, path)

    def read_mapping(self, node: yaml.Node, path: Path) -> dict[str, Value]:
        mark = node.start_mark
        self.mappings[path] = MappingStart(self.line_of(node), mark.column, bool(getattr(node, "flow_style", False)))
        values: dict[str, Value] = {}
        for name_node, value_node in node.value:
            line = self.line_of(name_node)
            if not isinstance(name_node, yaml.ScalarNode):
                raise self.refuse(line, "a field's name must be a single word")
            name = name_node.value
            if name in values:
                self.log.add(line, ProblemCode.DUPLICATE_KEY, f"the field {name} stands here a second time; keep one")
            self.lines[(*path, name)] = line
            values[name] = self.read(value_node, (*path, name))
        return values

    def line_of(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def refuse(self, line: int, message: str) -> _Refused:
        self.log.add(line, ProblemCode.BAD_YAML, message)
        return _Refused()


def _find_too_deep(text: str) -> int | None:
    """The line (from 0) at which a document is nested too deeply, or None.

    Composing calls itself for each level, in C: a file of brackets alone would end the process.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                return event.start_mark.line if event.start_mark else 0
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def _read_scalar(text: str) -> Value:
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _read_pairs(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice} stands twice in one object; keep one")
    return values


def _refuse_constant(name: str) -> Value:
    raise ValueError(f"{name} is not a JSON value")


def _locate_fields(item: str, line: int, value: Value, path: Path) -> dict[Path, int]:
    lines = {path: line}
    for name in value if isinstance(value, dict) else ():
        found = re.search(re.escape(json.dumps(name, ensure_ascii=False)) + r"\s*:", item)
        lines[*path, name] = line + (item.count("\n", 0, found.start()) if found else 0)
    return lines
