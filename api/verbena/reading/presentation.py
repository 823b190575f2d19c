"""How a caller asked to see things, and what follows from it for each source language."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct, structs

from verbena.language.accept import requested_from
from verbena.language.chains import build_chain, serves
from verbena.language.pseudo import PSEUDO_LOCALES

TAGS_LIMIT = 32
"""The most tags that a caller wants, and the most that a fallback has: each id repeats them all."""


class Presentation(Struct, frozen=True):
    """The tags that a caller wants, best first, and the explicit fallback, null where none was given.

    `wanted` is one tag where a locale was named, else the Accept-Language list. Both are at most TAGS_LIMIT long.
    `at` is the number of the change to come back to, null for what is published now. `preview` shows drafts.
    """

    wanted: tuple[str, ...]
    fallback: tuple[str, ...] | None = None
    at: int | None = None
    preview: bool = False


def show_published(presentation: Presentation) -> Presentation:
    """The same without drafts."""
    return structs.replace(presentation, preview=False) if presentation.preview else presentation


class Frame:
    """A presentation among the locales that are published: chains, and what counts as a fallback.

    With `skips_outdated`, a translation that is outdated is passed over like one that isn't there. With
    `makes_pseudo`, pseudo-locales have every text.
    """

    def __init__(
        self,
        presentation: Presentation,
        supported: frozenset[str],
        *,
        skips_outdated: bool = False,
        makes_pseudo: bool = False,
    ) -> None:
        self.presentation = presentation
        self.supported = supported
        self.skips_outdated = skips_outdated
        self.makes_pseudo = makes_pseudo
        self._chains: dict[str, tuple[str, ...]] = {}

    @cached_property
    def requested(self) -> str:
        """The one tag that the caller is taken to have asked for: the first wanted that something published serves."""
        return requested_from(self.presentation.wanted, self.supported)

    def chain_for(self, source: str) -> tuple[str, ...]:
        """The tags to try for an article written in `source`, best first."""
        if source not in self._chains:
            wanted, fallback = self.presentation.wanted, self.presentation.fallback
            self._chains[source] = build_chain(wanted, fallback, source, self.supported)
        return self._chains[source]

    def reference_chain(self, source: str) -> tuple[str, ...]:
        """The tags to try for reference data: as for an article, and always ending in its own source."""
        chain = self.chain_for(source)
        return chain if source in chain else (*chain, source)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The tags to try whatever the source language is; each source's own comes on top."""
        # A source that is wanted itself adds nothing to what is wanted.
        return self.chain_for(self.presentation.wanted[0])

    def find_pseudo(self, chain: tuple[str, ...]) -> str | None:
        """The first tag of the chain that has every text because it is a pseudo-locale, null where none is."""
        return next((tag for tag in chain if tag in PSEUDO_LOCALES), None) if self.makes_pseudo else None

    def is_fallback(self, lang: str) -> bool:
        """Whether text in `lang` is neither in the requested locale nor in one of its parents."""
        return not serves(lang, self.requested)
