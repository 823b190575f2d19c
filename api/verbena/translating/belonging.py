"""Whether a catalog is what its file's name makes of it: of that article, in that language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.language.tags import folder_of
from verbena.model.edition import Revision
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.markup import hash_text
from verbena.translating.domains import ARTICLE_FIELD, DOMAIN_FIELD, Domain, domain_of

FATAL = (FindingCode.DOMAIN_UNKNOWN, FindingCode.LANGUAGE_IS_SOURCE, FindingCode.ARTICLE_DIFFERS)
"""Findings for which nothing of a file is taken."""


def check_file(catalog: Catalog, domain: Domain, locale: str, articles: Iterable[Revision]) -> Iterator[Finding]:
    """What a file as a whole says against being the catalog of a domain in a locale.

    A file's name alone doesn't tell whose texts it holds: slugs are given up, and given to other articles. `articles`
    are all that there are; they are looked through only where a file is in doubt.
    """
    if not domain.revisions:
        message = (
            f"nothing that is loaded is called {domain.name}: name the file by an article's slug, or load the article"
        )
        yield Finding(FindingCode.DOMAIN_UNKNOWN, message)
    if domain.is_written_in(locale):
        message = f"{domain.name} is written in {locale}: change its source, not a catalog"
        yield Finding(FindingCode.LANGUAGE_IS_SOURCE, message)
    if not catalog.entries and not catalog.findings:
        message = "no translation in it: all texts of this locale fall back; was the file cut off?"
        yield Finding(FindingCode.CATALOG_EMPTY, message, severity=Severity.WARNING)
    if (language := catalog.header.get("Language")) and language not in (folder_of(locale), locale):
        message = f"the header says Language: {language}, but the file is loaded as {locale}"
        yield Finding(FindingCode.LANGUAGE_DIFFERS, message, 1, None, Severity.WARNING)
    if (told := catalog.header.get(DOMAIN_FIELD)) and told != domain.name:
        message = f"the header says {DOMAIN_FIELD}: {told}, but the file is loaded as {domain.name}"
        yield Finding(FindingCode.DOMAIN_DIFFERS, message, 1, None, Severity.WARNING)
    if domain.article and (other := _tell_other(catalog, domain.article, articles)):
        yield Finding(FindingCode.ARTICLE_DIFFERS, other)


def _tell_other(catalog: Catalog, article: Revision, articles: Iterable[Revision]) -> str | None:
    """Why a catalog is another article's, or null where it is this one's."""
    key, slug = catalog.header.get(ARTICLE_FIELD), domain_of(article)
    if key == article.name.key:
        return None
    if key:
        return (
            f"the header says {ARTICLE_FIELD}: {key}, but the article {slug} has the key {article.name.key}, so that"
            " nothing of the file is taken: `verbena catalogs update` names it by its own article's slug"
        )
    entries = [entry for entry in catalog.entries if entry.translation and not entry.obsolete]
    current = sum(_is_of(entry, article) for entry in entries)
    if len(entries) >= _TELLING and current * _PARTS < len(entries):
        return (
            f"hardly a msgid in it is a text of {slug} as it is today, so that it may be another article's, and nothing"
            f" of it is taken: if it is this one's, say so in its header, with {ARTICLE_FIELD}: {article.name.key}"
        )
    if entries and not current:
        for other in articles:
            if all(_is_of(entry, other) for entry in entries):
                return f"its texts are those of the article {domain_of(other)}, so that nothing of it is taken"
    return None


def _is_of(entry: CatalogEntry, article: Revision) -> bool:
    unit = article.units.get(entry.path)
    return unit is not None and unit.hash == hash_text(entry.source)


# Of a catalog without a key a quarter must be of today's texts; but a few translations can all be of older ones.
_PARTS = 4
_TELLING = 3
