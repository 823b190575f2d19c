"""Glossaries in TBX and as tables, written and read back by us, by the standard's schemas, and by translate-toolkit."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tbx import tbxfile

from tests.support.standards import find_standard
from verbena.catalogs.glossary_csv import read_glossary_csv, write_glossary_csv
from verbena.catalogs.glossary_values import TEXT_LIMIT, GlossaryFile
from verbena.catalogs.tbx import read_tbx, write_tbx
from verbena.catalogs.xml_reading import BYTES_LIMIT
from verbena.model.characters import FORBIDDEN
from verbena.model.findings import FindingCode, Severity, has_errors
from verbena.model.glossary import GlossaryTerm, TermStatus

BONE = GlossaryTerm(
    source_locale="en",
    term="bone density",
    locale="es",
    translation="densidad ósea",
    definition="How much mineral a bone has",
    note="not “mineral”",
    part_of_speech="noun",
)
WRONG = GlossaryTerm(
    source_locale="en", term="bone density", locale="es", translation="grosor óseo", status=TermStatus.FORBIDDEN
)

_WORDS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=12)
    | st.sampled_from(["=1+1", "'=x", "''-1", "@x", "＋1", '"quoted"', "a;b", "a,b", "'", "<b>&amp;"])
).map(lambda text: " ".join(text.split()))
_WRITABLE = _WORDS.filter(lambda text: not FORBIDDEN.search(text))
_TERMS = st.lists(
    st.builds(
        GlossaryTerm,
        source_locale=st.just("en"),
        term=_WRITABLE.filter(bool),
        locale=st.sampled_from(["ar", "zh-Hant-TW", "din"]),
        translation=_WRITABLE.filter(bool),
        status=st.sampled_from(TermStatus),
        definition=_WRITABLE,
        note=_WRITABLE,
        part_of_speech=st.sampled_from(["", "noun", "verb"]),
    ),
    max_size=4,
    unique_by=lambda term: (term.term, term.locale, term.translation),
)


@settings(max_examples=200)
@given(_TERMS)
def test_tables_are_read_back(terms: list[GlossaryTerm]) -> None:
    """What is written as a table is read as it was, whatever characters the cells begin with."""
    assert read_glossary_csv(write_glossary_csv(terms), "fr") == GlossaryFile(tuple(terms))


@settings(max_examples=200)
@given(_TERMS)
def test_tbx_is_read_back(terms: list[GlossaryTerm]) -> None:
    """What is written as TBX is read as it was, but for the order."""
    read = read_tbx(write_tbx(terms), "en")

    assert read.findings == ()
    assert sorted(read.terms, key=repr) == sorted(terms, key=repr)


@settings(max_examples=50)
@given(_TERMS)
def test_tbx_is_valid(terms: list[GlossaryTerm]) -> None:
    """What is written is valid by the RELAX NG schema of TBX's core structure (ISO 30042:2019)."""
    schema = etree.RelaxNG(etree.parse(find_standard("tbx/TBXcoreStructV03.rng")))

    assert schema.validate(etree.fromstring(write_tbx(terms))), schema.error_log


def test_no_formulas_are_written() -> None:
    """No cell of a table begins as a spreadsheet's formula does."""
    term = GlossaryTerm(source_locale="en", term='=HYPERLINK("http://x")', locale="es", translation="+1", note="@x")

    rows = list(csv.reader(io.StringIO(write_glossary_csv([term]).decode("utf-8-sig"))))

    assert rows[1][:2] == ['\'=HYPERLINK("http://x")', "'+1"]
    assert not [cell for cell in rows[1] if cell[:1] in tuple("=+-@")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old"])
def test_tables_of_any_spreadsheet(delimiter: str, encoding: str, line_end: str) -> None:
    """Columns come in any order and case, with any delimiter, line end and byte order mark."""
    lines = [
        ("Locale", "Source_Term", "Other", "Target  term", "STATUS"),
        ("ES", " bone density ", "x", "grosor óseo", "Deprecated"),
    ]
    text = line_end.join(delimiter.join(cells) for cells in lines) + line_end * 2

    assert read_glossary_csv(text.encode(encoding), "en") == GlossaryFile((WRONG,))


def test_rows_that_are_no_term() -> None:
    """A row without a text, in no language, of an unknown status or there already is told with its line."""
    rows = [
        "source term,target term,locale,status",
        'a,"b\nb",es,',
        ",b,es,",
        "a,b,e_s_!,",
        "c,d,es,so-so",
        "c,d,es,forbidden",
        f"e,{'x' * (TEXT_LIMIT + 1)},es,",
        "g,h\u2028i,es,",
        "f,f,en,",
    ]

    read = read_glossary_csv("\n".join(rows).encode(), "en")

    assert [(term.term, term.translation, term.status) for term in read.terms] == [
        ("a", "b\nb", TermStatus.PREFERRED),
        ("c", "d", TermStatus.ADMITTED),
    ]
    assert [(one.line, one.code) for one in read.findings] == [
        (4, FindingCode.ENTRY_INCOMPLETE),
        (5, FindingCode.LANGUAGE_UNKNOWN),
        (6, FindingCode.STATUS_UNKNOWN),
        (7, FindingCode.ENTRY_DUPLICATE),
        (8, FindingCode.ENTRY_INCOMPLETE),
        (9, FindingCode.CHARACTER_FORBIDDEN),
        (10, FindingCode.ENTRY_INCOMPLETE),
    ]
    assert {one.severity for one in read.findings} == {Severity.WARNING}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"source term,locale\na,es\n",
        b'source term,target term,locale\n"a"b,c,es\n',
        b"source term,target term,locale\n\xff,a,es\n",
        b" " * (BYTES_LIMIT + 1),
    ],
    ids=["empty", "no column", "quotes", "not UTF-8", "too large"],
)
def test_tables_that_are_none(data: bytes) -> None:
    """What can't be read as a table is an error with its line."""
    read = read_glossary_csv(data, "en")

    assert read.terms == ()
    assert has_errors(read.findings)


