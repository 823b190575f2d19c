"""Catalogs in the hands of other people's programs: what they see, and what comes back from them."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from translate.storage import xliff, xliff2

from verbena.catalogs.comments import fingerprint
from verbena.catalogs.formats import CatalogFormat, facts_of, read_catalog, write_catalog
from verbena.catalogs.po import make_header
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.translation import TranslationOrigin, TranslationState

_I, _T, _R, _F = TranslationState
_TEXTS = {
    "plain.text": ("Bones &amp; joints.", "Huesos y «articulaciones».", _T),
    "alike.text": ("Bones &amp; joints.", "Los huesos y las articulaciones.", _T),
    "tags.text": ("Take <m.tamoxifen/> <strong>daily</strong>.", "Tome <m.tamoxifen/> <strong>a diario</strong>.", _T),
    "fuzzy.text": ("More bones.", "Más.", _I),
    "machine.text": ("Many bones.", "Muchos huesos.", _T),
    "reviewed.text": ("Few bones.", "Pocos huesos.", _R),
    "final.text": ("No bones.", "Ningún hueso.", _F),
    "none.text": ("Old bones.", "", _T),
}
_ENTRIES = tuple(
    CatalogEntry(
        path=path,
        source=source,
        translation=translation,
        state=state,
        origin=TranslationOrigin.MACHINE if path == "machine.text" else TranslationOrigin.HUMAN,
        note="Paragraph.",
        comment="Ask Ana." if path == "plain.text" else "",
        places=(f"bones.md:{line}",),
        base=fingerprint(translation),
    )
    for line, (path, (source, translation, state)) in enumerate(_TEXTS.items(), 1)
)
_CATALOG = Catalog(_ENTRIES, make_header("es", {"X-Domain": "bones", "X-Source-Language": "en"}))


def _told(catalog: Catalog) -> dict[str, tuple[str, str, TranslationState, TranslationOrigin]]:
    return {one.path: (one.source, one.translation, one.state, one.origin) for one in catalog.entries}


def _write(folder: Path, chosen: CatalogFormat) -> Path:
    file = folder / f"bones{facts_of(chosen).suffix}"
    file.write_bytes(write_catalog(_CATALOG, chosen))
    return file


def _run(*arguments: str | Path) -> None:
    program = str(arguments[0])
    place = Path(sysconfig.get_path("scripts")) / program
    found = str(place) if place.exists() else shutil.which(program)
    assert found, f"{program} is missing: run make test, which installs it, or install gettext"
    subprocess.run([found, *arguments[1:]], check=True, capture_output=True)


def _convert(program: str, source: Path, suffix: str, *options: str) -> Path:
    target = source.with_name(f"{source.stem}-{program}{suffix}")
    _run(program, "--progress=none", *options, f"--input={source}", f"--output={target}")
    return target


def test_a_po_file_survives_a_converter_to_xliff(tmp_path: Path) -> None:
    """A file that po2xliff made of an export is read as it is, though the converter drops every path from its place."""
    converted = _convert("po2xliff", _write(tmp_path, CatalogFormat.PO), ".xlf")

    catalog = read_catalog(converted.read_bytes())

    assert catalog.findings == ()
    assert _told(catalog) == _told(_CATALOG)
    assert {one.path: one.base for one in catalog.entries} == {one.path: one.base for one in _ENTRIES}
    assert catalog.header["X-Domain"] == "bones"


def test_a_po_file_survives_xliff_and_the_way_back(tmp_path: Path) -> None:
    """Through po2xliff and xliff2po, every text, state and origin comes back to its unit, texts that are alike too."""
    there = _convert("po2xliff", _write(tmp_path, CatalogFormat.PO), ".xlf")
    back = _convert("xliff2po", there, ".po")

    catalog = read_catalog(back.read_bytes())

    assert b"msgctxt" not in back.read_bytes().replace(b'msgctxt "bones.md:', b"")
    assert catalog.findings == ()
    assert _told(catalog) == _told(_CATALOG)


def test_a_po_file_survives_a_table_and_the_way_back(tmp_path: Path) -> None:
    """Through po2csv and csv2po with a column for contexts, every text comes back to its unit."""
    columns = "--columnorder=context,location,source,target"
    there = _convert("po2csv", _write(tmp_path, CatalogFormat.PO), ".csv", columns)
    back = _convert("csv2po", there, ".po", columns)

    expected = {path: (source, translation) for path, (source, translation, _) in _TEXTS.items()}
    for file in (there, back):
        catalog = read_catalog(file.read_bytes())
        assert catalog.findings == ()
        assert {one.path: (one.source, one.translation) for one in catalog.entries} == expected


@pytest.mark.parametrize(
    "options", [("msgcat", "--width=60"), ("msgcat", "--sort-output"), ("msgattrib", "--no-obsolete")]
)
def test_gettexts_tools_keep_an_export(tmp_path: Path, options: tuple[str, ...]) -> None:
    """What gettext's programs write of an export has all that it had, and what Verbena had then."""
    file = _write(tmp_path, CatalogFormat.PO)
    _run(*options, "-o", tmp_path / "out.po", file)

    catalog = read_catalog((tmp_path / "out.po").read_bytes())

    assert _told(catalog) == _told(_CATALOG)
    assert {one.path: one.base for one in catalog.entries} == {one.path: one.base for one in _ENTRIES}


