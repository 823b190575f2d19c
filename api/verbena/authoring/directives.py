"""Directives: the head of one (`:::{name} argument`, then `:option: value` lines), and what each kind may hold."""

from __future__ import annotations

import re

from markdown_it.token import Token
from msgspec import Struct

from verbena.authoring.nodes import (
    BlockNode,
    CalloutNode,
    FigureNode,
    GridNode,
    KeyForm,
    Node,
    ParagraphNode,
    PartNode,
    RefusedNode,
    Slot,
    TableNode,
    Text,
)
from verbena.authoring.placing import keep_blocks
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.model.article import CalloutKind

PARTS = ("summary", "key-points", "faqs")
OPTIONS = {
    "callout": ("key", "label", "note"),
    "figure": ("key", "alt", "decorative", "long-description", "credit", "note"),
    "table": ("key", "caption", "row-headers", "note"),
    **dict.fromkeys(PARTS, ()),
}

_HEAD = re.compile(r"\s*\{([^{}\s]*)\}\s*(.*?)\s*")
_OPTION = re.compile(r"(?P<indent>[ \t]*):(?P<name>[A-Za-z][A-Za-z0-9_-]*):(?P<blank>[ \t]*)(?P<value>\S.*?)?[ \t]*")
_CONTINUED = re.compile(r"(?P<indent>[ \t]+)(?P<value>\S.*?)[ \t]*")


class Directive(Struct, frozen=True):
    """A directive with its body unread; the body's first line is the file's line `body_line`."""

    name: str
    argument: str
    line: int
    options: dict[str, Text]
    body: str
    body_line: int


def read_directive(token: Token, line: int, last_line: str, log: ProblemLog) -> Directive | None:
    """The directive that a colon fence starting at `line` holds, or None where it is none that articles know.

    `last_line` is the last line of the fence in the source, which tells whether it was closed.
    """
    head = _HEAD.fullmatch(token.info)
    name = head[1] if head else token.info.strip()
    if head is None or name not in OPTIONS:
        known = ", ".join(f"{{{name}}}" for name in OPTIONS)
        hint = "a fence around another needs more colons than the one inside" if not name else f"known are {known}"
        log.add(line, ProblemCode.UNKNOWN_DIRECTIVE, f"there is no directive {name!r}; {hint}")
        return None
    closing = last_line.strip()
    if len(closing) < len(token.markup) or closing.strip(":"):
        message = f"the directive {{{name}}} is never closed; end it with a line {token.markup}"
        log.add(line, ProblemCode.UNCLOSED_DIRECTIVE, message)
    lines = token.content.split("\n")
    options, taken = _read_options(lines, name, line, log)
    return Directive(name, head[2], line, options, "\n".join(lines[taken:]), line + 1 + taken)


def build_directive(source: Directive, body: tuple[Node, ...], log: ProblemLog) -> Node | None:
    """The node that a directive with this body stands for, or None where it lacks what makes it one."""
    if source.argument and source.name not in ("callout", "figure"):
        message = f"{source.argument!r} can't stand here; the first line of {{{source.name}}} ends after its name"
        log.add(source.line, ProblemCode.INVALID_ARGUMENT, message)
    match source.name:
        case "callout":
            return _build_callout(source, body, log)
        case "figure":
            return _build_figure(source, keep_blocks(body, "a figure", log), log)
        case "table":
            return _build_table(source, body, log)
        case _:
            return PartNode(source.name, source.line, body)


def _read_options(lines: list[str], name: str, line: int, log: ProblemLog) -> tuple[dict[str, Text], int]:
    options: dict[str, Text] = {}
    last, depth = "", 0
    for taken, text in enumerate(lines):
        number = line + 1 + taken
        if found := _match_option(text, name):
            last, depth, value = found["name"], len(found["indent"]), found["value"] or ""
            if last not in OPTIONS[name]:
                known = ", ".join(OPTIONS[name]) or "none"
                message = f"{{{name}}} has no option {last!r}; it has: {known}"
                log.add(number, ProblemCode.UNKNOWN_OPTION, message)
            elif last in options:
                log.add(number, ProblemCode.INVALID_OPTION, f"the option {last} stands here a second time; keep one")
            elif value and not found["blank"]:
                message = f"a blank is missing after :{last}: ; write `:{last}: {value}`"
                log.add(number, ProblemCode.INVALID_OPTION, message)
            options.setdefault(last, Text(value, number))
        # A key is one word: what is indented below it is the body, which begins so in many a file without keys.
        elif last not in ("", "key") and (found := _CONTINUED.fullmatch(text)) and len(found["indent"]) > depth:
            option = options[last]
            options[last] = Text(f"{option.source}\n{found['value']}", option.line)
        else:
            return options, taken
    return options, len(lines)


