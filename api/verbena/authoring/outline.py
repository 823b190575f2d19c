"""The nodes of an article arranged: title, summary, key points, introduction, sections and questions."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct

from verbena.authoring.nodes import (
    BlockNode,
    HeadingNode,
    ItemNode,
    ListNode,
    Node,
    ParagraphNode,
    PartNode,
    RefusedNode,
    Slot,
    Text,
    line_of,
)
from verbena.authoring.placing import keep_blocks
from verbena.authoring.problems import ProblemCode, ProblemLog


class SectionOutline(Struct, frozen=True):
    """A section with what stands below its heading."""

    slot: Slot
    level: int
    heading: Text
    blocks: tuple[BlockNode, ...]
    sections: tuple[SectionOutline, ...]


class FaqOutline(Struct, frozen=True):
    """A question with its answer."""

    slot: Slot
    question: Text
    answer: tuple[BlockNode, ...]


class Outline(Struct, frozen=True):
    """What an article's body holds, all of it in its place."""

    title: Text | None
    summary: Text | None
    key_points: tuple[ItemNode, ...]
    introduction: tuple[BlockNode, ...]
    sections: tuple[SectionOutline, ...]
    faqs: tuple[FaqOutline, ...]


def arrange(nodes: tuple[Node, ...], first_line: int, log: ProblemLog) -> Outline:
    """The outline of an article's nodes; what can't stand where it stands is logged and left out.

    `first_line` is that of the body, named where something is missing.
    """
    parts = _take_parts(nodes, log)
    title, rest = _take_title([node for node in nodes if not isinstance(node, PartNode)], first_line, log)
    headings = [at for at, node in enumerate(rest) if isinstance(node, HeadingNode)]
    start = headings[0] if headings else len(rest)
    if "summary" not in parts:
        log.add(
            first_line,
            ProblemCode.MISSING_SUMMARY,
            "the article has no summary; write one between :::{summary} and :::",
        )
    return Outline(
        title,
        _read_summary(parts["summary"], log) if "summary" in parts else None,
        _read_key_points(parts["key-points"], log) if "key-points" in parts else (),
        keep_blocks(tuple(rest[:start]), "the introduction", log),
        _Sections(rest[start:], log).read(1),
        _read_faqs(parts["faqs"], log) if "faqs" in parts else (),
    )


def _take_parts(nodes: tuple[Node, ...], log: ProblemLog) -> dict[str, PartNode]:
    parts: dict[str, PartNode] = {}
    for node in nodes:
        if not isinstance(node, PartNode):
            continue
        if node.name in parts:
            message = (
                f"{{{node.name}}} stands here a second time; put all into the first, in line {parts[node.name].line}"
            )
            log.add(node.line, ProblemCode.SECOND_PART, message)
        parts.setdefault(node.name, node)
    return parts


def _take_title(nodes: list[Node], first_line: int, log: ProblemLog) -> tuple[Text | None, list[Node]]:
    titles = [node for node in nodes if isinstance(node, HeadingNode) and node.level == 1]
    rest = [node for node in nodes if not (isinstance(node, HeadingNode) and node.level == 1)]
    if not titles:
        log.add(first_line, ProblemCode.MISSING_TITLE, "the article has no title; write it as # Title")
        return None, rest
    title = titles[0]
    if title.slot.key is not None:
        log.add(title.slot.line, ProblemCode.UNUSED_KEY, "the title has no key of its own; delete it")
    if next(node for node in nodes if not isinstance(node, RefusedNode)) is not title:
        log.add(title.text.line, ProblemCode.MISPLACED_NODE, "the title stands before all else; move it up")
    for second in titles[1:]:
        message = "the article has a title already; write a section's heading with ##"
        log.add(second.text.line, ProblemCode.SECOND_TITLE, message)
    return _heading(title, log), rest


