"""PO files, written and read back by us and by GNU gettext."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.inline_trees import INLINES
from verbena.catalogs.po import make_header, read_po, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.findings import FindingCode
from verbena.model.inline import Inline
from verbena.model.markup import MarkupError, hash_text, links_of, read_markup, write_markup
from verbena.model.translation import TranslationOrigin, TranslationState

# Of the control characters, a tagged string may hold those that XML 1.0 allows; more are let in where PO has an escape.
_TEXT = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
    | st.sampled_from(
        ['"', "\\", "\\n", "\n", "\r", "\t", "\u2028", "\x85", "\x1c", "\u202e", "<em>", "80% of {x}", " " * 90]
    ),
    max_size=6,
).map("".join)
_PATHS = st.from_regex(r"[a-z][a-z0-9]{0,6}(\.[a-z0-9]{1,6}){0,2}", fullmatch=True)
_COMMENTS = st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=9), max_size=2).map(
    "\n".join
)


@st.composite
def _entries(draw: st.DrawFn) -> CatalogEntry:
    obsolete = draw(st.booleans())
    translation = draw(_TEXT)
    source = draw(_TEXT.filter(bool))
    # A merge notes a previous text only where it is another one.
    previous = draw(st.none() | _TEXT.filter(lambda text: bool(text) and text != source))
    return CatalogEntry(
        path=draw(_PATHS),
        source=source,
        translation=translation,
        # What has no translation can't be fuzzy.
        state=draw(st.sampled_from(TranslationState)) if translation else TranslationState.TRANSLATED,
        origin=draw(st.sampled_from(TranslationOrigin)),
        obsolete=obsolete,
        note="" if obsolete else draw(_COMMENTS),
        places=() if obsolete else draw(st.sampled_from([(), ("a.md:3", "b/c.md:12"), ("a-b.md",)])),
        comment=draw(_COMMENTS),
        flags=draw(st.sampled_from([(), ("no-wrap",), ("no-wrap", "x")])),
        previous=previous,
        previous_path=None if previous is None else draw(st.none() | _PATHS),
    )


_ENTRY = CatalogEntry(path="title", source="Bones", translation="Os")
_CATALOGS = st.lists(_entries(), max_size=4, unique_by=lambda entry: entry.path).map(
    # Obsolete entries stand last in every PO file.
    lambda entries: tuple(sorted(entries, key=lambda entry: entry.obsolete))
)


def _plain(entries: Iterable[CatalogEntry]) -> tuple[CatalogEntry, ...]:
    """The entries as if they came from no file: without lines, and without what their fingerprints tell."""
    return tuple(replace(entry, line=0, base=None) for entry in entries)


@given(_CATALOGS)
def test_writing_and_reading_loses_nothing(entries: tuple[CatalogEntry, ...]) -> None:
    """What is written is read back: texts of every script, controls, quotes, backslashes and line ends among them."""
    catalog = read_po(write_po(Catalog(entries, make_header("zh-Hans", {"X-Domain": "reference"}), "By us")))

    assert _plain(catalog.entries) == entries
    assert catalog.findings == ()
    assert (catalog.header["Language"], catalog.header["X-Domain"], catalog.comment) == (
        "zh_Hans",
        "reference",
        "By us",
    )


@settings(max_examples=20)
@given(_CATALOGS)
def test_gettext_keeps_what_we_read(entries: tuple[CatalogEntry, ...]) -> None:
    """GNU msgcat reads what is written, and its own writing changes nothing that we read."""
    # msgcat drops flags that it does not know, and obsolete entries without a translation.
    entries = tuple(
        replace(entry, flags=(), comment="", note="") for entry in entries if entry.translation or not entry.obsolete
    )
    data = write_po(Catalog(entries, make_header("ar", {"X-Domain": "reference"})))

    written = _run("msgcat", "--no-wrap", "-", data=data)

    assert _plain(read_po(written).entries) == entries


@pytest.mark.parametrize("tag", ["ar", "zh-Hans", "pt-BR", "sr-Latn", "kr"])
@pytest.mark.parametrize("revised", [None, datetime(2026, 11, 23, 9, 30, tzinfo=UTC)])
def test_msgfmt_accepts_what_is_written(tag: str, revised: datetime | None) -> None:
    """A catalog with every kind of entry passes `msgfmt --check`, prose with a percent sign in it among them."""
    entries = (
        CatalogEntry(path="a.text", source="80% of <c.lee-2020/>", translation="٨٠٪", flags=("python-format",)),
        CatalogEntry(
            path="b.text", source="{number} of\nbones\n", translation="x\ny\n", state=TranslationState.INITIAL
        ),
        CatalogEntry(path="c.text", source="Not yet"),
        CatalogEntry(path="d.text", source="Gone", translation="Fort", obsolete=True),
    )

    data = write_po(Catalog(entries, make_header(tag, {"X-Domain": "bones"}, revised)))

    _run("msgfmt", "--check", "-o", "/dev/null", "-", data=data)
    assert b"-format" not in data
    assert write_po(read_po(data)) == data


@pytest.mark.parametrize("origin", TranslationOrigin)
@pytest.mark.parametrize("state", TranslationState)
def test_origin_and_state_are_comments(origin: TranslationOrigin, state: TranslationState) -> None:
    """What is usual needs no comment; INITIAL is gettext's fuzzy; the rest are lines that PO tools keep."""
    data = write_po(Catalog((replace(_ENTRY, origin=origin, state=state, comment="kept"),))).decode()

    assert ("# origin: machine\n" in data) == (origin == TranslationOrigin.MACHINE)
    assert ("#, fuzzy\n" in data) == (state == TranslationState.INITIAL)
    assert ("# state: reviewed\n" in data) == (state == TranslationState.REVIEWED)
    assert ("# state: final\n" in data) == (state == TranslationState.FINAL)
    assert "# kept\n" in data
    assert "# origin: human" not in data


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        ('msgctxt "b"\nmsgid "B\nmsgstr "x"', FindingCode.ENTRY_SYNTAX, 6),
        ('msgctxt "b"\nmsgid "B"\nmsgstr "x" y "z"\nnonsense', FindingCode.ENTRY_SYNTAX, 5),
        ('msgctxt "a"\nmsgid "B"\nmsgstr "x"', FindingCode.ENTRY_DUPLICATE, 5),
        ('msgid "B"\nmsgstr "x"', FindingCode.ENTRY_WITHOUT_PATH, 5),
        ('msgctxt "b"\nmsgid "B"\nmsgid_plural "Bs"\nmsgstr[0] "x"', FindingCode.ENTRY_PLURAL, 5),
        ('# origin: robot\nmsgctxt "b"\nmsgid "B"\nmsgstr "x"', FindingCode.ORIGIN_UNKNOWN, 5),
        ('# state: done\nmsgctxt "b"\nmsgid "B"\nmsgstr "x"', FindingCode.STATE_UNKNOWN, 5),
        ('msgctxt "b"\nmsgid "B"\nmsgstr "\udcff"', FindingCode.FILE_UNDECODABLE, 5),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_read(lines: str, code: FindingCode, line: int) -> None:
    """A malformed entry is left out and is a finding with its line; the entries around it are there."""
    text = f'msgctxt "a"\nmsgid "A"\nmsgstr "x"\n\n{lines}\n\nmsgctxt "c"\nmsgid "C"\nmsgstr "x"\n'

    catalog = read_po(text.encode("utf-8", "surrogateescape"))

    assert [entry.path for entry in catalog.entries] == ["a", "c"]
    assert code in {finding.code for finding in catalog.findings}
    assert all(line <= finding.line <= line + lines.count("\n") + 1 for finding in catalog.findings)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("iso-8859-6", b""),
        ("windows-1256", b""),
        ("utf-16-le", b"\xff\xfe"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_of_any_tool_are_read(encoding: str, mark: bytes, newline: str) -> None:
    """A byte order mark or the declared charset tells the encoding; line ends of any system are line ends."""
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={encoding}\\n"\n\n'
    text = f'{header}msgctxt "a"\nmsgid "bones"\nmsgstr "عظام"\n'.replace("\n", newline)

    catalog = read_po(mark + text.encode(encoding))

    assert [(entry.translation, entry.line) for entry in catalog.entries] == [("عظام", 5)]
    assert catalog.findings == ()


@pytest.mark.parametrize("charset", ["rot13", "zlib", "idna", "unicode_escape", "punycode", "nonsense", "CHARSET"])
def test_a_lying_charset_is_not_believed(charset: str) -> None:
    """Codecs that are no encodings of text files are not run: the file is read as UTF-8."""
    text = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\nmsgctxt "a"\nmsgid "A"\nmsgstr "é"\n'

    assert [entry.translation for entry in read_po(text.encode()).entries] == ["é"]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, the answer is a catalog."""
    read_po(data)


@pytest.mark.parametrize(
    "line", ["msgid" + " " * 100_000 + "x", "#~" + " " * 100_000 + '"', '"' + "\\" * 100_001 + '"']
)
def test_long_lines_are_read_in_one_pass(line: str) -> None:
    """A line that stands in no PO file is told as quickly as it is long: no way of reading it is tried twice."""
    assert FindingCode.ENTRY_SYNTAX in {finding.code for finding in read_po(f'msgctxt "a"\n{line}\n'.encode()).findings}


@given(
    st.lists(
        st.sampled_from(
            [
                'msgid "a"',
                'msgstr "b"',
                'msgctxt "c"',
                "#, fuzzy",
                "#| msgid",
                '"x"',
                "#~ msgid",
                "msgstr[1]",
                "",
                "#",
                "#:",
            ]
        ),
        max_size=9,
    )
)
def test_no_order_of_lines_raises(lines: list[str]) -> None:
    """Whatever the order of a PO file's lines, the answer is a catalog."""
    read_po("\n".join(lines).encode())


def test_a_path_is_not_opened(tmp_path: Path) -> None:
    """Bytes that happen to be the name of a file are not taken for it."""
    file = tmp_path / "a.po"
    file.write_bytes(write_po(Catalog((_ENTRY,))))

    assert read_po(str(file).encode()).entries == ()


def test_others_read_what_is_written() -> None:
    """Babel reads the same entries as we wrote."""
    from io import BytesIO  # noqa: PLC0415

    from babel.messages.pofile import read_po as read_babel  # noqa: PLC0415

    catalog = read_babel(BytesIO(write_po(Catalog((_ENTRY,), make_header("fr", {"X-Domain": "bones"})))))

    message = catalog.get("Bones", "title")
    assert message is not None
    assert message.string == "Os"
    assert polib.pofile(write_po(Catalog((_ENTRY,))).decode())[0].msgctxt == "title"


def _run(command: str, *arguments: str, data: bytes) -> bytes:
    program = shutil.which(command)
    assert program, f"{command} is not installed: apt-get install gettext"
    done = subprocess.run([program, *arguments], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@given(INLINES)
def test_a_text_comes_back_as_the_same_tree(inlines: tuple[Inline, ...]) -> None:
    """Whatever a text is made of, tags in tags and all, its tree is the same after a PO file was written and read."""
    markup = write_markup(inlines)
    entry = replace(_ENTRY, source=markup, translation=markup)
    try:
        expected = read_markup(markup, links_of(inlines))
    except MarkupError:
        # XML has no way to write some characters; sources and translations with them are refused.
        return

    (again,) = read_po(write_po(Catalog((entry,), {}))).entries if markup else (entry,)

    assert read_markup(again.translation, links_of(inlines)) == expected
    assert hash_text(again.source) == hash_text(markup)
