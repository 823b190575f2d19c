"""Translations in: one catalog's entries to the translations of a domain's subjects, with a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from verbena.catalogs.po import read_po
from verbena.model.edition import Revision, SubjectName
from verbena.model.findings import Finding
from verbena.model.translation import Translation, TranslationState
from verbena.translating.domains import read_domain
from verbena.translating.judge import is_outdated, judge_catalog
from verbena.translating.sources import Sources


class IngestReport(Struct, frozen=True):
    """What became of a catalog: of the domain's units, how many are now as they stand in the counts.

    `accepted` counts all translations taken, `unchanged` those among them that were there already, `outdated` those
    made from an older source text, `initial` those that need work. `missing` units have no translation in the file.
    `subjects` are those whose texts the file may hold, none where it was refused; `changed` names those among them that
    the store now holds otherwise.
    """

    domain: str
    locale: str
    units: int = 0
    accepted: int = 0
    unchanged: int = 0
    outdated: int = 0
    initial: int = 0
    missing: int = 0
    subjects: tuple[SubjectName, ...] = ()
    changed: tuple[SubjectName, ...] = ()
    findings: tuple[Finding, ...] = ()


class Desk(Sources, Protocol):
    """The sources, and where translations go: a store's drafts, or what stands before them."""

    def save_translations(
        self, locale: str, translations: Mapping[SubjectName, Mapping[str, Translation]]
    ) -> tuple[SubjectName, ...]:
        """Make these all that there is of each subject in the locale; gives those that changed."""


def ingest_catalog(desk: Desk, domain: str, locale: str, data: bytes, at: datetime) -> IngestReport:
    """Make a PO file the translations of a domain in one locale, and tell what became of each entry.

    The file is the whole truth of its domain: a unit that it lacks, or whose entry has an error, is left without a
    translation, and falls back. What comes of an entry depends on the file and on the sources as they are (see
    `verbena.translating.judge`); only the address of a link that neither tells is looked for in the translation that
    the store has. All is written in one transaction, and nothing where the file belongs elsewhere.
    """
    found = read_domain(desk, domain)
    judged = judge_catalog(read_po(data), found, locale, desk, at)
    if judged.refused:
        return IngestReport(domain, locale, findings=judged.findings)
    subjects = tuple(revision.name for revision in found.revisions)
    report = IngestReport(domain, locale, units=found.units, subjects=subjects, findings=judged.findings)
    texts: dict[SubjectName, Mapping[str, Translation]] = {}
    for revision in found.revisions:
        before, after = (
            desk.read_translations(revision.name, locale).get(locale, {}),
            judged.translations[revision.name],
        )
        report = _count(report, revision, before, after)
        if before or after:
            texts[revision.name] = after
    changed = desk.save_translations(locale, texts) if texts else ()
    return replace(report, missing=report.units - report.accepted, changed=changed)


def _count(
    report: IngestReport,
    revision: Revision,
    before: Mapping[str, Translation],
    after: Mapping[str, Translation],
) -> IngestReport:
    return replace(
        report,
        accepted=report.accepted + len(after),
        unchanged=report.unchanged + sum(before.get(path) == translation for path, translation in after.items()),
        outdated=report.outdated + sum(is_outdated(revision.units[path], after[path]) for path in after),
        initial=report.initial + sum(one.state == TranslationState.INITIAL for one in after.values()),
    )
