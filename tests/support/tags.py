"""Language tags for property tests: whatever the grammar of RFC 5646 section 2.1 allows, known to anybody or not."""

from __future__ import annotations

from hypothesis import strategies as st

from verbena.language.registry import read_registry

_KNOWN_LANGUAGES = [
    "ar",
    "az",
    "en",
    "es",
    "fa",
    "ff",
    "hi",
    "ht",
    "ku",
    "nb",
    "nn",
    "no",
    "pa",
    "prs",
    "pt",
    "sh",
    "sr",
    "tl",
    "ur",
    "uz",
    "zh",
    "cmn",
    "din",
    "fuv",
    "kr",
    "tlh",
    "und",
]
_KNOWN_SCRIPTS = ["Adlm", "Arab", "Cyrl", "Deva", "Guru", "Hans", "Hant", "Hebr", "Latn", "Shaw"]
_KNOWN_REGIONS = [
    "419",
    "001",
    "150",
    "AF",
    "BR",
    "CN",
    "EG",
    "GB",
    "HK",
    "IN",
    "IR",
    "ME",
    "MO",
    "MX",
    "NO",
    "PK",
    "PT",
    "RS",
    "TW",
    "US",
    "DD",
    "ZZ",
]


def _of(alphabet: str, shortest: int, longest: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=shortest, max_size=longest)


_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDXYZ"
_DIGITS = "0123456789"
_BOTH = _LETTERS + _DIGITS
_LANGUAGES = st.one_of(st.sampled_from(_KNOWN_LANGUAGES), _of(_LETTERS, 2, 3), _of(_LETTERS, 4, 8))
_EXTLANGS = st.one_of(st.sampled_from(["zh-yue", "ar-arb", "sgn-ase", "zh-min", "zh-yue-cmn"]))
_SCRIPTS = st.one_of(st.sampled_from(_KNOWN_SCRIPTS), _of(_LETTERS, 4, 4))
_REGIONS = st.one_of(st.sampled_from(_KNOWN_REGIONS), _of(_LETTERS, 2, 2), _of(_DIGITS, 3, 3))
_VARIANTS = st.lists(
    st.one_of(st.sampled_from(["1901", "1996", "valencia", "heploc", "alalc97"]), _of(_BOTH, 5, 8)),
    max_size=2,
    unique_by=str.lower,
)
_EXTENSIONS = st.dictionaries(
    st.sampled_from("0abtu"), st.lists(_of(_BOTH, 2, 8), min_size=1, max_size=2), max_size=2
).map(lambda given: ["-".join([singleton, *subtags]) for singleton, subtags in given.items()])
_PRIVATE = st.lists(_of(_BOTH, 1, 8), min_size=1, max_size=2).map(lambda subtags: "-".join(["x", *subtags]))


@st.composite
def _langtags(draw: st.DrawFn) -> str:
    parts = [draw(st.one_of(_LANGUAGES, _LANGUAGES, _EXTLANGS))]
    parts += draw(st.lists(_SCRIPTS, max_size=1)) + draw(st.lists(_REGIONS, max_size=1))
    if draw(st.integers(0, 3)) == 0:
        parts += draw(_VARIANTS) + draw(_EXTENSIONS) + draw(st.lists(_PRIVATE, max_size=1))
    return "-".join(parts)


def well_formed_tags() -> st.SearchStrategy[str]:
    """Well-formed tags in any case, of no more than 100 characters: ordinary, grandfathered and private ones."""
    grandfathered = st.deferred(lambda: st.sampled_from(sorted(read_registry().whole_tags)))
    return st.one_of(_langtags(), _langtags(), _langtags(), grandfathered, _PRIVATE)
