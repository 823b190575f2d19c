"""The Markdown that articles are written in: CommonMark with tables, MyST's and pandoc's additions, and keys.

A `{#key}` line above a block and pandoc's `[@key; @key]` are rules of our own: the attributes plugin takes no dots in
an identifier, and no plugin knows citations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.myst_role.index import myst_role

# Deeper nesting is dropped by markdown-it in silence: what is read is refused long before that.
_MAX_NESTING = 100
DEEPEST_BLOCK = 40

_KEY_LINE = re.compile(r"\{#([^{}]*)\}[ \t]*")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")


def parse_blocks(source: str) -> tuple[list[Token], list[tuple[int, str]]]:
    """The block tokens of `source`, texts unparsed, and its link definitions by line (from 0) and label."""
    env: dict[str, Any] = {}
    # Rules look at the character after a line's last one.
    tokens = _parser().parse(source if source.endswith("\n") else source + "\n", env)
    found = [(item["map"][0], label) for label, item in env.get("references", {}).items()]
    found += [(item["map"][0], item["label"]) for item in env.get("duplicate_refs", ())]
    return tokens, found


def parse_inline(source: str) -> Sequence[Token]:
    """The inline tokens of one text; a token that spans several lines tells how many line ends are in it (`lines`)."""
    parser = _parser()
    tokens: list[Token] = []
    parser.inline.parse(source, parser, {}, tokens)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    colon_fence_plugin(parser)
    myst_block_plugin(parser)
    myst_role_plugin(parser)
    attrs_plugin(parser, after=(), spans=True)
    parser.block.ruler.before(
        "fence", "key_line", _read_key_line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.before("link", "citation", _read_citation)
    parser.inline.ruler.at("myst_role", _read_role)
    parser.core.ruler.enableOnly(["normalize", "block"])
    # An unsafe address must be reported; the default makes it text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return parser


def _read_key_line(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    found = _KEY_LINE.fullmatch(
        state.src, state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    )
    if found is None:
        return False
    if not silent:
        token = state.push("key_line", "", 0)
        token.content = found[1].strip()
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def _read_citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found[1]
        token.meta["lines"] = found[0].count("\n")
    state.pos = found.end()
    return True


def _read_role(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not myst_role(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta["lines"] = state.src.count("\n", start, state.pos)
    return True
