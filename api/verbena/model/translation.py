"""What is known of a text in one locale."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from verbena.model.inline import Inline


class TranslationState(StrEnum):
    """The states of XLIFF 2.1 (section 4.7.2.10), least first."""

    INITIAL = "INITIAL"
    TRANSLATED = "TRANSLATED"
    REVIEWED = "REVIEWED"
    FINAL = "FINAL"


class TranslationOrigin(StrEnum):
    """Whether a person or a machine made a translation."""

    HUMAN = "HUMAN"
    MACHINE = "MACHINE"


class Translation(Struct, frozen=True):
    """One unit's text in one locale, with the hash of the source text that it was made from."""

    inlines: tuple[Inline, ...]
    source_hash: str
    state: TranslationState
    origin: TranslationOrigin
    updated_at: datetime
