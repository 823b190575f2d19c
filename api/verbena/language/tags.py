"""Language tags in canonical form, and the parts of them that others ask for."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from verbena.language.cldr import maximise
from verbena.language.malformed import LONGEST_TAG, describe_malformed
from verbena.language.registry import read_registry
from verbena.language.subtags import Subtags, match_subtags, split_tag
from verbena.model.errors import InvalidLocale


def parse_tag(text: str) -> str:
    """The canonical form of a well-formed language tag (RFC 5646 section 4.5).

    Case as in section 2.1.1; grandfathered, redundant and deprecated parts replaced where the IANA registry prefers
    another (`iw` -> `he`, `i-klingon` -> `tlh`, `zh-yue` -> `yue`, `mo` -> `ro`); extensions ordered by singleton.
    Nothing else changes: `prs`, `no`, `tl` and `sh` have no preferred value in the registry and stay, variants keep
    their order, and CLDR's own aliases serve matching only. The tag need not be known to anybody: any that is
    well-formed will do. The canonical form of a canonical form is itself.

    Raises:
        InvalidLocale: it is not well-formed (section 2.2.9), repeats a variant or a singleton (sections 2.2.5 and
            2.2.6), or is longer than 100 characters; section 4.4.1 asks for no more than 35.
    """
    canonical = None if len(text) > LONGEST_TAG else _canonicalise(text)
    if canonical is None:
        raise InvalidLocale(describe_malformed(text, canonicalise=_canonicalise))
    return canonical


def maximise_tag(tag: str) -> str:
    """The tag with its likely script and region, as far as CLDR or the registry know them (zh-TW -> zh-Hant-TW).

    For matching only (UTS #35 part 1, "Likely Subtags"): it adds, and never changes what the tag says.
    """
    return str(maximise(split_tag(tag)))


def script_of(tag: str) -> str | None:
    """The ISO 15924 code of the script that the tag names or implies (zh-TW -> Hant), or None where nobody knows."""
    return maximise(split_tag(tag)).script


def folder_of(tag: str) -> str:
    """The name of a tag's folder under `locales/`: with underscores, which is all that gettext's tools accept."""
    return tag.replace("-", "_")


def tag_of_folder(folder: str) -> str:
    """The tag whose folder has that name: the way back from `folder_of`.

    Raises:
        InvalidLocale: the name is no tag written with underscores.
    """
    return parse_tag(folder.replace("_", "-"))


@lru_cache(maxsize=4096)
def _canonicalise(text: str) -> str | None:
    """The canonical form, or None where the text is no well-formed tag."""
    whole = read_registry().whole_tags.get(text.lower()) if text.isascii() else None
    if whole is not None:
        return whole
    subtags = match_subtags(text)
    if subtags is None or _has_repetition(subtags):
        return None
    preferred = read_registry().preferred
    variants = (preferred.get(("variant", variant), variant) for variant in subtags.variants)
    canonical = replace(
        subtags,
        language=_canonicalise_language(subtags.language),
        region=subtags.region and preferred.get(("region", subtags.region.lower()), subtags.region),
        variants=tuple(dict.fromkeys(variants)),
        extensions=tuple(sorted(subtags.extensions)),
    )
    tag = str(canonical)
    return tag if len(tag) <= LONGEST_TAG else None


def _canonicalise_language(language: str) -> str:
    """One language for a language with the extended language that it prefixes (RFC 5646 section 2.2.2)."""
    first, *extended = language.split("-")
    registry = read_registry()
    first = registry.preferred.get(("language", first), first)
    if extended and (first, extended[0]) in registry.extlangs:
        first = registry.extlangs[first, extended.pop(0)]
    return "-".join((first, *extended))


def _has_repetition(subtags: Subtags) -> bool:
    singletons = [extension[0] for extension in subtags.extensions]
    return len(set(subtags.variants)) < len(subtags.variants) or len(set(singletons)) < len(singletons)