def _match_option(text: str, directive: str) -> re.Match[str] | None:
    """An option's line; one that is indented, or has no blank behind its name, only where the directive has it."""
    found = _OPTION.fullmatch(text)
    if found is None or found["name"] in OPTIONS[directive]:
        return found
    return None if found["indent"] or (found["value"] and not found["blank"]) else found


def _build_callout(source: Directive, body: tuple[Node, ...], log: ProblemLog) -> CalloutNode:
    try:
        kind = CalloutKind(source.argument)
    except ValueError:
        kinds = ", ".join(CalloutKind)
        message = f"a callout is of no kind {source.argument!r}; write one of {kinds}"
        log.add(source.line, ProblemCode.INVALID_ARGUMENT, message)
        kind = CalloutKind.NOTE
    if not body:
        log.add(source.line, ProblemCode.EMPTY_TEXT, "the callout is empty; write what it says, or delete it")
    return CalloutNode(_slot(source), kind, _text(source, "label"), keep_blocks(body, "a callout", log))


def _build_figure(source: Directive, blocks: tuple[BlockNode, ...], log: ProblemLog) -> FigureNode | None:
    captions = [block for block in blocks if isinstance(block, ParagraphNode)]
    if len(captions) < len(blocks) or len(captions) > 1:
        message = "a figure holds one paragraph, its caption; move the rest below the figure"
        log.add(source.line, ProblemCode.UNEXPECTED_CONTENT, message)
    if captions and captions[0].slot.key is not None:
        message = "a caption has no key of its own; the figure's stands for it"
        log.add(captions[0].slot.line, ProblemCode.UNUSED_KEY, message)
    decorative, alternative = _read_flag(source, "decorative", log), _text(source, "alt")
    if decorative and alternative is not None:
        message = "a decorative figure has no alternative text; keep `:alt:` or `:decorative: true`"
        log.add(alternative.line, ProblemCode.INVALID_OPTION, message)
    if not decorative and (alternative is None or not alternative.source.strip()):
        message = "the figure has no alternative text; say in `:alt:` what it shows, or `:decorative: true`"
        log.add(source.line, ProblemCode.MISSING_ALTERNATIVE, message)
        alternative = None
    if not source.argument:
        message = "the figure names no file; write its name after {figure}"
        log.add(source.line, ProblemCode.INVALID_ARGUMENT, message)
        return None
    credit = source.options.get("credit")
    return FigureNode(
        _slot(source),
        Text(source.argument, source.line),
        decorative,
        " ".join(credit.source.split()) or None if credit else None,
        None if decorative else alternative,
        _text(source, "long-description"),
        Text(captions[0].text.source, captions[0].text.line, _note(source)) if captions else None,
    )


def _build_table(source: Directive, body: tuple[Node, ...], log: ProblemLog) -> TableNode | None:
    grids = [node for node in body if isinstance(node, GridNode)]
    if len(grids) != 1 or any(not isinstance(node, GridNode | RefusedNode) for node in body):
        message = "{table} holds one table and nothing else: rows | a | b |, with a line | --- | --- | below the first"
        log.add(source.line, ProblemCode.UNEXPECTED_CONTENT, message)
    row_headers = _read_flag(source, "row-headers", log)
    return TableNode(_slot(source), _text(source, "caption"), row_headers, grids[0]) if grids else None


def _read_flag(source: Directive, name: str, log: ProblemLog) -> bool:
    option = source.options.get(name)
    if option is not None and option.source not in ("true", "false"):
        log.add(option.line, ProblemCode.INVALID_OPTION, f"{name} is {option.source!r}; write true or false")
    return option is not None and option.source == "true"


def _slot(source: Directive) -> Slot:
    if key := source.options.get("key"):
        return Slot(key.line, key.source, KeyForm.OPTION)
    return Slot(source.line, None, KeyForm.OPTION)


def _text(source: Directive, name: str) -> Text | None:
    option = source.options.get(name)
    return Text(option.source, option.line, _note(source)) if option else None


def _note(source: Directive) -> str | None:
    note = source.options.get("note")
    return " ".join(note.source.split()) if note else None
