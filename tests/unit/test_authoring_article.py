"""An article with every kind of node and of inline comes out as the values it stands for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.support.content import SVG, around, read_content
from tests.support.whole_article import WHOLE
from verbena.authoring.tree import ContentTree
from verbena.authoring.units import Place
from verbena.model.article import (
    Article,
    Callout,
    CalloutKind,
    Credit,
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
from verbena.model.edition import Revision, SubjectKind, SubjectName
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Link,
    MedicationMention,
    Strong,
    TextRun,
)
from verbena.model.markup import hash_text, write_markup

BONES = SubjectName(SubjectKind.ARTICLE, "bones")


def test_reads_every_kind_of_node(tmp_path: Path) -> None:
    """The structure holds each node with its key, in reading order, and no texts."""
    structure = read_whole(tmp_path).structure

    drawing = structure.sections[0].blocks[1].blocks[1].files
    assert structure == Article(
        key="bones",
        slug="bones",
        locale="en",
        key_points=("kp.one", "kp.two"),
        introduction=(Paragraph("intro.p1"),),
        sections=(
            Section(
                "one",
                2,
                (
                    ListBlock(
                        "one.list",
                        True,
                        (
                            ListItem("one.list.i1"),
                            ListItem(
                                "one.list.i2",
                                (
                                    Paragraph("one.list.i2.p1"),
                                    ListBlock("one.list.i2.list", False, (ListItem("one.list.i2.list.i1"),)),
                                ),
                            ),
                        ),
                    ),
                    Callout(
                        "one.callout",
                        CalloutKind.SEEK_CARE,
                        (Paragraph("one.callout.p1"), Figure("one.figure", drawing, False, "Ada & co")),
                    ),
                ),
                (Section("one.more", 3, (Figure("more.figure", drawing, True),)),),
            ),
            Section(
                "two",
                2,
                (
                    TableBlock("two.table", ("two.table.who", "two.table.every"), (TableRow("two.table.r1"),), True),
                    TableBlock("plain", ("plain.a", "plain.b"), (TableRow("plain.r"),)),
                ),
            ),
        ),
        faqs=(Faq("faq.why", (Paragraph("faq.why.p1"),)),),
        medications=(
            MedicationUse(
                "tamoxifen",
                (MedicationClaim("claim.after", MedicationEffect.LOWERS_RISK, "osteoporosis", ("tu-2018",)),),
            ),
            MedicationUse("letrozole"),
        ),
        credits=(Credit("author", "ada"),),
        topics=("osteoporosis", "cancer"),
        notices=(Notice("notice.1", NoticeKind.CORRECTION, date(2026, 11, 23)),),
        reviewed_on=date(2026, 1, 31),
    )


def test_reads_every_kind_of_inline(tmp_path: Path) -> None:
    """A text becomes its tree: one space for a line's end, none before citations, tags canonical, escapes resolved."""
    revision = read_whole(tmp_path)

    assert revision.units["intro.p1.text"].inlines == (
        TextRun("Some "),
        Emphasis((TextRun("emphasis"),)),
        TextRun(", "),
        Strong((TextRun("strong "), Emphasis((TextRun("both"),)))),
        TextRun(", "),
        Link("https://example.org/a?b=c", (TextRun("a charity"),)),
        TextRun(", "),
        ArticleLink("bones", (TextRun("on bones"),)),
        TextRun(", a claim"),
        CitationMark(("lee-2020", "tu-2018")),
        TextRun(", "),
        MedicationMention("letrozole"),
        TextRun(", "),
        MedicationMention("tamoxifen", (TextRun("Soltamox (tamoxifen)"),)),
        TextRun(", "),
        AbbreviationMention("dexa"),
        TextRun(", "),
        AbbreviationMention("dexa", (TextRun("DEXA scans"),)),
        TextRun(", "),
        ForeignPhrase("es-Latn", (Emphasis((TextRun("buena"),)), TextRun(" suerte"))),
        TextRun(" & *stars*."),
    )


