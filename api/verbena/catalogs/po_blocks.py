"""PO files an entry at a time, as polib reads them: what is malformed costs one entry, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polib
from msgspec import Struct

from verbena.catalogs.encoding import is_decoded
from verbena.catalogs.po_plain import read_plain
from verbena.model.findings import Finding, FindingCode


class Block(Struct, frozen=True):
    """The lines of one entry, and what could be read of them, nothing where they are malformed.

    An entry stands in the line `start + linenum`.
    """

    text: str
    start: int
    entries: tuple[polib.POEntry, ...]


def parse_blocks(text: str, findings: list[Finding]) -> Iterator[Block]:
    """Every entry of a file whose line ends are line feeds; what is wrong with one is added to the findings."""
    for start, block in _split(text):
        yield Block(block, start - _LINES_BEFORE - 1, tuple(_parse(start, block, findings)))


# Around each block: polib takes the comment of the first entry for the file's, and the last entry without msgid and
# msgctxt for its header, which it takes away.
_BEFORE = 'msgid "-"\nmsgstr ""\n\n'
_AFTER = '\nmsgid ""\nmsgstr ""\n'
_LINES_BEFORE = _BEFORE.count("\n")
# A line without the spaces around it: polib takes off the first and the last character of a string, whatever they are.
# Each run of spaces can be read in one way only, so that a line of nothing else takes no longer than another.
_LINE = re.compile(
    r'(?:#(?!~|\|).*|(?:(?:#~\|?|#\|)\s*)?(?:msg(?:ctxt|id|id_plural|str|str\[\d+\])\s*)?"(?:[^"\\]|\\.)*")?'
)
# Comments that gettext reads, and polib only with a blank, or as nothing at all; one is an old spelling of a flag.
_COMMENT = re.compile(r"^([ \t]*#)(?:([.:,])(?=[^ \t\n])|(?=[^ \t\n.:,~|]))", re.MULTILINE)
_OLD_FLAG = re.compile(r"^([ \t]*#)![ \t]*(?=fuzzy\b)", re.MULTILINE)
_KIND = re.compile(
    r'[ \t]*(?:(?P<blank>$)|(?P<previous>#~?\|)|(?P<string>(?:#~[ \t]*)?")|(?P<comment>#(?!~))'
    r"|(?:#~[ \t]*)?(?:(?P<start>msgctxt\b|msgid\b)|(?P<end>msgstr\b)))?"
)
# A sequence of octal or hexadecimal escapes is a sequence of bytes; any other escape is polib's, but for \a.
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9A-Fa-f]{1,2})+)|\\.")
_STRING = re.compile(r"^[ \t]*+(?!#(?![~|])).*\\.*$", re.MULTILINE)
_SPECIAL = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class _Lines(str):
    """Text whose only line end is the line feed, as in gettext: polib would split at U+2028 inside a string too."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - polib wants none kept
        return self.split("\n")


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Each entry's lines, with the number of the first; comments belong to the entry that follows them.

    What is no entry ends with the next empty line, so that it costs no other.
    """
    block: list[str] = []
    first, is_entry, is_whole, after_blank = 1, False, False, False
    for number, line in enumerate(text.split("\n"), 1):
        kind = _kind_of(line)
        if kind == "blank":
            after_blank = True
        else:
            begins = kind in ("comment", "previous", "start") and is_whole
            if begins or (after_blank and is_entry and kind != "string"):
                yield first, "\n".join(block)
                block, first, is_entry, is_whole = [], number, False, False
            is_entry = is_entry or kind not in ("comment", "previous")
            is_whole = is_whole or kind == "end"
            after_blank = False
        block.append(line)
    if is_entry:
        yield first, "\n".join(block)


def _kind_of(line: str) -> str | None:
    found = _KIND.match(line)
    return found.lastgroup if found else None


def _parse(start: int, block: str, findings: list[Finding]) -> list[polib.POEntry]:
    if not is_decoded(block):
        message = "the entry holds bytes that are not in the file's encoding: it is left out"
        findings.append(Finding(FindingCode.FILE_UNDECODABLE, message, start))
        return []
    plain = read_plain(block, _LINES_BEFORE + 1)
    return [plain] if plain is not None else parse_any(start, block, findings)


def parse_any(start: int, block: str, findings: list[Finding]) -> list[polib.POEntry]:
    """The entries in a block of decoded lines that begins in the line `start`, however they are written, by polib."""
    for number, line in enumerate(block.split("\n"), start):
        if not _LINE.fullmatch(line.strip()):
            message = f"no line of a PO file stands so: check quotes and keywords in {line.strip()[:60]}"
            findings.append(Finding(FindingCode.ENTRY_SYNTAX, message, number))
            return []
    # polib reads the previous text of an obsolete entry only where it looks like a current one's.
    block = re.sub(r"^[ \t]*#~\|", "#|", _COMMENT.sub(r"\1\2 ", _OLD_FLAG.sub(r"\1, ", block)), flags=re.MULTILINE)
    try:
        block = _STRING.sub(lambda line: _ESCAPE.sub(_unescape, line[0]), block)
        _, *entries = polib.pofile(_Lines(_BEFORE + block + _AFTER), encoding="utf-8", wrapwidth=0)
    except UnicodeDecodeError:
        message = "the escaped bytes in the entry are no UTF-8: write the characters themselves"
        findings.append(Finding(FindingCode.ENTRY_SYNTAX, message, start))
        return []
    except (OSError, ValueError, LookupError):
        message = "these lines are no entry: it has msgctxt, msgid and msgstr in this order, after its comments"
        findings.append(Finding(FindingCode.ENTRY_SYNTAX, message, start))
        return []
    return entries


def _unescape(found: re.Match[str]) -> str:
    """The characters that escaped bytes stand for, with escapes of their own where a string needs them."""
    if not found[1]:
        return "\a" if found[0] == "\\a" else found[0]
    escapes = re.findall(r"\\x([0-9A-Fa-f]{1,2})|\\([0-7]{1,3})", found[1])
    text = bytes(int(hexadecimal, 16) if hexadecimal else int(octal, 8) & 0xFF for hexadecimal, octal in escapes)
    return "".join(_SPECIAL.get(character, character) for character in text.decode())
