"""The formats that catalogs are written and read in, by name, suffix and media type."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from verbena.catalogs.collecting import ReadLimits, refuse_size
from verbena.catalogs.po import read_po, write_po
from verbena.catalogs.table import read_csv, write_csv
from verbena.catalogs.values import Catalog
from verbena.catalogs.xliff import read_xliff
from verbena.catalogs.xliff12 import write_xliff12
from verbena.catalogs.xliff21 import write_xliff21
from verbena.catalogs.xml_encoding import decode_xml
from verbena.model.findings import Finding, FindingCode


class CatalogFormat(StrEnum):
    """The names of the formats, as commands and addresses have them."""

    PO = "po"
    XLIFF_12 = "xliff-1.2"
    XLIFF_21 = "xliff-2.1"
    CSV = "csv"


class FormatFacts(Struct, frozen=True):
    """A format: its name for people, the suffix of its files with the dot, and its media type."""

    format: CatalogFormat
    title: str
    suffix: str
    media_type: str


FORMATS = (
    FormatFacts(CatalogFormat.PO, "gettext PO", ".po", "text/x-gettext-translation"),
    FormatFacts(CatalogFormat.XLIFF_12, "XLIFF 1.2", ".xlf", "application/x-xliff+xml"),
    FormatFacts(CatalogFormat.XLIFF_21, "XLIFF 2.1", ".xliff", "application/xliff+xml"),
    FormatFacts(CatalogFormat.CSV, "CSV", ".csv", "text/csv"),
)
"""Every format once. Suffixes differ, as most tools have them: `.xlf` is XLIFF 1.2, and `.xliff` 2.1."""


def facts_of(format: CatalogFormat) -> FormatFacts:  # noqa: A002 - the word for it
    """What there is to know of a format."""
    return next(facts for facts in FORMATS if facts.format == format)


def format_of_suffix(name: str) -> CatalogFormat | None:
    """The format that a file of this name is written in, by its suffix in any case; null where none has it."""
    suffix = re.search(r"\.[^./\\]*$", name)
    return next((one.format for one in FORMATS if suffix and one.suffix == suffix[0].lower()), None)


def format_of_media_type(media_type: str) -> CatalogFormat | None:
    """The format of a media type, whatever its parameters and case (RFC 9110 section 8.3.1); null where none has it."""
    bare = media_type.partition(";")[0].strip().lower()
    return next((one.format for one in FORMATS if one.media_type == bare), None)


def sniff_format(data: bytes) -> CatalogFormat | None:
    """The format that a file begins like, null where it is like none."""
    head, _ = decode_xml(data[:_HEAD])
    text = head.decode(errors="replace").lstrip("\ufeff \t\r\n")
    return next((known for known, sign in _SIGNS if sign.search(text)), None)


def read_catalog(
    data: bytes,
    format: CatalogFormat | None = None,  # noqa: A002 - the word for it
    limits: ReadLimits = ReadLimits(),  # noqa: B008 - a frozen value
) -> Catalog:
    """The catalog in a file, with findings for what could not be read; without a format, by what the file is like.

    Of XLIFF the file itself says which version it is, whichever is named. A file beyond the limits, or of no format
    that is read, is one finding, and no entries.
    """
    if too_large := refuse_size(len(data), limits):
        return Catalog((), findings=(too_large,))
    chosen = format or sniff_format(data)
    if chosen is None:
        text = "this is no file that is read here: send {formats}"
        values = {"formats": ", ".join(facts.title for facts in FORMATS)}
        return Catalog((), findings=(Finding(FindingCode.FORMAT_UNKNOWN, text, values=values),))
    return _READERS[chosen](data, limits)


def write_catalog(catalog: Catalog, format: CatalogFormat) -> bytes:  # noqa: A002 - the word for it
    """The catalog as a file; equal catalogs give equal bytes."""
    return _WRITERS[format](catalog)


def _read_po(data: bytes, limits: ReadLimits) -> Catalog:
    # Each line that begins so becomes values of its own, before anything else of it is looked at.
    lines = re.finditer(rb"(?:^|[\r\n])[ \t]*(?:#~[ \t]*)?msgid\b", data)
    beyond = next((found for number, found in enumerate(lines) if number > limits.entries), None)
    if beyond is not None:
        text, values = "the file has more than {limit} entries: split it", {"limit": str(limits.entries)}
        line = data.count(b"\n", 0, beyond.start()) + 1
        return Catalog((), findings=(Finding(FindingCode.FILE_REFUSED, text, line, values=values),))
    return read_po(data)


_HEAD = 4096
_SIGNS = (
    (CatalogFormat.XLIFF_21, re.compile(r"\A<(?:.*?<)?(?:[\w.-]+:)?xliff\b[^>]*\sversion\s*=\s*[\"']2\.", re.DOTALL)),
    (CatalogFormat.XLIFF_12, re.compile(r"\A<")),
    (CatalogFormat.PO, re.compile(r'^[ \t]*(?:#~[ \t]*)?(?:msgid|msgctxt)[ \t]+"', re.MULTILINE)),
    (CatalogFormat.CSV, re.compile(r"\A(?:sep=.\s+)?[^\n]*\b(?:source|original|msgid)\b[^\n]*[,;\t]", re.IGNORECASE)),
    (CatalogFormat.CSV, re.compile(r"\A(?:sep=.\s+)?[^\n]*[,;\t][^\n]*\b(?:source|original|msgid)\b", re.IGNORECASE)),
)
_READERS: dict[CatalogFormat, Callable[[bytes, ReadLimits], Catalog]] = {
    CatalogFormat.PO: _read_po,
    CatalogFormat.XLIFF_12: read_xliff,
    CatalogFormat.XLIFF_21: read_xliff,
    CatalogFormat.CSV: read_csv,
}
_WRITERS: dict[CatalogFormat, Callable[[Catalog], bytes]] = {
    CatalogFormat.PO: write_po,
    CatalogFormat.XLIFF_12: write_xliff12,
    CatalogFormat.XLIFF_21: write_xliff21,
    CatalogFormat.CSV: write_csv,
}
