"""The schemas of other people's standards: read where they lie beside the repository, since they are not ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

_PLACES = Path(__file__).resolve().parents[3] / "shared" / "standards"


def find_standard(name: str) -> Path:
    """The file or folder of that name; the test is skipped where the standards are not there."""
    place = _PLACES / name
    if not place.exists():
        pytest.skip(f"{place} is not there")
    return place


def read_schema(name: str, imported: str) -> etree.XMLSchema:
    """The XML Schema of that name; `imported` lies beside it, for the schema that it names by its address."""
    place = find_standard(name)
    parser = etree.XMLParser()
    parser.resolvers.add(_Beside(place.parent / imported))
    return etree.XMLSchema(etree.parse(place, parser))


class _Beside(etree.Resolver):
    def __init__(self, place: Path) -> None:
        self.place = place

    def resolve(self, system_url: str, _public_id: str | None, context: object) -> object:
        return self.resolve_filename(str(self.place), context) if system_url.endswith("/xml.xsd") else None


def read_xliff21_schema() -> etree.XMLSchema:
    """The schemas of XLIFF 2.1's core and of the modules that are written, as one."""
    folder = find_standard("xliff2.1")
    modules = {
        "document:2.0": "xliff_core_2.0.xsd",
        "metadata:2.0": "metadata.xsd",
        "sizerestriction:2.0": "size_restriction.xsd",
    }
    imports = "".join(
        f'<xs:import namespace="urn:oasis:names:tc:xliff:{name}" schemaLocation="{(folder / file).as_uri()}"/>'
        for name, file in modules.items()
    )
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>')
    )
