"""What the terms of a source language are called in another."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class TermStatus(StrEnum):
    """Whether a translation of a term is to be used (ISO 30042's administrative statuses, in one row)."""

    PREFERRED = "PREFERRED"
    ADMITTED = "ADMITTED"
    FORBIDDEN = "FORBIDDEN"


class GlossaryTerm(Struct, frozen=True, kw_only=True):
    """A term of the source language with one of its translations, both as plain words.

    Both locales are canonical tags. A term with several translations stands once for each; the first four fields tell
    one from all others. `definition`, `note` and `part_of_speech` are empty where nobody gave them.
    """

    source_locale: str
    term: str
    locale: str
    translation: str
    status: TermStatus = TermStatus.PREFERRED
    definition: str = ""
    note: str = ""
    part_of_speech: str = ""
