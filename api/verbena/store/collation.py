"""How titles are sorted: by the Unicode Collation Algorithm (UTS #10), as bytes that every database compares alike."""

from __future__ import annotations

import struct
from functools import cache
from typing import Any

# Longer titles tie, and are then in the order of their keys; a cursor holds the whole sort key, so it must stay short.
_SORTED_CHARACTERS = 80

# The least secondary and tertiary weights: those of a letter without accent, in lower case.
_COMMON = {0x20, 0x02}


def sort_key_of(title: str) -> bytes:
    """Bytes that sort as titles do in the default order of Unicode (DUCET), whatever their script.

    Weights are 16 bits, most significant first; the levels are parted by 0. Common weights at the end of the second and
    third level are left out: they are the least of their level, so the order is the same.
    """
    levels: list[list[int]] = [[]]
    for weight in _collator().sort_key(title[:_SORTED_CHARACTERS]):
        if weight:
            levels[-1].append(weight)
        else:
            levels.append([])
    for level in levels[1:]:
        while level and level[-1] in _COMMON:
            level.pop()
    weights = [weight for level in levels for weight in (*level, 0)]
    while weights and not weights[-1]:
        weights.pop()
    return struct.pack(f">{len(weights)}H", *weights)


@cache
def _collator() -> Any:
    # pyuca reads its table of 2 MB when it makes a collator: only a process that publishes pays for that.
    from pyuca import Collator  # type: ignore[import-untyped]  # noqa: PLC0415 - pyuca has no types

    return Collator()
