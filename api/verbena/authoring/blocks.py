"""Markdown as nodes, each with its line in the file and its key or the place for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from verbena.authoring.directives import build_directive, read_directive
from verbena.authoring.grids import read_grid
from verbena.authoring.markdown import DEEPEST_BLOCK, parse_blocks
from verbena.authoring.nodes import (
    HeadingNode,
    ItemNode,
    KeyForm,
    ListNode,
    Node,
    ParagraphNode,
    RefusedNode,
    Slot,
    Text,
)
from verbena.authoring.placing import keep_blocks
from verbena.authoring.problems import ProblemCode, ProblemLog

_ITEM_KEY = re.compile(r"\{#([^{}]*)\}(?:[ \t]+|\n|$)")
_ITEM_MARKER = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+")
_UNSUPPORTED = {
    "fence": "a code block",
    "code_block": "a code block (text indented by four spaces)",
    "blockquote": "a block quote",
    "hr": "a line across the page",
    "myst_target": "a MyST target; write {#key} above the node",
    "myst_block_break": "a block break",
}
_DEEPEST_DIRECTIVE = 6


def read_blocks(source: str, first_line: int, lines: Sequence[str], log: ProblemLog) -> tuple[Node, ...]:
    """The nodes of `source`, which starts at `first_line` of the file whose lines are `lines`, in reading order."""
    return _BlockReader(lines, log).read(source, first_line, 0)


class _Where(NamedTuple):
    """The file's line at which the Markdown being read starts, and how many directives it stands in."""

    base: int
    depth: int

    def line_of(self, node: SyntaxTreeNode) -> int:
        return self.base + (node.map[0] if node.map else 0)


class _BlockReader:
    def __init__(self, lines: Sequence[str], log: ProblemLog) -> None:
        self.lines = lines
        self.log = log

    def read(self, source: str, first_line: int, depth: int) -> tuple[Node, ...]:
        tokens, definitions = parse_blocks(source)
        for line, label in definitions:
            message = f"a link definition ([{label}]: …) is not understood here; write [text](address) in the text"
            self.log.add(first_line + line, ProblemCode.UNSUPPORTED_NODE, message)
        return self.read_siblings(SyntaxTreeNode(tokens).children, _Where(first_line, depth))

    def read_siblings(self, children: Sequence[SyntaxTreeNode], where: _Where) -> tuple[Node, ...]:
        nodes: list[Node] = []
        key: Slot | None = None
        note: tuple[int, str] | None = None
        after_text = -1  # the line after a paragraph, where a note would swallow its next line
        for child in children:
            line = where.line_of(child)
            if child.type == "key_line":
                self.drop_key(key)
                key = Slot(line, child.content)
                continue
            if child.type == "myst_line_comment":
                self.drop_note(note)
                note = (line, " ".join(child.content.split()))
                if line == after_text:
                    self.drop_note(note)
                    note = None
                continue
            node = self.read_node(child, key or Slot(line), note[1] if note else None, where)
            keyed = node is None or isinstance(node, ParagraphNode | HeadingNode | ListNode)
            self.drop_key(None if keyed else key)
            nodes.append(node or RefusedNode(line))
            key, note = None, None
            after_text = where.base + child.map[1] if child.map and child.type == "paragraph" else -1
        self.drop_key(key)
        self.drop_note(note)
        return tuple(nodes)

    def read_node(self, child: SyntaxTreeNode, slot: Slot, note: str | None, where: _Where) -> Node | None:
        line = where.line_of(child)
        if any(token.level > DEEPEST_BLOCK for token in child.to_tokens()):
            message = "blocks are nested too deeply to be read; write them less deep"
            self.log.add(line, ProblemCode.NESTED_TOO_DEEPLY, message)
            return None
        match child.type:
            case "paragraph":
                return ParagraphNode(slot, Text(child.children[0].content, line, note))
            case "heading":
                text = child.children[0].content if child.children else ""
                return HeadingNode(slot, int(child.tag[1:]), Text(text, line, note))
            case "bullet_list" | "ordered_list":
                if child.attrs.get("start", 1) != 1:
                    message = "a numbered list starts at 1; begin it with 1."
                    self.log.add(line, ProblemCode.UNSUPPORTED_NODE, message)
                items = (self.read_item(item, note, where) for item in child.children)
                ordered = child.type == "ordered_list"
                return ListNode(slot, ordered, tuple(item for item in items if item is not None))
            case "table":
                return read_grid(child, where.base, self.lines, self.log)
            case "colon_fence":
                return self.read_directive(child, where)
            case "html_block":
                message = "HTML is not understood here; write it in Markdown, or delete it"
                self.log.add(line, ProblemCode.RAW_HTML, message)
            case kind:
                message = f"{_UNSUPPORTED.get(kind, kind)} can't stand in an article; write it as text, list or callout"
                self.log.add(line, ProblemCode.UNSUPPORTED_NODE, message)
        return None

    def read_item(self, item: SyntaxTreeNode, note: str | None, where: _Where) -> ItemNode | None:
        children = list(item.children)
        line = where.line_of(item)
        key: Slot | None = None
        if children and children[0].type == "key_line":
            key = Slot(line, children.pop(0).content)
        if not children or children[0].type != "paragraph" or children[0].map is None:
            message = "the item does not begin with a text; write one after the list's mark"
            self.log.add(line, ProblemCode.EMPTY_TEXT, message)
            return None
        text_line = where.line_of(children[0])
        source = children[0].children[0].content
        found = _ITEM_KEY.match(source)
        if found and key is None:
            key = Slot(text_line, found[1].strip())
            source = source[found.end() :]
            text_line += found[0].count("\n")
        blocks = keep_blocks(self.read_siblings(children[1:], where), "a list item", self.log)
        return ItemNode(key or self.slot_of_item(line, text_line), Text(source, text_line, note), blocks)

    def slot_of_item(self, line: int, text_line: int) -> Slot:
        text = self.lines[text_line - 1]
        marker = _ITEM_MARKER.match(text) if text_line == line else None
        column = marker.end() if marker else len(text) - len(text.lstrip())
        return Slot(text_line, None, KeyForm.BEFORE, column)

    def read_directive(self, child: SyntaxTreeNode, where: _Where) -> Node | None:
        token = child.token
        if token is None or child.map is None:
            return None
        line = where.line_of(child)
        if where.depth >= _DEEPEST_DIRECTIVE:
            message = "directives are nested too deeply to be read; write them less deep"
            self.log.add(line, ProblemCode.NESTED_TOO_DEEPLY, message)
            return None
        last = where.base + child.map[1] - 1
        directive = read_directive(token, line, self.lines[last - 1] if last > line else "", self.log)
        if directive is None:
            return None
        body = self.read(directive.body, directive.body_line, where.depth + 1)
        return build_directive(directive, body, self.log)

    def drop_key(self, key: Slot | None) -> None:
        if key is not None:
            message = f"the key {key.key!r} belongs to nothing: it stands right above a paragraph, heading or list"
            self.log.add(key.line, ProblemCode.UNUSED_KEY, message)

    def drop_note(self, note: tuple[int, str] | None) -> None:
        if note is not None:
            message = (
                "a line that starts with % is a note to translators and stands right above a node, after an empty line"
            )
            self.log.add(note[0], ProblemCode.UNUSED_NOTE, message)
