"""How much memory is taken by what a library keeps: estimates in bytes, on the high side, and cheap to make."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Protocol, runtime_checkable

from verbena.model.edition import INTERFACE, Snapshot


@runtime_checkable
class Weighed(Protocol):
    """What knows how many bytes it takes, all that it holds on to included, once everything in it was asked for."""

    weight: int


def weigh_key(key: Hashable) -> int:
    """What keeping anything under this key takes; keys are as long as callers make them."""
    # Unlike any encoding, repr takes whatever callers ask for: half a character, an instant beyond the years of UTC.
    return _ENTRY + _KEY * len(repr(key))


def weigh_value(value: object) -> int:
    """What a value takes; one that doesn't know is small."""
    return value.weight if isinstance(value, Weighed) else 0


def weigh_snapshots(snapshots: Iterable[Snapshot]) -> int:
    """What the views of these snapshots take, with every form of every text rendered; references count where given.

    Of the interface's words, an article shows a few, and keeps no view.
    """
    return sum(
        _SUBJECT + _BYTE * one.size + (0 if one.name == INTERFACE else _UNIT * len(one.source.units))
        for one in snapshots
    )


def weigh_page(entries: int) -> int:
    """What a page of a list takes: names and cursors."""
    return _LISTED * entries


# Found by tracing what articles in eight locales take (tests/unit/test_reading_weights.py holds the estimates to it).
# A text costs by its number of characters, and as much again for the objects around it.
_ENTRY = 600
_KEY = 4
_SUBJECT = 2000
_BYTE = 4
_UNIT = 2200
_LISTED = 800
