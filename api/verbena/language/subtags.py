"""A tag taken apart by the grammar of RFC 5646 section 2.1, and put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PATTERN = re.compile(
    r"""
    (?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<extensions>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*)
    (?:-(?P<private>x(?:-[a-z0-9]{1,8})+))?
    """,
    re.VERBOSE,
)
_PRIVATE = re.compile(r"x(?:-[a-z0-9]{1,8})+")
_SINGLETON = re.compile(r"-(?=[0-9a-wyz]-)")


@dataclass(frozen=True, slots=True)
class Subtags:
    """The parts of one tag, each in the case of RFC 5646 section 2.1.1.

    `language` keeps extended language subtags that stand for no language of their own (`zh-min`), for they name
    another language than the part before them. It is empty in a tag for private use (`x-clinic`), and is the whole of
    a tag that the grammar does not cover (`i-default`). `extensions` are whole sequences (`u-nu-latn`), `private`
    begins with `x-`.
    """

    language: str
    script: str | None = None
    region: str | None = None
    variants: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    private: str | None = None

    def __str__(self) -> str:
        """The tag again."""
        parts = (self.language, self.script, self.region, *self.variants, *self.extensions, self.private)
        return "-".join(part for part in parts if part)


def match_subtags(text: str) -> Subtags | None:
    """The parts of a tag in any case, or None where the grammar (RFC 5646 section 2.1, `langtag`) does not cover it.

    Nothing is looked up: the parts are what their length and place make them. ASCII only.
    """
    if not text.isascii():  # before lower(), which makes an ASCII k of the Kelvin sign
        return None
    lowered = text.lower()
    if _PRIVATE.fullmatch(lowered):
        return Subtags("", private=lowered)
    match = _PATTERN.fullmatch(lowered)
    if match is None:
        return None
    script, region = match["script"], match["region"]
    return Subtags(
        language=match["language"],
        script=script.title() if script else None,
        region=region.upper() if region else None,
        variants=tuple(match["variants"].split("-")[1:]),
        extensions=tuple(_SINGLETON.split(match["extensions"])[1:]),
        private=match["private"],
    )


@lru_cache(maxsize=4096)
def split_tag(tag: str) -> Subtags:
    """The parts of a canonical tag; one that the grammar does not cover (`i-default`) is all language."""
    return match_subtags(tag) or Subtags(tag)
