"""XLIFF of any version, read: what its root says decides, and never what the file is called."""

from __future__ import annotations

from verbena.catalogs.collecting import EntryCollector, ReadLimits, TooMany, refuse_size
from verbena.catalogs.values import Catalog
from verbena.catalogs.xliff12_reading import Xliff12Reader
from verbena.catalogs.xliff21_reading import Xliff21Reader
from verbena.catalogs.xml_encoding import decode_xml
from verbena.catalogs.xml_reading import XmlElement, XmlRefused, read_elements
from verbena.model.findings import Finding, FindingCode

_OPENED = ("file", "group")
_WANTED = ("header", "trans-unit", "unit", "notes", "metadata")


def read_xliff(data: bytes, limits: ReadLimits = ReadLimits()) -> Catalog:  # noqa: B008 - a frozen value
    """The catalog in an XLIFF file, with findings for what could not be read.

    Each unit is judged alone. Where the file ends in what is no XML, what stands before is there; a file that is
    refused as a whole, for its size or for what it declares, has no entries.
    """
    if too_large := refuse_size(len(data), limits):
        return Catalog((), findings=(too_large,))
    text, findings = decode_xml(data)
    collector = EntryCollector(limits, list(findings))
    reader: Xliff12Reader | Xliff21Reader | None = None
    try:
        for element in read_elements(text, _WANTED, opened=_OPENED, encoding="utf-8"):
            if reader is not None:
                reader.take(element)
            elif (reader := _choose(element, collector)) is None:
                break
    except (XmlRefused, TooMany) as refused:
        collector.findings.append(refused.finding)
        if refused.finding.code == FindingCode.FILE_REFUSED:
            return Catalog((), findings=tuple(collector.findings))
    return collector.finish()


def _choose(root: XmlElement, collector: EntryCollector) -> Xliff12Reader | Xliff21Reader | None:
    version = root.attributes.get("version", "")
    if root.local_name == "xliff" and version.startswith("1."):
        return Xliff12Reader(collector)
    if root.local_name == "xliff" and version.startswith("2."):
        return Xliff21Reader(collector, root)
    if root.local_name == "xliff":
        text, values = "this is XLIFF {version}, which is not read: save it as 1.2 or 2.1", {"version": version[:40]}
    else:
        text, values = "this is a file of <{name}>, and no XLIFF", {"name": root.local_name[:40]}
    collector.findings.append(Finding(FindingCode.FORMAT_UNKNOWN, text, root.line, values=values))
    return None
