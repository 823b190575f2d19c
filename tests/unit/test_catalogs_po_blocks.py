"""What other programs and people write into PO files, and gettext reads: it is read, and kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from verbena.catalogs.findings import FindingCode
from verbena.catalogs.po import read_po, write_po
from verbena.catalogs.values import Catalog
from verbena.model.translation import TranslationOrigin

_HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_ENTRY = 'msgctxt "title"\nmsgid "Bones"\nmsgstr "Knochen"\n'


def _content(catalog: Catalog) -> tuple[object, ...]:
    """What a catalog holds, but for the fields of its header and where its entries stand."""
    return catalog.comment, catalog.foreign, catalog.is_fuzzy, [replace(entry, line=0) for entry in catalog.entries]


def _read_translation(string: str) -> str:
    catalog = read_po(f'{_HEADER}msgctxt "title"\nmsgid "Bones"\nmsgstr {string}\n'.encode())
    assert catalog.findings == ()
    return catalog.entries[0].translation


@pytest.mark.parametrize(
    ("string", "text"),
    [
        (r'"Sch\303\266n"', "Schön"),
        (r'"Sch\xc3\xb6n"', "Schön"),
        (r'"\344\270\255\346\226\207"', "中文"),
        (r'"a\\303b"', r"a\303b"),
        (r'"a\042b\134c\012d\11e"', 'a"b\\c\nd\te'),
        (r'"\"\t\\"', '"\t\\'),
        ('""\n"Sch\\303\\266"\n"n"', "Schön"),
    ],
)
def test_escaped_bytes_are_characters(string: str, text: str) -> None:
    """Octal and hexadecimal escapes are bytes of UTF-8, as gettext reads them; an escaped backslash is none of them."""
    assert _read_translation(string) == text


def test_escaped_bytes_that_are_no_characters_are_told() -> None:
    """Bytes that make no character leave their entry out, with its line."""
    catalog = read_po(f'{_HEADER}msgctxt "title"\nmsgid "Bones"\nmsgstr "Sch\\366n"\n\n{_ENTRY}'.encode())

    assert [(finding.code, finding.line) for finding in catalog.findings] == [(FindingCode.ENTRY_SYNTAX, 6)]
    assert [entry.translation for entry in catalog.entries] == ["Knochen"]


@pytest.mark.parametrize("option", ["--escape", "--no-escape"])
def test_msgcat_may_escape(option: str, tmp_path: Path) -> None:
    """A file is read alike however msgcat writes its characters."""
    path = tmp_path / "a.po"
    path.write_text(
        f'{_HEADER}# für „Ärzte“\nmsgctxt "title"\nmsgid "Bones – “all”"\nmsgstr "骨 \\"ö\\" \\\\303"\n', "utf-8"
    )
    before = read_po(path.read_bytes())

    escaped = subprocess.run(["msgcat", option, path], capture_output=True, check=True).stdout

    assert read_po(escaped).entries == before.entries


@pytest.mark.parametrize("line", ["#Anna: ok", "#!x", "#=s", "# Anna", "#  two blanks", "#", "# a \\303\\266"])
def test_every_comment_is_kept(line: str) -> None:
    """A comment with or without a blank is read and written; what it says stays as it is."""
    catalog = read_po(f"{_HEADER}{line}\n{_ENTRY}".encode())
    again = read_po(write_po(catalog))

    assert (catalog.findings, _content(again)) == ((), _content(catalog))
    assert catalog.entries[0].comment.strip() == line[1:].strip()


def test_flags_and_places_need_no_blank() -> None:
    """Flags, notes and places that stand close to their sign are what they are."""
    (entry,) = read_po(f"{_HEADER}#.note\n#:a.md:3\n#,fuzzy, no-wrap\n{_ENTRY}".encode()).entries

    assert (entry.note, entry.places, entry.fuzzy, entry.flags) == ("note", ("a.md:3",), True, ("no-wrap",))


def test_a_comment_may_stand_apart_from_its_entry() -> None:
    """An empty line after a comment takes nothing from the entry: who made it is still known, with its right line."""
    catalog = read_po(f"# A licence.\n\n{_HEADER}# origin: machine\n\n# Anna\n\n#. note\n{_ENTRY}".encode())

    (entry,) = catalog.entries
    assert (catalog.comment, entry.origin, entry.comment, entry.note) == (
        "A licence.",
        TranslationOrigin.MACHINE,
        "Anna",
        "note",
    )
    assert entry.line == 8


@pytest.mark.parametrize("comment", [": Anna", ", Anna", "~ Anna", "| Anna", ". Anna", " indented", "a\n\nb"])
def test_the_files_comment_is_kept(comment: str) -> None:
    """Whatever a line of the file's comment begins with, it is a comment when it is read again."""
    data = "".join(f"# {line}".rstrip() + "\n" for line in comment.split("\n")) + _HEADER + _ENTRY

    catalog = read_po(data.encode())

    assert catalog.comment.strip() == comment.strip()
    assert _content(read_po(write_po(catalog))) == _content(catalog)


@pytest.mark.parametrize("context", ['#~ msgctxt "files"\n', ""])
def test_obsolete_plurals_of_another_program_are_kept(context: str) -> None:
    """They are no finding, stand last as they were, and gettext accepts the file."""
    plural = f'{context}#~ msgid "%d file"\n#~ msgid_plural "%d files"\n#~ msgstr[0] "a"\n#~ msgstr[1] "b"\n'

    catalog = read_po(f"{_HEADER}{_ENTRY}\n{plural}".encode())
    written = write_po(catalog)

    assert (catalog.findings, len(catalog.entries)) == ((), 1)
    assert written.decode().endswith(f"\n\n{plural}")
    assert _content(read_po(written)) == _content(catalog)


def test_a_header_that_needs_work_stays_so() -> None:
    """The flag of the header is kept, and none of the entries is taken for fuzzy."""
    catalog = read_po(f"#, fuzzy\n{_HEADER}{_ENTRY}".encode())

    assert (catalog.is_fuzzy, catalog.entries[0].fuzzy) == (True, False)
    assert write_po(catalog).startswith(b"#, fuzzy\nmsgid")
    assert read_po(write_po(catalog)).is_fuzzy
