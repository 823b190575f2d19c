"""Drafts by machine: texts that nobody has translated yet, for people to go on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from verbena.access.principal import require_translate
from verbena.language.pseudo import PSEUDO_LOCALES
from verbena.model.change import Signature
from verbena.model.errors import BadUserInput
from verbena.model.inline import plain_words
from verbena.model.markup import write_markup
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEventKind
from verbena.outgoing.machine import Machine, MachineFailed
from verbena.publishing.acting import Act
from verbena.store.units import UnitChange
from verbena.translating.export import list_domains, open_domain
from verbena.translating.judge import judge_unit
from verbena.translating.machine_text import Mangled, Sendable, read_sendable, write_sendable
from verbena.translating.working_units import Workbench, WorkingSubject, WorkingUnit

UNITS_LIMIT = 500
"""The most units that one run drafts, where nobody says fewer."""

_UNITS_AT_ONCE = 20
_CHARACTERS_AT_ONCE = 5000


class WantedDrafts(Struct, frozen=True):
    """What to draft: in a locale, of these domains (a slug, `reference`, `interface`) or of all, at most so many."""

    locale: str
    domains: tuple[str, ...] = ()
    limit: int = UNITS_LIMIT


class DraftedUnit(Struct, frozen=True):
    """What became of a unit: it was drafted, or `refused` says why not."""

    domain: str
    path: str
    refused: str | None = None


class DraftsReport(Struct, frozen=True):
    """What came of a run.

    `units` are those that were sent, or in a dry run those that would be; `left` counts those beyond the limit, and
    those that were not reached. `failure` says why the run ended early; what was drafted until then is kept.
    """

    units: tuple[DraftedUnit, ...]
    left: int
    failure: str | None = None


def find_undrafted(store: Workbench, wanted: WantedDrafts) -> Iterator[WorkingUnit]:
    """The units that a machine may draft: those without a translation, and its own drafts of an older source.

    A text of a person's is never among them, whatever state it is in, nor one of which a translation was refused that
    waits to be mended, nor a machine's that somebody has reviewed.

    Raises:
        NotFound: for a domain that there is not, or that is written in the locale.
    """
    for name in wanted.domains or tuple(list_domains(store, wanted.locale)):
        for revision in open_domain(store, name, wanted.locale).revisions:
            subject = WorkingSubject(store, revision, wanted.locale)
            yield from (unit for unit in subject.walk() if _may_draft(unit))


def draft_translations(store: Workbench, act: Act, machine: Machine | None, wanted: WantedDrafts) -> DraftsReport:
    """Have a machine draft what nobody has translated; without one, only tell what that would be.

    Each draft is judged as a catalog's entry would be; one with an error is not taken, nor one whose tags did not come
    back. A draft is a machine's and in the state INITIAL: no reader gets it until a person has looked at it. It is
    signed by the machine, so that whoever asked for it may review it. What somebody translates meanwhile stays.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not translate into the locale.
        NotFound: for a domain that there is not, or that is written in the locale.
        BadUserInput: for a pseudo-locale, and for a limit that is none.
    """
    require_translate(act.principal, [wanted.locale])
    if wanted.locale in PSEUDO_LOCALES:
        raise BadUserInput(f"{wanted.locale} is made when it is read, and has no translations.")
    if not 1 <= wanted.limit <= 10_000:
        raise BadUserInput(f"limit: {wanted.limit} is not between 1 and 10000.")
    found = list(find_undrafted(store, wanted))
    asked, left = found[: wanted.limit], len(found) - len(found[: wanted.limit])
    if machine is None:
        return DraftsReport(tuple(DraftedUnit(unit.subject.domain, unit.path) for unit in asked), left)
    done: list[DraftedUnit] = []
    for batch in _split(asked):
        try:
            done += _draft(store, act, machine, batch)
        except MachineFailed as error:
            return DraftsReport(tuple(done), len(found) - len(done), str(error))
    return DraftsReport(tuple(done), left)


def _may_draft(unit: WorkingUnit) -> bool:
    before = unit.translation
    if not plain_words(unit.source.inlines) or unit.path in unit.subject.refusals:
        return False
    if before is None:
        return True
    is_untouched = before.origin is TranslationOrigin.MACHINE and before.state is TranslationState.INITIAL
    return is_untouched and unit.is_outdated


def _draft(store: Workbench, act: Act, machine: Machine, batch: Sequence[WorkingUnit]) -> list[DraftedUnit]:
    sent = [write_sendable(unit.source.inlines) for unit in batch]
    source, locale = batch[0].subject.revision.locale, batch[0].subject.locale
    came = machine.translate([one.html for one in sent], source, locale)
    changes: list[UnitChange] = []
    done: list[DraftedUnit] = []
    for unit, was, html in zip(batch, sent, came, strict=True):
        change, refused = _judge(store, act, unit, was, html)
        changes += [change] if change else []
        done.append(DraftedUnit(unit.subject.domain, unit.path, refused))
    why = f"a draft by machine, asked for by {act.principal.name}"
    beaten = {change.unit for change in store.change_units(changes, act.now, Signature(machine.name, why))}
    told = "somebody has translated it meanwhile"
    return [replace(one, refused=told) if unit.name in beaten else one for one, unit in zip(done, batch, strict=True)]


def _judge(
    store: Workbench, act: Act, unit: WorkingUnit, sent: Sendable, html: str
) -> tuple[UnitChange | None, str | None]:
    """The change that a draft makes, or why it makes none."""
    try:
        inlines = read_sendable(html, sent)
    except Mangled as error:
        return None, str(error)
    entry = replace(
        unit.make_entry(write_markup(inlines)), state=TranslationState.INITIAL, origin=TranslationOrigin.MACHINE
    )
    after: Translation | None
    after, findings = judge_unit(
        entry, unit.subject.revision, unit.translation, store, act.now, locale=unit.name.locale
    )
    if after is None:
        return None, "; ".join(finding.message for finding in findings)
    return UnitChange(unit.name, UnitEventKind.SAVED, unit.translation, after, findings), None


def _split(units: Sequence[WorkingUnit]) -> Iterator[list[WorkingUnit]]:
    """Batches of one source language each, none too long for a request."""
    batch: list[WorkingUnit] = []
    length = 0
    for unit in units:
        characters = len(plain_words(unit.source.inlines))
        is_other = bool(batch) and batch[0].subject.revision.locale != unit.subject.revision.locale
        if batch and (is_other or len(batch) == _UNITS_AT_ONCE or length + characters > _CHARACTERS_AT_ONCE):
            yield batch
            batch, length = [], 0
        batch.append(unit)
        length += characters
    if batch:
        yield batch
