"""Markup that was not understood and would be shown to readers as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import SubjectKind

_KEY = r"[a-z0-9]+(?:[.-][a-z0-9]+)*"
_CITED = re.compile(rf"\[({_KEY}(?:\s*;\s*{_KEY})*)\]")
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])(?:https?://|www\.)\S+", re.IGNORECASE)
_MEND = "mend it, or put \\ before it"
_LIST = "a list's mark has a blank after it, and an empty line stands before the list"
_PATTERNS = (
    (r"\*{2,}|(?<!\s)\*|\*(?!\s)", "the mark has no partner: *words* touch their marks, and a blank sets them off"),
    (r"(?<!\w)_|_++(?!\w)", "the mark has no partner; stress is written as *words*"),
    (r"~~|==", "there is no such mark; importance is written as **words**"),
    (r"\]\s*\{|\{\s*\w+\s*=", "words in another language are written as [words]{lang=es}, without a blank between"),
    (r"\]\s*\((?=\s*(?:https?:|www\.|mailto:|tel:))|\]\(|\]\[", "a link is written as [words](https://example.org/)"),
    (r"\[\[|\[\^", "a source is written as [@key], a link to an article as {article}`words <key>`"),
    (r"\[@|(?<![\w.])@[a-z0-9]", "a source is written as [@key]"),
    (r"\{[#.%]", "a key stands before the words of an item or cell, or in a line of its own above a text"),
    (r"\{[A-Za-z][^\s{}]*\}", "a key is written as {#key}, a role as {med}`key`"),
    (r"<(?=[A-Za-z/][^<>]*>)", _MEND),
    (r"`|&(?:#\w+|[A-Za-z]?[a-z]{2,});", _MEND),
    (r":::", "the colons of a directive stand at the start of a line"),
    (r"(?m)^:[A-Za-z][\w-]*:", "an option stands right below its directive's first line, with a blank after its name"),
    (r"(?m)^\|.*\|", "a table stands in :::{table}, with a line | --- | --- | below its first"),
    (r"(?m)^(?:##+(?=[^\s#])|#(?=[^\W\d_]))", "a heading has a blank after its #"),
    (r"(?m)^\[[ xX]\]\s", "there are no boxes to tick"),
    (
        r"(?m)^(?:[-+](?=[^\W\d_])|[0-9]{1,3}[.)](?=[^\W\d_])(?![ºª]|(?:er|re|o|a|e)s?\b)|[•◦▪▫‣●○■□∙⁃])",
        f"write - or 1. for an item: {_LIST}",
    ),
    (r"(?m)^([–—·・])[ \t]*\S.*\n\1[ \t]*\S", f"write - for an item: {_LIST}"),
)
_MARKS = tuple((re.compile(pattern), hint) for pattern, hint in _PATTERNS)


class ShownText:
    """What readers would see of a text, with the lines it comes from; what was understood is a sign of its own."""

    UNDERSTOOD = "\ufffc"

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        self._lines: list[int] = []

    def add(self, piece: str, line: int, *, in_link: bool = False) -> None:
        """Add what stands at a line; in a link, an address is no stray one."""
        self._starts.append(self._length)
        self._lines.append(line)
        self._pieces.append(_ADDRESS.sub(self.UNDERSTOOD, piece) if in_link else piece)
        self._length += len(self._pieces[-1])

    def find_stray(self, vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
        """The line and the message of the first stray mark of each line that has one."""
        text = "".join(self._pieces)
        found = [(match.start(), hint) for pattern, hint in _MARKS for match in pattern.finditer(text)]
        found += [(match.start(), "write it as [words](address)") for match in _ADDRESS.finditer(text)]
        for match in _CITED.finditer(text):
            if any(vocabulary.has(SubjectKind.CITATION, key.strip()) for key in match[1].split(";")):
                found.append((match.start(), "a source is written as [@key]"))
        told: set[int] = set()
        for at, hint in sorted(found):
            line = self._lines[bisect_right(self._starts, at) - 1]
            if line not in told:
                around = text[max(0, at - 10) : at + 20].replace(self.UNDERSTOOD, "…")
                yield line, f"markup that was not understood would be shown as it is: {around!r}; {_complete(hint)}"
            told.add(line)


def _complete(hint: str) -> str:
    return hint if hint == _MEND else f"{hint}. Put \\ before a sign that stands for itself"
