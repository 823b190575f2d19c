"""What rendering asks about the things that a text mentions, answered from what is loaded, for those who translate."""

from __future__ import annotations

from functools import cached_property

from verbena.language.direction import TextDirection, direction_of
from verbena.language.formatting import format_number
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import CitationMark, plain_words, walk
from verbena.model.translation import TranslationState
from verbena.rendering.names import Phrase
from verbena.store.values import Draft
from verbena.translating.working_units import WorkingSubject


class DraftNames:
    """Answers for the texts of a subject in a language, read when they are first asked for, by one query.

    A thing that the source names no more, as older texts may, goes by its key. Articles are not linked to.
    """

    def __init__(self, subject: WorkingSubject, lang: str) -> None:
        self._store = subject.store
        self._revision = subject.revision
        self._subject = subject
        self._lang = lang

    def medication(self, key: str) -> Phrase:
        """The generic name."""
        return self._find(SubjectKind.MEDICATION, key, "genericName")

    def abbreviation_short(self, key: str) -> Phrase:
        """The short form."""
        return self._find(SubjectKind.ABBREVIATION, key, "short")

    def abbreviation_expansion(self, key: str) -> Phrase:
        """What the short form stands for."""
        return self._find(SubjectKind.ABBREVIATION, key, "expansion")

    def citation_number(self, key: str) -> int:
        """The source's number in the article as it is loaded; one that it cites no more comes after all others."""
        return self._numbers.get(key, len(self._numbers) + 1)

    def citation_label(self, number: int) -> Phrase:
        """The number alone."""
        return Phrase(format_number(number, self._lang), self._lang, direction_of(self._lang))

    def article_href(self, key: str) -> str | None:  # noqa: ARG002 - the protocol's signature
        """Never a link: a workbench shows texts, and leads nowhere."""
        return None

    def _find(self, kind: SubjectKind, key: str, field: str) -> Phrase:
        with self._subject.lock:
            draft = self._drafts.get(SubjectName(kind, key))
        path = f"{kind}.{key}.{field}"
        if draft is None or path not in draft.revision.units:
            return Phrase(key, "und", TextDirection.LTR)
        translation = draft.translations.get(self._lang, {}).get(path)
        if translation is not None and translation.state is not TranslationState.INITIAL:
            return Phrase(plain_words(translation.inlines), self._lang, direction_of(self._lang))
        locale = draft.revision.locale
        return Phrase(plain_words(draft.revision.units[path].inlines), locale, direction_of(locale))

    @cached_property
    def _drafts(self) -> dict[SubjectName, Draft]:
        kinds = (SubjectKind.MEDICATION, SubjectKind.ABBREVIATION)
        names = [self._revision.name, *self._revision.references]
        return self._store.read_drafts([name for name in names if name.kind in kinds], [self._lang])

    @cached_property
    def _numbers(self) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for unit in self._subject.walk():
            for inline in walk(unit.source.inlines):
                for key in inline.keys if isinstance(inline, CitationMark) else ():
                    numbers.setdefault(key, len(numbers) + 1)
        return numbers
