"""Which nodes may stand inside which."""

from __future__ import annotations

from verbena.authoring.nodes import BlockNode, GridNode, HeadingNode, Node, PartNode, RefusedNode, line_of
from verbena.authoring.problems import ProblemCode, ProblemLog


def keep_blocks(nodes: tuple[Node, ...], container: str, log: ProblemLog) -> tuple[BlockNode, ...]:
    """The blocks among `nodes`; all else is logged as misplaced in `container` ("a callout") and left out."""
    blocks: list[BlockNode] = []
    for node in nodes:
        match node:
            case HeadingNode():
                message = f"a heading can't stand in {container}"
            case PartNode(name=name):
                message = f"{{{name}}} can't stand in {container}; move it out"
            case GridNode():
                message = "a table stands in a {table} directive; put :::{table} and ::: around it"
            case RefusedNode():
                continue
            case _:
                blocks.append(node)
                continue
        log.add(line_of(node), ProblemCode.MISPLACED_NODE, message)
    return tuple(blocks)
