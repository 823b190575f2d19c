"""XLIFF 2.1: nothing is lost on the way out and back, and other people's schemas have nothing against it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.support.catalog_entries import CATALOGS, without_lines
from tests.support.standards import read_xliff21_schema
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.formats import CatalogFormat, read_catalog
from verbena.catalogs.po import read_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.catalogs.xliff21 import write_xliff21
from verbena.model.findings import FindingCode, Severity
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.resources import find_resource


def _bundled() -> Iterator[Catalog]:
    for file in sorted(find_resource("locales").rglob("*.po")):
        catalog = read_po(file.read_bytes())
        entries = (replace(one, base=fingerprint(one.translation)) for one in catalog.entries if not one.obsolete)
        yield replace(catalog, entries=tuple(entries))


@given(CATALOGS)
def test_writing_and_reading_loses_nothing(catalog: Catalog) -> None:
    """What is written is read back: texts of every script, controls, nested tags, states, notes and fingerprints."""
    read = read_catalog(write_xliff21(catalog))

    assert without_lines(read) == catalog


@given(data=st.data())
def test_any_catalog_is_valid(data: st.DataObject) -> None:
    """The standard's own schemas, those of its modules too, accept what is written, whatever is in it."""
    schema = read_xliff21_schema()

    schema.assertValid(etree.fromstring(write_xliff21(data.draw(CATALOGS))).getroottree())


def test_the_bundled_catalogs_come_back() -> None:
    """Every bundled catalog is valid by the schemas, and reads back with all that it had."""
    schema = read_xliff21_schema()
    for catalog in _bundled():
        data = write_xliff21(catalog)
        read = read_catalog(data, CatalogFormat.XLIFF_21)

        schema.assertValid(etree.fromstring(data).getroottree())
        assert read.findings == ()
        assert without_lines(read).entries == without_lines(catalog).entries
        assert write_xliff21(read) == data


@pytest.mark.parametrize(("tag", "direction"), [("ar", b'"rtl"'), ("az_IR", b'"rtl"'), ("es", b'"ltr"')])
def test_the_direction_is_told(tag: str, direction: bytes) -> None:
    """The direction in which translations run follows from the script of their language."""
    entry = CatalogEntry(path="title", source="Bones")

    assert b'srcDir="ltr" trgDir=' + direction in write_xliff21(
        Catalog((entry,), {"Language": tag, "X-Source-Language": "en"})
    )


def _file(*units: str, version: str = "2.1") -> bytes:
    return (
        f'<xliff version="{version}" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:o="urn:other"'
        ' xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0" srcLang="en" trgLang="es">\n<file id="f">\n'
        + "\n".join(units)
        + "\n</file></xliff>"
    ).encode()


_SOURCE = 'Take <ph id="1" dataRef="d1"/> <pc id="2" type="fmt" subType="xlf:b">daily</pc>'
_DATA = '<originalData><data id="d1">&lt;m.tamoxifen/></data></originalData>'
_MARKUP = "Tome <m.tamoxifen/> <strong>a diario</strong>"


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
@pytest.mark.parametrize(
    "target",
    [
        'Tome <ph id="1"/> <pc id="2">a diario</pc>',
        'Tome <ph id="1" dataRef="d1"/> <pc id="2" type="fmt" subType="xlf:b">a diario</pc>',
        'Tome <ph id="7" copyOf="1"/> <pc id="8" copyOf="2">a diario</pc>',
        'Tome <ph id="7" disp="&lt;m.tamoxifen/>"/> <pc id="2">a diario</pc>',
        'Tome <ph id="m.tamoxifen"/> <pc id="strong">a diario</pc>',
        'Tome <ph id="1"/> <sc id="2"/>a <!-- so -->diario<ec startRef="2"/>',
        'Tome <ph id="1"/> <sc id="2" isolated="yes"/>a diario<ec id="2" isolated="yes"/>',
        '<mrk id="m">Tome</mrk> <ph id="1"/><sm id="n"/> <pc id="2">a <![CDATA[diario]]></pc><em startRef="n"/>',
        'Tome <ph id="1" o:a="b"/> <pc id="2">a di&#97;rio</pc>',
        'Tome<cp hex="0020"/><ph id="1"/> <pc id="2">a diario</pc>',
    ],
)
def test_codes_keep_what_they_stand_for(target: str, version: str) -> None:
    """Whatever form a tool gives inline codes, and whatever it drops but their ids, they are the same tags."""
    segment = f"<segment><source>{_SOURCE}</source><target>{target}</target></segment>"
    unit = f'<unit id="u" name="title">{_DATA}{segment}</unit>'

    catalog = read_catalog(_file(unit, version=version))

    assert [(one.source, one.translation) for one in catalog.entries] == [
        ("Take <m.tamoxifen/> <strong>daily</strong>", _MARKUP)
    ]


def test_segments_are_one_text() -> None:
    """A unit that a tool has cut into segments is put together again, in the order of the translation."""
    unit = (
        '<unit id="title"><segment state="final"><source>One <sc id="1" subType="xlf:b" type="fmt"/>two.</source>'
        '<target order="3">dos.<ec startRef="1"/></target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="reviewed"><source>Three<ec startRef="1"/>.</source>'
        '<target order="1">Tres <sc id="1" subType="xlf:b" type="fmt"/></target></segment></unit>'
    )

    (entry,) = read_catalog(_file(unit)).entries

    assert entry.source == "One <strong>two. Three</strong>."
    assert entry.translation == "Tres <strong> dos.</strong>"
    assert entry.state == TranslationState.REVIEWED


