"""Inline trees as tagged strings, and back."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.inline_trees import HREFS, INLINES, KEYS
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    ForeignPhrase,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    Strong,
    TextRun,
    children_of,
    walk,
)
from verbena.model.marked_value import ValueKind
from verbena.model.markup import (
    Inlines,
    MarkupError,
    hash_text,
    link_tag,
    links_of,
    normalise,
    read_markup,
    tags_of,
    write_markup,
)

ADDRESS = "https://example.org/"
LINKS = {link_tag(href): href for href in (*HREFS, ADDRESS)}
DEEPEST = 32

# XML 1.0 section 2.2: what a character may be.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_xml(inlines: Inlines) -> bool:
    return not any(isinstance(inline, TextRun) and _NO_XML.search(inline.text) for inline in walk(inlines))


def read_tags(markup: str) -> list[str]:
    """The names of the tags as an XML parser of somebody else's finds them."""
    root = ET.fromstring(f"<u>{markup}</u>")
    return [element.tag for element in root.iter()][1:]


XML_INLINES = INLINES.filter(is_xml)


@given(XML_INLINES)
def test_what_is_written_is_read_again(inlines: Inlines) -> None:
    """Every tree of characters that XML can hold is read from its tagged string as it was, normalised."""
    assert read_markup(write_markup(inlines), links_of(inlines)) == normalise(inlines)


@given(INLINES)
def test_what_xml_can_not_hold_is_refused(inlines: Inlines) -> None:
    """A character that no XML document can hold makes a tagged string that is refused, and no other does."""
    markup = write_markup(inlines)

    if is_xml(inlines):
        assert read_tags(markup) == tags_of(inlines)
    else:
        with pytest.raises(MarkupError):
            read_markup(markup, links_of(inlines))


@given(XML_INLINES)
def test_writing_is_canonical(inlines: Inlines) -> None:
    """Trees that are equal when normalised have one tagged string, which reading and writing again leaves as it is."""
    markup = write_markup(inlines)

    assert write_markup(normalise(inlines)) == markup
    assert write_markup(read_markup(markup, links_of(inlines))) == markup


@given(INLINES)
def test_a_normalised_tree_has_nothing_to_join(inlines: Inlines) -> None:
    """Normalised, no run is empty and no two neighbours are runs, or citation marks, at any depth; once is enough."""
    normal = normalise(inlines)

    assert normalise(normal) == normal
    for siblings in (normal, *(children_of(inline) for inline in walk(normal))):
        assert TextRun("") not in siblings
        for left, right in pairwise(siblings):
            assert not (type(left) is type(right) and isinstance(left, TextRun | CitationMark))


# What tagged strings are made of, well-formed or not, so that random text reaches every branch of reading.
_PIECES = st.sampled_from(
    [
        *(
            "<",
            ">",
            "/",
            "</",
            "/>",
            "&",
            ";",
            "<!--",
            "-->",
            "<?x ",
            "?>",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x>",
            "\r",
            "é",
        ),
        *("<em>", "</em>", "<strong>", "</strong>", "<c.a/>", "<c.a>", "</c.a>", "<m.a/>", "<abbr.a>", "</abbr.a>"),
        *("<lang.ar>", "</lang.ar>", "<c./>", "<link.000000/>", f"<{link_tag(ADDRESS)}>", f"</{link_tag(ADDRESS)}>"),
        *(
            "&amp;",
            "&lt;",
            "&#65;",
            "&#0;",
            "&#xD800;",
            "&nbsp;",
            "<em a='1'>",
            "</u>",
            "<u>",
            "\ud800",
            "\x00",
            "\U0001f600",
        ),
    ]
)


def try_reading(text: str) -> Inlines | MarkupError:
    try:
        return read_markup(text, LINKS)
    except MarkupError as error:
        return error


