"""What an XLIFF file says of itself: its languages, and the fields of a catalog's header as lines of a note."""

from __future__ import annotations

import re
from collections.abc import Mapping

from verbena.catalogs.collecting import EntryCollector
from verbena.catalogs.header import read_header, write_header
from verbena.catalogs.xml_reading import XmlElement
from verbena.model.findings import Finding, FindingCode

# What XML Schema takes for a language, which every tag is.
_LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_OF_GETTEXT = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")


def tell_languages(header: Mapping[str, str]) -> tuple[str, str | None]:
    """The tags of a catalog's source and target language; `und` for a source of which nothing is known."""
    source = _read_tag(header.get("X-Source-Language", "")) or "und"
    return source, _read_tag(header.get("Language", ""))


def list_fields(header: Mapping[str, str]) -> list[tuple[str, str]]:
    """The fields of a catalog's header that say something outside of a PO file too."""
    return [(name, value) for name, value in header.items() if name not in _OF_GETTEXT]


def tell_fields(header: Mapping[str, str]) -> str:
    """The same fields as a text, one a line."""
    return write_header(dict(list_fields(header)))


def take_fields(collector: EntryCollector, text: str) -> None:
    """Has a catalog's header have these fields, but for what the file itself said before."""
    collector.header = {**read_header(text), **collector.header}


def take_languages(collector: EntryCollector, source: str | None, target: str | None) -> None:
    """Has a catalog's header have the languages of a file, as gettext writes them."""
    if target:
        collector.header["Language"] = target.replace("-", "_")
    if source and source != "und":
        collector.header["X-Source-Language"] = source


def is_in_language(collector: EntryCollector, file: XmlElement) -> bool:
    """Whether one of several files in a file is in the language of the first; that it is not is an error."""
    first, language = collector.header.get("Language"), file.attributes.get("target-language")
    if first is None or language is None or language.replace("-", "_").lower() == first.lower():
        return True
    text = "this part of the file is in {found}, and the first one in {expected}: nothing of it is taken"
    values = {"found": language[:60], "expected": first}
    collector.findings.append(Finding(FindingCode.LANGUAGE_DIFFERS, text, file.line, values=values))
    return False


def _read_tag(text: str) -> str | None:
    tag = text.strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None
