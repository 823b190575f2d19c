"""Which text of a unit a reader gets: the first of the chain that has it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from msgspec import Struct

from verbena.language.pseudo import PSEUDO_LOCALES, make_pseudo
from verbena.model.edition import SourceEdition, SourceUnit, SubjectKind, SubjectName, TranslatedEdition
from verbena.model.inline import Inline
from verbena.model.mentions import find_mentions
from verbena.model.translation import Translation, TranslationOrigin, TranslationState


class ResolvedText(Struct, frozen=True):
    """One unit's text as delivered, with the language it came in; `translation` is null for source text."""

    path: str
    inlines: tuple[Inline, ...]
    lang: str
    translation: Translation | None
    is_outdated: bool


class TextResolver(Struct, frozen=True):
    """Resolves the units of one subject.

    `chain` holds the tags to try, best first; `translations` are by tag. `current` is the newest source where `source`
    is an older state. `known` is what texts may name here. With `skips_outdated`, a translation of an older text than
    the state's own is passed over. With `makes_pseudo`, a pseudo-locale of the chain has every text.
    """

    chain: Sequence[str]
    source: SourceEdition
    translations: Mapping[str, TranslatedEdition]
    known: Container[SubjectName]
    current: SourceEdition | None = None
    skips_outdated: bool = False
    makes_pseudo: bool = False

    def resolve(self, path: str) -> ResolvedText:
        """The text of the unit `path` in the first tag of the chain that has it, else its source text.

        A translation is outdated where it was made from another text than the unit has in the newest source; where the
        unit is gone from there, its translation is outdated too. A translation of an older text is passed over where it
        names what is not known here (an article that it links to may be missing), and where the text was changed for
        the sake of safety since.

        Raises:
            KeyError: where the source has no such unit.
        """
        newest = (self.current or self.source).units.get(path)
        unit = self.source.units[path]
        for tag in self.chain:
            if tag == self.source.locale:
                break
            if self.makes_pseudo and tag in PSEUDO_LOCALES:
                made = self._make(unit, tag)
                return ResolvedText(path, made.inlines, tag, made, is_outdated=False)
            edition = self.translations.get(tag)
            translation = edition.units.get(path) if edition else None
            if translation is not None and self._can_show(translation, path, unit):
                is_outdated = newest is None or translation.source_hash != newest.hash
                return ResolvedText(path, translation.inlines, tag, translation, is_outdated)
        is_outdated = newest is None or newest.hash != unit.hash
        return ResolvedText(path, unit.inlines, self.source.locale, None, is_outdated)

    def _make(self, unit: SourceUnit, tag: str) -> Translation:
        inlines = make_pseudo(unit.inlines, tag, unit.limit)
        state, origin = TranslationState.TRANSLATED, TranslationOrigin.MACHINE
        return Translation(inlines, unit.hash, state, origin, self.source.published_at)

    def _can_show(self, translation: Translation, path: str, unit: SourceUnit) -> bool:
        made_from = translation.source_hash
        if made_from not in (self.current or self.source).accepted.get(path, (made_from,)):
            return False
        # Of the same source text, its tags have been checked against that text's.
        return made_from == unit.hash or (
            not self.skips_outdated
            and all(
                name in self.known
                for _, name in find_mentions(translation.inlines)
                if name.kind is not SubjectKind.ARTICLE
            )
        )
