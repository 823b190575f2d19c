"""Which supported language is close enough to stand in for another."""

from __future__ import annotations

from functools import lru_cache

from verbena.language.identity import identify
from verbena.language.subtags import Subtags

FARTHEST_MATCH = 10
"""The distance, on the scale of CLDR's language matching data, from which on a language is another language.

Below it are the regional variants of a language in one script (1 to 5: pt-PT for pt-BR, es-ES for es-419), the
standards of one language under several names (nb and no 1, hr and bs 4) and written standards that all readers of the
other learn at school (gsw and lb for de, 4), a different region included. From 10 on come the members of a
macrolanguage (yue for zh, fuv for ff), at 20 and 30 what is merely spoken in the same country (br and fr, qu and es).
"""


@lru_cache(maxsize=4096)
def closest_match(tag: str, supported: frozenset[str]) -> str | None:
    """The tag of `supported` at the least distance from `tag`, or None where none is close enough to be understood.

    UTS #35 part 1, "Enhanced Language Matching", with CLDR's distances as langcodes has them, from the reader's
    language to the supported one (lb has de near by, de does not have lb). Always in the same script: to CLDR,
    Serbian in Latin and in Cyrillic are close, but a text that cannot be read is no health information. Where two are
    equally close, one with fewer differences in variants and private use wins, then the first of the alphabet.
    """
    desired = identify(tag)
    near = ((_measure_distance(desired, identify(other)), other) for other in supported)
    distance, match = min(near, default=((FARTHEST_MATCH, 0), ""))
    return match if distance[0] < FARTHEST_MATCH else None


def _measure_distance(desired: Subtags, supported: Subtags) -> tuple[int, int]:
    """The distance in CLDR's points, and the number of other subtags in which the two differ."""
    if desired.script != supported.script or not desired.language or not supported.language:
        return FARTHEST_MATCH, 0
    # Importing langcodes takes some 50 milliseconds, which only who matches should pay.
    from langcodes.data_dicts import LANGUAGE_DISTANCES  # noqa: PLC0415
    from langcodes.language_distance import tuple_distance_cached  # noqa: PLC0415

    # langcodes keeps every pair that it is asked about, so it is asked only where it has something to say.
    if desired.language != supported.language and supported.language not in LANGUAGE_DISTANCES.get(
        desired.language, {}
    ):
        return FARTHEST_MATCH, 0
    differing = _rest(desired) ^ _rest(supported)
    return tuple_distance_cached(_triple(desired), _triple(supported)), len(differing)


def _triple(subtags: Subtags) -> tuple[str, str, str]:
    return subtags.language, subtags.script or "", subtags.region or ""


def _rest(subtags: Subtags) -> set[str]:
    return {*subtags.variants, *subtags.extensions, *filter(None, [subtags.private])}
