"""Keys of nodes that translations know: a new node with one of them would be given another text's translation."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from verbena.authoring.keys import keys_of_paths
from verbena.catalogs.po import read_po
from verbena.translating.catalog_files import CatalogFile, find_catalogs
from verbena.translating.domains import ARTICLE_FIELD


class GivenKeys(Struct, frozen=True):
    """The keys in all catalogs, obsolete entries among them: by the article's key, and by the name of the file."""

    by_article: dict[str, frozenset[str]]
    by_domain: dict[str, frozenset[str]]

    def of_article(self, key: str | None, slug: str) -> frozenset[str]:
        """Every node key that a translation of an article has, by whichever name its catalogs go."""
        return self.by_article.get(key or "", frozenset()) | self.by_domain.get(slug, frozenset())


def read_given_keys(locales: Path) -> GivenKeys:
    """The keys that the catalogs below `locales` have, whatever else is wrong with them."""
    given = GivenKeys({}, {})
    for found in find_catalogs(locales):
        if isinstance(found, CatalogFile) and found.path.is_file():
            catalog = read_po(found.path.read_bytes())
            keys = keys_of_paths(entry.path for entry in catalog.entries)
            article = catalog.header.get(ARTICLE_FIELD, "")
            given.by_article[article] = given.by_article.get(article, frozenset()) | keys
            given.by_domain[found.domain] = given.by_domain.get(found.domain, frozenset()) | keys
    given.by_article.pop("", None)
    return given
