"""What a reviewer says of a translation: it is good, signed off, or needs work."""

from __future__ import annotations

from msgspec.structs import replace

from verbena.access.four_eyes import require_other_eyes
from verbena.access.principal import require_review
from verbena.model.errors import BadUserInput, NotFound
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import UnitEventKind, UnitName
from verbena.publishing.acting import Act
from verbena.translating.change_unit import Becoming, change_unit, read_comment, require_base
from verbena.translating.open_subject import open_unit
from verbena.translating.unit_problems import SourceChanged
from verbena.translating.working_units import REVIEWED, Workbench, WorkingUnit


def review_unit(
    store: Workbench, act: Act, name: UnitName, base: str, state: TranslationState = TranslationState.REVIEWED
) -> WorkingUnit:
    """Say that a translation is good (REVIEWED) or signed off (FINAL); gives the unit as it is then.

    `base` is the version of the translation that was looked at. Saying again what is said already changes nothing.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not review in that locale, or have written these words themselves.
        NotFound: where there is no such unit, or no translation of it.
        BadUserInput: for a state that is none of a review.
        UnitConflict: where the translation is not the one that was looked at.
        SourceChanged: where it was made from an older source text: that is translated anew first.
    """
    require_review(act.principal, [name.locale])
    if state not in REVIEWED:
        raise BadUserInput(f"state: {state} is no review's; say REVIEWED or FINAL, or reject the translation.")
    unit = open_unit(store, act.principal, name)
    before = require_translation(unit)
    require_base(unit, base)
    if unit.is_outdated:
        raise SourceChanged(unit, before.source_hash)
    require_other_eyes(act.principal, name.locale, unit.subject.translators, [unit.path])
    if before.state is state:
        return unit
    after = replace(before, state=state, updated_at=act.now)
    return change_unit(act, unit, UnitEventKind.REVIEWED, Becoming(after))


def reject_unit(store: Workbench, act: Act, name: UnitName, base: str, comment: str) -> WorkingUnit:
    """Send a translation back as INITIAL with a comment that says why; gives the unit as it is then.

    `base` is the version of the translation that was looked at.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not review in that locale.
        NotFound: where there is no such unit, or no translation of it.
        BadUserInput: where the comment says nothing, or can't be kept.
        UnitConflict: where the translation is not the one that was looked at.
    """
    require_review(act.principal, [name.locale])
    told = read_comment(comment)
    unit = open_unit(store, act.principal, name)
    before = require_translation(unit)
    require_base(unit, base)
    after = before
    if before.state is not TranslationState.INITIAL:
        after = replace(before, state=TranslationState.INITIAL, updated_at=act.now)
    return change_unit(act, unit, UnitEventKind.REJECTED, Becoming(after, why=told))


def require_translation(unit: WorkingUnit) -> Translation:
    """The translation of a unit that must have one.

    Raises:
        NotFound: where it has none.
    """
    if unit.translation is None:
        raise NotFound(f"{unit.path} has no translation into {unit.subject.locale} yet: save one first.")
    return unit.translation
