"""Units out."""

from __future__ import annotations

from datetime import date

import pytest

from verbena.model.article import (
    Article,
    Callout,
    CalloutKind,
    Faq,
    Figure,
    ListBlock,
    ListItem,
    MedicationClaim,
    MedicationEffect,
    MedicationUse,
    Notice,
    NoticeKind,
    Paragraph,
    Section,
    TableBlock,
    TableRow,
)
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    Link,
    MedicationMention,
    TextRun,
)
from verbena.model.markup import hash_text, link_tag, write_markup
from verbena.model.reference import Medication
from verbena.model.units import walk_units
from verbena.translating.describe import describe_place
from verbena.translating.extract import extract_units

_ARTICLE = Article(
    key="bones",
    slug="bones",
    locale="en",
    key_points=("kp",),
    introduction=(Paragraph("intro"),),
    sections=(
        Section(
            "one",
            2,
            (
                ListBlock("one.list", True, (ListItem("i1", (Paragraph("i1.p"),)), ListItem("i2"))),
                Callout("one.note", CalloutKind.SEEK_CARE, (Paragraph("one.note.p"),)),
                Figure("one.figure", (), False),
                TableBlock("t", ("t.who", "t.every"), (TableRow("t.r1"),), row_headers=True),
            ),
            (Section("two", 3, (Paragraph("two.p"),)),),
        ),
    ),
    faqs=(Faq("faq", (Paragraph("faq.p"),)),),
    medications=(MedicationUse("tamoxifen", (MedicationClaim("claim", MedicationEffect.OTHER, "bones"),)),),
    notices=(Notice("notice", NoticeKind.UPDATE, date(2026, 11, 23)),),
)
_PATHS = [
    "title",
    "summary",
    "kp.text",
    "intro.text",
    "one.heading",
    "i1.text",
    "i1.p.text",
    "i2.text",
    "one.note.label",
    "one.note.p.text",
    "one.figure.alternative",
    "one.figure.longDescription",
    "one.figure.caption",
    "t.caption",
    "t.who.text",
    "t.every.text",
    "t.r1.header",
    "t.r1.every",
    "two.heading",
    "two.p.text",
    "faq.question",
    "faq.p.text",
    "claim.note",
    "notice.text",
]


def _revise(units: dict[str, tuple[Inline, ...]], structure: Article | Medication = _ARTICLE) -> Revision:
    name = SubjectName(SubjectKind.ARTICLE, "bones")
    sources = {path: SourceUnit(inlines, hash_text(write_markup(inlines))) for path, inlines in units.items()}
    return Revision(name, "en", "bones", "hash", structure, sources)


def test_every_unit_is_extracted_in_reading_order() -> None:
    """Each unit of every kind of node is one entry, in reading order however the revision has them, with a note."""
    entries = extract_units(_revise({path: (TextRun(path),) for path in sorted(_PATHS)}))

    assert [entry.path for entry in entries] == _PATHS
    assert all(entry.note and not entry.note.startswith("Text.") for entry in entries)
    assert [entry.source for entry in entries] == _PATHS


@pytest.mark.parametrize("row_headers", [True, False])
def test_a_table_has_headers_of_rows_or_a_cell_for_each_column(row_headers: bool) -> None:
    """The first column holds the rows' headers where there are such, and cells like the others where there are none."""
    table = TableBlock("t", ("t.who", "t.every"), (TableRow("t.r1"),), row_headers)

    places = list(walk_units(Article("bones", "bones", "en", introduction=(table,))))

    first = "t.r1.header" if row_headers else "t.r1.who"
    assert [place.path for place in places][2:] == ["t.caption", "t.who.text", "t.every.text", first, "t.r1.every"]
    assert [describe_place(place) for place in places][-2:] == [
        f"{'Heading' if row_headers else 'Cell'} of row 1 of a table",
        "Cell of row 1 of a table",
    ]


def test_every_place_has_a_description() -> None:
    """Each unit of an article that has one of every kind is described, and no two alike but paragraphs."""
    described = {place.path: describe_place(place) for place in walk_units(_ARTICLE)}

    assert list(described) == _PATHS
    assert {place.path: f"{place.node}.{place.field}".lstrip(".") for place in walk_units(_ARTICLE)} == {
        path: path for path in _PATHS
    }
    alike = [words for words in described.values() if list(described.values()).count(words) > 1]
    assert set(alike) == {"Paragraph"}


def test_what_the_writer_left_out_is_no_entry() -> None:
    """Optional texts that the source lacks are not extracted."""
    entries = extract_units(_revise({"title": (TextRun("Bones"),)}))

    assert [entry.path for entry in entries] == ["title"]


def test_a_unit_that_the_structure_does_not_name_is_not_dropped() -> None:
    """A unit of the revision is extracted even where no node has it."""
    entries = extract_units(_revise({"title": (TextRun("Bones"),), "new.kind": (TextRun("x"),)}))

    assert [entry.path for entry in entries] == ["title", "new.kind"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("i2.text", "Item 2 of 2 of a numbered list.\nUnder: one.heading"),
        ("two.p.text", "Paragraph.\nUnder: one.heading › two.heading"),
        ("faq.p.text", "Paragraph.\nUnder: faq.question"),
        ("t.r1.every", "Cell of row 1 of a table.\nUnder: one.heading › t.every.text"),
        ("one.note.label", "Label of a box on when to seek care set apart from the text.\nUnder: one.heading"),
        ("title", "Title of the article.\nFor the title only."),
    ],
)
def test_notes_say_what_a_unit_is_and_what_stands_above(path: str, expected: str) -> None:
    """A note names the kind of node and field, the headings above, and what the author tells translators."""
    revision = _revise({path: (TextRun(path),) for path in _PATHS})

    entries = extract_units(revision, {"title": "For the title only."}, {path: ("content/articles/bones.md:3",)})

    (entry,) = (entry for entry in entries if entry.path == path)
    assert entry.note == expected
    assert entry.places == ("content/articles/bones.md:3",)


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (CitationMark(("lee", "tu")), "<c.lee/> = the number of a source: keep it beside what it supports"),
        (MedicationMention("m"), "<m.m/> = the medication m: readers see its name in your language"),
        (MedicationMention("m", (TextRun("x"),)), "<m.m>…</m.m> = words for the medication m: translate them"),
        (AbbreviationMention("a"), "<abbr.a/> = the abbreviation a: readers see its short form in your language"),
        (ForeignPhrase("es", (TextRun("x"),)), "<lang.es>…</lang.es> = words in Spanish: keep them as they are"),
        (
            Link("https://a.org", (TextRun("x"),)),
            "<{0}>…</{0}> = a link to https://a.org: translate its words".format(link_tag("https://a.org")),
        ),
        (ArticleLink("b", (TextRun("x"),)), "<article.b>…</article.b> = a link to the article b: translate its words"),
    ],
)
def test_notes_explain_each_tag_once(inline: Inline, expected: str) -> None:
    """Each tag of a unit is explained by what it stands for, wherever it is nested and however often."""
    (entry,) = extract_units(_revise({"title": (Emphasis((inline,)), TextRun(" "), inline)}))

    assert entry.note.split("\n").count(expected) == 1


def test_reference_data_is_extracted_by_field() -> None:
    """A unit of reference data has a note that says what its field is."""
    medication = Medication("m", "drug-class.x", ())

    (entry,) = extract_units(_revise({"medication.m.genericName": (TextRun("m"),)}, medication))

    assert entry.note.startswith("International non-proprietary name of a medicine")
