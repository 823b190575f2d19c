"""Files of strangers in any format: told by what they are like, read in any encoding, and refused within bounds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.catalog_entries import CATALOGS
from verbena.catalogs.collecting import ReadLimits
from verbena.catalogs.formats import (
    FORMATS,
    CatalogFormat,
    facts_of,
    format_of_media_type,
    format_of_suffix,
    read_catalog,
    sniff_format,
    write_catalog,
)
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.catalogs.xml_reading import read_elements
from verbena.model.findings import FindingCode

_ENTRY = CatalogEntry(path="title", source="Bones", translation="Кости — 骨 — عظام")
_CATALOG = Catalog((_ENTRY,), {"Language": "ru", "X-Source-Language": "en"})
_XML = (CatalogFormat.XLIFF_12, CatalogFormat.XLIFF_21)
_MEGABYTE = 1_000_000


def test_formats_can_be_told_apart() -> None:
    """Each format has a suffix and a media type of its own, by which it is found whatever their case."""
    assert [facts.format for facts in FORMATS] == list(CatalogFormat)
    for facts in FORMATS:
        assert facts_of(facts.format) is facts
        assert format_of_suffix(f"locales/es.d/Bones{facts.suffix.upper()}") == facts.format
        assert format_of_media_type(f"{facts.media_type.upper()}; charset=UTF-8") == facts.format
    assert format_of_suffix("bones.docx") is format_of_suffix("po") is format_of_media_type("text/html") is None


@pytest.mark.parametrize("chosen", CatalogFormat)
@pytest.mark.parametrize("said", [None, *_XML])
def test_a_file_is_what_it_is_like(chosen: CatalogFormat, said: CatalogFormat | None) -> None:
    """Each format is known by how it begins; of XLIFF the root tells the version, whatever the file is said to be."""
    data = write_catalog(_CATALOG, chosen)

    assert sniff_format(data) == chosen
    if said is None or chosen in _XML:
        assert [one.translation for one in read_catalog(data, said).entries] == [_ENTRY.translation]


@pytest.mark.parametrize("data", [b"", b"\0" * 99, b"PK\x03\x04", b"Hello,\nworld", "\ufeff".encode(), b"\xff\xfe"])
def test_what_is_no_catalog_is_told(data: bytes) -> None:
    """A file of no format that is read is one finding."""
    catalog = read_catalog(data)

    assert (catalog.entries, [one.code for one in catalog.findings]) == ((), [FindingCode.FORMAT_UNKNOWN])


@pytest.mark.parametrize("chosen", CatalogFormat)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_answered_with_findings(chosen: CatalogFormat, data: bytes) -> None:
    """Whatever bytes come in the name of a format, there is a catalog, and no exception."""
    assert isinstance(read_catalog(data, chosen), Catalog)


@pytest.mark.parametrize("chosen", CatalogFormat)
@settings(max_examples=50)
@given(data=st.data())
def test_a_damaged_file_is_answered_with_findings(chosen: CatalogFormat, data: st.DataObject) -> None:
    """A file that lost or gained some bytes on its way is read as far as it goes, without an exception."""
    written = write_catalog(data.draw(CATALOGS), chosen)
    start = data.draw(st.integers(0, len(written)))
    damaged = written[:start] + data.draw(st.binary(max_size=5)) + written[start + data.draw(st.integers(0, 40)) :]

    assert isinstance(read_catalog(damaged, chosen), Catalog)


def _as_utf16(data: bytes) -> bytes:
    return data.decode("utf-8").encode("utf-16")


@pytest.mark.parametrize("chosen", _XML)
@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        _as_utf16,
        lambda data: _as_utf16(data.replace(b"UTF-8", b"UTF-16")),
        lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16-le"),
        lambda data: data.decode().encode("utf-32"),
        lambda data: data.replace(b"UTF-8", b"UTF-16"),
        lambda data: data.replace(b"UTF-8", b"UTF-7"),
        lambda data: data.replace(b"UTF-8", b"no-such"),
        lambda data: data.decode().replace("UTF-8", "GB18030").encode("gb18030"),
        lambda data: data.replace(b'<?xml version="1.0" encoding="UTF-8"?>\n', b""),
    ],
    ids=["mark", "crlf", "utf-16", "utf-16-said", "no-mark", "utf-32", "lie", "utf-7", "unknown", "gb18030", "bare"],
)
def test_encodings_are_found_out(chosen: CatalogFormat, change: Callable[[bytes], bytes]) -> None:
    """A file is read in the encoding that it has, whichever it says, with any line ends."""
    catalog = read_catalog(change(write_catalog(_CATALOG, chosen)))

    assert catalog.findings == ()
    assert [one.translation for one in catalog.entries] == [_ENTRY.translation]


@pytest.mark.parametrize("chosen", _XML)
@pytest.mark.parametrize("bad", [b"\xff", b"\x0b", b"&#11;", b"&#x1F;", b"\xed\xa0\x80"])
def test_what_is_no_character_costs_its_entry(chosen: CatalogFormat, bad: bytes) -> None:
    """A byte or character that an XML file can't have is told with its line, and costs the unit that it stands in."""
    entries = (_ENTRY, CatalogEntry(path="summary", source="More", translation="mas"))
    data = write_catalog(Catalog(entries, _CATALOG.header), chosen).replace(b">mas<", b">m" + bad + b"s<")

    catalog = read_catalog(data)

    assert [one.path for one in catalog.entries] == ["title"]
    assert {one.code for one in catalog.findings} == {FindingCode.FILE_UNDECODABLE}
    assert [one.path for one in catalog.findings] == [None, "summary"]


