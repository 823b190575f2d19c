"""The glossary's terms that occur in a source text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from verbena.language.chains import parents_of
from verbena.language.word_forms import WordForm, find_words
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.store.glossary import Glossary


class TermInText(Struct, frozen=True):
    """A term where it stands in the words of a text, in characters from 0, with all that the glossary says of it.

    What is preferred comes first, and what is forbidden last.
    """

    start: int
    end: int
    terms: tuple[GlossaryTerm, ...]


def find_terms(glossary: Glossary, words: str, source_locale: str, locale: str) -> tuple[TermInText, ...]:
    """Each term of the source language that occurs in the words of a text, in reading order.

    Of terms that overlap, the longest counts. Where a locale has none of a term, those of its parents count (`es` for
    `es-MX`).
    """
    forms = find_words(words, source_locale)
    heads = {form.stem for form in forms}
    known: dict[tuple[str, ...], tuple[GlossaryTerm, ...]] = {}
    for tag in parents_of(locale) if heads else ():
        for stems, terms in _group(glossary.find_terms(source_locale, tag, heads)):
            known.setdefault(stems, terms)
    found = sorted(_match(words, forms, known), key=lambda one: (one.start - one.end, one.start))
    kept: list[TermInText] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


_ORDER = list(TermStatus)
# What may stand between the words of a term: nothing that ends a sentence or a clause.
_BETWEEN = re.compile(r"[\s\-‐‑/'’]*")


def _group(terms: Iterable[GlossaryTerm]) -> Iterator[tuple[tuple[str, ...], tuple[GlossaryTerm, ...]]]:
    """The terms by what the words of each have in common with their other forms."""
    grouped: dict[tuple[str, ...], list[GlossaryTerm]] = {}
    for term in terms:
        stems = tuple(form.stem for form in find_words(term.term, term.source_locale))
        grouped.setdefault(stems, []).append(term)
    for stems, group in grouped.items():
        yield stems, tuple(sorted(group, key=lambda term: (_ORDER.index(term.status), term.translation)))


def _match(
    words: str, forms: tuple[WordForm, ...], known: dict[tuple[str, ...], tuple[GlossaryTerm, ...]]
) -> Iterator[TermInText]:
    by_head: dict[str, list[tuple[str, ...]]] = {}
    for stems in known:
        by_head.setdefault(stems[0], []).append(stems)
    for at, form in enumerate(forms):
        for stems in by_head.get(form.stem, ()):
            there = forms[at : at + len(stems)]
            if tuple(one.stem for one in there) == stems and _are_together(words, there):
                yield TermInText(form.start, there[-1].end, known[stems])


def _are_together(words: str, forms: tuple[WordForm, ...]) -> bool:
    return all(_BETWEEN.fullmatch(words, one.end, other.start) for one, other in pairwise(forms))