def test_lists_units_in_reading_order(tmp_path: Path) -> None:
    """Every text is a unit under its path: the article's own first, then the body's, then what the metadata says."""
    revision = read_whole(tmp_path)

    assert {path: write_markup(unit.inlines) for path, unit in revision.units.items()} == {
        "title": "The <em>title</em>",
        "summary": "The summary.",
        "kp.one.text": "First point.",
        "kp.two.text": "Second point.",
        "intro.p1.text": write_markup(revision.units["intro.p1.text"].inlines),
        "one.heading": "One",
        "one.list.i1.text": "Item",
        "one.list.i2.text": "Item with blocks:",
        "one.list.i2.p1.text": "A following paragraph.",
        "one.list.i2.list.i1.text": "Inner",
        "one.callout.label": "A label",
        "one.callout.p1.text": "In the callout.",
        "one.figure.alternative": "A <abbr.dexa/> picture, in two lines",
        "one.figure.longDescription": "Much <em>more</em>.",
        "one.figure.caption": "A caption.",
        "one.more.heading": "More",
        "two.heading": "Two",
        "two.table.caption": "A caption",
        "two.table.who.text": "Who",
        "two.table.every.text": "How often",
        "two.table.r1.header": "Women | men",
        "two.table.r1.every": "Every <strong>two</strong> years",
        "plain.a.text": "A",
        "plain.b.text": "B",
        "plain.r.a": "one",
        "plain.r.b": "two",
        "faq.why.question": "Why?",
        "faq.why.p1.text": "So.",
        "claim.after.note": "A <em>note</em>.",
        "notice.1.text": "A <em>notice</em>.",
    }
    assert list(revision.units)[:3] == ["title", "summary", "kp.one.text"]
    assert list(revision.units)[-2:] == ["claim.after.note", "notice.1.text"]
    assert all(unit.hash == hash_text(write_markup(unit.inlines)) for unit in revision.units.values())


def test_orders_units_as_the_reader_meets_them(tmp_path: Path) -> None:
    """The order of the units is the order of their lines, but for metadata, which is read last."""
    tree = read_content(tmp_path, {"articles/bones.md": WHOLE})
    units = next(revision.units for revision in tree.revisions if revision.name == BONES)

    lines = [tree.places[BONES, path].line for path in units]

    assert lines[:-2] == sorted(lines[:-2])
    assert lines[-2:] == [13, 15]


def test_tells_where_each_text_stands_and_what_its_author_notes(tmp_path: Path) -> None:
    """A unit's place is the line of its text, with the note above its node or among its directive's options."""
    places = read_content(tmp_path, {"articles/bones.md": WHOLE}).places

    file = "content/articles/bones.md"
    assert places[BONES, "title"] == Place(file, 18)
    assert places[BONES, "intro.p1.text"] == Place(file, 32, "Keep it short.")
    assert places[BONES, "one.list.i2.p1.text"] == Place(file, 45)
    assert places[BONES, "one.callout.label"] == Place(file, 52, "Friendly.")
    assert places[BONES, "one.figure.alternative"] == Place(file, 60)
    assert places[BONES, "one.figure.caption"] == Place(file, 65)
    assert places[BONES, "two.table.r1.every"] == Place(file, 87)
    assert places[SubjectName(SubjectKind.INTERFACE, "interface"), "pages.text"] == Place(
        "content/interface.yaml", 1, "How long a source is."
    )


def test_names_what_it_refers_to(tmp_path: Path) -> None:
    """References are all that the article names, and the interface; an article that it links to is none of them."""
    references = read_whole(tmp_path).references

    assert [f"{name.kind}:{name.key}" for name in references] == [
        "abbreviation:dexa",
        "citation:lee-2020",
        "citation:tu-2018",
        "contributor:ada",
        "interface:interface",
        "medication:letrozole",
        "medication:tamoxifen",
        "term:role.author",
        "topic:cancer",
        "topic:osteoporosis",
    ]


def test_nests_sections_by_the_rank_of_their_headings(tmp_path: Path) -> None:
    """A section's blocks end where a heading of its rank or a higher one follows."""
    markdown = "{#a}\n## A\n\n{#b}\n### B\n\n{#p}\nText.\n\n{#c}\n### C\n\n{#q}\nText.\n\n{#d}\n## D\n\n{#r}\nText."

    structure = revision_of(read_content(tmp_path, {"articles/bones.md": around(markdown)})).structure

    assert isinstance(structure, Article)
    assert structure.sections == (
        Section("a", 2, (), (Section("b", 3, (Paragraph("p"),)), Section("c", 3, (Paragraph("q"),)))),
        Section("d", 2, (Paragraph("r"),)),
    )


def read_whole(root: Path) -> Revision:
    return revision_of(read_content(root, {"articles/bones.md": WHOLE, "figures/bone.ar.svg": SVG}))


def revision_of(tree: ContentTree) -> Revision:
    assert tree.problems == ()
    return next(revision for revision in tree.revisions if revision.name == BONES)
