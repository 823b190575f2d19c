"""XLIFF 2.0 to 2.2 read back into entries, from Verbena or whatever tool has written the file."""

from __future__ import annotations

from verbena.catalogs.codes import CodeTable
from verbena.catalogs.collecting import EntryCollector, RawEntry
from verbena.catalogs.comments import fingerprint
from verbena.catalogs.told import read_exported, split_notes, unspell
from verbena.catalogs.xliff21 import GROUP, HEADER
from verbena.catalogs.xliff21_inline import read_data, read_inline
from verbena.catalogs.xliff_header import take_languages
from verbena.catalogs.xml_reading import XmlElement
from verbena.model.findings import FindingCode
from verbena.model.translation import TranslationOrigin, TranslationState

_SIZE = "urn:oasis:names:tc:xliff:sizerestriction:2.0 sizeRestriction"
_STATES = {state.lower(): state for state in TranslationState}
_RANK = tuple(TranslationState)


class Xliff21Reader:
    """Takes a file's elements one after the other, after its root."""

    def __init__(self, collector: EntryCollector, root: XmlElement) -> None:
        self.collector = collector
        self.is_head = True
        take_languages(collector, root.attributes.get("srcLang"), root.attributes.get("trgLang"))

    def take(self, element: XmlElement) -> None:
        """Takes a `group` without what is in it, a `unit`, or the `notes` and `metadata` of what holds units."""
        match element.local_name:
            case "group":
                self.is_head = False
            case "unit":
                self.is_head = False
                self.collector.count(element.line)
                self._take_unit(element)
            case "metadata" if self.is_head:
                fields = _read_metadata(element, HEADER)
                self.collector.header = {**dict(fields), **self.collector.header}
            case "notes" if self.is_head:
                self.collector.comment = "\n".join(note.words for note in element.elements("note"))

    def _take_unit(self, unit: XmlElement) -> None:
        raw = _read_unit(unit)
        data, table = read_data(unit), CodeTable()
        pieces = list(unit.elements("segment", "ignorable"))
        sources = [source for piece in pieces for source in piece.elements("source")]
        raw.source = read_inline(sources, table, data) if sources else None
        table.is_source = False
        targets = _order_targets(pieces)
        missing = sum(1 for piece in pieces if _lacks_target(piece))
        if any(piece.local_name == "segment" and not _lacks_target(piece) for piece in pieces):
            raw.translation = read_inline(targets, table, data)
        raw.unknown_codes = tuple(table.unknown)
        if raw.translation and missing:
            text = "{count} of its segments are not translated: translate them all, or none; the entry is left out"
            self.collector.report(raw, FindingCode.ENTRY_INCOMPLETE, text, values={"count": str(missing)})
            return
        _read_before(unit, raw)
        if self._read_state(pieces, raw):
            self.collector.add(raw)

    def _read_state(self, pieces: list[XmlElement], raw: RawEntry) -> bool:
        """Reads the least state of a unit's segments; false where one is none, which was told."""
        told = [state for piece in pieces if (state := piece.attributes.get("state")) is not None]
        for state in told:
            if state not in _STATES:
                text = "state is {state}: write initial, translated, reviewed or final; the entry is left out"
                self.collector.report(raw, FindingCode.STATE_UNKNOWN, text, values={"state": state[:60]})
                return False
        raw.state = min((_STATES[state] for state in told), key=_RANK.index, default=None)
        return True


def _read_unit(unit: XmlElement) -> RawEntry:
    """All of a unit but its texts and its state."""
    told = [pair for metadata in unit.elements("metadata") for pair in _read_metadata(metadata, GROUP)]
    by_name = dict(told)
    notes = [note for group in unit.elements("notes") for note in group.elements("note")]
    note, comment = split_notes((one.attributes.get("category", ""), one.words) for one in notes)
    # The least size stands before a comma; an asterisk is no limit at all.
    size = unit.attributes.get(_SIZE, "").rpartition(",")[2].strip()
    is_limit = size.isdecimal() and size.isascii() and len(size) < 10
    return RawEntry(
        line=unit.line,
        path=unit.attributes.get("name") or unit.attributes.get("id", ""),
        origin=TranslationOrigin.MACHINE if by_name.get("origin") == "machine" else None,
        note=note,
        comment=comment,
        places=tuple(value for name, value in told if name == "place"),
        flags=tuple(value for name, value in told if name == "flag"),
        limit=int(size) if is_limit else None,
        previous=unspell(by_name["previous"]) if "previous" in by_name else None,
        exported=read_exported(by_name),
    )


def _read_before(unit: XmlElement, raw: RawEntry) -> None:
    """The state that the translation had before a merge, if it is still the same."""
    told = dict(pair for metadata in unit.elements("metadata") for pair in _read_metadata(metadata, GROUP))
    state, _, text = told.get("was", "").partition(" ")
    raw.was = _STATES.get(state) if text == fingerprint(raw.translation) else None


def _read_metadata(metadata: XmlElement, category: str) -> list[tuple[str, str]]:
    return [
        (meta.attributes.get("type", ""), meta.words)
        for group in metadata.elements("metaGroup")
        if group.attributes.get("category") == category
        for meta in group.elements("meta")
    ]


def _lacks_target(piece: XmlElement) -> bool:
    """Whether it is a segment with words and without a translation."""
    has_words = any(source.words.strip() or list(source.elements()) for source in piece.elements("source"))
    has_target = any(target.content for target in piece.elements("target"))
    return piece.local_name == "segment" and has_words and not has_target


def _order_targets(pieces: list[XmlElement]) -> list[XmlElement]:
    """What the translation is made of, in its own order; what is ignored is as it was in the source."""
    found: list[tuple[int, XmlElement]] = []
    for number, piece in enumerate(pieces, 1):
        target = next(piece.elements("target"), None)
        if target is None and piece.local_name == "ignorable":
            target = next(piece.elements("source"), None)
        if target is not None:
            order = target.attributes.get("order", "")
            found.append((int(order) if order.isdecimal() and len(order) < 10 else number, target))
    return [target for _, target in sorted(found, key=lambda pair: pair[0])]
