"""A remark on a unit, for colleagues; it changes nothing else."""

from __future__ import annotations

from verbena.access.principal import require_translate
from verbena.model.unit_event import UnitEventKind, UnitName
from verbena.publishing.acting import Act
from verbena.translating.change_unit import Becoming, change_unit, read_again, read_comment
from verbena.translating.open_subject import open_unit
from verbena.translating.unit_problems import UnitConflict
from verbena.translating.working_units import Workbench, WorkingUnit


def comment_unit(store: Workbench, act: Act, name: UnitName, comment: str) -> WorkingUnit:
    """Add a comment to a unit's history; gives the unit as it is then.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may neither translate nor review in that locale.
        NotFound: where there is no such unit.
        BadUserInput: where the comment says nothing, or can't be kept.
    """
    if not act.principal.may_review(name.locale):
        require_translate(act.principal, [name.locale])
    told = read_comment(comment)
    unit = open_unit(store, act.principal, name)
    while True:
        try:
            return change_unit(act, unit, UnitEventKind.COMMENTED, Becoming(unit.translation, why=told))
        except UnitConflict:
            unit = read_again(unit)  # a comment stands beside whatever the translation is
