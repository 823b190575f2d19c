import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tags import well_formed_tags
from verbena.language.accept import AcceptLanguage, parse_accept_language, requested_from, wanted_from
from verbena.language.tags import parse_tag

_SUPPORTED = frozenset({"ar", "en", "pt-BR", "sw"})


@pytest.mark.parametrize(
    ("header", "ranges"),
    [
        ("", ""),
        ("sw", "sw"),
        ("da, en-gb;q=0.8, en;q=0.7", "da en-GB en"),
        ("en;q=0.7,da;q=0.8", "da en"),
        ("ar,sw;q=1.000,en;q=1.", "ar sw en"),
        ("fr;q=0.5, *;q=0.8", "* fr"),
        ("\ten ;\tQ=0.5 , iw", "he en"),
        ("en, EN;q=0.3, fr;q=0.5", "en fr"),
        ("en;q=0.3, fr;q=0.5, en", "en fr"),
        ("en;q=0, en;q=0.1", "en"),
        ("en;q=0.001, fr;q=0.002", "fr en"),
    ],
)
def test_ranges_by_quality_then_place(header: str, ranges: str) -> None:
    """Ranges come canonical, by quality and then by place, each once with its higher quality."""
    assert parse_accept_language(header).ranges == tuple(ranges.split())


@pytest.mark.parametrize(
    "part",
    [
        *("en;q=1.5", "en;q=0.1234", "en;q=.5", "en;q=-1", "en;q=", "en;q", "en;", "en;level=1", "en;q=0.5;x=1"),
        *("en_US", "en US", "e", "toolonglanguage", "de-*-DE", "**", "fran\u00e7ais", "\ud800", "q=0.5", "", ";q=1"),
        *("en;q=\u0661", "en\n", "en;q=nan", "en;q=1e-3"),
    ],
)
def test_a_malformed_part_is_passed_over(part: str) -> None:
    """A malformed part says nothing, and takes nothing from the others."""
    assert parse_accept_language(f"sw,{part},ar;q=0.5") == AcceptLanguage(("sw", "ar"))


def test_long_headers_are_read_in_part() -> None:
    """Only 32 parts and 1000 characters are read, and a tag that is cut off there is none."""
    many = ",".join(f"x-{number}" for number in range(100))
    filler = ",".join(["en"] * 31)
    long = "sw," + "," * 20 + "q" * 980 + "," + "fr-CA"

    assert len(parse_accept_language(many).ranges) == 32
    assert parse_accept_language(f"{filler},ar,sw").ranges == ("en", "ar")
    assert parse_accept_language(long).ranges == ("sw",)
    assert parse_accept_language("sw," + " " * 992 + "zh-Hant").ranges == ("sw",)


@pytest.mark.parametrize(
    ("header", "tag", "excluded"),
    [
        ("en;q=0", "en", True),
        ("en;q=0", "en-GB", True),
        ("en;q=0", "enm", False),
        ("en-GB;q=0", "en", False),
        ("en-GB, en;q=0", "en-GB", False),
        ("en-GB, en;q=0", "en-GB-scouse", False),
        ("en-GB;q=0, en", "en-GB", True),
        ("*;q=0, en", "en-GB", False),
        ("*;q=0, en", "fr", True),
        ("*", "fr", False),
    ],
)
def test_exclusion_by_the_longest_range(header: str, tag: str, excluded: bool) -> None:
    """The longest range that a tag falls under says whether it is excluded."""
    assert parse_accept_language(header).excludes(tag) is excluded


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "en"),
        ("???", "en"),
        ("ar-EG, fr;q=0.5", "ar-EG fr"),
        ("kr", "kr"),
        ("*", "en"),
        ("sw, *;q=0.5", "sw en"),
        ("fr;q=0.5, *", "en fr"),
        ("en, *;q=0.5", "en"),
        ("*, en;q=0", "ar"),
        ("sw, *;q=0.5, en;q=0, ar;q=0", "sw pt-BR"),
        ("en;q=0", "ar"),
        ("*;q=0", "en"),
        ("sw, *;q=0", "sw"),
        ("en;q=0, ar;q=0, pt;q=0, sw;q=0", "en"),
        ("fr, en;q=0", "fr"),
    ],
)
def test_wanted_tags(header: str, wanted: str) -> None:
    """The header's tags are wanted; the star is the default, or the first supported that is not excluded."""
    assert wanted_from(parse_accept_language(header), _SUPPORTED, "en") == tuple(wanted.split())


@pytest.mark.parametrize(
    ("wanted", "requested"),
    [
        ("fr sw", "sw"),
        ("ar-EG en", "ar-EG"),
        ("kr fr", "kr"),
        ("fr pt-PT en", "pt-PT"),
        ("pt", "pt"),
        ("br zh en", "en"),
    ],
)
def test_the_requested_tag(wanted: str, requested: str) -> None:
    """What counts as requested is the first wanted tag that anything supported serves, else the first."""
    assert requested_from(tuple(wanted.split()), _SUPPORTED) == requested


_PARTS = st.tuples(
    st.one_of(well_formed_tags(), st.just("*"), st.text(max_size=5)),
    st.sampled_from(["", ";q=0", ";q=0.5", "; q=1.000", ";q=2", ";q"]),
).map("".join)


@given(st.one_of(st.text(max_size=200), st.lists(_PARTS, max_size=40).map(",".join)), st.frozensets(st.just("sw")))
def test_any_header(header: str, supported: frozenset[str]) -> None:
    """Any header gives canonical ranges without repetition, and at least one wanted tag."""
    accept = parse_accept_language(header)
    wanted = wanted_from(accept, supported, "en")

    ranges = [*accept.ranges, *accept.excluded]
    assert len(set(ranges)) == len(ranges) <= 32
    assert all(given == "*" or parse_tag(given) == given for given in ranges)
    assert wanted
    assert "*" not in wanted
    assert requested_from(wanted, supported) in wanted
