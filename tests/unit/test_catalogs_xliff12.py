"""XLIFF 1.2: nothing is lost on the way out and back, and other people's schema has nothing against it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace

from tests.support.catalog_entries import CATALOGS, without_lines
from tests.support.standards import read_schema
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.formats import CatalogFormat, read_catalog
from verbena.catalogs.po import read_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.catalogs.xliff12 import write_xliff12
from verbena.model.findings import FindingCode, Severity
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.resources import find_resource

_SCHEMAS = ("xliff12/xliff-core-1.2-strict.xsd", "xliff12/xliff-core-1.2-transitional.xsd")


def _bundled() -> Iterator[Catalog]:
    for file in sorted(find_resource("locales").rglob("*.po")):
        catalog = read_po(file.read_bytes())
        entries = (replace(one, base=fingerprint(one.translation)) for one in catalog.entries if not one.obsolete)
        yield replace(catalog, entries=tuple(entries))


@given(CATALOGS)
def test_writing_and_reading_loses_nothing(catalog: Catalog) -> None:
    """What is written is read back: texts of every script, controls, nested tags, states, notes and fingerprints."""
    read = read_catalog(write_xliff12(catalog))

    assert without_lines(read) == catalog


@pytest.mark.parametrize("name", _SCHEMAS)
@given(data=st.data())
def test_any_catalog_is_valid(name: str, data: st.DataObject) -> None:
    """The standard's own schemas accept what is written, whatever is in it."""
    schema = read_schema(name, "xml.xsd")

    schema.assertValid(etree.fromstring(write_xliff12(data.draw(CATALOGS))).getroottree())


def test_the_bundled_catalogs_come_back() -> None:
    """Every bundled catalog is valid by the strict schema, and reads back with all that it had."""
    schema = read_schema(_SCHEMAS[0], "xml.xsd")
    for catalog in _bundled():
        data = write_xliff12(catalog)
        read = read_catalog(data, CatalogFormat.XLIFF_12)

        schema.assertValid(etree.fromstring(data).getroottree())
        assert read.findings == ()
        assert without_lines(read).entries == without_lines(catalog).entries
        assert write_xliff12(read) == data


def _file(*units: str, attributes: str = 'target-language="es"') -> bytes:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:o="urn:other">\n'
        f'<file original="x" source-language="en" datatype="plaintext" {attributes}><body>\n'
        + "\n".join(units)
        + "\n</body></file></xliff>"
    ).encode()


def _unit(target: str, attributes: str = "", more: str = "", source: str = "Bones") -> str:
    return f'<trans-unit id="1" resname="title" {attributes}><source>{source}</source>{target}{more}</trans-unit>'


_SOURCE = 'Take <x id="1" equiv-text="&lt;m.tamoxifen/&gt;"/> <g id="2" ctype="bold">daily</g>'
_MARKUP = "Tome <m.tamoxifen/> <strong>a diario</strong>"


@pytest.mark.parametrize(
    "target",
    [
        'Tome <x id="1"/> <g id="2">a diario</g>',
        'Tome <x id="1" equiv-text="&lt;m.tamoxifen/&gt;"/> <g id="2" ctype="bold">a diario</g>',
        'Tome <x id="7" equiv-text="&lt;m.tamoxifen/&gt;"/> <g id="8" ctype="bold">a diario</g>',
        'Tome <x id="m.tamoxifen"/> <g id="strong">a diario</g>',
        '<mrk mtype="seg" mid="0">Tome <x id="1"/> </mrk><mrk mtype="seg" mid="1"><g id="2">a diario</g></mrk>',
        'Tome <x id="1"/> <bx id="2" rid="1"/>a <!-- so -->diario<ex id="3" rid="1"/>',
        'Tome <x id="1"/> <bx id="2"/>a <![CDATA[diario]]><ex id="2"/>',
        'Tome <ph id="1">&lt;m.tamoxifen/></ph> <bpt id="2">&lt;strong></bpt>a diario<ept id="2">&lt;/strong></ept>',
        'Tome <ph id="1">{0}</ph> <bpt id="2">{1}</bpt>a diario<ept id="2">{2}</ept>',
        'Tome <x id="1"/> <it id="2" pos="open">{1}</it>a di&#97;rio<it id="2" pos="close">{2}</it>',
        'Tome <x id="1" o:more="yes"/> <g id="2" o:a="b">a diario</g>',
    ],
)
def test_codes_keep_what_they_stand_for(target: str) -> None:
    """Whatever form a tool gives inline codes, and whatever it drops but their ids, they are the same tags."""
    (entry,) = read_catalog(_file(_unit(f"<target>{target}</target>", source=_SOURCE))).entries

    assert (entry.source, entry.translation) == ("Take <m.tamoxifen/> <strong>daily</strong>", _MARKUP)


