"""One query for all that can be read of an article, and ways to compare two answers to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TEXT = """
fragment T on Text {
  __typename id path value html lang dir isFallback translation { state origin isOutdated updatedAt }
  inlines {
    __typename text strong emphasis lang dir
    ... on CitationMark { citations { number citation { key } } }
    ... on MedicationMention { medication { key } }
    ... on AbbreviationMention { abbreviation { key } }
    ... on Link { href }
    ... on ArticleLink { href article { key } }
  }
}
"""

_REFERENCES = """
fragment M on Medication {
  __typename id key genericName { ...T } brandNames { name regions } drugClass { ...T } routes { ...T }
  codes { system value }
}
fragment TO on Topic { __typename id key name { ...T } }
fragment C on CitationUse {
  number sections { key }
  citation {
    __typename id key workTitle lang dir authors containerTitle year doi workUrl csl formatted { ...T }
  }
}
fragment F on Figure {
  __typename id key url mediaType width height alternative { ...T } decorative longDescription { ...T }
  caption { ...T } credit
}
"""

_BLOCKS = """
fragment B%(depth)d on Block {
  __typename id key
  ... on Paragraph { text { ...T } }
  ... on ListBlock { ordered items { __typename id key text { ...T } blocks { %(inner)s } } }
  ... on Callout { kind label { ...T } blocks { %(inner)s } }
  ... on Figure { ...F }
  ... on TableBlock {
    caption { ...T } columns { __typename id key text { ...T } }
    rows { __typename id key header { ...T } cells { ...T } }
  }
}
"""

_SECTIONS = """
fragment S%(depth)d on Section {
  __typename id key level heading { ...T } parent { key } article { key } citations { number }
  blocks { ...B0 } sections { %(inner)s }
}
"""

_ARTICLE = """
query ($slug: String!, $locale: Locale, $fallback: [Locale!]) {
  article(slug: $slug, locale: $locale, fallback: $fallback) {
    __typename id key slug sourceLocale requestedLocale locale title { ...T } summary { ...T }
    keyPoints { __typename id key text { ...T } }
    introduction { ...B0 }
    sections { ...S0 }
    tableOfContents { key level heading { ...T } }
    faqs { __typename id key question { ...T } answer { ...B0 } }
    medications {
      medication { ...M } sections { key }
      claims { kind condition { ...TO } note { ...T } citations { number } }
    }
    citations { ...C }
    figures { ...F }
    abbreviations { __typename id key short { ...T } expansion { ...T } definition { ...T } }
    credits { role { ...T } contributor { __typename id key fullName biography { ...T } } }
    topics { ...TO }
    notices { kind on text { ...T } }
    alternates { locale autonym url completeness }
    publishedAt updatedAt reviewedOn reviewDueOn isOutdated version readingTimeMinutes
  }
}
"""


def _nest(fragment: str, name: str, depths: int) -> str:
    """The fragment once for each depth, each spreading the next one."""
    inner = [*(f"...{name}{depth + 1}" for depth in range(depths - 1)), "__typename id key"]
    return "".join(fragment % {"depth": depth, "inner": inner[depth]} for depth in range(depths))


WHOLE_ARTICLE = _ARTICLE + _TEXT + _REFERENCES + _nest(_BLOCKS, "B", 4) + _nest(_SECTIONS, "S", 5)
"""Takes `$slug`, `$locale` and `$fallback`; blocks within blocks four deep, and sections of all ranks."""

_OF_THE_PRESENTATION = frozenset(
    {"id", "url", "href", "width", "locale", "requestedLocale", "version", "alternates", "publishedAt", "updatedAt"}
    | {"readingTimeMinutes", "isOutdated"}
)


def walk_texts(answer: Any) -> Iterator[dict[str, Any]]:
    """Every Text in the answer, in its order."""
    yield from (found for found in walk_objects(answer) if found.get("__typename") == "Text")


def walk_objects(answer: Any) -> Iterator[dict[str, Any]]:
    """Every object in the answer, in its order."""
    if isinstance(answer, dict):
        yield answer
        for value in answer.values():
            yield from walk_objects(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from walk_objects(value)


def outline(answer: Any) -> Any:
    """The answer with paths in place of texts, and without what the presentation decides: alike in all languages."""
    if isinstance(answer, dict):
        if answer.get("__typename") == "Text":
            return answer["path"]
        return {name: outline(value) for name, value in answer.items() if name not in _OF_THE_PRESENTATION}
    return [outline(value) for value in answer] if isinstance(answer, list) else answer


def pointers(text: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What each run of a Text is and leads to, in reading order, whatever its words and its language."""
    return [
        (
            run["__typename"],
            run["strong"],
            run["emphasis"],
            [use["citation"]["key"] for use in run.get("citations", [])],
            *(run.get(field, {}).get("key") for field in ("medication", "abbreviation", "article")),
            run["href"] if run["__typename"] == "Link" else None,
            run["lang"] if run["__typename"] == "ForeignPhrase" else None,
        )
        for run in text["inlines"]
    ]
