"""Catalogs that somebody sends: each unit judged alone, so that nobody's work is overwritten."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from verbena.access.principal import require_translate
from verbena.catalogs.values import Catalog
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.publishing.acting import Act
from verbena.store.units import UnitChange
from verbena.translating.desk import DraftUnits
from verbena.translating.domains import Domain
from verbena.translating.import_report import ImportedUnit, ImportOutcome, ImportReport
from verbena.translating.import_unit import Decision, SubjectDesk, decide, tell_conflict
from verbena.translating.judge import judge_catalog


class Upload(Struct, frozen=True):
    """A catalog as somebody sent it, and how it is to be taken in.

    With `force`, what the file says becomes the translation whatever was changed here since it was made.
    """

    catalog: Catalog
    dry_run: bool = False
    force: bool = False


def import_catalog(store: DraftUnits, act: Act, domain: Domain, locale: str, upload: Upload) -> ImportReport:
    """Take a catalog in as that of a domain in a locale, on somebody's behalf, and tell what became of each unit.

    Only units that the file holds are touched, and an empty translation takes nothing away. All is written in one
    transaction, signed by who acts; a dry run writes nothing. A translation with an error is kept as a refusal.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not translate into the locale.
    """
    require_translate(act.principal, [locale])
    judged = judge_catalog(upload.catalog, domain, locale, store, act.now)
    whole = tuple(
        replace(finding, severity=Severity.ERROR) if _is_foreign(finding, domain) else finding
        for finding in judged.findings
        if finding.path is None
    )
    report = ImportReport(domain.name, locale, findings=whole, is_dry_run=upload.dry_run)
    if judged.refused or any(_is_foreign(finding, domain) for finding in whole):
        return replace(report, is_refused=True)
    by_path: dict[str, list[Finding]] = {}
    for finding in judged.findings:
        by_path.setdefault(finding.path or "", []).append(finding)
    owners: dict[str, SubjectDesk] = {}
    for revision in domain.revisions:
        owners |= dict.fromkeys(
            revision.units, SubjectDesk(store, act, revision, locale, judged.translations[revision.name])
        )
    decisions = []
    for entry in upload.catalog.entries:
        if not entry.obsolete:
            found = tuple(by_path.pop(entry.path, ()))
            desk = owners.get(entry.path)
            unknown = Decision(ImportedUnit(entry.path, max(entry.line, 1), ImportOutcome.UNKNOWN, found))
            decisions.append(decide(desk, entry, found, force=upload.force) if desk else unknown)
    left_out = (Decision(_tell_left_out(path, found)) for path, found in by_path.items() if path)
    decisions = sorted([*decisions, *left_out], key=lambda one: one.told.line)
    if not upload.dry_run:
        decisions = _carry_out(store, act, decisions)
    units = tuple(one.told for one in decisions)
    return replace(report, units=units, comments=sum(one.comment is not None for one in decisions))


def _tell_left_out(path: str, findings: Sequence[Finding]) -> ImportedUnit:
    """An entry that could not be read."""
    return ImportedUnit(path, findings[0].line, ImportOutcome.REJECTED, tuple(findings))


def _is_foreign(finding: Finding, domain: Domain) -> bool:
    """Whether a file says of itself that it is none of this domain or locale; a slug may have changed since."""
    return finding.code is FindingCode.LANGUAGE_DIFFERS or (
        finding.code is FindingCode.DOMAIN_DIFFERS and domain.article is None
    )


def _carry_out(store: DraftUnits, act: Act, decisions: Sequence[Decision]) -> list[Decision]:
    """Write what was decided; what somebody changed in the meantime is a conflict."""
    # What is said goes first, of the translation that whoever says it has seen.
    changes = [change for one in decisions for change in (one.comment, one.change) if change is not None]
    refusals = [one.refusal for one in decisions if one.refusal is not None]
    if not (changes or refusals):
        return list(decisions)
    left = {id(change) for change in store.change_units(changes, act.now, act.signature, refusals)}
    done = [
        replace(one, told=tell_conflict(one.told)) if one.change is not None and id(one.change) in left else one
        for one in decisions
    ]
    for one in done:
        if one.comment is not None and id(one.comment) in left:
            _say_again(store, act, one.comment)
    return done


def _say_again(store: DraftUnits, act: Act, comment: UnitChange) -> None:
    """A comment stands beside whatever the translation is."""
    unit = comment.unit
    while True:
        now = store.read_translations(unit.subject, unit.locale).get(unit.locale, {}).get(unit.path)
        if not store.change_units([replace(comment, before=now, after=now)], act.now, act.signature):
            return
