"""Which subjects share a catalog."""

from __future__ import annotations

import msgspec

from tests.support.memory_drafts import MemoryDrafts
from tests.support.subjects import make_article, make_topic
from verbena.resources import find_resource
from verbena.translating.domains import SHARED_DOMAINS, domain_of, read_domain


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