_VERSION_2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body><termEntry id="c1">
<langSet xml:lang="en"><descripGrp><descrip type="definition">How much mineral a bone has</descrip></descripGrp>
<tig><term>bone density</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="es"><ntig><termGrp><term>densidad ósea</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp><note>not “mineral”</note></ntig>
<tig><term>grosor <hi>óseo</hi></term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry></body></text></martif>"""
_ELEMENTS = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" style="dct"
xmlns:basic="http://www.tbxinfo.net/ns/basic" type="TBX-Basic" xml:lang="en"><tbxHeader/><text><body>
<conceptEntry id="c1"><basic:definition>How much mineral a bone has</basic:definition>
<langSec xml:lang="en"><termSec><term>bone density</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
<langSec xml:lang="es"><termSec><term>densidad ósea</term><note>not “mineral”</note></termSec>
<termSec><term>grosor óseo</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
</langSec></conceptEntry></body></text></tbx>"""


@pytest.mark.parametrize("text", [_VERSION_2, _ELEMENTS], ids=["version 2", "categories as elements"])
def test_other_forms_of_tbx(text: str) -> None:
    """TBX of version 2 is read, and that of version 3 whose categories are elements."""
    read = read_tbx(text.encode(), "en")

    assert read.findings == ()
    assert [(term.translation, term.status, term.note) for term in read.terms] == [
        ("densidad ósea", TermStatus.PREFERRED, "not “mineral”"),
        ("grosor óseo", TermStatus.FORBIDDEN, ""),
    ]
    assert {(term.definition, term.part_of_speech) for term in read.terms} == {(BONE.definition, "noun")}


def test_another_tool_writes_it() -> None:
    """We read the glossary that translate-toolkit writes."""
    store = tbxfile(sourcelanguage="en", targetlanguage="es")
    unit = store.addsourceunit("bone density")
    unit.target = "densidad ósea"

    read = read_tbx(bytes(store), "en")

    assert [(term.term, term.locale, term.translation) for term in read.terms] == [
        ("bone density", "es", "densidad ósea")
    ]


def test_concepts_without_the_source() -> None:
    """A concept without a term in the source language is left out, and told."""
    read = read_tbx(write_tbx([BONE]), "fr")

    assert read.terms == ()
    assert [one.code for one in read.findings] == [FindingCode.ENTRY_INCOMPLETE]


def test_concepts_that_multiply() -> None:
    """A concept of more pairs than anybody needs is left out, and told: they are not multiplied first."""
    terms = "<termSec><term>x</term></termSec>" * 2_000
    sections = f'<langSec xml:lang="en">{terms}</langSec><langSec xml:lang="es">{terms}</langSec>'
    data = f'<tbx><text><body><conceptEntry id="c">{sections}</conceptEntry></body></text></tbx>'

    read = read_tbx(data.encode(), "en")

    assert read.terms == ()
    assert [one.code for one in read.findings] == [FindingCode.ENTRY_INCOMPLETE]


@pytest.mark.parametrize("data", [b"", b"<tmx/>", b"<tbx>", _VERSION_2.replace("TBXBasic", "x").encode()])
def test_files_that_are_no_tbx(data: bytes) -> None:
    """What is no TBX, or has another document type, is one error."""
    read = read_tbx(data, "en")

    assert read.terms == ()
    assert has_errors(read.findings)
