"""Catalogs compiled to gettext's binary form, with what readers would get of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from verbena.authoring.tree import ContentTree
from verbena.catalogs.po import read_po, write_mo
from verbena.model.findings import Finding, has_errors, tell_unreadable
from verbena.model.translation import TranslationState
from verbena.translating.catalog_files import CatalogFile, find_catalogs, name_file
from verbena.translating.domains import read_domain
from verbena.translating.judge import judge_catalog
from verbena.translating.sources import Sources
from verbena.translating.tree_sources import TreeSources
from verbena.translating.write_files import write_files


class CompiledCatalog(Struct, frozen=True):
    """What became of the PO file `source`; `file` is null where nothing was compiled, because it belongs elsewhere."""

    source: str
    findings: tuple[Finding, ...]
    file: str | None = None
    entries: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether something was left out."""
        return has_errors(self.findings)


def compile_catalogs(locales: Path, tree: ContentTree, tags: Collection[str] = ()) -> tuple[CompiledCatalog, ...]:
    """Compile each catalog below `locales`, in these tags or in all, to a file `<domain>.mo` beside it.

    Raises:
        ContentInvalid: where a file can't be written.
    """
    sources = TreeSources(tree, locales)
    files: dict[Path, bytes] = {}
    compiled = [
        _compile(locales, found, sources, files)
        if isinstance(found, CatalogFile)
        else CompiledCatalog(found.file, (found.finding,))
        for found in find_catalogs(locales, tags)
    ]
    write_files(files)
    return tuple(compiled)


def _compile(locales: Path, found: CatalogFile, sources: Sources, files: dict[Path, bytes]) -> CompiledCatalog:
    try:
        catalog = read_po(found.path.read_bytes())
    except OSError as error:
        return CompiledCatalog(found.file, (tell_unreadable(error),))
    judged = judge_catalog(catalog, read_domain(sources, found.domain), found.tag, sources, datetime.now(UTC))
    if judged.refused:
        return CompiledCatalog(found.file, judged.findings)
    served = {
        path
        for translations in judged.translations.values()
        for path, translation in translations.items()
        if translation.state != TranslationState.INITIAL
    }
    entries = tuple(entry for entry in catalog.entries if entry.path in served and not entry.obsolete)
    path = found.path.with_suffix(".mo")
    files[path] = write_mo(replace(catalog, entries=entries))
    return CompiledCatalog(found.file, judged.findings, name_file(locales, path), len(entries))
