"""Why a unit was not changed: values of the error tree that carry the unit as it is now."""

from __future__ import annotations

from verbena.model.errors import ErrorCode, VerbenaError
from verbena.model.findings import Finding
from verbena.translating.working_units import WorkingUnit


class UnitConflict(VerbenaError):
    """Somebody has changed the translation since it was seen; `unit` is how it is now."""

    code = ErrorCode.CONFLICT

    def __init__(self, unit: WorkingUnit) -> None:
        super().__init__(
            f"the translation of {unit.path} into {unit.subject.locale} is another one than yours was based on: look at"
            " it as it is now, and send yours again with its `version` as `base` if it should take its place."
        )
        self.unit = unit


class SourceChanged(VerbenaError):
    """The source text is another one than the translation was made for; `source_hash` was that one's."""

    code = ErrorCode.SOURCE_CHANGED

    def __init__(self, unit: WorkingUnit, source_hash: str) -> None:
        super().__init__(
            f"the source text of {unit.path} has changed: look at what is new in it, and send a translation of it with"
            " its hash."
        )
        self.unit = unit
        self.source_hash = source_hash


class TranslationRefused(VerbenaError):
    """A translation has errors; it is kept as the unit's refusal where it came from a person who saved it."""

    code = ErrorCode.TRANSLATION_REFUSED

    def __init__(self, unit: WorkingUnit, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"the translation of {unit.path} has errors: mend what the findings name, and send it again.")
        self.unit = unit
        self.findings = findings