@pytest.mark.parametrize("chosen", _XML)
def test_a_file_that_was_cut_off_is_read_to_its_end(chosen: CatalogFormat) -> None:
    """What stands before a place that is no XML is there, and the finding names the line."""
    entries = (_ENTRY, CatalogEntry(path="summary", source="More", translation="mas"))
    data = write_catalog(Catalog(entries, _CATALOG.header), chosen)
    cut = data[: data.index(b">mas<")]

    catalog = read_catalog(cut)

    assert [one.path for one in catalog.entries] == ["title"]
    assert [(one.code, one.line) for one in catalog.findings] == [(FindingCode.FILE_MALFORMED, cut.count(b"\n") + 1)]


_ROOT = '<xliff version="1.2"><file original="x" source-language="en" datatype="plaintext"><body>'
_UNIT = '<trans-unit id="{0}"><source>a</source><target>b</target></trans-unit>'
_END = "</body></file></xliff>"


def _xliff(*parts: str, doctype: str = "") -> bytes:
    return "".join([doctype, _ROOT, *parts, _END]).encode()


_LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_HOSTILE = {
    "a bomb": _xliff("&l9;", doctype=f'<!DOCTYPE xliff [<!ENTITY l0 "lol">{_LOL}]>'),
    "an external entity": _xliff("&x;", doctype='<!DOCTYPE xliff [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    "an external type": _xliff(doctype='<!DOCTYPE xliff SYSTEM "http://127.0.0.1:9/xliff.dtd">'),
    "too many units": _xliff(*(_UNIT.format(n) for n in range(100_000))),
    "too many equal units": _xliff(_UNIT.format(1) * 100_000),
    "too deep": _xliff("<group>" * 100_000),
    "too deep in a unit": _xliff('<trans-unit id="a"><source>' + '<g id="1">' * 100_000),
    "a long attribute": _xliff(f'<trans-unit id="{"a" * 8 * _MEGABYTE}">'),
    "many attributes": _xliff("<trans-unit " + " ".join(f'a{n}=""' for n in range(_MEGABYTE)) + ">"),
    "a unit of too many codes": _xliff('<trans-unit id="a"><source>' + '<x id="1"/>' * (_MEGABYTE + 1)),
    "a text too long": _xliff("<trans-unit id='a'><source>" + "a b " * 4 * _MEGABYTE),
    "too many entries of PO": b'msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n' * 200_000,
    "too many rows": b"path,source,translation\n" + b"a,b,c\n" * 100_000,
    "too large": b'msgid ""\n' + b" " * 200 * _MEGABYTE,
}


@pytest.mark.parametrize("data", _HOSTILE.values(), ids=_HOSTILE)
def test_hostile_files_are_refused_in_little_memory(data: bytes) -> None:
    """What would take all memory, all time or somebody's file is one finding that says so, and no entry."""
    limits = ReadLimits(entries=1000)
    tracemalloc.start()
    try:
        catalog = read_catalog(data, limits=limits)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert catalog.entries == ()
    assert catalog.findings[-1].code in {FindingCode.FILE_REFUSED, FindingCode.FILE_MALFORMED}
    assert most < 200 * _MEGABYTE


def test_limits_can_be_set() -> None:
    """Who knows a file better may have more of it read, or less."""
    data = write_catalog(_CATALOG, CatalogFormat.XLIFF_12)

    assert read_catalog(data, limits=ReadLimits(data=len(data), entries=1)).findings == ()
    for limits in (ReadLimits(data=len(data) - 1), ReadLimits(entries=0)):
        assert [one.code for one in read_catalog(data, limits=limits).findings] == [FindingCode.FILE_REFUSED]


class _CountedBytes(bytes):
    """Bytes that count how often a part of them is taken."""

    taken = 0

    def __getitem__(self, key: object) -> bytes:  # type: ignore[override]
        type(self).taken += 1
        return super().__getitem__(key)  # type: ignore[index]


@pytest.mark.parametrize("inside", ["<!-- {0} -->", "<?note {0} ?>"])
def test_a_long_comment_is_not_read_again_and_again(inside: str) -> None:
    """What comes to no end for long is given to the parser in ever larger parts: its work grows no faster than it."""
    data = _CountedBytes(f"<r>{inside.format('<a ' * 3 * _MEGABYTE)}</r>".encode())

    assert [one.name for one in read_elements(data, ("e",))] == ["r"]
    assert _CountedBytes.taken < 20
    _CountedBytes.taken = 0
