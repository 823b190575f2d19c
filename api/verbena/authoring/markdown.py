"""The Markdown that articles are written in: CommonMark with tables, MyST's and pandoc's additions, and keys.

A `{#key}` line above a block, pandoc's `[@key; @key]` and its `[words]{lang=es}` are rules of our own: the attributes
plugin takes no dots in an identifier and keeps no attribute that stands twice, and no plugin knows citations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.myst_role.index import myst_role

from verbena.authoring.emphasis import read_emphasis

# Deeper nesting is dropped by markdown-it in silence: what is read is refused long before that.
_MAX_NESTING = 100
DEEPEST_BLOCK = 40

_KEY_LINE = re.compile(r"\{#([^{}]*)\}[ \t]*")
_CITATION = re.compile(r"\[(@[^\[\]]*)\]")
# What is followed by ` is a role that stands right behind brackets.
_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}(?!`)")


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
    parser.block.ruler.before(
        "fence", "key_line", _read_key_line, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    parser.inline.ruler.before("link", "citation", _read_citation)
    parser.inline.ruler.after("link", "span", _read_span)
    parser.inline.ruler.at("myst_role", _read_role)
    parser.inline.ruler.at("emphasis", read_emphasis)
    parser.core.ruler.enableOnly(["normalize", "block"])
    # A link may hold spans, and what else is in one must be reported; the default makes the brackets text.
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]  # a module by default; rules ask it for these three
        parseLinkLabel=lambda state, start, _disable_nested=False: parseLinkLabel(state, start),
        parseLinkDestination=parseLinkDestination,
        parseLinkTitle=parseLinkTitle,
    )
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


def _read_span(state: StateInline, silent: bool) -> bool:
    start, last = state.pos + 1, state.posMax
    end = parseLinkLabel(state, state.pos) if state.src[state.pos] == "[" else -1
    found = _ATTRIBUTES.match(state.src, end + 1, last) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        state.push("span_open", "span", 1).content = found[1].strip()
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = found.end(), last
    return True


def _read_role(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not myst_role(state, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        source = state.src[start : state.pos]
        token.meta["lines"] = source.count("\n")
        # The plugin makes line ends spaces; whether they are is for the text around them to say.
        token.content = source[source.index("}") + 1 :].strip("`")
    return True
