"""XML of strangers is read within bounds, and what would leave them is refused at its place."""

from __future__ import annotations

import tracemalloc

import pytest

from verbena.catalogs.xml_reading import BYTES_LIMIT, DEPTH_LIMIT, ROW_LIMIT, XmlRefused, read_elements
from verbena.model.findings import FindingCode

_BOMB = (
    b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">' + b'<!ENTITY c "&b;&b;">]><r><e>&c;</e></r>'
)
_REFUSED = {
    "entities that multiply": _BOMB,
    "an external entity": b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><e>&x;</e></r>',
    "a parameter entity": b'<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]><r/>',
    "a document type of its own": b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/other.dtd"><r/>',
    "a subset beside the known type": b'<!DOCTYPE r SYSTEM "known.dtd" [<!ATTLIST r a CDATA "1">]><r/>',
    "an unknown entity beside the known type": b'<!DOCTYPE r SYSTEM "known.dtd"><r><e>&nbsp;</e></r>',
    "elements too deep": b"<r>" + b"<e>" * DEPTH_LIMIT + b"</e>" * DEPTH_LIMIT + b"</r>",
    "a text too long": b"<r><e>" + b"x" * (ROW_LIMIT + 1) + b"</e></r>",
    "an element with too many in it": b"<r><e>" + b"<f/>" * (ROW_LIMIT + 1) + b"</e></r>",
    "a file too large": b"<r>" + b" " * BYTES_LIMIT + b"</r>",
    "an encoding that nobody knows": b'<?xml version="1.0" encoding="no-such"?><r/>',
}


@pytest.mark.parametrize("data", _REFUSED.values(), ids=_REFUSED)
def test_hostile_files_are_refused(data: bytes) -> None:
    """What could take all memory, all time or somebody's file is refused with a finding."""
    with pytest.raises(XmlRefused) as refused:
        list(read_elements(data, ("e",), ("known.dtd",)))

    assert refused.value.finding.code in {FindingCode.FILE_REFUSED, FindingCode.FILE_MALFORMED}
    assert refused.value.finding.message


def test_known_types_are_not_fetched() -> None:
    """A document type that the format prescribes is allowed by its name, wherever it is said to lie."""
    read = list(
        read_elements(b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/known.dtd"><r><e>x</e></r>', ("e",), ("known.dtd",))
    )

    assert [(one.name, one.words) for one in read] == [("r", ""), ("e", "x")]


def test_elements_come_before_a_mistake() -> None:
    """What stands before the place that can't be read was given, and the finding names the line."""
    given = []
    with pytest.raises(XmlRefused) as refused:
        given.extend(read_elements(b"<r>\n<e>x</e>\n<e>y</r>", ("e",)))

    assert refused.value.finding.code == FindingCode.FILE_MALFORMED
    assert refused.value.finding.line == 3


def test_a_long_file_takes_little_memory() -> None:
    """Only one of the elements asked for is kept at a time, however many there are."""
    data = b"<r>" + b"<e><f>some words</f></e>" * 200_000 + b"</r>"
    tracemalloc.start()
    try:
        counted = sum(1 for _ in read_elements(data, ("e",)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert counted == 200_001
    assert most < 20_000_000
