"""The view of one text, and the texts of one subject."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Protocol

from msgspec import Struct

from verbena.language.direction import TextDirection, direction_of
from verbena.language.resolving import ResolvedText, TextResolver
from verbena.model.edition import Snapshot, SourceEdition, SubjectName
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.reading.identity import Identity, write_id
from verbena.reading.presentation import Frame
from verbena.rendering.html import phrasing_html
from verbena.rendering.names import Names
from verbena.rendering.plain import plain_text
from verbena.rendering.runs import Run, flatten

if TYPE_CHECKING:
    from verbena.reading.citation_use import CitationUseView
    from verbena.reading.references import AbbreviationView, MedicationView


class Mentions(Protocol):
    """Where the things that a text mentions are found, each presented like the text."""

    names: Names

    def __contains__(self, name: object) -> bool:
        """Whether a text may name that subject here."""

    def medication(self, key: str) -> MedicationView:
        """A medication that some text or claim names."""

    def abbreviation(self, key: str) -> AbbreviationView:
        """An abbreviation that some text uses."""

    def citation_use(self, key: str) -> CitationUseView:
        """A source that some text cites, with its number."""


class TranslationView(Struct, frozen=True):
    """How a translation came about."""

    state: TranslationState
    origin: TranslationOrigin
    is_outdated: bool
    updated_at: datetime


class TextView:
    """One text in the language it is delivered in; its forms are rendered when first asked for."""

    type_name: ClassVar = "Text"

    def __init__(self, resolved: ResolvedText, texts: SubjectTexts) -> None:
        self.path = resolved.path
        self.lang = resolved.lang
        self.is_outdated = resolved.is_outdated
        self._resolved = resolved
        self._texts = texts

    @cached_property
    def id(self) -> str:
        return self._texts.identify(self.type_name, self.path)

    @property
    def source_locale(self) -> str:
        """The language that its source is in."""
        return self._texts.source.locale

    @cached_property
    def dir(self) -> TextDirection:
        return direction_of(self.lang)

    @cached_property
    def is_fallback(self) -> bool:
        return self._texts.frame.is_fallback(self.lang)

    @cached_property
    def translation(self) -> TranslationView | None:
        made = self._resolved.translation
        return TranslationView(made.state, made.origin, self.is_outdated, made.updated_at) if made else None

    @cached_property
    def value(self) -> str:
        return plain_text(self._resolved.inlines, self.lang, self._texts.names)

    @cached_property
    def html(self) -> str:
        return phrasing_html(self._resolved.inlines, self.lang, self.dir, self._texts.names)

    @cached_property
    def inlines(self) -> tuple[InlineView, ...]:
        runs = flatten(self._resolved.inlines, self.lang, self._texts.names)
        return tuple(InlineView(run, self._texts) for run in runs)


class InlineView:
    """One run of a text; what it mentions is looked up in the presentation that the text belongs to."""

    def __init__(self, run: Run, texts: SubjectTexts) -> None:
        self.kind = run.kind
        self.text = run.text
        self.strong = run.strong
        self.emphasis = run.emphasis
        self.lang = run.lang
        self.dir = run.dir
        self.keys = run.keys
        self.target = run.target or ""
        self.href = run.href or self.target
        self.presentation = texts.frame.presentation
        self._mentions = texts.mentions

    @property
    def citations(self) -> tuple[CitationUseView, ...]:
        return tuple(self._mentions.citation_use(key) for key in self.keys)

    @property
    def medication(self) -> MedicationView:
        return self._mentions.medication(self.target)

    @property
    def abbreviation(self) -> AbbreviationView:
        return self._mentions.abbreviation(self.target)


class SubjectTexts:
    """The texts of one subject in one presentation, each made once.

    `current` is the newest source where an older state is read. `mentions` is where what they mention is found.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        chain: tuple[str, ...],
        frame: Frame,
        mentions: Mentions,
        *,
        current: SourceEdition | None = None,
    ) -> None:
        self.name: SubjectName = snapshot.name
        self.frame = frame
        self.names = mentions.names
        self.mentions = mentions
        self.source = snapshot.source
        self.chain = chain
        self._translations = {edition.locale: edition for edition in snapshot.translations}
        self._resolver = TextResolver(
            chain, snapshot.source, self._translations, mentions, current, frame.skips_outdated, frame.makes_pseudo
        )
        self._texts: dict[str, TextView] = {}

    @cached_property
    def locale(self) -> str:
        """The best locale of the chain in which the subject is published."""
        published = {self.source.locale, *self._translations, self.frame.find_pseudo(self.chain)}
        return next((tag for tag in self.chain if tag in published), self.source.locale)

    def text(self, path: str) -> TextView:
        """The text of a unit that the source has."""
        if path not in self._texts:
            self._texts[path] = TextView(self._resolver.resolve(path), self)
        return self._texts[path]

    def optional_text(self, path: str) -> TextView | None:
        """The text of a unit, or null where the source has none."""
        return self.text(path) if self.has(path) else None

    def empty_text(self, path: str) -> TextView:
        """A text without characters, for a unit that rightly has none (the alternative of a decorative figure).

        It is in the language of the texts around it: nothing falls back where nothing is said.
        """
        return TextView(ResolvedText(path, (), self.locale, None, is_outdated=False), self)

    def has(self, path: str) -> bool:
        """Whether the source has a unit with that path."""
        return path in self.source.units

    def any_outdated(self) -> bool:
        """Whether any of the subject's texts, as delivered here, was translated from an older source."""
        return any(self.text(path).is_outdated for path in self.source.units)

    def identify(self, type_name: str, place: str) -> str:
        """The id of something of this subject as presented here."""
        asked = self.frame.presentation
        return write_id(
            Identity(
                type_name, self.name.kind, self.name.key, place, asked.wanted, asked.fallback, asked.at, asked.preview
            )
        )
