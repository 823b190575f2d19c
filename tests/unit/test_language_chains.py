import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tags import well_formed_tags
from verbena.language.chains import build_chain, is_served, parents_of, serves
from verbena.language.tags import parse_tag, script_of

_TAGS = well_formed_tags().map(parse_tag)
_SUPPORTED = st.frozensets(
    st.one_of(_TAGS, st.sampled_from(["ar", "en", "es-419", "fr", "nb", "pt-BR", "sr", "sw", "zh-Hans", "zh-Hant"])),
    max_size=4,
)
_WANTED = st.lists(_TAGS, min_size=1, max_size=3).map(tuple)


@pytest.mark.parametrize(
    "chain",
    [
        "en",
        "fr-CA fr",
        "ar-EG ar",
        "es-MX es-419 es",
        "pt-AO pt-PT pt",
        "pt-BR pt",
        "en-GB en-001 en",
        "en-DE en-150 en-001 en",
        "nn no",
        "zh",
        "zh-Hans zh",
        "zh-CN zh-Hans-CN zh-Hans zh",
        "zh-Hant",
        "zh-TW zh-Hant-TW zh-Hant",
        "zh-MO zh-Hant-MO zh-Hant-HK zh-Hant",
        "sr-RS sr-Cyrl-RS sr-Cyrl sr",
        "sr-ME sr-Latn-ME sr-Latn",
        "sr-Latn-RS sr-Latn",
        "pa-PK pa-Arab-PK pa-Arab",
        "uz-Cyrl",
        "ht",
        "hi-Latn",
        "ca-valencia ca",
        "sl-rozaj-biske-1994 sl-rozaj-biske sl-rozaj sl",
        "de-AT-u-nu-latn-x-clinic de-AT de",
        "kr",
        "prs",
        "tlh-US tlh",
        "zh-min",
        "i-default",
        "x-clinic",
    ],
)
def test_parents(chain: str) -> None:
    """A tag's parents are CLDR's, by truncation otherwise, and stop before another script or language."""
    tag, *_ = expected = chain.split()

    assert parents_of(tag) == tuple(expected)


@given(_TAGS)
def test_parents_of_any_tag(tag: str) -> None:
    """Parents begin with the tag, come once each, share its script, and those of a parent are what follows it."""
    parents = parents_of(tag)

    assert parents[0] == tag
    assert len(set(parents)) == len(parents)
    assert {script_of(parent) for parent in parents} == {script_of(tag)}
    for place, parent in enumerate(parents):
        assert parents_of(parent) == parents[place:]


@pytest.mark.parametrize(
    ("lang", "tag", "expected"),
    [
        ("fr", "fr-CA", True),
        ("fr-CA", "fr", False),
        ("pt-BR", "pt", True),
        ("pt", "pt-BR", True),
        ("pt-BR", "pt-PT", True),
        ("pt-PT", "pt-BR", False),
        ("zh-Hans", "zh-CN", True),
        ("zh-Hant", "zh-CN", False),
        ("zh", "zh-TW", False),
        ("zh-Hant", "zh-TW", True),
        ("sr-Cyrl", "sr", True),
        ("sr", "sr-Latn", False),
        ("fa-AF", "prs", True),
        ("fa", "prs", False),
        ("fil", "tl", True),
        ("nb", "nn", False),
        ("fr", "ht", False),
        ("en", "sw", False),
        ("ar", "ar-EG-u-nu-latn", True),
        ("en-x-simple", "en", False),
    ],
)
def test_what_serves_a_request(lang: str, tag: str, expected: bool) -> None:
    """Text in the requested locale or a parent of it, however spelled, is no fallback; all other text is."""
    assert serves(lang, tag) is expected


