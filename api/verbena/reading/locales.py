"""The locales that the server publishes in."""

from __future__ import annotations

from functools import cached_property

from verbena.language.chains import build_chain
from verbena.language.direction import TextDirection, direction_of
from verbena.language.names import autonym_of, name_of
from verbena.language.tags import script_of
from verbena.reading.library import Library


class LocaleView:
    """One locale, with its names and what it falls back to."""

    def __init__(self, tag: str, chain: tuple[str, ...], *, is_default: bool) -> None:
        self.tag = tag
        self.chain = chain
        self.is_default = is_default

    @cached_property
    def autonym(self) -> str:
        return autonym_of(self.tag)

    @property
    def dir(self) -> TextDirection:
        return direction_of(self.tag)

    @property
    def script(self) -> str | None:
        return script_of(self.tag)

    def name(self, in_tag: str) -> str:
        """The locale's name in another language, its tag where CLDR has none."""
        return name_of(self.tag, in_tag)


def list_locales(library: Library) -> list[LocaleView]:
    """Every locale that some article is published in, and the default, sorted by tag."""
    supported = library.supported()
    default = library.default_locale
    return [
        LocaleView(tag, build_chain((tag,), None, default, supported), is_default=tag == default)
        for tag in sorted(supported)
    ]
