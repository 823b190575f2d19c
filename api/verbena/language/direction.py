"""Which way text in a language runs."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from verbena.language.tags import script_of

# ISO 15924 codes of the scripts whose letters have the bidirectional class R or AL in Unicode 17, with those of their
# variants that have codes of their own (Aran is Arab in Nastaliq, Syre, Syrj and Syrn are Syrc).
_RIGHT_TO_LEFT = frozenset(
    (
        *("Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Gara", "Hatr", "Hebr", "Hung", "Khar"),
        *("Lydi", "Mand", "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli"),
        *("Phlp", "Phlv", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Sidt", "Sogd", "Sogo", "Syrc", "Syre", "Syrj"),
        *("Syrn", "Thaa", "Yezi"),
    )
)


class TextDirection(StrEnum):
    """The base direction of a text, as in HTML's `dir` attribute."""

    LTR = "LTR"
    RTL = "RTL"


@lru_cache(maxsize=4096)
def direction_of(tag: str) -> TextDirection:
    """The direction of the script that the tag names or implies; left to right where nobody knows the script.

    The script decides and never the language: `az` runs left to right, `az-Arab` and `az-IR` right to left. (UTS #35
    part 1, "Likely Subtags"; Unicode Standard Annex #9.)
    """
    return TextDirection.RTL if script_of(tag) in _RIGHT_TO_LEFT else TextDirection.LTR
