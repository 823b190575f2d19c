"""Two warnings about translations: Markdown that would be shown as it is, and text that is too long for its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.content import around, read_content
from tests.support.memory_desk import MemoryDesk
from verbena.authoring.tree import ContentTree, read_tree
from verbena.catalogs.checks.markdown import check_markdown
from verbena.catalogs.checks.wording import check_wording
from verbena.catalogs.po import make_header, read_po, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.edition import INTERFACE, SubjectKind, SubjectName
from verbena.model.findings import FindingCode, Severity
from verbena.model.markup import read_markup
from verbena.model.words import Word
from verbena.reading.words import WORDS
from verbena.translating.templates import make_templates

_AT = datetime(2026, 11, 23, tzinfo=UTC)
_BONES = SubjectName(SubjectKind.ARTICLE, "bones")


def _shown(source: str, translation: str) -> list[str]:
    """The marks that are said to be shown, as they are quoted."""
    entry = CatalogEntry(path="a.text", source=source, translation=translation, line=7)
    findings = list(check_markdown(entry))
    assert {(one.code, one.severity, one.line, one.path) for one in findings} <= {
        (FindingCode.MARKDOWN_SHOWN, Severity.WARNING, 7, "a.text")
    }
    return [one.message.partition("“")[2].partition("”")[0] for one in findings]


@pytest.mark.parametrize(
    ("translation", "mark"),
    [
        ("Les **os** vivent", "**os**"),
        ("Les __os vifs__ vivent", "__os vifs__"),
        ("*Les* os", "*Les*"),
        ("Les (*os vifs*).", "*os vifs*"),
        ("العظام *حية*.", "*حية*"),
        ("骨は *生きて* いる", "*生きて*"),
        ("Les <em>os</em> *vivent*", "*vivent*"),
        ("Du `tamoxifen`", "`tamoxifen`"),
        ("Du {med}`tamoxifen`", "{med}"),
        ("Un {abbr}`dexa`", "{abbr}"),
        ("Voir {article}`ici <bones>`", "{article}"),
        ("De {percent}`80`", "{percent}"),
        ("Vrai.[@lee-2020]", "[@l"),
        ("Voir [ici](https://example.org)", "](https:"),
        ("Écrire [ici](mailto:a@example.org)", "](mailto:"),
        ("En [español]{lang=es}", "]{lang"),
        ("[Os]{#bones}", "]{#"),
        ("## Les os", "## "),
        ("- Les os", "- "),
        ("* Les os", "* "),
        ("> Les os", "> "),
        (":::{callout} NOTE", ":::"),
    ],
)
def test_markdown_is_told(translation: str, mark: str) -> None:
    """What Markdown would make of words is a warning that quotes it, in whatever script the words are."""
    assert _shown("Bones live", translation) == [mark]


@pytest.mark.parametrize(
    "translation",
    [
        "Les <em>os</em> <m.tamoxifen/> vivent<c.lee-2020/>",
        "5 * 3 * 2 = 30, et 5*3*2 aussi",
        "Étoile* et note*",
        "mot*os* et Patient*innen",
        "Les * os *",
        "snake_case",
        "Les ** os **",
        "C# et #1, n° 5",
        "-5 °C, e-mail – os - vie",
        "a < b > c et [1] (voir [2])",
        "{number} os dans {les os}",
        "Un ` seul",
        "écrit [à] (https://example.org)",
        "@lee-2020, [a@example.org]",
        "骨*骨*骨",
    ],
)
def test_words_are_words(translation: str) -> None:
    """Signs that Markdown would leave as they are, are no finding; nor are our own tags."""
    assert _shown("Bones {number} live", translation) == []


@pytest.mark.parametrize("text", ["A `b` c", "{number} sources", "# 5", "*)"])
def test_what_the_source_shows_may_be_shown(text: str) -> None:
    """A sign that readers of the source see as it is, is for translators to keep."""
    assert _shown(text, text) == []


@pytest.mark.parametrize(
    ("source", "translation", "mark"),
    [
        ("{number} sources", "{number} **sources**", "**sources**"),
        ("Bones live", "Les **os\nvifs** vivent", "**os vifs**"),
        ("Bones live", "Les *os\nvifs* vivent", "*os vifs*"),
        ("Bones live", "\n- Les os", "- "),
        ("Bones live", "Les _os_ vivent", "_os_"),
    ],
)
def test_every_mark_is_told_in_one_line(source: str, translation: str, mark: str) -> None:
    """A mark counts after others that the source has, and however the lines of the file are broken."""
    assert _shown(source, translation) == [mark]


def test_a_warning_keeps_no_translation_out(tmp_path: Path) -> None:
    """Readers get what is warned of, in articles and in the interface, and the translator is told of both."""
    words = [Word("stop.text", "Stop", 4)]
    drafts = MemoryDesk(*_read(tmp_path, "", words).revisions)
    entries = {"bones": ("title", "Bones", "**Os**"), "interface": ("stop.text", "Stop", "Arrêtez-vous")}

    reports = {
        domain: drafts.ingest(domain, "fr", write_po(_make_catalog(domain, *entry)), _AT)
        for domain, entry in entries.items()
    }

    told = {domain: [(one.code, one.severity) for one in report.findings] for domain, report in reports.items()}
    assert told == {
        "bones": [(FindingCode.MARKDOWN_SHOWN, Severity.WARNING)],
        "interface": [(FindingCode.TEXT_TOO_LONG, Severity.WARNING)],
    }
    assert drafts.read_translations(_BONES)["fr"].keys() == {"title"}
    assert drafts.read_translations(INTERFACE)["fr"].keys() == {"stop.text"}


def _read(root: Path, own: str, words: list[Word]) -> ContentTree:
    """A folder of content whose interface.yaml is `own`, with these words of the program."""
    read_content(root, {"articles/bones.md": around("{#p1}\nText.\n"), "interface.yaml": own})
    tree = read_tree(root / "content", words)
    assert tree.problems == ()
    return tree


def _make_catalog(domain: str, path: str, source: str, translation: str) -> Catalog:
    entry = CatalogEntry(path=path, source=source, translation=translation)
    return Catalog((entry,), make_header("fr", {"X-Domain": domain}))


@pytest.mark.parametrize(
    ("translation", "length"),
    [
        ("12345", None),
        ("123456", 6),
        ("<em>12</em><strong>345</strong>", None),
        ("12&amp;45", None),
        ("12 &lt; 5", 6),
        ("عظام!", None),
        ("عظامنا", 6),
        ("骨骨骨骨骨骨", 6),
        ("12\n   45", None),
        (" 12345\n", None),
    ],
)
def test_a_text_may_be_as_long_as_its_place(translation: str, length: int | None) -> None:
    """More characters than there is room for are a warning that says how many; only what readers see counts."""
    entry = CatalogEntry(path="a.text", source="Bones", translation=translation, line=7)

    findings = list(check_wording(entry, read_markup(translation, {}), limit=5))

    expected = [] if length is None else [(FindingCode.TEXT_TOO_LONG, Severity.WARNING, 7, "a.text")]
    assert [(one.code, one.severity, one.line, one.path) for one in findings] == expected
    assert all(f"has {length} characters" in one.message and "room for 5" in one.message for one in findings)
    assert list(check_wording(entry, read_markup(translation, {}))) == []


@pytest.mark.parametrize(
    ("own", "limit"),
    [
        ("", 20),
        ("- {key: stop, text: Stop here, maxLength: 12}", 12),
        ("- {key: stop, text: Stop here}", 20),
        ("- {key: other, text: Stop here, maxLength: 12}", 20),
    ],
)
def test_the_limit_is_that_of_the_word_that_counts(tmp_path: Path, own: str, limit: int | None) -> None:
    """A program's word has its own limit, and so has a folder's word in its place that has none of its own."""
    tree = _read(tmp_path, own, [Word("stop.text", "Stop", 20)])

    (interface,) = (one for one in tree.revisions if one.name == INTERFACE)
    assert interface.units["stop.text"].limit == limit


def test_translators_are_told_the_limit(tmp_path: Path) -> None:
    """The note of a text that has a limit says it in the template, and no other text's does."""
    words = [Word("stop.text", "Stop", 20), Word("go.text", "Go")]
    tree = _read(tmp_path, "- {key: halt, text: Halt, note: A shout., maxLength: 12}", words)

    (template,) = (one for one in make_templates(tree, words) if one.domain.name == "interface")
    notes = {entry.path: entry.note.split("\n") for entry in read_po(write_po(template.catalog)).entries}
    assert notes["stop.text"][-1] == "At most 20 characters."
    assert notes["halt.text"][-2:] == ["A shout.", "At most 12 characters."]
    assert not any("At most" in line for line in notes["go.text"])


def test_the_programs_words_keep_to_their_limits() -> None:
    """No word of the program is longer than its translations may be."""
    limited = [word for word in WORDS if word.limit is not None]

    assert limited
    assert [word for word in limited if word.limit is not None and len(word.text) > word.limit] == []


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5"])
def test_a_limit_is_a_number_of_characters(tmp_path: Path, limit: str) -> None:
    """A limit that leaves room for nothing, or is no number, is a problem in the source."""
    files: dict[str, str | bytes] = {"interface.yaml": f"- {{key: stop, text: Stop, maxLength: {limit}}}\n"}

    (problem,) = read_content(tmp_path, files).problems

    assert problem.file == "content/interface.yaml"
    assert "maxLength" in problem.message
