"""A catalog that is kept beside the store, as what it says of single units, and said when it was loaded last."""

from __future__ import annotations

from collections.abc import Mapping

from verbena.catalogs.values import Catalog
from verbena.model.findings import Finding, Severity
from verbena.model.translation import Translation
from verbena.translating.judge import Judgement
from verbena.translating.said import SILENCE, describe_refused, describe_said


class FileUnits:
    """The entries of a file by path, the translations that could be taken of them, and their findings.

    `is_new` says that it was never loaded before.
    """

    def __init__(self, catalog: Catalog, judged: Judgement, said: Mapping[str, str] | None) -> None:
        self.entries = {entry.path: entry for entry in catalog.entries if not entry.obsolete}
        self.translations = judged.translations
        self.findings: dict[str, list[Finding]] = {}
        for finding in judged.findings:
            if finding.path is not None:
                self.findings.setdefault(finding.path, []).append(finding)
        self.is_new = said is None
        self._said = said or {}

    def said(self, path: str) -> str | None:
        """Null where the file never was loaded."""
        return None if self.is_new else self._said.get(path, SILENCE)

    def says(self, path: str, translation: Translation | None) -> str:
        """What it says of a unit now, taken or refused."""
        entry = self.entries.get(path)
        if translation is None and entry is not None and entry.translation:
            return describe_refused(entry.translation)
        return describe_said(translation)

    def warnings(self, path: str) -> tuple[Finding, ...]:
        """What only asks for a look at a unit's translation."""
        return tuple(one for one in self.findings.get(path, ()) if one.severity is Severity.WARNING)
