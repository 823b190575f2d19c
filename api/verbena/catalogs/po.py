"""Gettext catalogs: bytes <-> values, by polib."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

import polib

from verbena.catalogs.comments import read_comment, write_comment
from verbena.catalogs.encoding import decode_text, is_decoded
from verbena.catalogs.findings import Finding, FindingCode, Severity
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.language.tags import folder_of
from verbena.model.translation import TranslationState


def read_po(data: bytes) -> Catalog:
    """The catalog in a PO file, with findings for what could not be read.

    Entries are read one block (between blank lines) at a time: what is malformed, undecodable, without a path, plural,
    or a second entry for a path is reported and left out, and the rest is there.
    """
    text, undecodable = decode_text(data)
    findings = list(undecodable)
    header: dict[str, str] = {}
    comment = ""
    is_fuzzy = False
    entries: list[CatalogEntry] = []
    lines: dict[str, int] = {}
    for start, block in _split_blocks(text):
        for entry in _parse_block(start, block, findings):
            if not (entry.msgctxt or entry.msgid or entry.obsolete):
                header, comment = _read_header(entry.msgstr), entry.tcomment
                is_fuzzy = "fuzzy" in entry.flags
                continue
            if (read := _read_entry(entry, start, findings)) is None:
                continue
            if not read.obsolete and lines.setdefault(read.path, read.line) != read.line:
                message = f"the unit has an entry on line {lines[read.path]} already: keep one"
                findings.append(Finding(FindingCode.ENTRY_DUPLICATE, message, read.line, read.path))
                continue
            entries.append(read)
    return Catalog(tuple(entries), header, comment, tuple(findings), is_fuzzy)


def write_po(catalog: Catalog) -> bytes:
    """A PO file in UTF-8 that `msgfmt --check` accepts; equal catalogs give equal bytes.

    Fields of the header that gettext wants and the catalog lacks are added empty, and the encoding is told as it is;
    only a missing date stays missing, since other readers want a date there.
    Texts are prose: no entry is marked as a format string, whatever its flags say.
    """
    # polib writes an empty comment as a line.
    return str(_build_file(catalog)).removeprefix("" if catalog.comment else "#\n").encode()


def write_mo(catalog: Catalog) -> bytes:
    """The catalog compiled as `msgfmt` does it: entries with a translation that needs no work."""
    compiled: bytes = _build_file(catalog).to_binary()
    return compiled


def make_header(tag: str | None, identity: Mapping[str, str], revised: datetime | None = None) -> dict[str, str]:
    """The header of a new catalog, or of a template where there is no tag: its language as gettext writes it.

    `identity` are the fields that say which texts it holds; they stand last.
    """
    return {
        "Project-Id-Version": "verbena",
        **({"PO-Revision-Date": revised.strftime("%Y-%m-%d %H:%M%z")} if revised else {}),
        "Language": folder_of(tag) if tag else "",
        **identity,
    }


def _build_file(catalog: Catalog) -> polib.POFile:
    file = polib.POFile(wrapwidth=0)
    file.header = catalog.comment
    file.metadata = {**dict.fromkeys(_HEADER, ""), **catalog.header, **_ENCODING}
    file.metadata_is_fuzzy = catalog.is_fuzzy
    file.extend(_write_entry(entry) for entry in catalog.entries)
    return file


_HEADER = ("Project-Id-Version", "Last-Translator", "Language-Team", "Language")
_ENCODING = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
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


class _Lines(str):
    """Text whose only line end is the line feed, as in gettext: polib would split at U+2028 inside a string too."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002 - polib wants none kept
        return self.split("\n")


