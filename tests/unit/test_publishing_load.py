"""A content folder becomes drafts, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stores import open_migrated
from tests.support.subjects import day, make_topic, topic_name
from verbena.authoring.problems import ProblemCode
from verbena.model.article import Article
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.model.progress import Stage
from verbena.publishing.load import ProblemsInContent, load_content, load_revisions
from verbena.publishing.publish import publish_subjects
from verbena.store.contract import Store

ARTICLE = """\
---
key: strong-bones
slug: strong-bones
locale: en
topics: [osteoporosis]
---

# Strong bones

:::{summary}
What keeps bones strong.
:::

{#intro.p1}
Bones are alive.

:::{figure} bone.svg
:key: intro.figure
:alt: A bone
:::
"""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20"><path d="M0 0h9"/></svg>'


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder with one article, its topic and its figure."""
    folder = tmp_path / "content"
    (folder / "articles").mkdir(parents=True)
    (folder / "figures").mkdir()
    (folder / "articles/strong-bones.md").write_text(ARTICLE)
    (folder / "figures/bone.svg").write_text(DRAWING)
    (folder / "topics.yaml").write_text("- {key: osteoporosis, name: Osteoporosis}\n")
    return folder


def test_folder_becomes_drafts(store: Store, content: Path) -> None:
    """Each article and datum is a draft afterwards, and the files that articles show can be read."""
    report = load_content(store, content, ())

    article = store.read_draft(SubjectName(SubjectKind.ARTICLE, "strong-bones"))
    assert report.new == (SubjectName(SubjectKind.ARTICLE, "strong-bones"), topic_name("osteoporosis"))
    assert (report.changed, report.unchanged, report.absent) == ((), (), ())
    assert article is not None
    assert article.slug == "strong-bones"
    assert isinstance(article.structure, Article)
    figure = article.structure.introduction[1]
    asset = store.read_draft_asset(figure.files[0].digest)
    assert asset is not None
    assert (asset.media_type, asset.content) == ("image/svg+xml", DRAWING.encode())


def test_loading_again_changes_nothing(store: Store, content: Path) -> None:
    """The same files give the same revisions; nothing is published by loading."""
    first = load_content(store, content, ())

    report = load_content(store, content, ())

    assert report.unchanged == first.new
    assert report.new == report.changed == ()
    assert store.position() == 0


def test_changed_and_missing_files_are_told(store: Store, content: Path) -> None:
    """A subject with other words is changed; one that is gone from the files is absent, and no draft."""
    load_content(store, content, ())
    (content / "articles/strong-bones.md").unlink()
    (content / "topics.yaml").write_text("- {key: osteoporosis, name: Brittle bones}\n")

    report = load_content(store, content, ())

    assert report.changed == (topic_name("osteoporosis"),)
    assert report.absent == (SubjectName(SubjectKind.ARTICLE, "strong-bones"),)
    assert store.read_draft(report.absent[0]) is None


def test_slug_of_a_published_article_is_refused_at_once(store: Store, content: Path) -> None:
    """An article that was given another key can't be published: nothing is loaded, so that its old key mends it."""
    load_content(store, content, ())
    publish_subjects(store, day(0))
    file = content / "articles/strong-bones.md"
    whole = file.read_text()
    file.write_text(whole.replace("key: strong-bones", "key: bones", 1))

    with pytest.raises(ContentInvalid, match="write strong-bones"):
        load_content(store, content, ())

    file.write_text(whole)
    assert load_content(store, content, ()).changed == ()
    assert publish_subjects(store, day(1)).editions == ()


def test_articles_may_swap_their_slugs(store: Store, content: Path) -> None:
    """A slug is free where the published article that has it takes another in the same files."""
    whole = (content / "articles/strong-bones.md").read_text()
    load_content(store, content, ())
    publish_subjects(store, day(0))
    (content / "articles/old-bones.md").write_text(whole.replace("slug: strong-bones", "slug: old-bones"))
    (content / "articles/strong-bones.md").write_text(whole.replace("key: strong-bones", "key: new"))

    load_content(store, content, ())

    publish_subjects(store, day(1))
    assert store.published_slugs() == {
        "old-bones": SubjectName(SubjectKind.ARTICLE, "strong-bones"),
        "strong-bones": SubjectName(SubjectKind.ARTICLE, "new"),
    }


def test_nothing_is_loaded_of_a_folder_with_problems(store: Store, content: Path) -> None:
    """One problem anywhere keeps everything out, and all problems are told with their places."""
    (content / "articles/other.md").write_text(
        ARTICLE.replace("strong-bones", "other").replace("bone.svg", "none.svg").replace("[osteo", "[unknown-osteo")
    )

    with pytest.raises(ProblemsInContent) as refused:
        load_content(store, content, ())

    codes = {problem.code for problem in refused.value.problems}
    assert codes == {ProblemCode.UNKNOWN_TOPIC, ProblemCode.FIGURE_NOT_FOUND}
    assert all(str(problem) in str(refused.value) for problem in refused.value.problems)
    assert store.draft_names() == ()


def test_many_problems_are_told_in_short(store: Store, content: Path) -> None:
    """The message names the first problems and counts the others; the error carries all of them."""
    topics = "".join(f"- {{key: t{number}, nme: x}}\n" for number in range(30))
    (content / "topics.yaml").write_text(topics)

    with pytest.raises(ProblemsInContent, match=r"and \d+ more") as refused:
        load_content(store, content, ())

    assert len(refused.value.problems) >= 30
    assert len(str(refused.value).splitlines()) == 22


def test_missing_folder_is_an_error(store: Store, tmp_path: Path) -> None:
    """A folder that isn't there is told, not taken for an empty one."""
    with pytest.raises(ContentInvalid, match="nowhere"):
        load_content(store, tmp_path / "nowhere", ())


def test_progress_is_told(store: Store) -> None:
    """Whoever waits is told how many of how many are done, up to the last."""
    told: list[tuple[object, ...]] = []

    load_revisions(store, [make_topic(f"t{number}") for number in range(3)], lambda *done: told.append(done))

    assert told == [(Stage.SAVE, done, 3) for done in (0, 1, 2, 3)]