def test_msgmerge_keeps_an_export(tmp_path: Path) -> None:
    """Merged with the template of a newer source, units whose text is the same are as they were."""
    file, template = _write(tmp_path, CatalogFormat.PO), tmp_path / "bones.pot"
    newer = [replace(one, translation="", comment="", base=None, state=_T) for one in _ENTRIES]
    newer[0] = replace(newer[0], source="Bones &amp; joints, and more.")
    template.write_bytes(write_catalog(Catalog(tuple(newer), make_header(None, {})), CatalogFormat.PO))
    _run("msgmerge", "--no-fuzzy-matching", "-o", tmp_path / "out.po", file, template)

    told = _told(read_catalog((tmp_path / "out.po").read_bytes()))

    assert {path: told[path] for path in list(_TEXTS)[1:]} == {
        path: what for path, what in _told(_CATALOG).items() if path != "plain.text"
    }


def test_the_toolkit_reads_xliff12(tmp_path: Path) -> None:
    """Translate Toolkit, which Weblate reads with, sees each unit's name, texts, notes, place and approval."""
    store = xliff.xlifffile.parsefile(str(_write(tmp_path, CatalogFormat.XLIFF_12)))
    units = {unit.xmlelement.get("resname"): unit for unit in store.units}

    assert list(units) == list(_TEXTS)
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "es")
    assert {name: unit.isapproved() for name, unit in units.items()} == {
        path: state in (_R, _F) for path, (_, _, state) in _TEXTS.items()
    }
    plain = units["plain.text"]
    assert (plain.source, plain.target) == ("Bones & joints.", _TEXTS["plain.text"][1])
    assert (plain.getnotes("developer"), plain.getnotes("translator")) == ("Paragraph.", "Ask Ana.")
    assert plain.getlocations() == ["bones.md:1"]
    assert str(next(iter(units["tags.text"].rich_target[0].flatten()))) == "Tome "


@pytest.mark.parametrize("chosen", [CatalogFormat.XLIFF_12, CatalogFormat.XLIFF_21])
def test_the_toolkit_keeps_xliff(tmp_path: Path, chosen: CatalogFormat) -> None:
    """What it changes and writes again comes back with those changes, and with all else as it was."""
    file = _write(tmp_path, chosen)
    kind = xliff.xlifffile if chosen == CatalogFormat.XLIFF_12 else xliff2.Xliff2File
    store = kind.parsefile(str(file))
    for unit in store.units:
        if unit.source == "Old bones.":
            unit.target = "Huesos viejos."
        if unit.source == "Few bones.":
            unit.target = "Poquísimos huesos."
            unit.markapproved(False)

    catalog = read_catalog(bytes(store))

    expected = _told(_CATALOG)
    # Of XLIFF 1.2 it approves whatever it has a text for; who may not review can't have it count.
    state = _R if chosen == CatalogFormat.XLIFF_12 else _T
    expected["none.text"] = ("Old bones.", "Huesos viejos.", state, TranslationOrigin.HUMAN)
    expected["reviewed.text"] = ("Few bones.", "Poquísimos huesos.", _T, TranslationOrigin.HUMAN)
    assert catalog.findings == ()
    assert _told(catalog) == expected
    assert {one.path: one.base for one in catalog.entries} == {one.path: one.base for one in _ENTRIES}


@pytest.mark.parametrize("chosen", [CatalogFormat.XLIFF_12, CatalogFormat.XLIFF_21])
def test_attributes_may_go_but_for_ids(chosen: CatalogFormat) -> None:
    """A tool that keeps of inline codes nothing but their ids has kept what they stand for."""
    root = etree.fromstring(write_catalog(_CATALOG, chosen))
    codes = [one for one in root.iter() if etree.QName(one).localname in ("g", "x", "pc", "ph")]
    for code in codes:
        for name in set(code.attrib) - {"id"}:
            del code.attrib[name]

    assert len(codes) == 4
    assert _told(read_catalog(etree.tostring(root))) == _told(_CATALOG)
