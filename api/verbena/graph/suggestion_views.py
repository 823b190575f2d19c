"""What is shown beside a unit: suggestions, and the glossary's terms in its source. Both ask the database."""

from __future__ import annotations

from verbena.graph.glossary_views import GlossaryTermView, SuggestionView
from verbena.model.errors import BadUserInput
from verbena.model.inline import plain_words
from verbena.reading.library import Library
from verbena.translating.suggest import SUGGESTIONS_LIMIT, suggest
from verbena.translating.terms_in_text import find_terms
from verbena.translating.working_units import WorkingUnit


def find_suggestions(library: Library, unit: WorkingUnit, first: int) -> list[SuggestionView]:
    """The likeliest translations of a unit, best first.

    Raises:
        BadUserInput: where more are asked for than are given.
    """
    if not 0 <= first <= SUGGESTIONS_LIMIT:
        raise BadUserInput(f"first: {first} is not between 0 and {SUGGESTIONS_LIMIT}.")
    found = suggest(library.store, unit.name, unit.source, unit.source_locale, first)
    return [SuggestionView(one) for one in found]


def find_glossary_terms(library: Library, unit: WorkingUnit) -> list[GlossaryTermView]:
    """The terms that occur in the source of a unit, in reading order, each once with all of its translations."""
    words = plain_words(unit.source.inlines)
    found = find_terms(library.store, words, unit.source_locale, unit.subject.locale)
    return [GlossaryTermView(term) for terms in dict.fromkeys(one.terms for one in found) for term in terms]
