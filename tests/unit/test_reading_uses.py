"""What an article uses: numbered sources, medications, abbreviations, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest

from tests.support.libraries import Opened, open_library, publish_whole, show
from tests.support.subjects import START, article_name, make_medication, make_term, make_topic, publish
from verbena.authoring.revisions import make_revision
from verbena.model.article import (
    Article,
    Callout,
    CalloutKind,
    Faq,
    ListBlock,
    ListItem,
    MedicationClaim,
    MedicationEffect,
    MedicationUse,
    Notice,
    NoticeKind,
    Paragraph,
    Section,
)
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.inline import (
    AbbreviationMention,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    MedicationMention,
    TextRun,
)
from verbena.model.markup import hash_text, write_markup
from verbena.model.reference import Abbreviation, Citation
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.reading.text import TextView

Texts = Mapping[str, tuple[Inline, ...]]

KEYS = ("a", "b", "c", "d", "e", "f", "g", "h")


def cite(*keys: str) -> tuple[Inline, ...]:
    return (TextRun("cited "), CitationMark(keys))


def note(key: str, *citations: str) -> MedicationClaim:
    return MedicationClaim(key, MedicationEffect.OTHER, "bones", citations)


# Sections hold a list in a callout, and a section below; marks stand out of the alphabet's order on purpose.
SECTIONS = (
    Section(
        "one",
        2,
        (Callout("one.callout", CalloutKind.NOTE, (ListBlock("one.list", False, (ListItem("one.list.i1"),)),)),),
        (Section("one.more", 3, (Paragraph("one.more.p1"),)),),
    ),
    Section("two", 2, (Paragraph("two.p1"), Paragraph("two.p2"))),
)
STRUCTURE = Article(
    "bones",
    "bones",
    "en",
    key_points=("kp",),
    introduction=(Paragraph("intro"),),
    sections=SECTIONS,
    faqs=(Faq("faq", (Paragraph("faq.p1"),)),),
    medications=(MedicationUse("second", (note("claim.1", "h", "b"),)), MedicationUse("unnamed")),
    notices=(
        Notice("notice.1", NoticeKind.UPDATE, date(2026, 1, 1)),
        Notice("notice.2", NoticeKind.CORRECTION, date(2026, 3, 1)),
        Notice("notice.3", NoticeKind.WITHDRAWAL, date(2026, 2, 1)),
    ),
)
TEXTS: Texts = {
    "title": (TextRun("Title"),),
    "summary": (TextRun("Summary"),),
    "kp.text": (AbbreviationMention("two"), TextRun(" and "), MedicationMention("first")),
    "intro.text": cite("d"),
    "one.heading": (TextRun("One"),),
    "one.callout.label": (Emphasis(cite("c")),),
    "one.list.i1.text": cite("b", "d"),
    "one.more.heading": (TextRun("More"),),
    "one.more.p1.text": (ForeignPhrase("fr", cite("a")), *cite("b"), AbbreviationMention("one")),
    "two.heading": (TextRun("Two"),),
    "two.p1.text": (*cite("a"), MedicationMention("second", (TextRun("it"),)), *cite("a")),
    "two.p2.text": (*cite("f"), AbbreviationMention("two")),
    "faq.question": (TextRun("Why?"),),
    "faq.p1.text": cite("e"),
    "claim.1.note": cite("g"),
    "notice.1.text": (TextRun("Older"),),
    "notice.2.text": (TextRun("Newest"),),
    "notice.3.text": (TextRun("Between"),),
}
NUMBERED = ["d", "c", "b", "a", "f", "e", "g", "h"]
CITED_IN = {
    "d": ["one"],
    "c": ["one"],
    "b": ["one", "one.more"],
    "a": ["one.more", "two"],
    "f": ["two"],
    "e": [],
    "g": [],
    "h": [],
}


def make_unit(inlines: tuple[Inline, ...]) -> SourceUnit:
    return SourceUnit(inlines, hash_text(write_markup(inlines)))


def make_bones() -> tuple[Revision, ...]:
    """The article, after all that it names."""
    citations = [
        make_revision(
            SubjectName(SubjectKind.CITATION, key),
            "en",
            Citation(key, {"id": key, "type": "book", "title": key}),
            {},
            (),
        )
        for key in KEYS
    ]
    abbreviations = [
        make_revision(
            SubjectName(SubjectKind.ABBREVIATION, key),
            "en",
            Abbreviation(key),
            {
                f"abbreviation.{key}.{field}": make_unit((TextRun(f"{key} {field}"),))
                for field in ("short", "expansion")
            },
            (),
        )
        for key in ("one", "two")
    ]
    medications = [make_medication(key) for key in ("first", "second", "unnamed")]
    data = [make_term("drug-class.serm"), make_topic("bones"), *citations, *abbreviations, *medications]
    units = {path: make_unit(inlines) for path, inlines in TEXTS.items()}
    article = make_revision(article_name("bones"), "en", STRUCTURE, units, [one.name for one in data])
    return (*data, article)


def render(revision: Revision, texts: Texts) -> dict[str, Translation]:
    """These texts as translations of the revision's units."""
    return {
        path: Translation(inlines, revision.units[path].hash, TranslationState.FINAL, TranslationOrigin.HUMAN, START)
        for path, inlines in texts.items()
    }


