"""Translation memories in TMX 1.4b, out and in: one pair of texts at a time, so that a file may hold any number.

A property `x-verbena-origin` tells a machine's translation, and `x-verbena-from` where an entry came from: files of
other tools have neither, and their tools keep both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from verbena.catalogs.tmx_codes import number_codes, read_segment, write_segment
from verbena.catalogs.xml_reading import LANG, XmlElement, XmlRefused, read_elements
from verbena.catalogs.xml_writing import LINE_ENDS, clean_text
from verbena.language.tags import parse_tag
from verbena.model.errors import InvalidLocale
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.memory import MemoryEntry
from verbena.model.translation import TranslationOrigin

DOCTYPES = tuple(f"tmx{version}.dtd" for version in ("11", "12", "13", "14"))
"""How TMX's own document type is called in files; it is never fetched."""

_ORIGIN, _FROM = "x-verbena-origin", "x-verbena-from"
_ANY = "*all*"
_DATE = "%Y%m%dT%H%M%SZ"


def write_tmx(entries: Iterable[MemoryEntry], version: str = "0") -> Iterator[str]:
    """The parts of a TMX file, one after the other; `version` is that of the program, as the header tells it.

    Both texts of each entry must be tagged strings that can be read. Times are in whole seconds.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="Verbena" creationtoolversion={quoteattr(version)} segtype="block" o-tmf="Verbena"'
        f' adminlang="en" srclang="{_ANY}" datatype="xml"/>\n<body>\n'
    )
    for entry in entries:
        yield _write_unit(entry)
    yield "</body>\n</tmx>\n"


def read_tmx(data: bytes, source_locale: str | None = None) -> Iterator[MemoryEntry | Finding]:
    """Every pair of a source text and a translation in a TMX file, and what was wrong, in the file's order.

    A unit's source language is what it or the header says; `source_locale` stands in where that is `*all*`, and without
    it, the unit's first text is the source. Pairs with an empty text are left out. An error about the file is the last
    that comes.
    """
    dropped: list[int] = []
    srclang, is_tmx = _ANY, False
    try:
        for element in read_elements(data, ("header", "tu"), DOCTYPES):
            if not is_tmx:
                is_tmx = element.local_name == "tmx"
                if not is_tmx:
                    text = "this is a file of <{name}>, and no TMX"
                    yield Finding(FindingCode.FILE_MALFORMED, text, element.line, values={"name": element.name[:40]})
                    return
            elif element.local_name == "header":
                srclang = element.attributes.get("srclang", _ANY)
            else:
                yield from _read_unit(element, srclang, source_locale, dropped)
    except XmlRefused as refused:
        yield refused.finding
    if dropped:
        text = "{count} inline codes stand for nothing here; their words were taken without them"
        values = {"count": str(len(dropped))}
        yield Finding(FindingCode.CODE_DROPPED, text, dropped[0], severity=Severity.WARNING, values=values)


def _write_unit(entry: MemoryEntry) -> str:
    made = f' changedate="{entry.at.astimezone(UTC).strftime(_DATE)}"' if entry.at else ""
    by = f" changeid={quoteattr(clean_text(entry.by))}" if entry.by else ""
    origin = f'<prop type="{_ORIGIN}">{entry.origin}</prop>' if entry.origin != TranslationOrigin.HUMAN else ""
    place = f'<prop type="{_FROM}">{escape(clean_text(entry.file), LINE_ENDS)}</prop>' if entry.file else ""
    numbers = number_codes(entry.source)
    return (
        f"<tu srclang={quoteattr(entry.source_locale)}{made}{by}>{origin}{place}\n"
        f"<tuv xml:lang={quoteattr(entry.source_locale)}><seg>{write_segment(entry.source, numbers)}</seg></tuv>\n"
        f"<tuv xml:lang={quoteattr(entry.locale)}><seg>{write_segment(entry.target, numbers)}</seg></tuv>\n</tu>\n"
    )


def _read_unit(
    unit: XmlElement, srclang: str, source_locale: str | None, dropped: list[int]
) -> Iterator[MemoryEntry | Finding]:
    texts: list[tuple[str, str, XmlElement]] = []
    for variant in unit.elements("tuv"):
        named = variant.attributes.get(LANG) or variant.attributes.get("lang", "")
        try:
            locale = parse_tag(named)
        except InvalidLocale:
            yield _tell_language(named, variant.line)
            continue
        for segment in variant.elements("seg"):
            read = read_segment(segment)
            dropped += [segment.line] * read.dropped
            texts.append((locale, read.markup, variant))
    source = _find_source(texts, unit.attributes.get("srclang", srclang), source_locale)
    if source is None:
        text = "no text of this unit is in its source language: it is left out"
        yield Finding(FindingCode.ENTRY_INCOMPLETE, text, unit.line, severity=Severity.WARNING)
        return
    found = [one for one in texts if one[0] != source[0] and one[1].strip()]
    if not found or not source[1].strip():
        text = "this unit has no two texts in different languages: it is left out"
        yield Finding(FindingCode.ENTRY_INCOMPLETE, text, unit.line, severity=Severity.WARNING)
        return
    props = {one.attributes.get("type", ""): one.words for one in unit.elements("prop")}
    is_machine = props.get(_ORIGIN) == TranslationOrigin.MACHINE
    for locale, target, variant in found:
        yield MemoryEntry(
            source_locale=source[0],
            locale=locale,
            source=source[1],
            target=target,
            origin=TranslationOrigin.MACHINE if is_machine else TranslationOrigin.HUMAN,
            at=_read_date(unit, variant),
            by=_find_attribute((variant, unit), "changeid", "creationid"),
            file=props.get(_FROM, ""),
        )


def _tell_language(named: str, line: int) -> Finding:
    text = "“{tag}” is no language tag: the text is left out"
    return Finding(FindingCode.LANGUAGE_UNKNOWN, text, line, severity=Severity.WARNING, values={"tag": named[:40]})


def _find_source(
    texts: list[tuple[str, str, XmlElement]], srclang: str, source_locale: str | None
) -> tuple[str, str, XmlElement] | None:
    wanted = source_locale
    if srclang.lower() != _ANY:
        try:
            wanted = parse_tag(srclang)
        except InvalidLocale:
            return None
    if wanted is None:
        return texts[0] if texts else None
    return next((one for one in texts if one[0] == wanted), None) or next(
        # A header may say en where the texts say en-US, or the reverse.
        (one for one in texts if one[0].partition("-")[0] == wanted.partition("-")[0]),
        None,
    )


def _find_attribute(elements: tuple[XmlElement, ...], *names: str) -> str | None:
    return next((one.attributes[name] for name in names for one in elements if one.attributes.get(name)), None)


def _read_date(unit: XmlElement, variant: XmlElement) -> datetime | None:
    written = _find_attribute((variant, unit), "changedate", "creationdate")
    try:
        return datetime.strptime(written or "", _DATE).replace(tzinfo=UTC)
    except ValueError:
        return None
