"""What differs between two wordings is told word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbena.translating.difference import Segment, SegmentKind, compare_wordings

EQUAL, INSERTED, DELETED = SegmentKind.EQUAL, SegmentKind.INSERTED, SegmentKind.DELETED

WORDINGS = st.lists(
    st.sampled_from(
        ["Take", " ", "10", "1,5", "mg", "<m.tamoxifen/>", "<em>", "</em>", "&amp;", ".", "骨", "हड्डियाँ", "กิน", "\n"]
    )
).map("".join)


@pytest.mark.parametrize(
    ("before", "after", "tag", "told"),
    [
        (
            "Take 10 mg daily.",
            "Take 20 mg daily.",
            "en",
            [(EQUAL, "Take "), (DELETED, "10"), (INSERTED, "20"), (EQUAL, " mg daily.")],
        ),
        (
            "Ask about <m.tamoxifen/> first.",
            "Ask about <m.letrozole/> first.",
            "en",
            [
                (EQUAL, "Ask about "),
                (DELETED, "<m.tamoxifen/>"),
                (INSERTED, "<m.letrozole/>"),
                (EQUAL, " first."),
            ],
        ),
        ("Walk (daily)", "Walk daily", "en", [(EQUAL, "Walk "), (DELETED, "("), (EQUAL, "daily"), (DELETED, ")")]),
        ("हड्डी मजबूत", "हड्डियाँ मजबूत", "hi", [(DELETED, "हड्डी"), (INSERTED, "हड्डियाँ"), (EQUAL, " मजबूत")]),
        ("骨密度検査", "骨量検査", "ja", [(EQUAL, "骨"), (DELETED, "密度"), (INSERTED, "量"), (EQUAL, "検査")]),
        ("กินยา", "กินข้าว", "th", [(EQUAL, "กิน"), (DELETED, "ย"), (INSERTED, "ข้"), (EQUAL, "า"), (INSERTED, "ว")]),
        ("DEXA検査", "CT検査", "ja", [(DELETED, "DEXA"), (INSERTED, "CT"), (EQUAL, "検査")]),
        ("", "New.", "en", [(INSERTED, "New.")]),
        ("Same.", "Same.", "en", [(EQUAL, "Same.")]),
        ("", "", "en", []),
    ],
)
def test_pieces(before: str, after: str, tag: str, told: list[tuple[SegmentKind, str]]) -> None:
    """Words, tags and signs are compared whole; without spaces between words, letters with their marks are."""
    assert [(one.kind, one.text) for one in compare_wordings(before, after, tag)] == told


@given(WORDINGS | st.text(), WORDINGS | st.text(), st.sampled_from(["en", "hi", "ja", "th", "ar"]))
def test_both_wordings_are_in_it(before: str, after: str, tag: str) -> None:
    """What is equal or deleted makes up the old wording, what is equal or inserted the new; no piece is empty."""
    pieces = compare_wordings(before, after, tag)

    assert "".join(one.text for one in pieces if one.kind is not INSERTED) == before
    assert "".join(one.text for one in pieces if one.kind is not DELETED) == after
    assert all(one.text for one in pieces)
    assert all(one.kind is not other.kind for one, other in pairwise(pieces))


def test_what_is_too_long_to_compare_is_told_whole() -> None:
    """Two texts of many thousand words are one deletion and one insertion."""
    before, after = "old word " * 2_000, "new word " * 2_000

    assert compare_wordings(before, after, "en") == (Segment(DELETED, before), Segment(INSERTED, after))
