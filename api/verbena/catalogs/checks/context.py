"""What a translation is checked against, beside its source: the locale, and the names and terms that hold in it."""

from __future__ import annotations

from msgspec import Struct

from verbena.catalogs.checks.names_index import MedicationIndex
from verbena.catalogs.checks.terms_index import TermIndex


class CheckContext(Struct, frozen=True):
    """The canonical tags of translation and source, and what their texts may name.

    `limit` is how many characters the translation may have, null where there is room for any. Whoever checks many texts
    makes the two indexes once.
    """

    locale: str
    source_locale: str
    medications: MedicationIndex = MedicationIndex()
    terms: TermIndex = TermIndex()
    limit: int | None = None
