"""Markup inside a text is understood, or named as a problem: readers never see marks of a writer's."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.support.content import around, read_content
from verbena.authoring.inlines import Allowed, read_inlines
from verbena.authoring.markdown import parse_inline
from verbena.authoring.nodes import Text
from verbena.authoring.problems import ProblemLog
from verbena.authoring.roles import RoleReader
from verbena.authoring.vocabulary import Vocabulary
from verbena.model.edition import SubjectKind
from verbena.model.markup import link_tag, write_markup

LINK = link_tag("https://example.org/")

UNDERSTOOD = {
    "Arabic particle before a role": ("و**{med}`letrozole`**؛", "و<strong><m.letrozole/></strong>؛"),
    "Arabic particle before a quotation": ("قال و**«مهم»** ثم", "قال و<strong>«مهم»</strong> ثم"),
    "Arabic word after a sign": ("**«مهم»**ثم", "<strong>«مهم»</strong>ثم"),
    "Hebrew particle": ("ו**{med}`letrozole`** ו", "ו<strong><m.letrozole/></strong> ו"),
    "Korean particle": ("**「견고」**는", "<strong>「견고」</strong>는"),
    "Chinese quotation": ("**「堅固」**的", "<strong>「堅固」</strong>的"),
    "Chinese quotations": ("**「甲」**和**「乙」**的", "<strong>「甲」</strong>和<strong>「乙」</strong>的"),
    "Chinese sentence": ("**重要。**然後", "<strong>重要。</strong>然後"),
    "Chinese between words": ("骨**堅固**的", "骨<strong>堅固</strong>的"),
    "Thai before a role": ("ยา*{med}`letrozole`*และ", "ยา<em><m.letrozole/></em>และ"),
    "stress that ends in a word": ("*inter*national", "<em>inter</em>national"),
    "index of a formula": ("B*12* and H*2*O", "B<em>12</em> and H<em>2</em>O"),
    "multiplication": ("2 * 3, and 4 \\* 5\\*", "2 * 3, and 4 * 5*"),
    "snake case": ("a_b and __c__", "a_b and <strong>c</strong>"),
    "escaped signs": ("\\*a \\_b \\[\\@x] \\{#y} 1\\.Food", "*a _b [@x] {#y} 1.Food"),
    "ordinals at the start": ("1.º dia\n3.er mes\n2.a vez", "1.º dia 3.er mes 2.a vez"),
    "number at the start": ("1.5 mg a day", "1.5 mg a day"),
    "dash at the start": ("– she said –", "– she said –"),
    "minus at the start": ("-5 °C\n-7 °C", "-5 °C -7 °C"),
    "signs of prose": ("R&D; #1, T ≤ -2.5, a = b, ada@example.org", "R&amp;D; #1, T ≤ -2.5, a = b, ada@example.org"),
    "brackets": ("[sic] and [nobody-1999] (see below)", "[sic] and [nobody-1999] (see below)"),
    "language in a link": (
        "[see [x]{lang=es} y](https://example.org/)",
        f"<{LINK}>see <lang.es>x</lang.es> y</{LINK}>",
    ),
    "language as a link": ("[[es]{lang=es}](https://example.org/)", f"<{LINK}><lang.es>es</lang.es></{LINK}>"),
    "stress in a language in a link": (
        '[[*a* b]{lang="es"}](https://example.org/)',
        f"<{LINK}><lang.es><em>a</em> b</lang.es></{LINK}>",
    ),
    "language in a language": ("[a [b]{lang=fr}]{lang=es}", "<lang.es>a <lang.fr>b</lang.fr></lang.es>"),
    "entity in the words of a role": ("{med}`AT&amp;T <letrozole>`", "<m.letrozole>AT&amp;T</m.letrozole>"),
    "numbers": ("{number}`1200` to {number}` 2.50 `", "<number.1200/> to <number.2.50/>"),
    "percentages": (
        "up to {percent}`80`, or *{percent}`50..80`*",
        "up to <percent.80/>, or <em><percent.50..80/></em>",
    ),
    "dates": ("on {date}`2026-11-23`; {date}`2026-11..2026-12`", "on <date.2026-11-23/>; <date.2026-11..2026-12/>"),
    "role behind brackets": ("[sic]{med}`letrozole`", "[sic]<m.letrozole/>"),
}


@pytest.mark.parametrize(("source", "expected"), UNDERSTOOD.values(), ids=UNDERSTOOD.keys())
def test_understands(source: str, expected: str) -> None:
    """What is markup by the guide's rules, or plainly none, is read without a problem, in every script."""
    log = ProblemLog("")

    assert (read(source, log), log.problems) == (expected, [])


