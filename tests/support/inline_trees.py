"""Inline trees of every kind of inline, with text of every script: what property tests draw from."""

from __future__ import annotations

from hypothesis import strategies as st

from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    Strong,
    TextRun,
)
from verbena.model.marked_value import ValueKind

KEYS = ("dexa", "tamoxifen", "lee-2020", "serm.2")
LANGS = ("en", "ar", "ur", "ja", "sr-Latn", "din")
HREFS = (
    "https://example.org/?a=1&b=%22",
    "mailto:a@example.org",
    "tel:+1234",
    "javascript:alert(1)",
    "java\nscript:x",
    "",
)

_AWKWARD = st.sampled_from(
    [*"<>&\"'\u202e\u2066\u2069\u200f\u200c\u00a0 \n\t\x00\x85\ufffe\ufdd0", "</p><p>", "&amp;", "]]>"]
)
TEXTS = st.lists(st.text(max_size=8) | _AWKWARD, max_size=4).map("".join)


def _nest(children: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    parts = st.lists(children, max_size=4).map(tuple)
    return st.one_of(
        parts.map(Strong),
        parts.map(Emphasis),
        st.builds(MedicationMention, st.sampled_from(KEYS), parts),
        st.builds(AbbreviationMention, st.sampled_from(KEYS), parts),
        st.builds(ForeignPhrase, st.sampled_from(LANGS), parts),
        st.builds(Link, st.sampled_from(HREFS), parts),
        st.builds(ArticleLink, st.sampled_from(KEYS), parts),
    )


VALUES = (
    MarkedValue(ValueKind.NUMBER, "1200"),
    MarkedValue(ValueKind.NUMBER, "-2.50..1200"),
    MarkedValue(ValueKind.PERCENT, "80"),
    MarkedValue(ValueKind.PERCENT, "12.5..50"),
    MarkedValue(ValueKind.DATE, "2026-11-23"),
    MarkedValue(ValueKind.DATE, "2026-11..2026-12"),
)
_LEAVES = (
    TEXTS.map(TextRun)
    | st.sampled_from(VALUES)
    | st.lists(st.sampled_from(KEYS), min_size=1, max_size=3).map(lambda keys: CitationMark(tuple(keys)))
)

INLINES: st.SearchStrategy[tuple[Inline, ...]] = st.lists(st.recursive(_LEAVES, _nest, max_leaves=12), max_size=4).map(
    tuple
)
