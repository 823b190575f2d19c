"""What happened to a unit in one locale: who did what, when and why, from what to what."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SubjectName
from verbena.model.findings import Finding
from verbena.model.translation import Translation, TranslationOrigin, TranslationState


class UnitName(Struct, frozen=True, order=True):
    """A unit in one locale: its subject, its path there, and the tag of the language it is translated into."""

    subject: SubjectName
    locale: str
    path: str


class UnitEventKind(StrEnum):
    """What somebody did to a unit."""

    SAVED = "SAVED"
    IMPORTED = "IMPORTED"
    REVIEWED = "REVIEWED"
    REJECTED = "REJECTED"
    COMMENTED = "COMMENTED"
    UNDONE = "UNDONE"
    RENEWED = "RENEWED"
    REMOVED = "REMOVED"


class UnitEvent(Struct, frozen=True):
    """One entry of the history of all units, numbered from 1 without gaps in the order in which they were kept.

    `before` and `after` are the translation then, null where there was none; they are equal in a comment, which stands
    in the signature's `why`. A unit is RENEWED where its source changed in punctuation or markup alone, as its author
    marked it, so that the translation is that of the new text.
    """

    sequence: int
    unit: UnitName
    kind: UnitEventKind
    at: datetime
    before: Translation | None
    after: Translation | None
    signature: Signature = UNSIGNED


class Refusal(Struct, frozen=True):
    """A translation that was not taken, because of errors among its findings: kept, so that its words are not lost.

    `text` is the tagged string as it came, which may be malformed; `source_hash` is that of the text it was made from.
    """

    unit: UnitName
    text: str
    source_hash: str
    state: TranslationState
    origin: TranslationOrigin
    at: datetime
    by: str | None
    findings: tuple[Finding, ...]