STRAY = {
    "footnote stars in Chinese": "含钙*、维生素D*",
    "footnote stars in Arabic": "تعليق*، وتعليق*",
    "stars within words": "Patient*innen und Ärzt*innen",
    "strong before a word": "**Note:**this",
    "word stuck to strong": "pre**{med}`letrozole`**",
    "star before a word": "*a",
    "star behind a word": "a*",
    "blanks inside strong": "See ** bold ** words",
    "unequal marks": "Text **bold*",
    "star at a line's end": "Text*\nmore",
    "underscore": "Text _a and more",
    "underscore behind a sign": "{med}`letrozole`_",
    "multiplication without blanks": "2*3",
    "heading without a blank": "##Getting enough",
    "title without a blank": "#Bones",
    "list without blanks": "-Food\n-Drinks",
    "numbered list without blanks": "1.Food\n2.Tablets",
    "bullets": "• Food\n• Drinks",
    "dashes as bullets": "– Food\n– Drinks",
    "box to tick": "[x] Food",
    "span with a blank": "[buena suerte] {lang=es}",
    "language without words": "buena suerte {lang=es}",
    "key without #": "{kp.store} Bones",
    "key with a hyphen": "{kp-store} Bones",
    "citation without @": "Text.[lee-2020]",
    "citations without @": "Text.[nobody; lee-2020]",
    "footnote": "Text.[^1]",
    "wiki link": "See [[bones]]",
    "link with a blank": "[x] (https://example.org/)",
    "link by reference": "[x][y]",
    "table's rows": "| a | b |\n| c | d |",
    "option": "Text\n:alt: foo",
    "struck out": "~~x~~",
    "highlighted": "==x==",
    "address": "See https://example.org/ for more",
    "address behind Chinese": "見https://example.org/",
    "address without scheme": "See www.example.org for more",
    "code without an end": "A `word",
    "entity that is none": "a&foo;b",
}


@pytest.mark.parametrize("source", STRAY.values(), ids=STRAY.keys())
def test_names_markup_that_is_not_understood(source: str, tmp_path: Path) -> None:
    """Marks that would be shown to readers are stray markup, named once a line."""
    tree = read_content(tmp_path, {"articles/bones.md": around(f"{{#p}}\n{source}")})

    assert {problem.code for problem in tree.problems} == {"stray-markup"}
    lines = [problem.line for problem in tree.problems]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize(
    "doses",
    [
        "Take 2*5 mg in the morning and 1*5 mg at night.",
        "Not 2**5 mg or 3**5 mg.",
        "\u0627\u0644\u062c\u0631\u0639\u0629 \u0662*\u0665 \u0623\u0648 \u0663*\u0665",
        "\u6bcf\u65e52*5\u6beb\u514b\uff0c\u6bcf\u54683*1\u7247",
    ],
)
def test_doses_keep_their_stars(doses: str, tmp_path: Path) -> None:
    """Stars between digits are never stress: 2*5 mg must not be published as 25 mg, and is named instead."""
    tree = read_content(tmp_path, {"articles/bones.md": around(f"{{#p}}\n{doses}")})

    assert {problem.code for problem in tree.problems} == {"stray-markup"}


def test_names_stray_markup_at_its_line() -> None:
    """Each line with stray markup is named, also behind a role or a citation that goes over a line's end."""
    log = ProblemLog("")

    read(
        "One {med}`the\nmedicine <letrozole>` *two\nthree[@lee-2020;\n@lee-2020] [x] (https://example.org/) **\nfour",
        log,
    )

    assert [(problem.line, problem.code) for problem in log.problems if problem.code == "stray-markup"] == [
        (2, "stray-markup"),
        (4, "stray-markup"),
    ]


PLAIN = [
    "a *b* **c** ***d*** _e_ __f__",
    "*a **b** c* **a *b* c**",
    "a**b**c **(b)** (**b**)*c*",
    "** a ** * b* *c *d",
    "“*quoted*” *«b»* a*“b”*c",
    "*foo**bar* *foo*bar",
]


@pytest.mark.parametrize("source", PLAIN)
def test_keeps_the_meaning_of_plain_markdown(source: str) -> None:
    """Where no script without blanks is near and no star opens within a word, marks mean what CommonMark says."""
    plain = MarkdownIt("commonmark").parseInline(source)[0].children or []

    ours = parse_inline(source)
    assert [(token.type, token.content) for token in ours] == [(token.type, token.content) for token in plain]


def read(source: str, log: ProblemLog) -> str:
    keys = {SubjectKind.MEDICATION: frozenset({"letrozole"}), SubjectKind.CITATION: frozenset({"lee-2020"})}
    return write_markup(read_inlines(Text(source, 1), RoleReader(Vocabulary(keys), "en"), log, Allowed.ALL))
