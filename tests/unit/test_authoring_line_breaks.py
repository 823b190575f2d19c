"""Where a line ends in the source is a space to readers, or nothing, as their script has it."""

from __future__ import annotations

import pytest

from verbena.authoring.inlines import read_inlines
from verbena.authoring.nodes import Text
from verbena.authoring.problems import ProblemLog
from verbena.authoring.roles import RoleReader
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import SubjectKind
from verbena.model.markup import write_markup

SPACELESS = {
    "Chinese": ("骨質", "疏鬆"),
    "rare Han": ("骨", "𠀀"),
    "Hiragana": ("ほね", "です"),
    "Katakana": ("カルシ", "ウム"),
    "long vowel": ("エネルギ", "ー"),
    "Thai": ("กระดูก", "พรุน"),
    "Thai vowel": ("กร", "ะดูก"),
    "Lao": ("ກະດູກ", "ພຸນ"),
    "Khmer": ("ឆ្អឹង", "ស្តើង"),
    "Myanmar": ("အရိုး", "ပွ"),
    "Tibetan": ("རུས་", "པ"),
    "full-width stop": ("重要。", "然後"),
    "full-width bracket": ("骨", "（的）"),
    "quotation marks of many scripts": ("他說：", "“好”"),
}
SPACED = {
    "English": ("bone", "density"),
    "Korean": ("뼈", "건강"),
    "Arabic": ("عظام", "قوية"),
    "Chinese and English": ("骨", "DEXA"),
    "English and Chinese": ("DEXA", "骨"),
    "Chinese and Korean": ("骨", "뼈"),
    "marks alone": ("a “", "” b"),
}


@pytest.mark.parametrize(("before", "after"), SPACELESS.values(), ids=SPACELESS.keys())
def test_line_end_is_nothing_where_no_space_parts_words(before: str, after: str) -> None:
    """Between two characters of scripts without spaces a line end is nothing."""
    assert read(f"{before}\n{after}") == f"{before}{after}"


@pytest.mark.parametrize(("before", "after"), SPACED.values(), ids=SPACED.keys())
def test_line_end_is_one_space_elsewhere(before: str, after: str) -> None:
    """Where either side is of a script with spaces, Korean included, a line end is one space."""
    assert read(f"{before}\n  {after}") == f"{before} {after}"


ACROSS = {
    "strong": ("**骨質**\n疏鬆", "<strong>骨質</strong>疏鬆"),
    "end inside strong": ("**骨質\n疏鬆** a\nb", "<strong>骨質疏鬆</strong> a b"),
    "citation": ("骨質[@lee-2020]\n疏鬆", "骨質<c.lee-2020/>疏鬆"),
    "citation in the next line": ("骨質\n[@lee-2020]疏鬆", "骨質<c.lee-2020/>疏鬆"),
    "citation behind English": ("bone[@lee-2020]\n疏鬆", "bone<c.lee-2020/> 疏鬆"),
    "mention": ("服用\n{med}`letrozole`\n的人", "服用<m.letrozole/>的人"),
    "mention in English": ("Take\n{med}`letrozole`\nnow", "Take <m.letrozole/> now"),
    "mentions": ("{med}`letrozole`\n{med}`letrozole`", "<m.letrozole/> <m.letrozole/>"),
    "words of a role": ("{med}`來曲\n唑 <letrozole>`", "<m.letrozole>來曲唑</m.letrozole>"),
    "English words of a role": ("{med}`a\nmedicine\n<letrozole>`", "<m.letrozole>a medicine</m.letrozole>"),
    "language": ("[骨質]{lang=zh}\nis bone", "<lang.zh>骨質</lang.zh> is bone"),
}


@pytest.mark.parametrize(("source", "expected"), ACROSS.values(), ids=ACROSS.keys())
def test_line_end_is_judged_by_what_readers_see_around_it(source: str, expected: str) -> None:
    """Markup around a line end does not count; a mention without words of its own is as what stands across from it."""
    assert read(source) == expected


def read(source: str) -> str:
    keys = {SubjectKind.MEDICATION: frozenset({"letrozole"}), SubjectKind.CITATION: frozenset({"lee-2020"})}
    log = ProblemLog("")
    inlines = read_inlines(Text(source, 1), RoleReader(Vocabulary(keys), "en"), log)
    assert log.problems == []
    return write_markup(inlines)
