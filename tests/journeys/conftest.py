"""A small article, published whole in English and Hebrew, with its files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.content import write_content
from tests.support.desk import ARTICLE, Desk
from tests.support.pseudo_translation import translate_template
from tests.support.site import open_site


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files and the store as they are at first, to be copied."""
    root = tmp_path_factory.mktemp("published")
    content = write_content(root, {"articles/bones.md": ARTICLE})
    locales = root / "locales"
    locales.mkdir()
    with open_site(root, content, locales) as site:
        site.load()
        for domain in ("bones", "reference", "interface"):
            translate_template(site.extract(domain, root), "he", locales)
        site.publish()
    return root


@pytest.fixture
def desk(published: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    with open_site(tmp_path, tmp_path / "content", tmp_path / "locales") as site:
        yield Desk(site, tmp_path)
