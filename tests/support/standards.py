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
