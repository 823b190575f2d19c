"""Templates: every text of a domain as translators are given it, untranslated."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from verbena.authoring.tree import ContentTree
from verbena.authoring.units import Place
from verbena.catalogs.po import make_header
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.edition import INTERFACE, SubjectName
from verbena.model.words import Word
from verbena.translating.domains import Domain, read_domains
from verbena.translating.extract import extract_units


class Template(Struct, frozen=True):
    """A domain with its entries in reading order, under a header that tells which domain it is."""

    domain: Domain
    catalog: Catalog


def make_templates(tree: ContentTree, words: Sequence[Word]) -> tuple[Template, ...]:
    """One template a domain, sorted by name; `words` tell of the program's own words what the tree can't."""
    told: dict[SubjectName, dict[str, Place]] = {}
    for (name, path), place in tree.places.items():
        told.setdefault(name, {})[path] = place
    return tuple(_make_template(domain, told, words) for domain in read_domains(tree.revisions))


def _make_template(domain: Domain, told: dict[SubjectName, dict[str, Place]], words: Sequence[Word]) -> Template:
    entries: list[CatalogEntry] = []
    for revision in domain.revisions:
        places = told.get(revision.name, {})
        notes = {path: place.note for path, place in places.items() if place.note}
        lines: dict[str, tuple[str, ...]] = {path: (f"{place.file}:{place.line}",) for path, place in places.items()}
        if revision.name == INTERFACE:
            notes = {word.path: word.note for word in words} | notes
            lines = {word.path: word.places for word in words} | lines
        entries += extract_units(revision, notes, lines)
    return Template(domain, Catalog(tuple(entries), make_header(None, domain.identify())))
