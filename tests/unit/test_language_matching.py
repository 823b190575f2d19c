import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tags import well_formed_tags
from verbena.language.matching import closest_match
from verbena.language.tags import parse_tag, script_of

_TAGS = well_formed_tags().map(parse_tag)


@pytest.mark.parametrize(
    ("tag", "supported", "match"),
    [
        ("zh-Hant-TW", "zh-Hant en", "zh-Hant"),
        ("zh-TW", "zh zh-Hant", "zh-Hant"),
        ("zh-HK", "zh-Hant zh-Hant-MO", "zh-Hant-MO"),
        ("es-MX", "es-419 es", "es-419"),
        ("es-MX", "es en", "es"),
        ("pt-PT", "pt-BR en", "pt-BR"),
        ("en-AU", "en-GB en-US", "en-GB"),
        ("ar-MA", "ar-DZ ar-SA", "ar-DZ"),
        ("no", "nb da", "nb"),
        ("gsw", "de fr", "de"),
        ("lb", "fr de", "de"),
        ("hr", "sr-Latn en", "sr-Latn"),
        ("cmn-Hans", "zh-Hans en", "zh-Hans"),
        ("prs", "fa ps", "fa"),
        ("tlh-US", "tlh en", "tlh"),
        ("en", "en-x-simple en-GB", "en-x-simple"),
    ],
)
def test_close_languages(tag: str, supported: str, match: str) -> None:
    """Of what is supported, the closest by CLDR's distances stands in: a regional variant or a near standard."""
    assert closest_match(tag, frozenset(supported.split())) == match


@pytest.mark.parametrize(
    ("tag", "supported"),
    [
        ("br", "fr"),
        ("qu", "es"),
        ("ckb", "ar"),
        ("cy", "en"),
        ("ht", "fr"),
        ("de", "gsw"),
        ("de", "lb"),
        ("da", "nb"),
        ("yue", "zh-Hant"),
        ("fuv", "ff"),
        ("id", "ms"),
        ("sr-Latn", "sr-Cyrl"),
        ("zh-Hant", "zh-Hans"),
        ("hi-Latn", "hi"),
        ("hr", "sr"),
        ("und", "en"),
        ("x-clinic", "x-other"),
        ("kr", "ha"),
    ],
)
def test_other_languages_are_not_close(tag: str, supported: str) -> None:
    """What is only related, spoken in the same country or written in another script stands in for nothing."""
    assert closest_match(tag, frozenset({supported})) is None


@given(_TAGS, st.frozensets(_TAGS, max_size=4))
def test_matches_of_any_tag(tag: str, supported: frozenset[str]) -> None:
    """A match is supported and in the tag's own script, and a supported tag matches something."""
    match = closest_match(tag, supported)

    assert match is None or (match in supported and script_of(match) == script_of(tag))
    assert match is not None or tag not in supported or tag.startswith("x-")


def test_imports_stay_small() -> None:
    """Reading tags and directions does not load the matching data, which only matching needs."""
    program = (
        "import sys\n"
        "from verbena.language import accept, chains, direction, matching\n"
        "assert direction.direction_of('prs') == 'RTL'\n"
        "print('langcodes' in sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout == "False\n"
