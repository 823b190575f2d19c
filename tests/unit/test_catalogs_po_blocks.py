"""What other programs and people write into PO files, and gettext reads: it is read, and kept."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from verbena.catalogs.po import read_po, write_mo, write_po
from verbena.catalogs.values import Catalog
from verbena.model.findings import FindingCode
from verbena.model.translation import TranslationOrigin

_HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_OBSOLETE = '#~ msgctxt "x"\n#~ msgid "X"\n#~ msgstr "Y"\n'
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


@pytest.mark.parametrize(
    "between",
    ["# origin: machine\n#, fuzzy\n\n", "\n# origin: machine\n#, fuzzy\n\n", "\n# origin: machine\n\n\n#, fuzzy\n"],
)
@pytest.mark.parametrize(
    "before", [_HEADER.rstrip("\n") + "\n", _HEADER + '#~ msgctxt "x"\n#~ msgid "X"\n#~ msgstr "Y"\n']
)
def test_comments_belong_to_the_entry_below(before: str, between: str) -> None:
    """However empty lines stand around them, comments and flags are those of the next entry."""
    catalog = read_po((before + between + _ENTRY).encode())

    (entry,) = (one for one in catalog.entries if not one.obsolete)
    assert (catalog.findings, entry.origin, entry.fuzzy) == ((), TranslationOrigin.MACHINE, True)


@pytest.mark.parametrize("previous", ['#| msgid "Bone"\n\n', '#| msgid ""\n\n#| "Bone"\n', ' #~| msgid "Bone"\n'])
def test_a_previous_text_may_stand_apart(previous: str) -> None:
    """An empty line between a previous text and its entry takes neither that nor the flag away."""
    entry = _ENTRY if previous.startswith("#|") else "".join(f"#~ {line}\n" for line in _ENTRY.splitlines())

    (read,) = read_po(f"{_HEADER}#, fuzzy\n{previous}{entry}".encode()).entries

    assert (read.fuzzy, read.previous, read.source) == (True, "Bone", "Bones")


def test_a_string_may_go_on_after_an_empty_line() -> None:
    """The parts of a string are one, as gettext joins them."""
    assert _read_translation('"Kno"\n\n"chen"') == "Knochen"


def test_what_is_broken_costs_no_other_entry() -> None:
    """An entry without msgstr ends with the next empty line."""
    catalog = read_po(f'{_HEADER}msgctxt "a"\nmsgid "A"\n\n{_ENTRY}'.encode())

    assert [finding.code for finding in catalog.findings] in ([], [FindingCode.ENTRY_SYNTAX])
    assert [entry.translation for entry in catalog.entries if entry.translation] == ["Knochen"]


@pytest.mark.parametrize(
    "data",
    [
        f"# https://a.org/?charset=windows-1252\n{_HEADER}",
        _HEADER.replace('"Language', '"Last-Translator: A charset=CP1252\\n"\n"Language'),
    ],
)
def test_only_the_header_tells_the_encoding(data: str) -> None:
    """A charset that a comment or another field names is none of the file's."""
    catalog = read_po((data + _ENTRY.replace("Knochen", "Knöchel")).encode())

    assert (catalog.findings, catalog.entries[0].translation) == ((), "Knöchel")


@pytest.mark.parametrize("name", ["²", "1", "٣", "X-A"])
def test_any_field_of_the_header_is_kept(name: str) -> None:
    """Whatever a field is called, it is written, in the order of the file, and compiled where it can be."""
    data = _HEADER.replace('"Language', f'"X-Z: z\\n"\n"{name}: a\\n"\n"Language') + _ENTRY
    catalog = read_po(data.encode())

    again = read_po(write_po(catalog)).header

    assert [again[key] for key in ("X-Z", name, "Language")] == ["z", "a", "de"]
    assert list(again).index("X-Z") < list(again).index(name)
    assert write_mo(catalog)


def test_an_empty_context_is_no_header() -> None:
    """An entry with an empty msgctxt and msgid has no path, and takes nothing from the header."""
    catalog = read_po(f'{_HEADER}msgctxt ""\nmsgid ""\nmsgstr "oops"\n\n{_ENTRY}'.encode())

    assert catalog.header["Language"] == "de"
    assert [finding.code for finding in catalog.findings] == [FindingCode.ENTRY_WITHOUT_PATH]


def test_the_bell_is_a_character() -> None:
    r"""What gettext writes as \a is that control, which a check then refuses; \x9 is a tab."""
    assert _read_translation(r'"a\ab\x9z"') == "a\x07b\tz"
