"""Three small articles with their catalogs in files, whose translations tell which article they are of."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from tests.support.content import write_content
from verbena.authoring.tree import ContentTree, read_tree
from verbena.catalogs.po import read_po, write_po
from verbena.translating.init import NewCatalog, init_catalogs
from verbena.translating.templates import Template, make_templates
from verbena.translating.update import UpdatedCatalog, update_catalogs

AT = datetime(2026, 11, 23, tzinfo=UTC)
KEYS = ("apples", "bees", "cakes")
SAME = {key: key for key in KEYS}
FOLDERS = {"ar": "ar", "sw": "sw", "zh-Hans": "zh_Hans"}
_SHARED = ("interface.po", "reference.po")
_ARTICLE = """---
key: {key}
slug: {slug}
locale: {locale}
---
# About {key}
:::{{summary}}
In short, {key}.
:::

{{#{node}}}
More on {key}.
"""


class CatalogDesk:
    """Articles and their catalogs; what is translated begins with its article's key, as in `[bees] About bees`.

    Catalogs are named by `folder/file`, without the `LC_MESSAGES` between them.
    """

    def __init__(self, root: Path) -> None:
        """Make the articles, each with its key for its slug, translated into three languages."""
        self.content, self.locales = root / "content", root / "locales"
        self.write(SAME)
        self.init(*FOLDERS)
        for name, data in self.read().items():
            catalog = read_po(data)
            key = catalog.header.get("X-Article-Key", "shared")
            entries = tuple(replace(entry, translation=f"[{key}] {entry.source}") for entry in catalog.entries)
            self.put(name, write_po(replace(catalog, entries=entries)))

    def write(self, articles: Mapping[str, str], locale: str = "en", node: str = "p1") -> None:
        """Have these articles and no others, by their keys with their slugs; `node` is the key of their paragraph."""
        shutil.rmtree(self.content, ignore_errors=True)
        files: dict[str, str | bytes] = {
            f"articles/{slug}.md": _ARTICLE.format(key=key, slug=slug, locale=locale, node=node)
            for key, slug in articles.items()
        }
        write_content(self.content.parent, files)

    def read_tree(self) -> ContentTree:
        tree = read_tree(self.content, ())
        assert tree.problems == ()
        return tree

    def templates(self) -> tuple[Template, ...]:
        return make_templates(self.read_tree(), ())

    def update(self, *tags: str, write: bool = True) -> tuple[UpdatedCatalog, ...]:
        return update_catalogs(self.locales, self.templates(), tags, write=write)

    def init(self, *tags: str, write: bool = True) -> tuple[NewCatalog, ...]:
        return init_catalogs(self.locales, self.templates(), tags, at=AT, write=write)

    def read(self) -> dict[str, bytes]:
        """Every file below the locales' folder, hidden ones among them."""
        files = {path.relative_to(self.locales): path for path in sorted(self.locales.rglob("*")) if path.is_file()}
        return {name.as_posix().replace("LC_MESSAGES/", ""): path.read_bytes() for name, path in files.items()}

    def place(self, name: str) -> Path:
        folder, _, file = name.partition("/")
        return self.locales / folder / "LC_MESSAGES" / file

    def put(self, name: str, data: bytes) -> None:
        self.place(name).parent.mkdir(parents=True, exist_ok=True)
        self.place(name).write_bytes(data)

    def owners(self) -> dict[str, set[str]]:
        """The keys that the translations in each article's catalog begin with."""
        return {
            name: {entry.translation.partition("] ")[0].strip("[") for entry in read_po(data).entries} - {""}
            for name, data in self.read().items()
            if not name.endswith(_SHARED)
        }


def owned(slugs: Mapping[str, str]) -> dict[str, set[str]]:
    """What `owners` gives where each article has its own translations, by key and slug."""
    return {f"{folder}/{slug}.po": {key} for folder in FOLDERS.values() for key, slug in slugs.items()}


def codes_of(updated: Sequence[UpdatedCatalog]) -> dict[str, list[str]]:
    """The codes of each file that has findings."""
    return {
        one.file.removeprefix("locales/").replace("LC_MESSAGES/", ""): [str(finding.code) for finding in one.findings]
        for one in updated
        if one.findings
    }


def without_key(data: bytes) -> bytes:
    """A catalog that does not say which article it is of."""
    return b"".join(line for line in data.splitlines(keepends=True) if b"X-Article-Key" not in line)