@pytest.mark.parametrize(
    ("wanted", "supported", "chain"),
    [
        ("ar-EG", "ar en sw", "ar-EG ar en"),
        ("ar-EG fr", "ar en sw", "ar-EG ar fr en"),
        ("pt", "pt-BR en", "pt pt-BR en"),
        ("zh", "zh-Hans en", "zh zh-Hans en"),
        ("zh-CN", "zh-Hans zh-Hant en", "zh-CN zh-Hans-CN zh-Hans zh en"),
        ("sr-Latn", "sr sr-Cyrl en", "sr-Latn en"),
        ("sr", "sr-Latn sr-Cyrl en", "sr sr-Cyrl en"),
        ("prs", "fa-AF fa en", "prs fa-AF fa en"),
        ("es-ES", "es-419 en", "es-ES es es-419 en"),
        ("nn", "nb en", "nn no nb en"),
        ("gsw fr", "de en fr", "gsw de fr en"),
        ("fr gsw", "de en fr", "fr gsw de en"),
        ("bs fr", "hr en", "bs hr fr en"),
        ("pt-BR fr pt-PT", "pt-PT fr en", "pt-BR pt fr pt-PT en"),
        ("br", "fr en", "br en"),
        ("qu", "es en", "qu en"),
        ("ckb", "ar en", "ckb en"),
        ("en-GB", "en", "en-GB en-001 en"),
        ("kr", "ar sw en", "kr en"),
    ],
)
def test_chain_to_the_source(wanted: str, supported: str, chain: str) -> None:
    """Without a fallback, each wanted tag brings its parents, then its closest match, and the source comes last."""
    built = build_chain(tuple(wanted.split()), None, "en", frozenset(supported.split()))

    assert built == tuple(chain.split())


def test_a_source_that_is_close_comes_at_its_place() -> None:
    """A source close to a wanted tag is tried right after it, before what is wanted less."""
    assert build_chain(("bs", "en"), None, "hr", frozenset({"hr", "en"})) == ("bs", "hr", "en")


@pytest.mark.parametrize(
    ("wanted", "fallback", "chain"),
    [
        ("fr-CA", "", "fr-CA fr"),
        ("pt", "", "pt pt-BR"),
        ("nn", "", "nn no"),
        ("fr-CA", "ar-EG", "fr-CA fr ar-EG ar"),
        ("fr-CA", "fr-BE sw", "fr-CA fr fr-BE sw"),
        ("ar", "gsw", "ar gsw"),
    ],
)
def test_chain_with_a_fallback(wanted: str, fallback: str, chain: str) -> None:
    """With a fallback, its tags and their parents follow and nothing else: no near language, no source."""
    supported = frozenset({"ar", "de", "en", "fr", "nb", "pt-BR", "sw"})

    assert build_chain((wanted,), tuple(fallback.split()), "en", supported) == tuple(chain.split())


@given(_WANTED, st.one_of(st.none(), st.lists(_TAGS, max_size=2).map(tuple)), _TAGS, _SUPPORTED)
def test_any_chain(
    wanted: tuple[str, ...], fallback: tuple[str, ...] | None, source: str, supported: frozenset[str]
) -> None:
    """A chain begins with the first wanted tag, holds every parent, no tag twice, and ends as asked.

    Whatever is neither asked for nor the source is supported, and in the script of something asked for.
    """
    chain = build_chain(wanted, fallback, source, supported)

    asked = list(dict.fromkeys(itertools.chain.from_iterable(map(parents_of, (*wanted, *(fallback or ()))))))
    added = set(chain) - set(asked)
    assert chain[0] == wanted[0]
    assert len(set(chain)) == len(chain)
    assert set(asked) <= set(chain)
    assert added <= supported | ({source} if fallback is None else set())
    assert {script_of(tag) for tag in added - {source}} <= {script_of(tag) for tag in asked}
    if fallback is None:
        assert source in chain
        assert chain[-1] == source or source in {*asked, *supported}
    else:
        assert all(any(serves(tag, other) for other in (*wanted, *fallback)) for tag in chain)


@given(_TAGS, _SUPPORTED)
def test_what_serves_stands_in_the_chain(tag: str, supported: frozenset[str]) -> None:
    """Every supported tag that serves a request is in its chain, and makes the request served."""
    own = {other for other in supported if serves(other, tag)}

    assert own <= set(build_chain((tag,), (), "en", supported))
    assert not own or is_served(tag, supported)
