"""Back to what a unit was before something was done to it."""

from __future__ import annotations

from msgspec.structs import replace

from verbena.access.four_eyes import may_review_unit, require_other_eyes
from verbena.access.principal import Principal, require_review, require_translate
from verbena.model.errors import NotFound
from verbena.model.findings import Finding
from verbena.model.markup import write_markup
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import UnitEvent, UnitEventKind, UnitName
from verbena.publishing.acting import Act
from verbena.translating.change_unit import Becoming, change_unit, require_base
from verbena.translating.judge import judge_unit
from verbena.translating.open_subject import open_unit
from verbena.translating.unit_problems import TranslationRefused
from verbena.translating.working_units import REVIEWED, Workbench, WorkingUnit, read_history

HISTORY_LIMIT = 1000
"""How far back something can be undone, in events of the unit."""


def undo_unit(store: Workbench, act: Act, name: UnitName, event: int, base: str) -> WorkingUnit:
    """Make the translation what it was before the event of that number; gives the unit as it is then.

    That is an event too, and can be undone. Whoever brings other words back must be allowed to translate; the words
    come back as reviewed only from those who might review them, else as TRANSLATED. Where only the state comes back,
    that takes a reviewer. `base` is the version of the translation that was seen.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not do that themselves.
        NotFound: where there is no such unit, or no such event in its history.
        UnitConflict: where the translation is not the one that was seen.
        TranslationRefused: where what was there can't be taken today, because its source names other things.
    """
    if not act.principal.may_review(name.locale):
        require_translate(act.principal, [name.locale])
    unit = open_unit(store, act.principal, name)
    before, now = _find_event(store, unit, event).before, unit.translation
    require_base(unit, base)
    if _has_same_words(before, now):
        if before == now or before is None:
            return unit
        require_review(act.principal, [name.locale])
        if before.state in REVIEWED:
            require_other_eyes(act.principal, name.locale, unit.subject.translators, [unit.path])
        return change_unit(act, unit, UnitEventKind.UNDONE, Becoming(replace(before, updated_at=act.now)))
    require_translate(act.principal, [name.locale])
    if before is None:
        return change_unit(act, unit, UnitEventKind.UNDONE, Becoming(None, ()))
    after, findings = _judge_again(store, act, unit, before)
    lowered = _lower(unit, after, act.principal)
    return change_unit(act, unit, UnitEventKind.UNDONE, Becoming(lowered, findings))


def _find_event(store: Workbench, unit: WorkingUnit, sequence: int) -> UnitEvent:
    for event in read_history(store, unit.name, HISTORY_LIMIT):
        if event.sequence == sequence:
            return event
        if event.sequence < sequence:
            break
    raise NotFound(f"nothing of the number {sequence} happened to {unit.path}: give an event of its history.")


def _has_same_words(one: Translation | None, other: Translation | None) -> bool:
    return (one and (one.inlines, one.source_hash)) == (other and (other.inlines, other.source_hash))


def _judge_again(
    store: Workbench, act: Act, unit: WorkingUnit, before: Translation
) -> tuple[Translation, tuple[Finding, ...]]:
    """A translation of then as it can be taken now, with what is to be said of it."""
    older = unit.source
    if before.source_hash != unit.source.hash:
        found = store.find_older_source(unit.subject.name, unit.path, before.source_hash)
        if found is None:
            raise NotFound(
                f"the source text that this translation of {unit.path} was made from is kept no longer: save it anew."
            )
        older = found
    entry = replace(
        unit.make_entry(write_markup(before.inlines)),
        source=write_markup(older.inlines),
        state=before.state,
        origin=before.origin,
    )
    # Addresses of links that only the translation of then tells are looked for there.
    after, findings = judge_unit(entry, unit.subject.revision, before, store, act.now, locale=unit.name.locale)
    if after is None:
        raise TranslationRefused(unit, findings)
    return replace(after, updated_at=act.now), findings


def _lower(unit: WorkingUnit, after: Translation, principal: Principal) -> Translation:
    """The translation in a state that they might give it: reviewed only where it is a reviewer, and not its author."""
    if after.state in REVIEWED and not may_review_unit(principal, unit.subject.locale, _find_author(unit, after)):
        return replace(after, state=TranslationState.TRANSLATED)
    return after


def _find_author(unit: WorkingUnit, translation: Translation) -> str | None:
    """Who wrote words that are in the unit's history, and were not just brought back; null where nobody knows."""
    for event in read_history(unit.subject.store, unit.name, HISTORY_LIMIT):
        was, became = event.before, event.after
        is_written = event.kind is not UnitEventKind.UNDONE and (was is None or was.inlines != translation.inlines)
        if is_written and became is not None and became.inlines == translation.inlines:
            return event.signature.by
    return None
