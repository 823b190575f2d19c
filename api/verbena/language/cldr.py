"""What CLDR says of tags as such, from Babel's copy of its supplemental data."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from babel import localedata
from babel.core import get_global

from verbena.language.registry import read_registry
from verbena.language.subtags import Subtags, match_subtags


def apply_alias(subtags: Subtags) -> Subtags:
    """The same tag with CLDR's language for the one it names: `cmn` is `zh`, `prs` is `fa-AF`, `tl` is `fil`.

    UTS #35 part 1, annex C (canonicalisation by `languageAlias`); what the tag itself says of script and region stays.
    """
    alias = get_global("language_aliases").get(subtags.language)
    target = match_subtags(alias.replace("_", "-")) if alias else None
    if target is None:
        return subtags
    return replace(
        subtags,
        language=target.language,
        script=subtags.script or target.script,
        region=subtags.region or target.region,
    )


def maximise(subtags: Subtags) -> Subtags:
    """The same tag with its likely script and region (UTS #35 part 1, section "Likely Subtags"), as far as known.

    What stands in the tag is never changed, and the language stays as it is written: `prs` gives `prs-Arab-AF`. Where
    CLDR has nothing on a language, it takes the script of the macrolanguage that encompasses it. `und` alone stays
    `und`: nobody who leaves the language open has asked for American English.
    """
    known = apply_alias(subtags)
    likely = _look_up(known.language, known.script, known.region)
    if likely is None and known.script is None:
        likely = _look_up(read_registry().macrolanguages.get(known.language, "und"), None, None)
        likely = likely and replace(likely, region=None)
    if likely is None:
        return replace(subtags, script=known.script, region=known.region)
    return replace(subtags, script=known.script or likely.script, region=known.region or likely.region)


def find_parent_exception(subtags: Subtags) -> Subtags | None:
    """The parent that CLDR gives to a locale against the rule of truncation: `es-419` for es-MX (UTS #35 part 1)."""
    exceptions = get_global("parent_exceptions")
    parent = exceptions.get(_identifier(subtags.language, subtags.script, subtags.region))
    if parent is None and subtags.script and maximise(replace(subtags, script=None)).script == subtags.script:
        parent = exceptions.get(_identifier(subtags.language, None, subtags.region))
    return match_subtags(parent.replace("_", "-")) if parent else None


def has_data(subtags: Subtags) -> bool:
    """Whether CLDR has a locale of exactly that language, script and region."""
    return bool(localedata.exists(_identifier(subtags.language, subtags.script, subtags.region)))


@lru_cache(maxsize=4096)
def _look_up(language: str, script: str | None, region: str | None) -> Subtags | None:
    likely = get_global("likely_subtags")
    if not language or (script and region) or (language == "und" and (script or not region)):
        return None
    found = likely.get(_identifier(language, script, region))
    if found is None and language != "und":
        found = likely.get(language)
    subtags = match_subtags(found.replace("_", "-")) if found else None
    return subtags if subtags and script in (None, subtags.script) else None


def _identifier(language: str, script: str | None, region: str | None) -> str:
    return "_".join(part for part in (language, script, region) if part)
