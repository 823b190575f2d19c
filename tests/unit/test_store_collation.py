"""Titles sort by Unicode's collation, as bytes that stay short."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator

from verbena.store.collation import sort_key_of

TITLES = [
    "",
    "10 facts",
    "9 facts",
    "bone",
    "Bone",
    "böne",
    "bone density",
    "bones",
    "Bonn",
    "zebra",
    "Äpfel",
    "عظام",
    "骨",
]


@cache
def collator() -> Collator:
    return Collator()


def test_titles_sort_without_regard_to_case_and_accents_first() -> None:
    """Letters count first, then accents, then case; scripts follow one another."""
    titles = ["bone", "Bone", "böne", "bone density", "bones", "Bonn", "zebra", "عظام", "骨"]

    assert sorted(titles[5:] + titles[:5], key=sort_key_of) == titles


@given(st.lists(st.text(max_size=20) | st.sampled_from(TITLES), max_size=6))
def test_bytes_sort_as_the_algorithm_does(titles: list[str]) -> None:
    """The order of the bytes is that of the sort keys of UTS #10, for any titles."""
    ordered = sorted(titles, key=sort_key_of)

    for earlier, later in pairwise(ordered):
        assert collator().sort_key(earlier) <= collator().sort_key(later)


@given(st.text(max_size=20), st.text(max_size=20))
def test_equal_bytes_mean_equal_weights(one: str, other: str) -> None:
    """Two titles have the same bytes exactly where the algorithm can't tell them apart."""
    assert (sort_key_of(one) == sort_key_of(other)) == (collator().sort_key(one) == collator().sort_key(other))


def test_sort_key_of_a_long_title_is_short() -> None:
    """However long a title, its sort key fits into a cursor."""
    assert len(sort_key_of("How Bones Change " * 1000)) < 500
