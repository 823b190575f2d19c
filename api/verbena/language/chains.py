"""Chains: the tags to try for a reader, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from verbena.language.cldr import find_parent_exception, has_data, maximise
from verbena.language.identity import find_equivalents, identify
from verbena.language.matching import closest_match
from verbena.language.registry import read_registry
from verbena.language.subtags import Subtags, split_tag


@lru_cache(maxsize=4096)
def parents_of(tag: str) -> tuple[str, ...]:
    """The canonical tag itself and its parents, best first, without CLDR's root.

    Parents are CLDR's where it names them (UTS #35 part 1, "Parent Locales": es-MX -> es-419 -> es), else what is left
    by taking subtags off the end (RFC 4647 section 3.4, Lookup), extensions and private use all at once. A region that
    implies a script leads to it: zh-TW -> zh-Hant-TW -> zh-Hant.

    The chain stops where the script would change (sr-Latn has no parent sr, which is Cyrillic) or become unknown, and
    where the language would, unless the parent is its macrolanguage (nn -> no, but not ht -> fr-HT or hi-Latn ->
    en-IN, which CLDR has for formats). The parents of any tag in it are what follows that tag.
    """
    return tuple(str(link) for link in _climb(split_tag(tag)))


@lru_cache(maxsize=1024)
def build_chain(
    wanted: tuple[str, ...], fallback: tuple[str, ...] | None, source: str, supported: frozenset[str]
) -> tuple[str, ...]:
    """The tags to try, best first and each once: each wanted tag and its parents, then what `fallback` says.

    Each tag is followed by those of `supported` that mean the same (pt by pt-BR, zh-CN by zh-Hans), for they are that
    tag in another spelling. With a `fallback`, each of its tags follows in the same way, and nothing more: () means no
    other language. With None, each wanted tag with its parents is followed by the closest match in `supported` (see
    `closest_match`) that is not wanted by itself, and the source's tag ends the chain unless it stands in it already.
    All tags are canonical.
    """
    links: dict[str, None] = {}
    if fallback is not None:
        for tag in (*wanted, *fallback):
            links.update(dict.fromkeys(_spell_parents(tag, supported)))
        return tuple(links)
    named = {link for tag in wanted for link in _spell_parents(tag, supported)}
    for tag in wanted:
        links.update(dict.fromkeys(_spell_parents(tag, supported)))
        match = _find_near(tag, supported - named)
        if match is not None:
            links[match] = None
    links[source] = None
    return tuple(links)


@lru_cache(maxsize=4096)
def serves(lang: str, tag: str) -> bool:
    """Whether text in `lang` is the requested `tag`'s own: in that locale or one of its parents, however spelled.

    What does not is a fallback (`Text.isFallback`): fr serves fr-CA, and pt-BR, being pt, serves pt-PT; but fr-CA does
    not serve fr, nor nb nn.
    """
    meant = identify(lang)
    return any(identify(parent) == meant for parent in parents_of(tag))


def is_served(tag: str, supported: frozenset[str]) -> bool:
    """Whether some supported tag serves the requested one, as a parent of it or as its closest match."""
    return any(find_equivalents(parent, supported) for parent in parents_of(tag)) or (
        _find_near(tag, supported) is not None
    )


def _climb(tag: Subtags) -> Iterator[Subtags]:
    script = maximise(tag).script
    link: Subtags | None = tag
    while link is not None:
        yield link
        link = _find_parent(link)
        if link is not None and maximise(link).script != script:
            return


def _find_parent(tag: Subtags) -> Subtags | None:
    if not tag.language:
        return None
    if tag.extensions or tag.private:
        return replace(tag, extensions=(), private=None)
    if tag.variants:
        return replace(tag, variants=tag.variants[:-1])
    parent = find_parent_exception(tag)
    if parent is not None:
        macrolanguage = read_registry().macrolanguages.get(tag.language)
        return parent if parent.language in (tag.language, macrolanguage) else None
    if tag.region:
        return replace(tag, region=None) if tag.script else _write_script(tag) or replace(tag, region=None)
    return replace(tag, script=None) if tag.script else None


def _write_script(tag: Subtags) -> Subtags | None:
    """The tag with its implied script, where CLDR writes that script or the language alone would be in another."""
    script = maximise(tag).script
    without_region = replace(tag, region=None, script=script)
    is_told_apart = maximise(replace(tag, region=None)).script != script or has_data(without_region)
    return replace(tag, script=script) if script and is_told_apart else None


def _spell_parents(tag: str, supported: frozenset[str]) -> Iterable[str]:
    """The parents of a tag, each followed by its other spellings among `supported` that are no parents themselves."""
    parents = parents_of(tag)
    for parent in parents:
        yield parent
        yield from (other for other in find_equivalents(parent, supported) if other not in parents)


def _find_near(tag: str, supported: frozenset[str]) -> str | None:
    """The closest match of a tag, else of its nearest parent that has one (nn has none, but its parent no has nb)."""
    return next((match for parent in parents_of(tag) if (match := closest_match(parent, supported))), None)
