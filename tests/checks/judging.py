"""The checks as a catalog's loading runs them, on single pairs of texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from verbena.authoring.tree import ContentTree, read_tree
from verbena.catalogs.checks.context import CheckContext
from verbena.catalogs.checks.markup import check_markup
from verbena.catalogs.checks.translation import check_translation
from verbena.catalogs.po import read_po
from verbena.catalogs.values import CatalogEntry
from verbena.language.tags import tag_of_folder
from verbena.model.edition import SubjectKind
from verbena.model.findings import Finding
from verbena.reading.words import WORDS
from verbena.resources import find_resource
from verbena.translating.contexts import CheckContexts
from verbena.translating.tag_notes import read_links
from verbena.translating.tree_sources import TreeSources


@cache
def read_content() -> ContentTree:
    """The bundled content."""
    return read_tree(find_resource("content"), WORDS)


@cache
def find_context(locale: str) -> CheckContext:
    """What an article's translations into a locale are checked against, by the bundled catalogs."""
    article = next(one for one in read_content().revisions if one.name.kind is SubjectKind.ARTICLE)
    return CheckContexts(TreeSources(read_content()), find_resource("locales")).find(article, locale)


def judge(entry: CatalogEntry, locale: str) -> tuple[Finding, ...]:
    """Every finding about an entry's tags and words."""
    (source, translation), findings = check_markup(entry, read_links(entry.note))
    return (*findings, *check_translation(entry, source, translation, find_context(locale)))


def read_bundled() -> Iterator[tuple[str, CatalogEntry]]:
    """Each translation of the bundled catalogs with its locale's tag, in the order of files."""
    for path in sorted(find_resource("locales").rglob("*.po")):
        for entry in read_po(path.read_bytes()).entries:
            if entry.translation and not entry.obsolete:
                yield tag_of_folder(path.parts[-3]), entry
