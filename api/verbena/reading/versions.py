"""Versions of articles: what changes with what is delivered, and what it takes to come back to that."""

from __future__ import annotations

import re

from verbena.model.errors import InvalidVersion

RENDERER = "1"
"""Part of every version: raise it when rendered forms change, so that what clients keep is fetched anew."""

ANY_LANGUAGES = "-"
"""Stands in a version for whatever languages it is read in."""


def write_version(languages: str, *states: int | str) -> str:
    """The version of what was read in these languages (a short name for them) at these changes, the newest last.

    In a preview a name for its drafts stands in place of a change: nobody can come back to those.
    """
    return ".".join([RENDERER, languages, *map(str, states)])


def read_version(text: str) -> int:
    """The number of the change to come back to for a version.

    Raises:
        InvalidVersion: where it is none of this server's.
    """
    found = _VERSION.fullmatch(text)
    number = int(found["newest"]) if found else _TOO_MUCH
    if number >= _TOO_MUCH:
        raise InvalidVersion(
            f"{text[:60]!a} is no version of this server: give one that `Article.version` or an entry of `changes` had."
        )
    return number


_VERSION = re.compile(r"[0-9]{1,9}\.(?:[0-9a-f]{8}|-)\.(?:[0-9]{1,18}\.)?(?P<newest>[0-9]{1,18})")
_TOO_MUCH = 2**63
