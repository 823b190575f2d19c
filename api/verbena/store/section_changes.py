"""Which sections of an article read otherwise than before, in one locale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct, msgpack

from verbena.model.article import Article, Section, walk_sections
from verbena.model.change import SectionChanges
from verbena.model.edition import SourceUnit
from verbena.model.translation import Translation
from verbena.model.units import walk_units
from verbena.store.bodies import SourceBody


class ShownArticle(Struct, frozen=True):
    """What readers of one locale are given of an article: its source, and the translations that go before its texts."""

    source: SourceBody
    translations: Mapping[str, Translation]


def compare_sections(before: ShownArticle | None, after: ShownArticle | None) -> SectionChanges | None:
    """What changed between two states of one article, null being one that isn't shown; null for reference data."""
    if not any(shown and isinstance(shown.source.structure, Article) for shown in (before, after)):
        return None
    old, new = _take_apart(before), _take_apart(after)
    common = [key for key in new.sections if key in old.sections]
    return SectionChanges(
        added=tuple(key for key in new.sections if key not in old.sections),
        changed=tuple(key for key in common if new.sections[key] != old.sections[key]),
        removed=tuple(key for key in old.sections if key not in new.sections),
        elsewhere=old.rest != new.rest or common != [key for key in old.sections if key in new.sections],
    )


def join_changes(one: SectionChanges | None, other: SectionChanges | None) -> SectionChanges | None:
    """All that either tells; what is added or removed by one is not merely changed."""
    if one is None or other is None:
        return one or other
    added = dict.fromkeys((*one.added, *other.added))
    removed = dict.fromkeys((*one.removed, *other.removed))
    changed = dict.fromkeys((*one.changed, *other.changed))
    return SectionChanges(
        added=tuple(added),
        changed=tuple(key for key in changed if key not in added and key not in removed),
        removed=tuple(removed),
        elsewhere=one.elsewhere or other.elsewhere,
    )


class _Parts(Struct):
    """All that is shown, as comparable bytes: each section without its subsections in reading order, and the rest."""

    sections: dict[str, bytes]
    rest: bytes


def _take_apart(shown: ShownArticle | None) -> _Parts:
    if shown is None or not isinstance(shown.source.structure, Article):
        return _Parts({}, b"")
    article = shown.source.structure
    texts: dict[str | None, list[Any]] = {}
    for place in walk_units(article):
        unit = shown.source.units.get(place.path)
        if unit is not None:
            texts.setdefault(place.section, []).append((place.path, _read(unit, shown.translations.get(place.path))))
    parents = {inner.key: outer.key for outer in walk_sections(article.sections) for inner in outer.sections}
    sections = {
        section.key: msgpack.encode((_without_subsections(section), parents.get(section.key), texts.get(section.key)))
        for section in walk_sections(article.sections)
    }
    rest = msgspec.structs.replace(article, sections=())
    return _Parts(sections, msgpack.encode((rest, texts.get(None))))


def _without_subsections(section: Section) -> Section:
    return msgspec.structs.replace(section, sections=())


def _read(unit: SourceUnit, translation: Translation | None) -> tuple[Any, ...]:
    """All that a reader is told with a text, in whatever language."""
    if translation is None:
        return (unit.hash,)
    is_outdated = translation.source_hash != unit.hash
    return translation.inlines, translation.state, translation.origin, is_outdated