@given(st.text() | st.lists(_PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_reading_refuses_or_understands(text: str) -> None:
    """Any text at all is read as a tree that is written as its equal, or refused with a place in it."""
    read = try_reading(text)

    if isinstance(read, MarkupError):
        assert 0 <= read.position <= len(text)
        assert str(read)
    else:
        assert read_markup(write_markup(read), LINKS) == read


@given(st.text(alphabet="<>&\"' ab;é\n"))
def test_plain_characters_are_escaped(text: str) -> None:
    """Text that looks like markup is text: it makes no tag, and is read as it was."""
    markup = write_markup((TextRun(text),))

    assert "<" not in markup
    assert ">" not in markup
    assert read_markup(markup, {}) == ((TextRun(text),) if text else ())


def test_only_what_must_be_is_escaped() -> None:
    """A translator sees entities for the three characters of markup and for a carriage return, and for no other."""
    assert write_markup((TextRun("a < b > c & \"d\" 'e' ü\r\n"),)) == "a &lt; b &gt; c &amp; \"d\" 'e' ü&#13;\n"


WORDS = (TextRun("w"),)
ONE_OF_EACH: list[tuple[Inline, str, list[str]]] = [
    (TextRun("w"), "w", []),
    (Strong(WORDS), "<strong>w</strong>", ["strong"]),
    (Emphasis(WORDS), "<em>w</em>", ["em"]),
    (CitationMark(("a", "b-2020")), "<c.a/><c.b-2020/>", ["c.a", "c.b-2020"]),
    (MedicationMention("a"), "<m.a/>", ["m.a"]),
    (MedicationMention("a", WORDS), "<m.a>w</m.a>", ["m.a"]),
    (AbbreviationMention("a"), "<abbr.a/>", ["abbr.a"]),
    (AbbreviationMention("a.b", WORDS), "<abbr.a.b>w</abbr.a.b>", ["abbr.a.b"]),
    (MarkedValue(ValueKind.NUMBER, "-2.50"), "<number.-2.50/>", ["number.-2.50"]),
    (MarkedValue(ValueKind.PERCENT, "50..80"), "<percent.50..80/>", ["percent.50..80"]),
    (MarkedValue(ValueKind.DATE, "2026-11-23"), "<date.2026-11-23/>", ["date.2026-11-23"]),
    (ForeignPhrase("es-Latn", WORDS), "<lang.es-Latn>w</lang.es-Latn>", ["lang.es-Latn"]),
    (Link(ADDRESS, WORDS), "<link.8198d1>w</link.8198d1>", ["link.8198d1"]),
    (ArticleLink("a", WORDS), "<article.a>w</article.a>", ["article.a"]),
    (Strong(()), "<strong/>", ["strong"]),
    (Strong((Emphasis(WORDS),)), "<strong><em>w</em></strong>", ["strong", "em"]),
]


@pytest.mark.parametrize(("inline", "markup", "tags"), ONE_OF_EACH)
def test_each_inline_has_its_tag(inline: Inline, markup: str, tags: list[str]) -> None:
    """Each kind of inline is written as its tag, which names its target, and is told by it."""
    assert write_markup((inline,)) == markup
    assert read_markup(markup, LINKS) == (inline,)
    assert tags_of((inline,)) == tags


MALFORMED = [
    ("a <strong>b", "mismatched tag"),
    ("a </strong> b", "mismatched tag"),
    ("<strong><em>a</strong></em>", "mismatched tag"),
    ("a < b", "not well-formed"),
    ("a & b", "not well-formed"),
    ("a\x01b", "not well-formed"),
    ("]]>", "not well-formed"),
    ("&nbsp;", "undefined entity"),
    ("&#0;", "invalid character number"),
    ("a<!-- b", "unclosed token"),
    ("</u><u>", "junk after document element"),
    ("a</u>", "not well-formed"),
    ("<?xml version='1.0'?>", "declaration not at start"),
    ("<!DOCTYPE u>", "not well-formed"),
    ("a\ud800b", "a lone surrogate"),
    ("a<!-- b -->", "a comment or processing instruction"),
    ("a<?b c?>", "a comment or processing instruction"),
    ('<em class="a">b</em>', "<em> has attributes"),
    ('<c.a title="b"/>', "<c.a> has attributes"),
    ("<c.a>b</c.a>", "<c.a> has content"),
    ("<c.a><em/></c.a>", "<c.a> has content"),
    ("<percent.80>80</percent.80>", "<percent.80> has content"),
    ("<percent.80..50/>", "write the lower number first"),
    ("<number.a/>", "“a” is no number"),
    ("<number/>", "<number> is not a tag of this text"),
    ("<date.2026-02-30/>", "“2026-02-30” is no date"),
    ("<b>a</b>", "<b> is not a tag of this text"),
    ("<u>a</u>", "<u> is not a tag of this text"),
    ("<STRONG>a</STRONG>", "<STRONG> is not a tag of this text"),
    ("<c/>", "<c> is not a tag of this text"),
    ("<m./>", "<m.> is not a tag of this text"),
    ("<abbr./>", "<abbr.> is not a tag of this text"),
    ("<lang.>a</lang.>", "<lang.> is not a tag of this text"),
    ("<article.>a</article.>", "<article.> is not a tag of this text"),
    ("<strong.a>b</strong.a>", "<strong.a> is not a tag of this text"),
    ("<em.>a</em.>", "<em.> is not a tag of this text"),
    ("<link.123456>a</link.123456>", "<link.123456> is not a tag of this text"),
    ("<x:m.a/>", "<x:m.a> is not a tag of this text"),
    ("<script.a/>", "<script.a> is not a tag of this text"),
]


@pytest.mark.parametrize(("text", "message"), MALFORMED)
def test_what_is_wrong_is_named(text: str, message: str) -> None:
    """Each way to be no tagged string is refused, and told as what it is."""
    with pytest.raises(MarkupError, match=re.escape(message)):
        read_markup(text, LINKS)


PLACES = [
    ("ab <x>c</x>", 7),
    ("é\U0001f600 <x>c</x>", 7),
    ("one\ntwo\nthree <x>c</x>", 18),
    ("one\r\ntwo\rthree <em a='1'/>", 15),
    ("one\ntwo & c", 9),
    ("ünï\n\U0001f600 & c", 7),
    ("one\n\ud800", 4),
    ("<em>a\n", 6),
]


@pytest.mark.parametrize(("text", "position"), PLACES)
def test_the_place_is_in_characters_of_the_whole_text(text: str, position: int) -> None:
    """The place where reading stopped counts characters from the start, whatever lines and letters come before it."""
    with pytest.raises(MarkupError) as refused:
        read_markup(text, {})

    assert refused.value.position == position


def nest(depth: int) -> str:
    return "<em>" * depth + "a" + "</em>" * depth


def test_depth_is_limited() -> None:
    """As deep as any writer goes is read; one deeper, and any depth beyond, is refused before it is walked."""
    assert write_markup(read_markup(nest(DEEPEST), {})) == nest(DEEPEST)
    for depth in (DEEPEST + 1, 100_000):
        with pytest.raises(MarkupError, match="stands inside more than 31 others"):
            read_markup(nest(depth), {})


def test_breadth_is_not_depth() -> None:
    """Any number of elements may stand beside each other."""
    assert read_markup("<em>a</em>" * 1000, {}) == (Emphasis((TextRun("a"),)),) * 1000


def test_a_link_is_read_at_its_own_address_only() -> None:
    """A link's tag tells its address by a hash, so that another address is another tag."""
    inlines = (Link(ADDRESS, (TextRun("a"),)), Strong((Link("tel:+1234", (TextRun("b"),)),)))

    assert links_of(inlines) == {link_tag(ADDRESS): ADDRESS, link_tag("tel:+1234"): "tel:+1234"}
    assert len({link_tag(href) for href in HREFS}) == len(HREFS)
    with pytest.raises(MarkupError, match="is not a tag of this text"):
        read_markup(write_markup(inlines), links_of(inlines[:1]))


@given(st.text(), st.text())
def test_a_hash_tells_texts_apart(text: str, other: str) -> None:
    """A text's hash is 32 hexadecimal digits, the same each time, and another for another text."""
    assert re.fullmatch("[0-9a-f]{32}", hash_text(text))
    composed, others = (unicodedata.normalize("NFC", one) for one in (text, other))
    assert (hash_text(text) == hash_text(other)) == (composed == others)


def test_hashes_are_stable() -> None:
    """What is stored of old is found again: the hash is SHA-256's first 128 bits of the text in UTF-8."""
    assert hash_text("") == "e3b0c44298fc1c149afbf4c8996fb924"
    assert hash_text("<strong>é</strong>") == "cbedbd00e5c6a364951ac2fd6c583a4b"
    assert hash_text("<strong>e\u0301</strong>") == hash_text("<strong>\u00e9</strong>")
    assert link_tag(ADDRESS) == "link.8198d1"


@pytest.mark.parametrize("key", KEYS)
def test_a_mark_of_several_sources_is_several_tags(key: str) -> None:
    """Sources cited together and one after the other are one mark, in the order they were written."""
    apart = (CitationMark((key,)), TextRun(""), CitationMark(("z", key)))

    assert normalise(apart) == (CitationMark((key, "z", key)),)
    assert read_markup(write_markup(apart), {}) == (CitationMark((key, "z", key)),)
