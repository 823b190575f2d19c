"""How far each catalog is: what readers get of it today, and what is left to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from verbena.authoring.tree import ContentTree
from verbena.catalogs.po import read_po
from verbena.catalogs.values import Catalog
from verbena.language.word_count import count_words
from verbena.model.edition import SourceUnit
from verbena.model.findings import Severity
from verbena.model.inline import plain_words
from verbena.model.progress import Progress, Stage, no_progress
from verbena.model.translation import Translation, TranslationState
from verbena.translating.catalog_files import find_folders, make_folder
from verbena.translating.domains import Domain, read_domains
from verbena.translating.judge import is_outdated, judge_catalog
from verbena.translating.sources import Sources
from verbena.translating.tree_sources import TreeSources


class CatalogStatus(Struct, frozen=True, rename="camel"):
    """The units of one domain in one locale: each counts as one of translated, fuzzy, outdated and missing.

    `share` is that of the translated, 0 to 1: of an article it is GraphQL's `completeness`, once it is published.
    `words_left` counts the words of the source texts of all others. What has an error is missing; `errors` counts the
    findings that say so.
    """

    locale: str
    domain: str
    units: int
    translated: int
    fuzzy: int
    outdated: int
    missing: int
    share: float
    words_left: int
    errors: int


def read_status(
    locales: Path, tree: ContentTree, tags: Collection[str] = (), progress: Progress = no_progress
) -> tuple[CatalogStatus, ...]:
    """The status of every domain in each of these locales, or in all that have a folder, as the files are.

    A domain without a file is missing as a whole; one that is written in a locale has no status there.
    """
    sources = TreeSources(tree, locales)
    domains = read_domains(tree.revisions)
    folders = find_folders(locales)
    wanted = [(tag, domain) for tag in tags or folders for domain in domains if not domain.is_written_in(tag)]
    status = []
    for done, (tag, domain) in enumerate(wanted):
        progress(Stage.CATALOGS, done, len(wanted))
        folder = folders.get(tag) or make_folder(locales, tag)
        status.append(_read_domain(folder / f"{domain.name}.po", domain, tag, sources))
    progress(Stage.CATALOGS, len(wanted), len(wanted))
    return tuple(status)


_TRANSLATED, _FUZZY, _OUTDATED, _MISSING = "translated", "fuzzy", "outdated", "missing"


def _read_domain(file: Path, domain: Domain, tag: str, sources: Sources) -> CatalogStatus:
    catalog = read_po(file.read_bytes()) if file.is_file() else None
    # The time is of no account: nothing is kept.
    judged = judge_catalog(catalog or Catalog(()), domain, tag, sources, datetime.now(UTC))
    counts: Counter[str] = Counter()
    words_left = 0
    for revision in domain.revisions:
        translations = judged.translations.get(revision.name, {})
        for path, unit in revision.units.items():
            kind = _classify(unit, translations.get(path))
            counts[kind] += 1
            if kind != _TRANSLATED:
                words_left += count_words(plain_words(unit.inlines), revision.locale)
    return CatalogStatus(
        locale=tag,
        domain=domain.name,
        units=domain.units,
        translated=counts[_TRANSLATED],
        fuzzy=counts[_FUZZY],
        outdated=counts[_OUTDATED],
        missing=counts[_MISSING],
        share=counts[_TRANSLATED] / domain.units,
        words_left=words_left,
        errors=sum(finding.severity == Severity.ERROR for finding in judged.findings) if catalog else 0,
    )


def _classify(unit: SourceUnit, translation: Translation | None) -> str:
    if translation is None:
        return _MISSING
    if translation.state == TranslationState.INITIAL:
        return _FUZZY
    return _OUTDATED if is_outdated(unit, translation) else _TRANSLATED
