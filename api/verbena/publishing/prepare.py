"""What is to be published of one subject, from its drafts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from verbena.model.edition import SourceUnit, SubjectName
from verbena.model.inline import AbbreviationMention, Inline, MedicationMention, TextRun, children_of
from verbena.model.translation import Translation, TranslationState
from verbena.publishing.required_states import is_at_least
from verbena.store.values import NewEdition

Translations = Mapping[str, Translation]

NONE_STANDS: Translations = {}


def prepare_source(name: SubjectName, revision: str, locale: str, units: Mapping[str, SourceUnit]) -> NewEdition:
    """The source edition of a revision."""
    title = units.get(_TITLE)
    return NewEdition(name, locale, revision, None, read_title(title.inlines) if title else None)


def prepare_translation(  # noqa: PLR0913, PLR0917 - the last two are the rule of the locale
    name: SubjectName,
    revision: str,
    locale: str,
    paths: Collection[str],
    translations: Translations,
    required: TranslationState = TranslationState.TRANSLATED,
    standing: Translations = NONE_STANDS,
) -> NewEdition:
    """The edition of one locale, made on a revision whose units are at `paths`; without translations it withdraws it.

    Readers get what is in the state that is required, or beyond it, from whatever source text: an outdated translation
    is served as one. A translation of a unit that is gone is left out. One that is below that state leaves the one of
    its unit among those that are `standing`, if that meets it, unless somebody said that those very words need work.
    """
    usable = {}
    for path, unit in translations.items():
        shown = unit if is_at_least(unit.state, required) else _find_standing(unit, standing.get(path), required)
        if shown is not None and path in paths:
            usable[path] = shown
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


def _find_standing(unit: Translation, standing: Translation | None, required: TranslationState) -> Translation | None:
    if standing is None or not is_at_least(standing.state, required):
        return None
    was_taken_back = unit.state is TranslationState.INITIAL and unit.inlines == standing.inlines
    return None if was_taken_back else standing


_TITLE = "title"
