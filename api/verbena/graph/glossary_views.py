"""Glossaries and suggestions as GraphQL's types take them from what `translating` gives."""

from __future__ import annotations

from verbena.model.findings import Finding, Severity
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.reading.lists import ConnectionView, EdgeView, PageInfoView
from verbena.store.glossary import GlossaryPage
from verbena.translating.glossaries import GlossaryImport
from verbena.translating.memories import MemoryImport
from verbena.translating.suggest import Suggestion


class GlossaryTermView:
    """A term with one of its translations."""

    def __init__(self, term: GlossaryTerm) -> None:
        self.source_locale = term.source_locale
        self.term = term.term
        self.locale = term.locale
        self.translation = term.translation
        self.status: TermStatus = term.status
        self.definition = term.definition or None
        self.note = term.note or None
        self.part_of_speech = term.part_of_speech or None


class SuggestionView:
    """A translation of a text that is like a unit's."""

    def __init__(self, suggestion: Suggestion) -> None:
        unit = suggestion.unit
        self.similarity = suggestion.similarity
        self.source = suggestion.source
        self.target = suggestion.target
        self.origin = suggestion.origin
        self.state = suggestion.state
        self.is_same_path = suggestion.is_same_path
        self.subject_kind = unit.subject.kind if unit else None
        self.key = unit.subject.key if unit else None
        self.path = unit.path if unit else None
        self.memory = suggestion.file
        self.at = suggestion.at
        self.by = suggestion.by


class FileFindingView:
    """Something in a file that was not taken as it is."""

    def __init__(self, finding: Finding) -> None:
        self.code = finding.code.value
        self.line = finding.line
        self.is_error = finding.severity is Severity.ERROR
        self.message = finding.message


class GlossaryImportView:
    """What became of a file of terms."""

    def __init__(self, done: GlossaryImport) -> None:
        self.added = done.report.added
        self.changed = done.report.changed
        self.unchanged = done.report.unchanged
        self.locales = done.locales
        self.findings = tuple(map(FileFindingView, done.findings))


class MemoryImportView:
    """What became of a memory."""

    def __init__(self, done: MemoryImport) -> None:
        self.added = done.report.added
        self.removed = done.report.removed
        self.unchanged = done.report.unchanged
        self.locales = done.locales
        self.findings = tuple(map(FileFindingView, done.findings))
        self.findings_count = done.found


def connect_terms(page: GlossaryPage) -> ConnectionView[GlossaryTermView]:
    """A page of terms as a connection."""
    edges = tuple(EdgeView(cursor, GlossaryTermView(term)) for cursor, term in page.terms)
    info = PageInfoView(
        has_next_page=page.has_next_page,
        has_previous_page=page.has_previous_page,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return ConnectionView(edges, info, page.total_count)
