"""Keys of nodes that translations know: a new node with one of them would be given another text's translation."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from verbena.authoring.keys import keys_of_paths
from verbena.catalogs.po import read_po
from verbena.translating.catalog_files import CatalogFile, find_catalogs
from verbena.translating.domains import read_article_key


class GivenKeys(Struct, frozen=True):
    """The catalogs by the key of their article and by their name; their own keys are read where they are asked for."""

    by_article: dict[str, tuple[Path, ...]]
    by_domain: dict[str, tuple[Path, ...]]

    def of_article(self, key: str | None, slug: str) -> frozenset[str]:
        """Every node key that a translation of an article has, by whichever name its catalogs go.

        Obsolete entries count, whatever else is wrong with a catalog.
        """
        catalogs = {*self.by_article.get(key or "", ()), *self.by_domain.get(slug, ())}
        return frozenset(key for path in catalogs for key in _read_keys(path))


def find_given_keys(locales: Path) -> GivenKeys:
    """Where the catalogs below `locales` are."""
    given = GivenKeys({}, {})
    for found in find_catalogs(locales):
        if isinstance(found, CatalogFile) and found.path.is_file():
            given.by_domain[found.domain] = (*given.by_domain.get(found.domain, ()), found.path)
            if article := read_article_key(found.path.read_bytes()):
                given.by_article[article] = (*given.by_article.get(article, ()), found.path)
    return given


def _read_keys(path: Path) -> frozenset[str]:
    return keys_of_paths(entry.path for entry in read_po(path.read_bytes()).entries)