def _split_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each block with the number of its first line."""
    line = 1
    for part in re.split(r"((?:^[ \t]*\n)+)", text, flags=re.MULTILINE):
        if part.strip():
            yield line, part
        line += part.count("\n")


def _parse_block(start: int, block: str, findings: list[Finding]) -> list[polib.POEntry]:
    if not is_decoded(block):
        message = "the entry holds bytes that are not in the file's encoding: it is left out"
        findings.append(Finding(FindingCode.FILE_UNDECODABLE, message, start))
        return []
    for number, line in enumerate(block.split("\n"), start):
        if not _LINE.fullmatch(line.strip()):
            message = f"no line of a PO file stands so: check quotes and keywords in {line.strip()[:60]}"
            findings.append(Finding(FindingCode.ENTRY_SYNTAX, message, number))
            return []
    # polib reads the previous text of an obsolete entry only where it looks like a current one's.
    block = re.sub(r"^#~\|", "#|", block, flags=re.MULTILINE)
    try:
        _, *entries = polib.pofile(_Lines(_BEFORE + block + _AFTER), encoding="utf-8", wrapwidth=0)
    except (OSError, ValueError, LookupError):
        message = "these lines are no entry: it has msgctxt, msgid and msgstr in this order, after its comments"
        findings.append(Finding(FindingCode.ENTRY_SYNTAX, message, start))
        return []
    return entries


def _read_header(text: str) -> dict[str, str]:
    """The fields by name; a line that is none belongs to the one before."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.rstrip("\n").split("\n"):
        before, colon, value = line.partition(":")
        if colon and not before[:1].isspace():
            name = before.strip()
            fields[name] = value.strip()
        elif name:
            fields[name] += f"\n{line}"
    return fields


def _read_entry(entry: polib.POEntry, start: int, findings: list[Finding]) -> CatalogEntry | None:
    line = start + (entry.linenum or 0) - _LINES_BEFORE - 1
    path = entry.msgctxt or ""
    if not (path or entry.obsolete):
        message = "the entry has no msgctxt, so that nothing tells its unit: take it from the template"
        findings.append(Finding(FindingCode.ENTRY_WITHOUT_PATH, message, line))
        return None
    if entry.msgid_plural or entry.msgstr_plural:
        message = "units have no plural forms: write one msgid and one msgstr"
        findings.append(Finding(FindingCode.ENTRY_PLURAL, message, line, path))
        return None
    told = read_comment(entry.tcomment, path, entry.msgid, entry.msgstr)
    if told.problems:
        # Taken with the usual values, a slip in "machine" would claim that a person made the translation.
        findings += (Finding(code, message, line, path) for code, message in told.problems)
        return None
    if told.is_stale and not entry.obsolete and "fuzzy" not in entry.flags:
        message = (
            "the review was of another text, or for another source: review it, and take out the line that begins text:"
        )
        findings.append(Finding(FindingCode.REVIEW_STALE, message, line, path, Severity.WARNING))
    return CatalogEntry(
        path=path,
        source=entry.msgid,
        translation=entry.msgstr,
        state=TranslationState.INITIAL if "fuzzy" in entry.flags else told.state,
        origin=told.origin,
        obsolete=bool(entry.obsolete),
        note=entry.comment,
        places=tuple(f"{file}:{number}" if number else file for file, number in entry.occurrences),
        comment=told.comment,
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        previous=entry.previous_msgid,
        previous_path=entry.previous_msgctxt,
        line=line,
    )


def _write_entry(entry: CatalogEntry) -> polib.POEntry:
    flags = [flag for flag in entry.flags if not flag.endswith("-format") or flag.startswith("no-")]
    return polib.POEntry(
        msgctxt=entry.path or None,
        msgid=entry.source,
        msgstr=entry.translation,
        obsolete=entry.obsolete,
        comment=entry.note,
        tcomment=write_comment(entry),
        occurrences=[_split_place(place) for place in entry.places],
        flags=["fuzzy", *flags] if entry.fuzzy and entry.translation else flags,
        previous_msgid=entry.previous,
        previous_msgctxt=entry.previous_path,
    )


def _split_place(place: str) -> tuple[str, str]:
    file, _, line = place.rpartition(":")
    return (file, line) if file and line.isdigit() else (place, "")
