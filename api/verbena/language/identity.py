"""Tags that are spelled apart and mean the same."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from verbena.language.cldr import apply_alias, maximise
from verbena.language.subtags import Subtags, split_tag


@lru_cache(maxsize=4096)
def identify(tag: str) -> Subtags:
    """What the tag means, equal for tags that mean the same: zh, zh-Hans, zh-CN and cmn; pt and pt-BR; prs and fa-AF.

    CLDR's aliases applied and the likely subtags added (UTS #35 part 1, "Likely Subtags": tags that maximise to the
    same are equivalent). Variants, extensions and private use count too: en-x-simple is not en.
    """
    subtags = maximise(apply_alias(split_tag(tag)))
    return replace(subtags, variants=tuple(sorted(subtags.variants)))


@lru_cache(maxsize=4096)
def find_equivalents(tag: str, supported: frozenset[str]) -> tuple[str, ...]:
    """The tags of `supported` that mean the same as `tag`, itself first, then by the alphabet."""
    meant = identify(tag)
    same = (other for other in supported if identify(other) == meant)
    return tuple(sorted(same, key=lambda other: (other != tag, other)))