def _read_summary(part: PartNode, log: ProblemLog) -> Text | None:
    blocks = _drop_refused(part.blocks)
    first = blocks[0] if blocks else None
    if len(blocks) != 1 or not isinstance(first, ParagraphNode):
        log.add(part.line, ProblemCode.UNEXPECTED_CONTENT, "the summary is one paragraph and nothing else")
    if not isinstance(first, ParagraphNode):
        return None
    if first.slot.key is not None:
        log.add(first.slot.line, ProblemCode.UNUSED_KEY, "the summary has no key of its own; delete it")
    return first.text


def _read_key_points(part: PartNode, log: ProblemLog) -> tuple[ItemNode, ...]:
    blocks = _drop_refused(part.blocks)
    points = blocks[0] if blocks else None
    if len(blocks) != 1 or not isinstance(points, ListNode):
        log.add(part.line, ProblemCode.UNEXPECTED_CONTENT, "the key points are one list and nothing else")
    if not isinstance(points, ListNode):
        return ()
    if points.slot.key is not None:
        log.add(
            points.slot.line, ProblemCode.UNUSED_KEY, "the list of key points has no key, its items have; delete it"
        )
    for item in points.items:
        if item.blocks:
            message = "a key point is one text; move what follows it into a section"
            log.add(line_of(item.blocks[0]), ProblemCode.UNEXPECTED_CONTENT, message)
    return points.items


def _drop_refused(nodes: tuple[Node, ...]) -> list[Node]:
    return [node for node in nodes if not isinstance(node, RefusedNode)]


def _read_faqs(part: PartNode, log: ProblemLog) -> tuple[FaqOutline, ...]:
    starts = [at for at, node in enumerate(part.blocks) if isinstance(node, HeadingNode) and node.level == 3]
    before = _drop_refused(part.blocks[: starts[0]] if starts else part.blocks)
    if before or not starts:
        line = line_of(before[0]) if before else part.line
        log.add(line, ProblemCode.UNEXPECTED_CONTENT, "{faqs} begins with its first question, as ### Question")
    faqs: list[FaqOutline] = []
    for start, end in pairwise((*starts, len(part.blocks))):
        question = part.blocks[start]
        if not isinstance(question, HeadingNode):
            continue
        answer = keep_blocks(part.blocks[start + 1 : end], "an answer (questions have ###)", log)
        if start + 1 == end:
            log.add(
                question.text.line, ProblemCode.EMPTY_SECTION, "the question has no answer; write one, or delete it"
            )
        faqs.append(FaqOutline(question.slot, _heading(question, log), answer))
    return tuple(faqs)


class _Sections:
    """Takes nodes one by one and closes a section where a heading of its rank or a higher one follows."""

    def __init__(self, nodes: list[Node], log: ProblemLog) -> None:
        self.nodes = nodes
        self.log = log
        self.at = 0

    def read(self, level: int) -> tuple[SectionOutline, ...]:
        """Every section below a heading of rank `level`, until one of that rank or higher."""
        sections: list[SectionOutline] = []
        while self.at < len(self.nodes):
            node = self.nodes[self.at]
            if not isinstance(node, HeadingNode) or node.level <= level:
                break
            sections.append(self.read_section(node, level))
        return tuple(sections)

    def read_section(self, node: HeadingNode, above: int) -> SectionOutline:
        if node.level > above + 1:
            message = f"the heading has {'#' * node.level} below one with {'#' * above}; write {'#' * (above + 1)}"
            self.log.add(node.text.line, ProblemCode.HEADING_LEVEL_SKIPPED, message)
        self.at += 1
        start = self.at
        while self.at < len(self.nodes) and not isinstance(self.nodes[self.at], HeadingNode):
            self.at += 1
        blocks = keep_blocks(tuple(self.nodes[start : self.at]), "a section", self.log)
        is_empty = self.at == start
        sections = self.read(node.level)
        if is_empty and not sections:
            self.log.add(
                node.text.line, ProblemCode.EMPTY_SECTION, "nothing stands below the heading; write it, or delete it"
            )
        return SectionOutline(node.slot, node.level, _heading(node, self.log), blocks, sections)


def _heading(node: HeadingNode, log: ProblemLog) -> Text:
    if not node.text.source.strip():
        log.add(node.text.line, ProblemCode.EMPTY_HEADING, "the heading has no words; write some, or delete its marks")
    return node.text
