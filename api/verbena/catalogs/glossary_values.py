"""What all forms of glossaries share: how a status is called, and what comes of an entry."""

from __future__ import annotations

import re

from msgspec import Struct

from verbena.language.tags import parse_tag
from verbena.model.characters import FORBIDDEN, describe_forbidden
from verbena.model.errors import InvalidLocale
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.glossary import GlossaryTerm, TermStatus

_LETTERS = re.compile("[^a-z]+")
_BEGINNINGS = {
    TermStatus.PREFERRED: ("preferred", "standardized", "standardised", "legal", "regulated", "approved"),
    TermStatus.ADMITTED: ("admitted", "allowed", "permitted"),
    TermStatus.FORBIDDEN: ("forbidden", "deprecated", "superseded", "obsolete", "notrecommended", "donotuse"),
}

TEXT_LIMIT = 10_000
"""How many characters a term, a definition or a note may have."""


class GlossaryFile(Struct, frozen=True):
    """The terms of a file in its order, and what was wrong with the others."""

    terms: tuple[GlossaryTerm, ...]
    findings: tuple[Finding, ...] = ()


class GlossaryCollector:
    """Terms as they are read: each once, and complete."""

    def __init__(self) -> None:
        self.terms: dict[tuple[str, str, str, str], GlossaryTerm] = {}
        self.findings: list[Finding] = []

    def add(self, term: GlossaryTerm, line: int) -> None:
        """Take a term, or tell why not: it lacks a text, has too long a one, or is there already."""
        key = (term.source_locale, term.term, term.locale, term.translation)
        if not (term.term and term.translation):
            self.warn(FindingCode.ENTRY_INCOMPLETE, "a term or its translation is empty: it is left out", line)
        elif max(map(len, _texts(term))) > TEXT_LIMIT:
            text = "a text has more than {limit} characters: the term is left out"
            self.warn(FindingCode.ENTRY_INCOMPLETE, text, line, limit=str(TEXT_LIMIT))
        elif term.source_locale == term.locale:
            text = "“{term}” has a translation into its own language: it is left out"
            self.warn(FindingCode.ENTRY_INCOMPLETE, text, line, term=term.term[:60])
        elif found := next((found for text in _texts(term) if (found := FORBIDDEN.search(text))), None):
            self.warn(
                FindingCode.CHARACTER_FORBIDDEN, "{why}; the term is left out", line, why=describe_forbidden(found[0])
            )
        elif key in self.terms and self.terms[key] != term:
            text = "“{term}” has this translation already, with another status or definition: the first one counts"
            self.warn(FindingCode.ENTRY_DUPLICATE, text, line, term=term.term[:60])
        else:
            self.terms.setdefault(key, term)

    def read_locale(self, text: str, line: int) -> str | None:
        """The canonical form of a tag (an underscore counts as a hyphen), or null, which is told."""
        try:
            return parse_tag(text.strip().replace("_", "-"))
        except InvalidLocale:
            self.warn(
                FindingCode.LANGUAGE_UNKNOWN, "“{tag}” is no language tag: the text is left out", line, tag=text[:40]
            )
            return None

    def read_status(self, text: str, line: int) -> TermStatus:
        """The status that is meant, ADMITTED where nobody knows it, which is told; none is PREFERRED."""
        letters = _LETTERS.sub("", text.lower())
        if not letters:
            return TermStatus.PREFERRED
        for status, beginnings in _BEGINNINGS.items():
            if letters.startswith(beginnings):
                return status
        message = "“{status}” is no status: it counts as admitted; write preferred, admitted or forbidden"
        self.warn(FindingCode.STATUS_UNKNOWN, message, line, status=text[:40])
        return TermStatus.ADMITTED

    def warn(self, code: FindingCode, text: str, line: int, **values: str) -> None:
        """Note something that leaves an entry out, or changes it."""
        self.findings.append(Finding(code, text, line, severity=Severity.WARNING, values=values))

    def finish(self) -> GlossaryFile:
        """All that was taken."""
        return GlossaryFile(tuple(self.terms.values()), tuple(self.findings))


def _texts(term: GlossaryTerm) -> tuple[str, ...]:
    return term.term, term.translation, term.definition, term.note, term.part_of_speech
