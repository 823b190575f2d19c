"""The project's Markdown pages, taken apart: code blocks, tables, headings and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

CHECKOUT = Path(__file__).parents[2]
DOCS = CHECKOUT / "docs"
PAGES = sorted([*CHECKOUT.glob("*.md"), *DOCS.rglob("*.md")])

_MARKDOWN = MarkdownIt("commonmark").enable("table")


class CodeBlock(NamedTuple):
    """A fenced block: its page and line, the language it is marked with, and what stands in it."""

    page: Path
    line: int
    language: str
    content: str

    @property
    def name(self) -> str:
        """Where it is, for a test's name."""
        return f"{self.page.relative_to(CHECKOUT)}:{self.line}"


def read_blocks(page: Path) -> list[CodeBlock]:
    """Every fenced block of a page, in its order."""
    return [
        CodeBlock(page, token.map[0] + 1, token.info.strip(), token.content)
        for token in _MARKDOWN.parse(page.read_text("utf-8"))
        if token.type == "fence" and token.map
    ]


def read_section(page: Path, heading: str) -> str:
    """What stands below a heading, up to the next of its rank or a higher one."""
    lines = page.read_text("utf-8").splitlines(keepends=True)
    for level, text, line in _read_headings(page):
        if text == heading:
            following = [other for rank, _, other in _read_headings(page) if other > line and rank <= level]
            return "".join(lines[line : following[0] - 1 if following else None])
    raise AssertionError(f"{page.name} has no heading {heading}")


def read_headings(page: Path, level: int) -> list[str]:
    """The headings of one rank, in the page's order."""
    return [text for rank, text, _ in _read_headings(page) if rank == level]


def read_first_cells(markdown: str) -> list[str]:
    """The first cell of each row of the tables in `markdown`, header rows left out."""
    rows = re.findall(r"^\| (.*?) \|", markdown, re.MULTILINE)
    lines = re.findall(r"^\|.*$", markdown, re.MULTILINE)
    headers = {number for number, line in enumerate(lines) if re.fullmatch(r"\|( :?-+:? \|)+", line)}
    return [row for number, row in enumerate(rows) if number not in headers and number + 1 not in headers]


def read_code(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


def read_links(page: Path) -> list[str]:
    """The target of every link and picture, as written."""
    return [
        str(token.attrs.get("href") or token.attrs.get("src"))
        for token in _walk(_MARKDOWN.parse(page.read_text("utf-8")))
        if token.type in ("link_open", "image")
    ]


def read_anchors(page: Path) -> set[str]:
    """The fragments that lead to the page's headings, as code hosts make them."""
    anchors: set[str] = set()
    for _, text, _ in _read_headings(page):
        stem = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        numbered = (stem if not number else f"{stem}-{number}" for number in range(len(anchors) + 1))
        anchors.add(next(anchor for anchor in numbered if anchor not in anchors))
    return anchors


def _read_headings(page: Path) -> list[tuple[int, str, int]]:
    """Rank, words and line (from 1) of each heading."""
    tokens = _MARKDOWN.parse(page.read_text("utf-8"))
    return [
        (int(token.tag[1:]), "".join(part.content for part in words.children or ()), token.map[0] + 1)
        for token, words in pairwise(tokens)
        if token.type == "heading_open" and token.map
    ]


def _walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])
