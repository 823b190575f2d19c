"""Catalogs out of the store: what there is of a domain in a locale, with all that a translator needs to go on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct, msgpack
from msgspec.structs import replace

from verbena.catalogs.po import make_header
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.language.tags import folder_of
from verbena.model.edition import INTERFACE as INTERFACE_NAME
from verbena.model.edition import Revision, SubjectKind
from verbena.model.errors import NotFound
from verbena.model.markup import write_markup
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import Refusal, UnitEvent
from verbena.resources import find_program
from verbena.translating.comment_lines import write_comment_line
from verbena.translating.desk import DraftUnits
from verbena.translating.domains import INTERFACE, REFERENCE, Domain, domain_of, read_domain
from verbena.translating.extract import extract_units
from verbena.translating.judge import is_outdated
from verbena.translating.sources import Sources
from verbena.translating.weigh import fingerprint_of, show_state
from verbena.translating.words import extract_words

REVISION_FIELD = "X-Source-Revision"
"""The field of a catalog's header that names the revision of its source; it only informs."""


class Exported(Struct, frozen=True):
    """A catalog, and a digest of all that there is to say of its domain in its locale, whatever was left out of it."""

    catalog: Catalog
    digest: str


def open_domain(sources: Sources, name: str, locale: str) -> Domain:
    """A domain that is translated into a locale.

    Raises:
        NotFound: where nothing that is loaded is called so, or it is written in that locale.
    """
    found = read_domain(sources, name)
    if not found.revisions:
        raise NotFound(
            f"nothing that is loaded is called {name[:60]!a}: give an article's slug, `reference` or `interface`."
        )
    if found.is_written_in(locale):
        raise NotFound(f"{name} is written in {locale}: there is no translation of it to take out or in.")
    return found


def list_domains(sources: Sources, locale: str) -> Iterator[str]:
    """Every domain that is translated into a locale: the shared ones, then the articles by their keys."""
    for name in (INTERFACE, REFERENCE):
        found = read_domain(sources, name)
        if found.revisions and not found.is_written_in(locale):
            yield name
    for article in sources.draft_names(SubjectKind.ARTICLE):
        revision = sources.read_draft(article)
        if revision is not None and revision.units and revision.locale != locale:
            yield domain_of(revision)


def export_catalog(store: DraftUnits, domain: Domain, locale: str, *, needs_work: bool = False) -> Exported:
    """The catalog of a domain in a locale as the store has it: equal states give equal catalogs.

    Every entry has as its `base` the fingerprint of the translation that there is. An outdated one needs work, with the
    text that it was made from as its previous source where that is known. What people said of a unit stands in its
    comment, a line each; what was refused of it is told in its note. With `needs_work`, only what is missing, INITIAL,
    outdated or refused is there.
    """
    entries: list[CatalogEntry] = []
    waiting: set[str] = set()
    for revision in domain.revisions:
        here = store.read_translations(revision.name, locale).get(locale, {})
        refusals = store.read_refusals(revision.name, locale)
        comments = store.read_unit_comments(revision.name, locale)
        for entry in extract_units(revision, _read_notes(revision)):
            translation = here.get(entry.path)
            told = _tell(entry, translation, refusals.get(entry.path), comments.get(entry.path, ()))
            entries.append(_fill(store, revision, told, translation))
            if translation is None or entries[-1].fuzzy or entry.path in refusals:
                waiting.add(entry.path)
    header = {**make_header(locale, domain.identify()), REVISION_FIELD: _tell_revision(domain)}
    whole = Catalog(tuple(entries), header)
    kept = tuple(entry for entry in entries if entry.path in waiting) if needs_work else whole.entries
    return Exported(replace(whole, entries=kept), _digest(whole))


def export_template(domain: Domain) -> Catalog:
    """The texts of a domain as they are to be translated, into whichever language."""
    entries = (entry for revision in domain.revisions for entry in extract_units(revision, _read_notes(revision)))
    header = {**make_header(None, domain.identify()), REVISION_FIELD: _tell_revision(domain)}
    return Catalog(tuple(entries), header)


def place_catalog(locale: str, domain: str, extension: str) -> str:
    """Where a catalog belongs below a folder of all locales, as gettext and Weblate look for it."""
    return f"{folder_of(locale)}/LC_MESSAGES/{domain}.{extension}"


def _fill(store: DraftUnits, revision: Revision, entry: CatalogEntry, translation: Translation | None) -> CatalogEntry:
    unit = revision.units[entry.path]
    base = fingerprint_of(translation)
    if translation is None:
        return replace(entry, base=base, limit=unit.limit)
    filled = replace(
        entry,
        translation=write_markup(translation.inlines),
        state=show_state(translation, unit),
        origin=translation.origin,
        base=base,
        limit=unit.limit,
    )
    if not is_outdated(unit, translation):
        return filled
    older = store.find_older_source(revision.name, entry.path, translation.source_hash)
    if older is None:
        return filled
    was = None if translation.state is TranslationState.INITIAL else translation.state
    return replace(filled, previous=write_markup(older.inlines), was=was)


def _tell(
    entry: CatalogEntry, translation: Translation | None, refusal: Refusal | None, comments: Iterable[UnitEvent]
) -> CatalogEntry:
    note = entry.note
    if refusal is not None and refusal.text != (write_markup(translation.inlines) if translation else ""):
        codes = ", ".join(dict.fromkeys(str(one.code) for one in refusal.findings))
        note = f"{note}\nNot taken on {refusal.at.date()}, for {codes}: {' '.join(refusal.text.split())}"
    return replace(entry, note=note, comment="\n".join(map(write_comment_line, comments)))


def _tell_revision(domain: Domain) -> str:
    if domain.article is not None:
        return domain.article.hash
    return hashlib.sha256("".join(one.hash for one in domain.revisions).encode()).hexdigest()[:16]


def _digest(catalog: Catalog) -> str:
    return hashlib.sha256(msgpack.encode(catalog)).hexdigest()[:32]


def _read_notes(revision: Revision) -> Mapping[str, str]:
    return _find_word_notes() if revision.name == INTERFACE_NAME else {}


@cache
def _find_word_notes() -> dict[str, str]:
    """What the program tells translators of its own words, by path."""
    return {word.path: word.note for word in extract_words(*find_program()) if word.note}