def test_codes_may_be_moved() -> None:
    """Two tags of one name are told apart by their codes, and a translation may have them in another order."""
    source = "<em>a</em> and <em>b</em> and <m.x/>"
    entry = CatalogEntry(path="title", source=source, translation="<m.x/>, <em>b</em>, <em>a</em>")

    (read,) = read_catalog(write_xliff12(Catalog((entry,)))).entries

    assert read.translation == entry.translation
    assert b'<g id="em:2"' in write_xliff12(Catalog((entry,)))


@pytest.mark.parametrize("code", ['<x id="9"/>', '<g id="9">a</g>', '<ex id="9"/>', '<ph id="9">{9}</ph>'])
def test_a_code_of_nothing_costs_its_entry(code: str) -> None:
    """A code that stands for no tag is an error of its unit, and of no other."""
    good = '<trans-unit id="summary"><source>Bones</source><target>Huesos</target></trans-unit>'

    catalog = read_catalog(_file(_unit(f"<target>a {code}</target>"), good))

    assert [(one.path, one.translation) for one in catalog.entries] == [("summary", "Huesos")]
    assert [(one.code, one.path, one.line) for one in catalog.findings] == [(FindingCode.CODE_UNKNOWN, "title", 3)]


_I, _T, _R, _F = TranslationState


@pytest.mark.parametrize(
    ("unit", "target", "state"),
    [
        ("", "", _T),
        ('approved="yes"', "", _R),
        ('approved="no"', "", _T),
        ("", 'state="new"', _I),
        ("", 'state="needs-translation"', _I),
        ("", 'state="needs-review-translation"', _I),
        ("", 'state="needs-adaptation"', _I),
        ("", 'state="needs-review-l10n"', _I),
        ('approved="yes"', 'state="needs-l10n"', _I),
        ("", 'state="translated"', _T),
        ('approved="yes"', 'state="translated"', _R),
        ("", 'state="signed-off"', _R),
        ('approved="yes"', 'state="signed-off"', _R),
        ('approved="no"', 'state="signed-off"', _T),
        ("", 'state="final"', _F),
        ('approved="yes"', 'state="final"', _F),
        ('approved="no"', 'state="final"', _T),
        ("", 'state="x-reviewed"', _T),
        ('approved="yes"', 'state="x-reviewed"', _R),
    ],
)
def test_states_of_other_tools(unit: str, target: str, state: TranslationState) -> None:
    """What needs anything needs work; what is approved is reviewed, and what is expressly not approved is not."""
    (entry,) = read_catalog(_file(_unit(f"<target {target}>Huesos</target>", unit))).entries

    assert entry.state == state


def test_an_unknown_state_costs_its_entry() -> None:
    """A state that the standard has not is told, rather than taken for another."""
    catalog = read_catalog(_file(_unit('<target state="reviewed">Huesos</target>')))

    assert catalog.entries == ()
    assert [one.code for one in catalog.findings] == [FindingCode.STATE_UNKNOWN]


_EXPORTED = CatalogEntry(
    path="title", source="Bones", translation="Huesos", origin=TranslationOrigin.MACHINE, base=fingerprint("Huesos")
)


