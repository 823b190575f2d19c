"""Files that are not right: a source stops everything before it begins, a translation costs only itself."""

from __future__ import annotations

import pytest

from tests.support.desk import ARTICLE, Desk, fallen_back
from tests.support.pseudo_translation import pseudo_translate
from verbena.publishing.load import ProblemsInContent


def test_a_broken_tree_leaves_the_store_alone(desk: Desk) -> None:
    """Where any source file has a problem, not one byte of the store changes; once it is mended, all is taken in."""
    before = desk.dump()
    broken = ARTICLE.replace("Walk every day", "Walk *often*") + "{#walking.p1}\nA key that is taken.[@nobody]\n"
    desk.file.write_text(broken, encoding="utf-8")

    with pytest.raises(ProblemsInContent) as caught:
        desk.site.publish()

    assert {problem.code for problem in caught.value.problems} == {"duplicate-key", "unknown-citation"}
    assert desk.dump() == before
    desk.write("{#walking.p1}\nA key that is taken.[@nobody]\n", "")
    assert desk.texts("en")["walking.p1.text"]["value"] == "Walk often."


def test_a_broken_catalog_entry_costs_only_itself(desk: Desk) -> None:
    """A translation that lost a tag is reported and falls back; the rest of its file is served."""
    catalog = desk.site.locales / "he" / "LC_MESSAGES" / "bones.po"
    whole = catalog.read_text(encoding="utf-8")
    assert pseudo_translate("<c.lee-2020/>") in whole
    catalog.write_text(whole.replace(pseudo_translate("<c.lee-2020/>") + '"', '"'), encoding="utf-8")

    loaded = desk.site.publish()

    assert [problem for problem in loaded.catalogs.problems if "tag-lost" in problem]
    assert fallen_back(desk.texts("he")) == {"food.milk.text"}
