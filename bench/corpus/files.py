"""A corpus as files: a folder of content and one of catalogs beside it, as writers and translators have them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.corpus.markdown import write_article, write_inlines
from bench.corpus.reference import name_figure
from bench.corpus.values import Corpus, MadeDatum, Translations
from verbena.catalogs.po import make_header, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.edition import Revision, SubjectKind
from verbena.model.markup import write_markup
from verbena.model.reference import Citation, Contributor, Medication
from verbena.translating.catalog_files import make_folder
from verbena.translating.domains import Domain
from verbena.translating.extract import extract_units

Progress = Callable[[int, int], None]
"""Told how many articles of how many are written."""


def write_corpus(corpus: Corpus, folder: Path, progress: Progress = lambda *_: None) -> None:
    """Write `content/` and `locales/` into a folder; equal corpora make equal bytes."""
    content, locales = folder / "content", folder / "locales"
    for place in (content / "articles", content / "figures", *(make_folder(locales, tag) for tag in corpus.tags[1:])):
        place.mkdir(parents=True, exist_ok=True)
    locales.mkdir(exist_ok=True)
    for asset in corpus.assets():
        (content / "figures" / name_figure(asset.digest)).write_bytes(asset.content)
    data = list(corpus.data())
    _write_data(content, data)
    for tag in corpus.tags[1:]:
        named = [one for one in data if one.revision.units]
        made = [one.translations[tag] for one in named]
        _write_catalog(locales, tag, "reference", [one.revision for one in named], made)
    for number, article in enumerate(corpus.articles()):
        progress(number, corpus.size)
        slug = article.structure.slug
        (content / "articles" / f"{slug}.md").write_text(write_article(article.revision), encoding="utf-8")
        for tag, translations in article.translations.items():
            _write_catalog(locales, tag, slug, [article.revision], [translations])
    progress(corpus.size, corpus.size)


def _write_data(content: Path, data: Iterable[MadeDatum]) -> None:
    kinds: dict[SubjectKind, list[dict[str, Any]]] = {}
    terms: dict[str, list[dict[str, Any]]] = {}
    for made in data:
        name, units = made.revision.name, made.revision.units
        words = {path.rpartition(".")[2]: write_inlines(unit.inlines) for path, unit in units.items()}
        if name.kind is SubjectKind.TERM:
            group, _, key = name.key.partition(".")
            terms.setdefault(group, []).append({"key": key, **words})
        else:
            kinds.setdefault(name.kind, []).append(_describe(made.revision) | words)
    citations = kinds.pop(SubjectKind.CITATION)
    (content / "citations.json").write_text(json.dumps(citations, indent=1, ensure_ascii=False), encoding="utf-8")
    files = {"terms": terms, "medications": kinds[SubjectKind.MEDICATION], "topics": kinds[SubjectKind.TOPIC]}
    files |= {"abbreviations": kinds[SubjectKind.ABBREVIATION], "contributors": kinds[SubjectKind.CONTRIBUTOR]}
    for file, entries in files.items():
        text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=1000)
        (content / f"{file}.yaml").write_text(text, encoding="utf-8")


def _describe(revision: Revision) -> dict[str, Any]:
    match revision.structure:
        case Citation(csl=csl):
            return csl
        case Contributor(key=key, full_name=name):
            return {"key": key, "fullName": name}
        case Medication() as one:
            return {
                "key": one.key,
                "drugClass": one.drug_class.partition(".")[2],
                "routes": [route.partition(".")[2] for route in one.routes],
                "brands": [{"name": brand.name, "regions": list(brand.regions)} for brand in one.brands],
                "codes": [{"system": code.system, "value": code.value} for code in one.codes],
            }
        case other:
            return {"key": other.key}


def _write_catalog(
    locales: Path, tag: str, domain: str, revisions: list[Revision], translations: list[Translations]
) -> None:
    identity = Domain(domain, tuple(revisions)).identify()
    entries: list[CatalogEntry] = []
    for revision, made in zip(revisions, translations, strict=True):
        entries += (_fill(entry, made) for entry in extract_units(revision))
    catalog = Catalog(tuple(entries), make_header(tag, identity))
    (make_folder(locales, tag) / f"{domain}.po").write_bytes(write_po(catalog))


def _fill(entry: CatalogEntry, translations: Translations) -> CatalogEntry:
    made = translations.get(entry.path)
    if made is None:
        return entry
    given: Mapping[str, Any] = {
        "source": write_markup(made.source),
        "translation": write_markup(made.translation.inlines),
        "state": made.translation.state,
        "origin": made.translation.origin,
    }
    return CatalogEntry(path=entry.path, note=entry.note, **given)
