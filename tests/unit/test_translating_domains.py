"""Which subjects share a catalog."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.support.content import around, read_content
from tests.support.memory_drafts import MemoryDrafts
from tests.support.subjects import make_article, make_topic
from verbena.catalogs.po import read_po
from verbena.model.edition import SubjectKind, SubjectName
from verbena.resources import find_resource
from verbena.translating.domains import ARTICLE_FIELD, SHARED_DOMAINS, domain_of, read_article_key, read_domain
from verbena.translating.tree_sources import TreeSources


def test_an_article_has_a_domain_of_its_own() -> None:
    """An article's catalog is named by its slug; reference data share one."""
    article, topic = make_article("a", slug="old-bones"), make_topic("bones")
    drafts = MemoryDrafts(article, make_article("b"), topic)

    assert read_domain(drafts, "old-bones").revisions == (article,)
    assert read_domain(drafts, "reference").revisions == (topic,)
    assert read_domain(drafts, "nowhere").revisions == ()


def test_no_article_can_have_a_shared_domain() -> None:
    """The schema refuses as a slug whatever names a catalog that articles share."""
    schema = msgspec.json.decode((find_resource("schema") / "article.schema.json").read_bytes())

    assert set(schema["properties"]["slug"]["not"]["enum"]) == SHARED_DOMAINS
    assert domain_of(make_topic("bones")) in SHARED_DOMAINS


def test_a_folder_is_read_like_a_store(tmp_path: Path) -> None:
    """The sources of a content folder answer as drafts that were loaded from it, for what is there and what is not."""
    tree = read_content(tmp_path, {"articles/bones.md": around("A paragraph."), "topics.yaml": "- {key: a, name: A}"})
    sources, drafts = TreeSources(tree), MemoryDrafts(*tree.revisions)

    assert sources.draft_names() == drafts.draft_names()
    for kind in SubjectKind:
        assert sources.draft_names(kind) == drafts.draft_names(kind)
        for name in (*drafts.draft_names(kind), SubjectName(kind, "nowhere")):
            assert sources.read_draft(name) == drafts.read_draft(name)
            assert sources.read_translations(name) == drafts.read_translations(name)
    for slug in ("bones", "nowhere"):
        assert sources.find_draft(slug) == drafts.find_draft(slug)


_START = 'msgid ""\nmsgstr '
HEADERS = {
    "a line of its own": _START + '""\n"Language: fr\\n"\n"X-Article-Key: bone-health\\n"\n',
    "the first of them": _START + '"X-Article-Key: bone-health\\nLanguage: fr\\n"\n',
    "one among others": _START + '"Language: fr\\nX-Article-Key:bone-health\\n"\n',
    "wrapped": _START + '""\n"X-Article-Key: "\n"bone-health\\n"\n',
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_article_of_a_file_is_known_without_its_entries(header: str, line_end: str) -> None:
    """The key is found however the header is laid out, and is the one that the whole catalog has."""
    entry = '\nmsgctxt "title"\nmsgid "X-Article-Key: teeth"\nmsgstr ""\n'
    data = (header + entry).replace("\n", line_end).encode()

    assert read_article_key(data) == "bone-health" == read_po(data).header[ARTICLE_FIELD]


def test_a_file_of_no_article_has_no_key() -> None:
    """A catalog whose header names none has none, and neither has an empty file."""
    assert read_article_key((_START + '"Language: fr\\n"\n').encode()) is None
    assert read_article_key(b"") is None
