"""One change of one unit, made only if nobody was faster."""

from __future__ import annotations

from msgspec import Struct

from verbena.model.errors import BadUserInput
from verbena.model.findings import Finding
from verbena.model.translation import Translation
from verbena.model.unit_event import UnitEventKind
from verbena.publishing.acting import Act
from verbena.store.units import UnitChange
from verbena.translating.unit_problems import UnitConflict
from verbena.translating.working_units import WorkingSubject, WorkingUnit

COMMENT_LIMIT = 4000
"""The longest comment on a unit, in characters."""


def change_unit(act: Act, unit: WorkingUnit, kind: UnitEventKind, becomes: Becoming) -> WorkingUnit:
    """Make another translation that of a unit; gives the unit as it is then.

    Raises:
        UnitConflict: where the translation is no longer the one that `unit` was read with.
    """
    findings = unit.findings if becomes.findings is None else becomes.findings
    change = UnitChange(unit.name, kind, unit.translation, becomes.translation, findings, becomes.why or act.why)
    failed = unit.subject.store.change_units([change], act.now, act.signature)
    now = read_again(unit)
    if failed:
        raise UnitConflict(now)
    return now


class Becoming(Struct, frozen=True):
    """What becomes of a unit: its translation, what its checks found (null where that stays), and why."""

    translation: Translation | None
    findings: tuple[Finding, ...] | None = None
    why: str | None = None


def read_again(unit: WorkingUnit) -> WorkingUnit:
    """A unit as it is now, of the same source."""
    subject = WorkingSubject(unit.subject.store, unit.subject.revision, unit.subject.locale)
    found = subject.find(unit.path)
    assert found is not None  # noqa: S101 - the source is the same
    return found


def require_base(unit: WorkingUnit, base: str) -> None:
    """Refuse whoever saw another translation than there is.

    Raises:
        UnitConflict: where `base` is not the version of the translation.
    """
    if unit.version != base:
        raise UnitConflict(unit)


def read_comment(comment: str) -> str:
    """A comment as it is kept, without blanks around it.

    Raises:
        BadUserInput: where nothing is left, it is too long, or holds what is no text.
    """
    told = comment.strip()
    if not told:
        raise BadUserInput("comment: there is none; say what is to be known of this translation.")
    if len(told) > COMMENT_LIMIT:
        raise BadUserInput(f"comment: {len(told)} characters are more than {COMMENT_LIMIT}; say it in fewer.")
    require_text("comment", told)
    return told


def require_text(field: str, text: str) -> None:
    """Refuse what no database keeps as text.

    Raises:
        BadUserInput: for a null character, or half of a surrogate pair.
    """
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise BadUserInput(f"{field}: there is a null character or half a character in it; send plain text.")
