import sys
import unicodedata

import pytest
from hypothesis import given

from tests.support.tags import well_formed_tags
from verbena.language.direction import TextDirection, direction_of
from verbena.language.tags import parse_tag

# Unicode's names for scripts, as character names begin with them, where ISO 15924 has the code.
_CODES = {
    "ADLAM": "Adlm",
    "ARABIC": "Arab",
    "AVESTAN": "Avst",
    "CHORASMIAN": "Chrs",
    "CYPRIOT": "Cprt",
    "ELYMAIC": "Elym",
    "GARAY": "Gara",
    "HANIFI ROHINGYA": "Rohg",
    "HATRAN": "Hatr",
    "HEBREW": "Hebr",
    "IMPERIAL ARAMAIC": "Armi",
    "INSCRIPTIONAL PAHLAVI": "Phli",
    "INSCRIPTIONAL PARTHIAN": "Prti",
    "KHAROSHTHI": "Khar",
    "LYDIAN": "Lydi",
    "MANDAIC": "Mand",
    "MANICHAEAN": "Mani",
    "MENDE KIKAKUI": "Mend",
    "MEROITIC CURSIVE": "Merc",
    "MEROITIC HIEROGLYPHIC": "Mero",
    "NABATAEAN": "Nbat",
    "NKO": "Nkoo",
    "OLD HUNGARIAN": "Hung",
    "OLD NORTH ARABIAN": "Narb",
    "OLD SOGDIAN": "Sogo",
    "OLD SOUTH ARABIAN": "Sarb",
    "OLD TURKIC": "Orkh",
    "OLD UYGHUR": "Ougr",
    "PALMYRENE": "Palm",
    "PHOENICIAN": "Phnx",
    "PSALTER PAHLAVI": "Phlp",
    "SAMARITAN": "Samr",
    "SIDETIC": "Sidt",
    "SOGDIAN": "Sogd",
    "SYRIAC": "Syrc",
    "THAANA": "Thaa",
    "YEZIDI": "Yezi",
}


def test_every_script_that_unicode_writes_from_the_right() -> None:
    """Each letter of the bidirectional classes R and AL belongs to a script that is known to run right to left."""
    letters = [
        unicodedata.name(character)
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.bidirectional(character) in ("R", "AL") and unicodedata.category(character) == "Lo"
    ]
    codes = {next((code for name, code in _CODES.items() if letter.startswith(name)), letter) for letter in letters}

    assert len(codes) > 30
    assert {code for code in codes if direction_of(f"und-{code}"[:8]) is not TextDirection.RTL} == set()


@pytest.mark.parametrize(
    "tag",
    [
        "ar",
        "he",
        "fa",
        "ur",
        "prs",
        "ps",
        "sd",
        "ug",
        "yi",
        "dv",
        "ckb",
        "ks",
        "nqo",
        "rhg",
        "syr",
        "arz",
        "ajp",
        "arb",
        "pa-Arab",
        "pa-PK",
        "ku-Arab",
        "az-Arab",
        "az-IR",
        "ff-Adlm",
        "ur-Aran",
        "uz-AF",
        "und-Hebr",
        "und-IL",
        "ms-Arab",
        "tlh-Arab",
    ],
)
def test_right_to_left(tag: str) -> None:
    """A tag whose script, written or likely, runs right to left is RTL."""
    assert direction_of(tag) is TextDirection.RTL


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "az",
        "pa",
        "ku",
        "ff",
        "kr",
        "din",
        "fuv",
        "sw",
        "zh-TW",
        "ar-Latn",
        "he-Latn",
        "sd-Deva",
        "tlh",
        "und",
        "x-Arab",
    ],
)
def test_left_to_right(tag: str) -> None:
    """Every other tag is LTR: the script decides, not the language, and nobody's script is taken as LTR."""
    assert direction_of(tag) is TextDirection.LTR


@given(well_formed_tags().map(parse_tag))
def test_every_tag_has_a_direction(tag: str) -> None:
    """Any tag has a direction, which private use does not change."""
    direction = direction_of(tag)

    assert direction in TextDirection
    if "-x-" not in f"-{tag}" and "-u-" not in tag and tag not in ("i-default", "i-enochian", "i-mingo"):
        assert direction_of(f"{tag}-x-note") is direction
