"""What a reader's browser asks for: the Accept-Language header, and what is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from verbena.language.chains import is_served
from verbena.language.tags import parse_tag
from verbena.model.errors import InvalidLocale

_MOST_CHARACTERS = 1000
_MOST_PARTS = 32
_PART = re.compile(
    r"(?P<range>\*|[A-Za-z0-9-]+)(?:[ \t]*;[ \t]*[qQ]=(?P<quality>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class AcceptLanguage:
    """The language ranges of one header (RFC 4647 section 2.1), each a canonical tag or `*` for any other language.

    `ranges` are wanted, best first; `excluded` were given the quality 0. No range stands twice.
    """

    ranges: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    def excludes(self, tag: str) -> bool:
        """Whether the reader will not have that tag: the longest range that it falls under has the quality 0.

        A tag falls under a range that it equals or that it goes on from with a hyphen (RFC 4647 section 3.3.1), so
        that `en;q=0` excludes en-GB too, unless en-GB is asked for by itself.
        """
        matching = [given for given in (*self.ranges, *self.excluded) if f"{tag}-".startswith(f"{given}-")]
        longest = max(matching, key=len, default="*")
        return longest in self.excluded


def parse_accept_language(header: str) -> AcceptLanguage:
    """The ranges of an Accept-Language header by quality, then by place (RFC 9110 section 12.5.4); it never raises.

    What is malformed is passed over by itself: a tag, a quality with more than three decimals or above 1, another
    parameter. Of a range given twice the higher quality holds. Only the first 32 parts within the first 1000
    characters count.
    """
    if len(header) > _MOST_CHARACTERS:
        header = header[:_MOST_CHARACTERS].rpartition(",")[0]
    qualities: dict[str, float] = {}
    for given, quality in _read_parts(header):
        qualities[given] = max(quality, qualities.get(given, 0))
    best_first = sorted(qualities, key=lambda given: -qualities[given])
    return AcceptLanguage(
        ranges=tuple(given for given in best_first if qualities[given]),
        excluded=tuple(given for given in best_first if not qualities[given]),
    )


def wanted_from(accept: AcceptLanguage, supported: frozenset[str], default: str) -> tuple[str, ...]:
    """The tags that take the place of a `locale` argument, best first, each once; never empty.

    They are the header's own tags, whether or not anything is published in them. `*` stands for the default locale,
    or, where that is excluded, for the first supported tag of the alphabet that is not. A header that only excludes is
    one that ends in `*`; without a usable header the default is wanted, and so it is where nothing else is left.
    """
    ranges = accept.ranges or (("*",) if accept.excluded else ())
    wanted: dict[str, None] = {}
    for given in ranges:
        tag = _stand_in(accept, supported, default) if given == "*" else given
        if tag is not None:
            wanted[tag] = None
    return tuple(wanted) or (default,)


def requested_from(wanted: tuple[str, ...], supported: frozenset[str]) -> str:
    """The tag that was asked for after negotiation: the first wanted that is served at all, else the first."""
    return next((tag for tag in wanted if is_served(tag, supported)), wanted[0])


def _read_parts(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(",", _MOST_PARTS)[:_MOST_PARTS]:
        match = _PART.fullmatch(part.strip(" \t"))
        if match is None:
            continue
        try:
            given = match["range"] if match["range"] == "*" else parse_tag(match["range"])
        except InvalidLocale:
            continue
        yield given, float(match["quality"] or 1)


def _stand_in(accept: AcceptLanguage, supported: frozenset[str], default: str) -> str | None:
    return next((tag for tag in (default, *sorted(supported)) if not accept.excludes(tag)), None)
