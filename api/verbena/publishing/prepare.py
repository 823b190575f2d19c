"""What is to be published of one subject, from its drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verbena.model.edition import SourceUnit, SubjectName
from verbena.model.inline import AbbreviationMention, Inline, MedicationMention, TextRun, children_of
from verbena.model.translation import Translation, TranslationState
from verbena.store.values import NewEdition

Translations = Mapping[str, Translation]


def prepare_source(name: SubjectName, revision: str, locale: str, units: Mapping[str, SourceUnit]) -> NewEdition:
    """The source edition of a revision."""
    title = units.get(_TITLE)
    return NewEdition(name, locale, revision, None, read_title(title.inlines) if title else None)


def prepare_translation(
    name: SubjectName, revision: str, locale: str, paths: Collection[str], translations: Translations
) -> NewEdition:
    """The edition of one locale, made on a revision whose units are at `paths`; without translations it withdraws it.

    Readers get what is at least translated, from whatever source text: an outdated translation is served as one. A
    translation of a unit that is gone is left out.
    """
    usable = {path: unit for path, unit in translations.items() if path in paths and _is_usable(unit)}
    title = usable.get(_TITLE)
    return NewEdition(name, locale, revision, usable, read_title(title.inlines) if title else None)


def read_title(inlines: tuple[Inline, ...]) -> str:
    """The words by which a title is sorted; a mention without words of its own is sorted by its key."""
    return " ".join("".join(_read_words(inline) for inline in inlines).split())


def _read_words(inline: Inline) -> str:
    if isinstance(inline, TextRun):
        return inline.text
    if isinstance(inline, MedicationMention | AbbreviationMention) and not inline.children:
        return inline.key
    return "".join(_read_words(child) for child in children_of(inline))


def _is_usable(unit: Translation) -> bool:
    return unit.state is not TranslationState.INITIAL


_TITLE = "title"
