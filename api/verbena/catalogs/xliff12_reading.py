"""XLIFF 1.0 to 1.2 read back into entries, from Verbena or whatever tool has written the file.

What a unit is told by, first to last: its `resname`, our context, its `id`. A file that a converter made of a PO file
has its texts as tagged strings, and what PO says in comments in notes.
"""

from __future__ import annotations

from verbena.catalogs.codes import CodeTable
from verbena.catalogs.collecting import EntryCollector, RawEntry
from verbena.catalogs.comments import fingerprint, read_comment
from verbena.catalogs.settling import Exported
from verbena.catalogs.told import read_exported, split_notes
from verbena.catalogs.xliff12 import AUTHOR, STATES
from verbena.catalogs.xliff12_inline import read_inline
from verbena.catalogs.xliff_header import is_in_language, take_fields, take_languages
from verbena.catalogs.xml_reading import XmlElement
from verbena.model.findings import FindingCode, Severity
from verbena.model.translation import TranslationOrigin, TranslationState

_STATES = {name: state for state, name in STATES.items()}
_HEADER_OF_PO = "x-gettext-domain-header"
_MACHINE = ("mt-suggestion", "leveraged-mt")
_RANK = tuple(TranslationState)
_APPROVED = (TranslationState.REVIEWED, TranslationState.FINAL)


class Xliff12Reader:
    """Takes a file's elements one after the other."""

    def __init__(self, collector: EntryCollector) -> None:
        self.collector = collector
        self.is_taken = True
        self.is_po = False

    def take(self, element: XmlElement) -> None:
        """Takes a `file` without what is in it, a `header`, or a `trans-unit`."""
        match element.local_name:
            case "file":
                self.is_po = element.attributes.get("datatype") == "po"
                self.is_taken = is_in_language(self.collector, element)
                if "Language" not in self.collector.header:
                    languages = element.attributes.get("source-language"), element.attributes.get("target-language")
                    take_languages(self.collector, *languages)
            case "header":
                self._take_header(element)
            case "trans-unit":
                self.collector.count(element.line)
                if self.is_taken:
                    self._take_unit(element)

    def _take_header(self, header: XmlElement) -> None:
        for note in header.elements("note"):
            if note.attributes.get("from") == AUTHOR:
                take_fields(self.collector, note.words)
            elif note.attributes.get("from") == "translator" and not self.collector.comment:
                self.collector.comment = note.words

    def _take_unit(self, unit: XmlElement) -> None:
        source, target = next(unit.elements("source"), None), next(unit.elements("target"), None)
        if unit.attributes.get("restype") == _HEADER_OF_PO:
            self.is_po = True
            take_fields(self.collector, (source or unit).words)
            return
        raw = _read_unit(unit)
        table = CodeTable()
        raw.source = None if source is None else read_inline(source, table, is_markup=self.is_po)
        table.is_source = False
        if target is not None:
            raw.translation = _read_target(unit, target, table, is_markup=self.is_po)
        raw.unknown_codes = tuple(table.unknown)
        _read_alternatives(unit, raw, is_markup=self.is_po)
        if self._read_state(unit, target, raw) and (not self.is_po or self._read_po(raw)):
            self.collector.add(raw)

    def _read_state(self, unit: XmlElement, target: XmlElement | None, raw: RawEntry) -> bool:
        """Reads a unit's state and origin; false where they are none, which was told."""
        attributes = {} if target is None else target.attributes
        if attributes.get("state-qualifier") in _MACHINE:
            raw.origin = TranslationOrigin.MACHINE
        told, approved = attributes.get("state"), unit.attributes.get("approved")
        if told is None or told.startswith("x-"):
            is_withdrawn = approved == "no" and raw.exported.state in _APPROVED
            raw.state = TranslationState.TRANSLATED if is_withdrawn else None
            if approved == "yes":
                raw.state = TranslationState.REVIEWED
            return True
        is_open = told == "new" or told.startswith("needs-")
        state = TranslationState.INITIAL if is_open else _STATES.get(told)
        if state is None:
            text = "state is {state}: write needs-translation, translated, signed-off or final; the entry is left out"
            self.collector.report(raw, FindingCode.STATE_UNKNOWN, text, values={"state": told[:60]})
            return False
        if approved == "yes" and state == TranslationState.TRANSLATED:
            state = TranslationState.REVIEWED
        if approved == "no":
            state = min(state, TranslationState.TRANSLATED, key=_RANK.index)
        raw.state = state
        return True

    def _read_po(self, raw: RawEntry) -> bool:
        """Reads what was a PO entry's comment; false where it says what there is not, which was told.

        Converters call all that is not fuzzy approved, so that only the comment can tell of a review.
        """
        is_fuzzy = raw.state == TranslationState.INITIAL
        made_from = raw.previous if is_fuzzy and raw.previous is not None else raw.source or ""
        told = read_comment(raw.comment, "", made_from, raw.translation)
        for code, message in told.problems:
            self.collector.report(raw, code, message)
        raw.path, raw.comment = told.path or "", told.comment
        if told.is_stale and not is_fuzzy:
            text = "the review was of another text, or for another source: review it again"
            self.collector.report(raw, FindingCode.REVIEW_STALE, text, Severity.WARNING)
        raw.origin, raw.state = told.origin, TranslationState.INITIAL if is_fuzzy else told.state
        # The comment was read for what it is worth already; it is the base alone that goes on.
        raw.exported = Exported(base=told.base)
        return not told.problems


