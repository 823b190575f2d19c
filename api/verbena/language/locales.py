"""From tags to Babel's locales, which hold CLDR's names and formats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale, localedata

from verbena.language.chains import parents_of
from verbena.language.cldr import apply_alias
from verbena.language.registry import read_registry
from verbena.language.subtags import Subtags, split_tag
from verbena.language.tags import script_of


@lru_cache(maxsize=1024)
def babel_locale_for(tag: str) -> Locale:
    """The nearest locale that CLDR has data for, whatever the tag: of its parents, those of its other spelling by
    CLDR's aliases (prs is fa-AF), those of its macrolanguage in the same script, else the root locale.

    Not for telling a text's language: the locale may be of another one than the tag (arz gives ar), or of none (root).
    """  # noqa: D205
    return next(_find_locales(tag), None) or Locale("root")


def own_locale_for(tag: str) -> Locale | None:
    """The nearest locale of the tag's very language, or None where CLDR has no data for it."""
    locale = babel_locale_for(tag)
    subtags = split_tag(tag)
    return locale if locale.language in (subtags.language, apply_alias(subtags).language) else None


def _find_locales(tag: str) -> Iterator[Locale]:
    subtags = split_tag(tag)
    macrolanguage = read_registry().macrolanguages.get(subtags.language)
    for spelling in (tag, str(apply_alias(subtags)), *filter(None, [macrolanguage])):
        if spelling == tag or script_of(spelling) == script_of(tag):
            yield from filter(None, (_load_locale(split_tag(parent)) for parent in parents_of(spelling)))


def _load_locale(subtags: Subtags) -> Locale | None:
    if subtags.extensions or subtags.private or len(subtags.variants) > 1 or not subtags.language.isalpha():
        return None
    variant = subtags.variants[0].upper() if subtags.variants else None
    parts = (subtags.language, subtags.script, subtags.region, variant)
    if not localedata.exists("_".join(filter(None, parts))):
        return None
    return Locale(subtags.language, territory=subtags.region, script=subtags.script, variant=variant)