@pytest.fixture(scope="module")
def opened() -> Iterator[Opened]:
    with open_library() as (store, library):
        *data, article = make_bones()
        for revision in data:
            publish(store, revision)
        # The Arabic text cites in another order, and leaves a source out.
        arabic = {**TEXTS, "intro.text": cite("h", "a"), "two.p1.text": (TextRun("without a mark"),)}
        publish(store, article, {"ar": render(article, arabic)})
        yield store, library


@pytest.mark.parametrize("wanted", ["en", "ar", "fr"])
def test_sources_are_numbered_by_first_use(opened: Opened, wanted: str) -> None:
    """Sources have the numbers of their first use in the source text, the same in every language; claims' come last."""
    article = show(opened[1], wanted)

    assert [(use.number, use.citation.key) for use in article.citations] == list(enumerate(NUMBERED, 1))


@pytest.mark.parametrize("wanted", ["en", "ar"])
def test_a_source_knows_the_sections_that_cite_it(opened: Opened, wanted: str) -> None:
    """A source leads to the sections whose own text cites it, in reading order, and is one object everywhere."""
    article = show(opened[1], wanted)

    assert {use.citation.key: [section.key for section in use.sections] for use in article.citations} == CITED_IN
    first = article.citations[0]
    assert first.sections[0] is article.section("one")
    assert article.citation_use("d") is first


def test_a_section_has_the_sources_of_all_below_it(opened: Opened) -> None:
    """A section's sources are those cited in it and in what stands below it, in the order of their numbers."""
    article = show(opened[1], "en")

    cited = {one.key: [use.citation.key for use in one.citations] for one in article.table_of_contents}
    assert cited == {"one": ["d", "c", "b", "a"], "one.more": ["b", "a"], "two": ["a", "f"]}


def test_a_mark_names_its_sources_by_number(opened: Opened) -> None:
    """A mark's sources stand in the order of their numbers, whatever the order in which the author wrote them."""
    text = show(opened[1], "en").texts.text("one.list.i1.text")

    (mark,) = (run for run in text.inlines if run.kind == "CitationMark")
    assert mark.text == "[1, 3]"
    assert [(use.number, use.citation.key) for use in mark.citations] == [(1, "d"), (3, "b")]
    assert text.value == "cited"


def test_a_translation_that_cites_otherwise_keeps_the_numbers(opened: Opened) -> None:
    """A mark that a translator moved elsewhere has the number that its source has in every language."""
    text = show(opened[1], "ar").texts.text("intro.text")

    (mark,) = (run for run in text.inlines if run.kind == "CitationMark")
    assert [(use.number, use.citation.key) for use in mark.citations] == [(4, "a"), (8, "h")]


def test_medications_are_those_listed_then_those_mentioned(opened: Opened) -> None:
    """Each medication is there once: the article's list in its order, then what else is mentioned, with its places."""
    article = show(opened[1], "en")

    used = [(use.medication.key, len(use.claims), [one.key for one in use.sections]) for use in article.medications]
    assert used == [("second", 1, ["two"]), ("unnamed", 0, []), ("first", 0, [])]


def test_a_claim_has_its_condition_note_and_sources(opened: Opened) -> None:
    """A claim tells its effect on a topic, with a note where there is one and numbered sources."""
    (claim,) = show(opened[1], "en").medications[0].claims

    assert (claim.kind, claim.condition.key) == (MedicationEffect.OTHER, "bones")
    assert isinstance(claim.note, TextView)
    assert (claim.note.path, claim.note.value) == ("claim.1.note", "cited")
    assert [(use.number, use.citation.key) for use in claim.citations] == [(8, "h"), (3, "b")]


def test_abbreviations_stand_in_the_order_of_first_use(opened: Opened) -> None:
    """Each abbreviation that the text uses is there once, in the order in which a reader meets them."""
    assert [one.short.value for one in show(opened[1], "en").abbreviations] == ["two short", "one short"]


def test_notices_are_newest_first(opened: Opened) -> None:
    """Readers are told of the newest change first."""
    notices = show(opened[1], "en").notices

    assert [(one.kind, one.on.month, one.text.value) for one in notices] == [
        (NoticeKind.CORRECTION, 3, "Newest"),
        (NoticeKind.WITHDRAWAL, 2, "Between"),
        (NoticeKind.UPDATE, 1, "Older"),
    ]


def test_credits_topics_and_review_are_told() -> None:
    """Who did what, what an article is about, and when it was reviewed are told with it."""
    with open_library() as (store, library):
        publish_whole(store, "ar")
        article = show(library, "ar")

        (credit,) = article.credits
        assert (credit.role.value, credit.contributor.full_name) == ("ar: Author", "Ada Example")
        assert [topic.name.value for topic in article.topics] == ["ar: Osteoporosis", "ar: Cancer"]
        assert (article.reviewed_on, article.review_due_on) == (date(2026, 1, 31), None)
