"""Translation memories in TMX, written and read back by us, by the standard's DTD, and by translate-toolkit."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile

from tests.support.inline_trees import INLINES
from tests.support.standards import find_standard
from verbena.catalogs.tmx import read_tmx, write_tmx
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.inline import Inline
from verbena.model.markup import MarkupError, links_of, read_markup, write_markup
from verbena.model.memory import MemoryEntry
from verbena.model.translation import TranslationOrigin

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
PLAIN = MemoryEntry(source_locale="en", locale="es", source="Move &amp; rest", target="Mueva &amp; descanse")
TAGGED = MemoryEntry(
    source_locale="en",
    locale="ar",
    source="<strong>Take <m.tamoxifen/></strong> with <em>water</em><c.lee-2020/>",
    target="<em>ماء</em> <strong>مع <m.tamoxifen/></strong><c.lee-2020/>",
    origin=TranslationOrigin.MACHINE,
    at=AT,
    by="Amina <a@example.org>",
    file="bones/why.p1.text",
)


def write(*entries: MemoryEntry) -> bytes:
    return "".join(write_tmx(entries, "1.0")).encode()


def _can_be_read(inlines: tuple[Inline, ...]) -> bool:
    try:
        read_markup(write_markup(inlines), links_of(inlines))
    except MarkupError:
        return False  # as a text with a control character, which no tagged string has
    return True


_MARKUP = INLINES.filter(_can_be_read).map(write_markup).filter(str.strip)
_ENTRIES = st.builds(
    MemoryEntry,
    source_locale=st.sampled_from(["en", "sr-Latn"]),
    locale=st.sampled_from(["ar", "zh-Hant-TW", "din"]),
    source=_MARKUP,
    target=_MARKUP,
    origin=st.sampled_from(TranslationOrigin),
    at=st.none()
    | st.datetimes(datetime(1970, 1, 1), datetime(9000, 1, 1)).map(lambda at: at.replace(microsecond=0, tzinfo=UTC)),  # noqa: DTZ001
    by=st.none() | st.text(st.characters(categories=["L", "N", "P"]), min_size=1),
    file=st.text(st.characters(categories=["L", "N", "P", "Zs"])),
)


@settings(max_examples=200)
@given(st.lists(_ENTRIES, max_size=3))
def test_what_is_written_is_read(entries: list[MemoryEntry]) -> None:
    """Every entry comes back as it was: texts of any script, tags in each other, whose, when and where from."""
    assert list(read_tmx(write(*entries))) == entries


@settings(max_examples=50)
@given(st.lists(_ENTRIES, max_size=3))
def test_what_is_written_is_valid(entries: list[MemoryEntry]) -> None:
    """Every file is valid by the DTD of TMX 1.4."""
    with find_standard("tmx/tmx14.dtd").open("rb") as dtd:
        definition = etree.DTD(dtd)

    assert definition.validate(etree.parse(io.BytesIO(write(*entries)))), definition.error_log


def test_another_tool_reads_it() -> None:
    """translate-toolkit finds the pairs, with the words and the codes that we wrote, and we read what it writes."""
    store = tmxfile.parsestring(write(PLAIN))
    again = list(read_tmx(bytes(store)))

    assert [(unit.source, unit.target) for unit in store.units] == [("Move & rest", "Mueva & descanse")]
    assert again == [PLAIN]


def test_codes_keep_their_like() -> None:
    """A code has the same number in both texts (x), so that tools can pair what a translator moved."""
    segments = etree.fromstring(write(TAGGED)).findall(".//seg")

    source, target = ({code.text: code.get("x") for code in one if code.get("x")} for one in segments)
    assert source == target
    assert len(source) == 4


def _tmx(body: str, srclang: str = "en") -> bytes:
    return f'<tmx version="1.4"><header srclang="{srclang}"/><body>{body}</body></tmx>'.encode()


def _tu(source: str, target: str, attributes: str = "") -> str:
    return (
        f'<tu {attributes}><tuv xml:lang="EN-us"><seg>{source}</seg></tuv><tuv lang="es"><seg>{target}</seg></tuv></tu>'
    )


def test_codes_of_other_tools() -> None:
    """Bold and italic codes are taken as ours, others are left out with one finding, and their words stay."""
    bold = '<bpt i="1" type="bold">\\b </bpt>Stop<ept i="1">\\b0 </ept>'
    other = '<ph x="1">&lt;br/&gt;</ph><bpt i="2">{1}</bpt>now<ept i="2">{1}</ept>'

    entry, finding = read_tmx(_tmx(_tu(bold, f"{bold} {other}")))

    assert isinstance(entry, MemoryEntry)
    assert (entry.source_locale, entry.source, entry.target) == (
        "en-US",
        "<strong>Stop</strong>",
        "<strong>Stop</strong> now",
    )
    assert isinstance(finding, Finding)
    assert (finding.code, finding.severity, finding.values) == (
        FindingCode.CODE_DROPPED,
        Severity.WARNING,
        {"count": "2"},
    )


@pytest.mark.parametrize(
    "codes",
    [
        '<it pos="begin">&lt;strong&gt;</it>Stop',
        '<bpt i="1">&lt;strong&gt;</bpt>S<bpt i="2">&lt;em&gt;</bpt>t<ept i="1">x</ept>op<ept i="2">x</ept>',
        'St<ph>&lt;c.a/&gt;</ph><it pos="end">&lt;em&gt;</it>op',
    ],
    ids=["never closed", "crossing", "never opened"],
)
def test_codes_that_do_not_fit(codes: str) -> None:
    """Where codes are not well-formed together, the words are taken without any."""
    entry, finding = read_tmx(_tmx(_tu("Stop", codes)))

    assert isinstance(entry, MemoryEntry)
    assert entry.target == "Stop"
    assert isinstance(finding, Finding)
    assert finding.code == FindingCode.CODE_DROPPED


def test_units_that_are_no_pair() -> None:
    """A unit without a source, with one text, or in what is no language is left out with a finding at its line."""
    units = [
        "<tu/>",
        _tu("a", " "),
        '<tu srclang="fr"><tuv xml:lang="de"><seg>x</seg></tuv></tu>',
        _tu("a", "b").replace("es", "x_y_z!"),
    ]
    found = list(read_tmx(_tmx("\n".join(units))))

    assert all(isinstance(one, Finding) and one.severity == Severity.WARNING for one in found)
    assert [(one.line, one.code) for one in found if isinstance(one, Finding)] == [
        (1, FindingCode.ENTRY_INCOMPLETE),
        (2, FindingCode.ENTRY_INCOMPLETE),
        (3, FindingCode.ENTRY_INCOMPLETE),
        (4, FindingCode.LANGUAGE_UNKNOWN),
        (4, FindingCode.ENTRY_INCOMPLETE),
    ]


def test_a_file_of_many_languages() -> None:
    """A unit gives an entry for each language beside its source, which is the wanted one where none is named."""
    texts = "".join(f'<tuv xml:lang="{tag}"><seg>{tag}</seg></tuv>' for tag in ("es", "en", "ar"))

    read = [one for one in read_tmx(_tmx(f"<tu>{texts}</tu>", "*all*"), "en") if isinstance(one, MemoryEntry)]

    assert [(one.source, one.locale) for one in read] == [("en", "es"), ("en", "ar")]


@pytest.mark.parametrize("data", [b"", b"<xliff/>", b"<tmx>", b"{}", "<tmx>é".encode("latin-1")])
def test_files_that_are_none(data: bytes) -> None:
    """What is no TMX is one error, and nothing else."""
    (finding,) = read_tmx(data)

    assert isinstance(finding, Finding)
    assert (finding.code, finding.severity) == (FindingCode.FILE_MALFORMED, Severity.ERROR)
