"""The entries of a catalog as they come out of a file, and what is wrong with each: a wrong one costs no other."""

from __future__ import annotations

from msgspec import Struct, field

from verbena.catalogs.settling import Exported, settle
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.catalogs.xml_encoding import REPLACED
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.translation import TranslationOrigin, TranslationState


class ReadLimits(Struct, frozen=True):
    """How large a file may be that is read: in bytes, and in entries of any kind, also those that are no units."""

    data: int = 20_000_000
    entries: int = 100_000


class TooMany(ValueError):
    """A file has more entries than are read; the finding says so."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class RawEntry(Struct):
    """An entry as a file has it: `path` may be empty, and `state` and `origin` are null where it says none."""

    line: int
    path: str = ""
    source: str | None = None
    translation: str = ""
    state: TranslationState | None = None
    origin: TranslationOrigin | None = None
    note: str = ""
    comment: str = ""
    places: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    limit: int | None = None
    previous: str | None = None
    was: TranslationState | None = None
    exported: Exported = Exported()
    unknown_codes: tuple[str, ...] = ()


class EntryCollector(Struct):
    """Takes entries in the order of the file; of several for a path, the first counts."""

    limits: ReadLimits
    findings: list[Finding] = field(default_factory=list)
    entries: list[CatalogEntry] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    counted: int = 0
    lines: dict[str, int] = field(default_factory=dict)

    def count(self, line: int) -> None:
        """Counts an entry before it is looked at.

        Raises:
            TooMany: there are more than the limit.
        """
        self.counted += 1
        if self.counted > self.limits.entries:
            text = "the file has more than {limit} entries: split it"
            values = {"limit": str(self.limits.entries)}
            raise TooMany(Finding(FindingCode.FILE_REFUSED, text, line, values=values))

    def add(self, raw: RawEntry) -> None:
        """Takes an entry, or says why not."""
        if raw.source is None:
            self.report(raw, FindingCode.ENTRY_SYNTAX, "the entry has no source text: export the file again")
            return
        if not raw.path:
            text = "nothing in the entry tells its unit: export the file again, and have the tool keep names"
            self.report(raw, FindingCode.ENTRY_WITHOUT_PATH, text)
            return
        if REPLACED in f"{raw.path}{raw.source}{raw.translation}" and self._is_undecodable:
            text = "the entry holds what is not in the file's encoding: it is left out"
            self.report(raw, FindingCode.FILE_UNDECODABLE, text)
            return
        if raw.path in self.lines:
            text = "the unit has an entry on line {line} already: keep one"
            self.report(raw, FindingCode.ENTRY_DUPLICATE, text, values={"line": str(self.lines[raw.path])})
            return
        self.lines[raw.path] = raw.line
        if raw.unknown_codes and raw.translation:
            text = "the inline code {code} stands for no tag of the text: copy codes from the source text"
            self.report(raw, FindingCode.CODE_UNKNOWN, text, values={"code": raw.unknown_codes[0][:60]})
            return
        self.entries.append(self._settle(raw, raw.source))

    def report(
        self,
        raw: RawEntry,
        code: FindingCode,
        text: str,
        severity: Severity = Severity.ERROR,
        values: dict[str, str] | None = None,
    ) -> None:
        """Notes what is wrong with an entry."""
        self.findings.append(Finding(code, text, raw.line, raw.path or None, severity, values or {}))

    def finish(self) -> Catalog:
        """The catalog of what was taken."""
        return Catalog(tuple(self.entries), self.header, self.comment, tuple(self.findings))

    @property
    def _is_undecodable(self) -> bool:
        return any(finding.code == FindingCode.FILE_UNDECODABLE for finding in self.findings)

    def _settle(self, raw: RawEntry, source: str) -> CatalogEntry:
        is_fuzzy = (raw.state or raw.exported.state) == TranslationState.INITIAL
        made_from = raw.previous if is_fuzzy and raw.previous is not None else source
        settled = settle(raw.state, raw.origin, raw.exported, raw.translation, (raw.path, made_from))
        if settled.is_stale:
            text = "the review was of another text, or for another source: review it, and have the tool say so"
            self.report(raw, FindingCode.REVIEW_STALE, text, Severity.WARNING)
        state = settled.state if raw.translation else TranslationState.TRANSLATED
        return CatalogEntry(
            path=raw.path,
            source=source,
            translation=raw.translation,
            state=state,
            origin=settled.origin,
            note=raw.note,
            places=raw.places,
            comment=raw.comment,
            flags=raw.flags,
            previous=raw.previous,
            was=raw.was if state == TranslationState.INITIAL else None,
            base=raw.exported.base,
            limit=raw.limit,
            line=raw.line,
        )


def refuse_size(size: int, limits: ReadLimits) -> Finding | None:
    """That a file of so many bytes is not read, null where it is."""
    if size <= limits.data:
        return None
    text = "the file has {bytes} bytes, and {limit} are read: split it"
    return Finding(FindingCode.FILE_REFUSED, text, values={"bytes": str(size), "limit": str(limits.data)})