@pytest.mark.parametrize("state", [_R, _F])
def test_a_rewritten_text_is_nobodys_review(state: TranslationState) -> None:
    """A tool that changes a text and leaves the attributes beside it has made a person's text that nobody reviewed."""
    data = write_xliff12(Catalog((replace(_EXPORTED, state=state),))).replace(b">Huesos<", b">Los huesos<")

    catalog = read_catalog(data)

    (entry,) = catalog.entries
    assert (entry.state, entry.origin, entry.base) == (_T, TranslationOrigin.HUMAN, _EXPORTED.base)
    assert [(one.code, one.severity) for one in catalog.findings] == [(FindingCode.REVIEW_STALE, Severity.WARNING)]


def test_a_review_that_is_taken_back_is_none() -> None:
    """Who says that a text is not approved, and nothing else, has taken the review back."""
    data = write_xliff12(Catalog((replace(_EXPORTED, state=_R),)))

    read = read_catalog(data.replace(b'approved="yes"', b'approved="no"').replace(b' state="signed-off"', b""))

    assert [one.state for one in read.entries] == [_T]


def test_a_review_in_the_tool_counts() -> None:
    """A state that the file did not have when it was written is a reviewer's word."""
    data = write_xliff12(Catalog((_EXPORTED,))).replace(b'state="translated"', b'state="signed-off"')

    assert [(one.state, one.origin) for one in read_catalog(data).entries] == [(_R, TranslationOrigin.MACHINE)]


@pytest.mark.parametrize("state", TranslationState)
def test_a_tool_that_drops_states_changes_none(state: TranslationState) -> None:
    """Where the text is the same and no state is told, it is the one that the file was written with."""
    data = write_xliff12(Catalog((replace(_EXPORTED, state=state),)))
    root = etree.fromstring(data)
    for element in root.iter():
        for name in ("state", "approved", "state-qualifier"):
            element.attrib.pop(name, None)

    assert [(one.state, one.origin) for one in read_catalog(etree.tostring(root)).entries] == [
        (state, TranslationOrigin.MACHINE)
    ]


def test_notes_come_back_as_comments() -> None:
    """What people write to a unit is a comment, with the name of whom it is from; the extractor's note is not."""
    notes = '<note from="developer">A title.</note><note>Hm.</note><note from="Ana">Ask them.</note>'

    (entry,) = read_catalog(_file(_unit("<target>Huesos</target>", more=notes))).entries

    assert (entry.note, entry.comment) == ("A title.", "Hm.\nAna: Ask them.")


def test_parts_in_another_language_are_not_taken() -> None:
    """Of a file with several languages, only what is in the first one's is taken, and the rest is told."""
    data = _file(_unit("<target>Huesos</target>")).replace(
        b"</xliff>",
        b'<file original="y" source-language="en" target-language="fr" datatype="plaintext"><body><trans-unit id="b">'
        b"<source>Bones</source><target>Os</target></trans-unit></body></file></xliff>",
    )

    catalog = read_catalog(data)

    assert [one.translation for one in catalog.entries] == ["Huesos"]
    assert [(one.code, one.severity) for one in catalog.findings] == [(FindingCode.LANGUAGE_DIFFERS, Severity.ERROR)]


def test_obsolete_entries_stay_at_home() -> None:
    """What no source has any more is not sent out to be worked on."""
    gone = CatalogEntry(path="gone", source="Gone", translation="Ido", obsolete=True)

    assert [one.path for one in read_catalog(write_xliff12(Catalog((_EXPORTED, gone)))).entries] == ["title"]


@pytest.mark.parametrize("markup", ["a <strong>b", "a & b", "<m.x", "</em>", "a <br></em>"])
def test_a_malformed_text_comes_back_as_it_is(markup: str) -> None:
    """What is no tagged string goes out as one code, and comes back to be refused for what it is."""
    entry = CatalogEntry(path="title", source="Bones", translation=markup)

    assert [one.translation for one in read_catalog(write_xliff12(Catalog((entry,)))).entries] == [markup]