def _read_unit(unit: XmlElement) -> RawEntry:
    """All of a unit but its texts and its state."""
    told: dict[str, str] = {}
    flags: list[str] = []
    places: list[str] = []
    for group in unit.elements("context-group"):
        contexts = [(one.attributes.get("context-type", ""), one.words) for one in group.elements("context")]
        if group.attributes.get("purpose") == "location":
            place = dict(contexts)
            places.append(":".join(place[kind] for kind in ("sourcefile", "linenumber") if place.get(kind)))
        else:
            flags += [value for kind, value in contexts if kind == "x-flag"]
            told |= {kind.removeprefix("x-"): value for kind, value in contexts if kind.startswith("x-")}
    note, comment = split_notes(
        (note.attributes.get("from", "").removeprefix("po-"), note.words) for note in unit.elements("note")
    )
    size = unit.attributes.get("maxwidth", "")
    is_limit = unit.attributes.get("size-unit") == "char" and size.isdecimal() and size.isascii() and len(size) < 10
    return RawEntry(
        line=unit.line,
        path=unit.attributes.get("resname") or told.get("path") or unit.attributes.get("id", ""),
        origin=TranslationOrigin.MACHINE if told.get("origin") == "machine" else None,
        note=note,
        comment=comment,
        places=tuple(place for place in places if place),
        flags=tuple(flags),
        limit=int(size) if is_limit else None,
        exported=read_exported(told),
    )


def _read_target(unit: XmlElement, target: XmlElement, table: CodeTable, *, is_markup: bool) -> str:
    """The translation; a target of nothing but white space is none, unless white space counts there."""
    text = read_inline(target, table, is_markup=is_markup)
    is_kept = unit.attributes.get("http://www.w3.org/XML/1998/namespace space") == "preserve"
    return text if is_kept or text.strip() else ""


def _read_alternatives(unit: XmlElement, raw: RawEntry, *, is_markup: bool) -> None:
    """The source text of before, and the state that the translation had then, if it is still the same."""
    for one in unit.elements("alt-trans"):
        if one.attributes.get("alttranstype") != "previous-version" and one.attributes.get("origin") != "previous":
            continue
        table = CodeTable()
        if (source := next(one.elements("source"), None)) is None:
            continue
        raw.previous = read_inline(source, table, is_markup=is_markup)
        table.is_source = False
        target = next(one.elements("target"), None)
        before = "" if target is None else read_inline(target, table, is_markup=is_markup)
        state = _STATES.get("" if target is None else target.attributes.get("state", ""))
        raw.was = state if fingerprint(before) == fingerprint(raw.translation) else None
        return
