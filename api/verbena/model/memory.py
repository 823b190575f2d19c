"""What was translated elsewhere, kept to be suggested."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from verbena.model.translation import TranslationOrigin


class MemoryEntry(Struct, frozen=True, kw_only=True):
    """A source text and its translation, both as tagged strings (see `verbena.model.markup`).

    Both locales are canonical tags. `file` is the name of the file that it came in, `at` and `by` tell when and by whom
    the translation was made, both null where the file does not say.
    """

    source_locale: str
    locale: str
    source: str
    target: str
    origin: TranslationOrigin = TranslationOrigin.HUMAN
    at: datetime | None = None
    by: str | None = None
    file: str = ""
