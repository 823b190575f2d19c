"""Which text of a unit a reader gets: the first of the chain that has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from verbena.model.edition import SourceEdition, TranslatedEdition
from verbena.model.inline import Inline
from verbena.model.translation import Translation


class ResolvedText(Struct, frozen=True):
    """One unit's text as delivered, with the language it came in; `translation` is null for source text."""

    path: str
    inlines: tuple[Inline, ...]
    lang: str
    translation: Translation | None
    is_outdated: bool


def resolve_unit(
    path: str,
    chain: Sequence[str],
    source: SourceEdition,
    translations: Mapping[str, TranslatedEdition],
    current: SourceEdition | None = None,
) -> ResolvedText:
    """The text of the unit `path` in the first tag of `chain` that has it, else its source text.

    A translation is outdated where it was made from another text than the unit has in `current`, which is `source`
    unless an older state is being read; where the unit is gone from there, its translation is outdated too.

    Raises:
        KeyError: where the source has no such unit.
    """
    newest = (current or source).units.get(path)
    for tag in chain:
        if tag == source.locale:
            break
        edition = translations.get(tag)
        translation = edition.units.get(path) if edition else None
        if translation is not None:
            is_outdated = newest is None or translation.source_hash != newest.hash
            return ResolvedText(path, translation.inlines, tag, translation, is_outdated)
    unit = source.units[path]
    return ResolvedText(path, unit.inlines, source.locale, None, newest is None or newest.hash != unit.hash)