def test_half_a_translation_is_none() -> None:
    """A unit with a segment that is not translated is told, and does not replace a whole translation."""
    unit = (
        '<unit id="title"><segment><source>One.</source><target>Uno.</target></segment>'
        "<segment><source>Two.</source></segment></unit>"
    )

    catalog = read_catalog(_file(unit))

    assert catalog.entries == ()
    assert [(one.code, one.path) for one in catalog.findings] == [(FindingCode.ENTRY_INCOMPLETE, "title")]


@pytest.mark.parametrize(
    ("attribute", "state"),
    [("", TranslationState.TRANSLATED), *((f'state="{one.lower()}"', one) for one in TranslationState)],
)
def test_states_are_the_standards(attribute: str, state: TranslationState) -> None:
    """States are read as they are; a tool that tells none has translated what it has a text for."""
    unit = f'<unit id="title"><segment {attribute}><source>Bones</source><target>Huesos</target></segment></unit>'

    assert [one.state for one in read_catalog(_file(unit)).entries] == [state]


@pytest.mark.parametrize(
    ("size", "limit"), [("160", 160), ("5,160", 160), ("5,*", None), ("*", None), ("²", None), ("", None)]
)
def test_lengths_are_the_standards(size: str, limit: int | None) -> None:
    """The most that a text may have stands alone, or after the least."""
    unit = f'<unit id="title" slr:sizeRestriction="{size}"><segment><source>Bones</source></segment></unit>'

    assert [one.limit for one in read_catalog(_file(unit)).entries] == [limit]


def test_a_code_of_nothing_costs_its_entry() -> None:
    """A code that stands for no tag is an error of its unit, and of no other."""
    bad = '<unit id="title"><segment><source>Bones</source><target>a <ph id="9"/></target></segment></unit>'
    good = '<unit id="summary"><segment><source>Bones</source><target>Huesos</target></segment></unit>'

    catalog = read_catalog(_file(bad, good))

    assert [one.path for one in catalog.entries] == ["summary"]
    assert [(one.code, one.path, one.line) for one in catalog.findings] == [(FindingCode.CODE_UNKNOWN, "title", 3)]


_EXPORTED = CatalogEntry(
    path="title", source="Bones", translation="Huesos", origin=TranslationOrigin.MACHINE, base=fingerprint("Huesos")
)


@pytest.mark.parametrize("state", [TranslationState.REVIEWED, TranslationState.FINAL])
def test_a_rewritten_text_is_nobodys_review(state: TranslationState) -> None:
    """A tool that changes a text and leaves the attributes beside it has made a person's text that nobody reviewed."""
    data = write_xliff21(Catalog((replace(_EXPORTED, state=state),))).replace(b">Huesos<", b">Los huesos<")

    catalog = read_catalog(data)

    (entry,) = catalog.entries
    assert (entry.state, entry.origin) == (TranslationState.TRANSLATED, TranslationOrigin.HUMAN)
    assert [(one.code, one.severity) for one in catalog.findings] == [(FindingCode.REVIEW_STALE, Severity.WARNING)]


@pytest.mark.parametrize("state", TranslationState)
def test_a_tool_that_drops_states_changes_none(state: TranslationState) -> None:
    """Where the text is the same and no state is told, it is the one that the file was written with."""
    data = write_xliff21(Catalog((replace(_EXPORTED, state=state),)))

    read = read_catalog(data.replace(f' state="{state.lower()}"'.encode(), b""))

    assert [(one.state, one.origin) for one in read.entries] == [(state, TranslationOrigin.MACHINE)]


def test_a_translation_that_a_tool_adds_counts() -> None:
    """Where there was none, a tool that knows nothing of states has translated it."""
    data = write_xliff21(Catalog((replace(_EXPORTED, translation="", base=fingerprint("")),)))

    read = read_catalog(data.replace(b"</source>\n", b"</source>\n<target>Huesos</target>"))

    assert [(one.translation, one.state) for one in read.entries] == [("Huesos", TranslationState.TRANSLATED)]


@pytest.mark.parametrize("markup", ["a <strong>b", "a & b", "<m.x", "</em>", "a <br></em>", "\x07<"])
def test_a_malformed_text_comes_back_as_it_is(markup: str) -> None:
    """What is no tagged string goes out as one code, and comes back to be refused for what it is."""
    entry = CatalogEntry(path="title", source="Bones", translation=markup)

    assert [one.translation for one in read_catalog(write_xliff21(Catalog((entry,)))).entries] == [markup]


def test_notes_of_files_and_groups_are_no_units() -> None:
    """Notes outside of units are the file's where they stand at its top, and nobody's in a group."""
    units = (
        '<notes><note>Whole file.</note></notes><group id="g"><notes><note>Group.</note></notes>'
        '<unit id="title"><notes><note category="Ana">Hm.</note></notes>'
        "<segment><source>Bones</source></segment></unit></group>"
    )

    catalog = read_catalog(_file(units))

    assert catalog.comment == "Whole file."
    assert [one.comment for one in catalog.entries] == ["Ana: Hm."]
