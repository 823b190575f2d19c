"""Keys for the nodes that have none, written into an article's text with nothing else changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from verbena.authoring.blocks import read_blocks
from verbena.authoring.files import normalise_text
from verbena.authoring.metadata import split_front_matter
from verbena.authoring.nodes import KeyForm, Slot
from verbena.authoring.outline import arrange
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.slots import LONGEST_KEY, RESERVED_COLUMN, RESERVED_KEYS, KeyedNode, is_key, walk_slots
from verbena.model.article import cell_field
from verbena.model.errors import ContentInvalid

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_KEY_TAKEN = re.compile(r"""(?:\{#|\bkey:)[ \t]*["']?([^\s{}"',]+)""")
_LONGEST_WORDS = 40


def add_keys(text: str, reserved: Collection[str] = ()) -> str:
    """The text of an article's file in which every node has a key: those there are kept, nothing else changes.

    A new key begins with the key of what holds its node: `lifestyle.p1`, `lifestyle.list1.i2`; a section's is made of
    its heading's words, a question's of `faq.` and its words. A number is one more than the greatest in use.

    `reserved` are keys in use elsewhere, such as those that the article's translations name, and no new key is one of
    them: what was said of a node that was deleted must not be taken for what is said of a new one.

    Raises:
        ContentInvalid: the text does not begin with an article's metadata.
    """
    mark = text[: len(text) - len(text.removeprefix("\ufeff"))]
    plain, log = normalise_text(text), ProblemLog("")
    front = split_front_matter(plain, log)
    if any(problem.code is ProblemCode.MISSING_FRONT_MATTER for problem in log.problems):
        raise ContentInvalid("the file does not begin with an article's metadata, between two lines of ---: write them")
    nodes = read_blocks(front.body, front.body_line, plain.split("\n"), log)
    outline = arrange(nodes, front.body_line, log)
    keyed = list(walk_slots(outline, front.metadata))
    lines = _LINE.findall(text.removeprefix("\ufeff"))
    edits = _KeyMaker(keyed, plain, reserved).make()
    for slot, key in sorted(edits, key=lambda edit: (edit[0].line, edit[0].column), reverse=True):
        _write_key(lines, slot, key)
    return mark + "".join(lines)


def keys_of_paths(paths: Iterable[str]) -> frozenset[str]:
    """Every key that the paths of units name: of `enough.list1.i2.text` those of the item, its list and its section."""
    keys: set[str] = set()
    for path in paths:
        parts = path.split(".")
        keys.update(".".join(parts[:end]) for end in range(1, len(parts)))
    return frozenset(keys)


class _KeyMaker:
    def __init__(self, nodes: list[KeyedNode], text: str, reserved: Collection[str]) -> None:
        self.nodes = nodes
        # A key counts as taken also where it stands in a part of the file that was not understood.
        self.taken = {*_KEY_TAKEN.findall(text), *RESERVED_KEYS, *reserved}
        self.taken |= {node.slot.key for node in nodes if node.slot.key}
        self.made: dict[Slot, str] = {}
        self.fields: set[tuple[int | None, str]] = {
            (node.column_of, cell_field(node.slot.key)) for node in nodes if node.column_of and node.slot.key
        }
        self.numbers: dict[str, int] = {}

    def make(self) -> list[tuple[Slot, str]]:
        for node in self.nodes:
            if node.slot.key is None:
                key = self.name(node)
                self.made[node.slot] = key
                self.taken.add(key)
                self.fields.add((node.column_of, cell_field(key)))
        return list(self.made.items())

    def name(self, node: KeyedNode) -> str:
        begin = node.word
        if node.inside is not None:
            begin = f"{self.key_of(node.inside)}.{node.word}"
        if node.heading is None:
            return self.number(begin, node)
        words = _slugify(node.heading)
        stem = f"{begin[: -len(node.word)]}{words}" if node.column_of else f"{begin}{words}"
        if not words or not is_key(stem):
            return self.number(begin or "section", node)
        return stem if self.is_free(stem, node) else self.number(f"{stem}-", node)

    def key_of(self, slot: Slot) -> str:
        key = slot.key or self.made[slot]
        # Room for what follows, and no trust in a key that is malformed.
        return key if is_key(key) and len(key) <= LONGEST_KEY - 20 else "node"

    def number(self, begin: str, node: KeyedNode) -> str:
        begin = begin if is_key(f"{begin}1") else "node"
        if begin not in self.numbers:
            tails = (key.removeprefix(begin) for key in self.taken if key.startswith(begin))
            self.numbers[begin] = max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)
        while True:
            self.numbers[begin] += 1
            key = f"{begin}{self.numbers[begin]}"
            if self.is_free(key, node):
                return key

    def is_free(self, key: str, node: KeyedNode) -> bool:
        if node.column_of and (cell_field(key) == RESERVED_COLUMN or (node.column_of, cell_field(key)) in self.fields):
            return False
        return key not in self.taken


def _slugify(heading: str) -> str:
    """The heading's first words in letters and digits, joined by hyphens; empty where it has none in Latin script."""
    plain = re.sub(r"\{\w+\}|<[^>]*>|\[@[^\]]*\]|\]\([^)]*\)", " ", heading)
    ascii_text = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", ascii_text)
    slug = ""
    for word in words:
        if slug and len(slug) + 1 + len(word) > _LONGEST_WORDS:
            break
        slug = f"{slug}-{word}" if slug else word[:_LONGEST_WORDS]
    return slug


def _write_key(lines: list[str], slot: Slot, key: str) -> None:
    at = slot.line - 1
    line = lines[at]
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    end = _find_line_end(lines)
    match slot.form:
        case KeyForm.ABOVE:
            lines[at] = f"{indent}{{#{key}}}{end}{line}"
        case KeyForm.OPTION:
            closed = line if line.endswith(("\n", "\r")) else f"{line}{end}"
            lines[at] = f"{closed}{indent}:key: {key}{end}"
        case KeyForm.BEFORE:
            rest = line[slot.column :]
            lines[at] = f"{line[: slot.column]}{{#{key}}} {rest}"
        case KeyForm.FIELD:
            lines[at] = f"{line[: slot.column]}key: {key}{end}{' ' * slot.column}{line[slot.column :]}"
        case KeyForm.BRACES:
            lines[at] = f"{line[: slot.column + 1]}key: {key}, {line[slot.column + 1 :]}"


def _find_line_end(lines: list[str]) -> str:
    first = lines[0]
    return first[len(first.rstrip("\r\n")) :] or "\n"
