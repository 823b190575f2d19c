"""What languages are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

from verbena.language.cldr import apply_alias
from verbena.language.locales import babel_locale_for, own_locale_for
from verbena.language.subtags import Subtags, split_tag


@lru_cache(maxsize=1024)
def autonym_of(tag: str) -> str:
    """The locale's name for itself, such as “العربية” or “português (Brasil)”; the tag where CLDR knows none."""
    locale = own_locale_for(tag)
    return (_compose_name(split_tag(tag), locale) if locale else None) or tag


@lru_cache(maxsize=4096)
def name_of(tag: str, in_tag: str) -> str:
    """The name of `tag` in the language of `in_tag`, else in English, else the tag itself.

    Made as UTS #35 part 2, "Locale Display Name Algorithm", without its compound names: every part that the tag
    writes is told, so that no two tags of one language have one name. A part without a name stands as its code.
    """
    for locale in (own_locale_for(in_tag) or babel_locale_for("en"), babel_locale_for("en")):
        name = _compose_name(split_tag(tag), locale)
        if name is not None:
            return name
    return tag


def _compose_name(subtags: Subtags, locale: Locale) -> str | None:
    """The language's name with the rest in brackets, or None where the locale has no name for the language."""
    language = locale.languages.get(subtags.language) or locale.languages.get(_alias(subtags))
    if language is None:
        return None
    rest = list(_name_rest(subtags, locale))
    return f"{language} ({', '.join(rest)})" if rest else str(language)


def _alias(subtags: Subtags) -> str:
    alias = apply_alias(Subtags(subtags.language))
    return str(alias).replace("-", "_")


def _name_rest(subtags: Subtags, locale: Locale) -> Iterator[str]:
    if subtags.script:
        yield locale.scripts.get(subtags.script, subtags.script)
    if subtags.region:
        yield locale.territories.get(subtags.region, subtags.region)
    for variant in subtags.variants:
        yield locale.variants.get(variant.upper(), variant)
    yield from subtags.extensions
    if subtags.private:
        yield subtags.private
