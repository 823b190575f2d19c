"""The tables that say again what editions and changes say, in the shape that reading needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from verbena.model.article import Article
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import Inline
from verbena.store.checks.findings import PUBLISH_AGAIN, StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.checks.subject import SubjectRows
from verbena.store.collation import sort_key_of
from verbena.store.columns import count_microseconds
from verbena.store.completion import NOTHING, Completion, measure_completion
from verbena.store.tables import SOURCE_MARK

ReadTitle = Callable[[tuple[Inline, ...]], str]
"""Gives the words by which an article is sorted, as those who publish give them."""


def check_current(rows: SubjectRows) -> Iterator[StoreFinding]:
    """What each locale shows against its newest change, and when the subject was published first."""
    newest = rows.newest
    for locale in sorted(newest.keys() | rows.current.keys()):
        change, current = newest.get(locale), rows.current.get(locale)
        if change is None:
            yield _tell(rows, "current_edition", locale, Code.CURRENT_WRONG, "there is no change of this locale")
            continue
        edition = rows.editions.get(change.edition_id)
        wanted = (change.sequence, change.edition_id, edition is not None and edition.is_source)
        found = current and (current.sequence, current.edition_id, current.is_source)
        if found != wanted:
            wrong = f"it says {_write(found)} where the newest change says {_write(wanted)} (change, edition, source)"
            yield _tell(rows, "current_edition", locale, Code.CURRENT_WRONG, wrong)
    sources = [locale for locale, row in rows.shown.items() if row.is_source]
    if rows.shown and len(sources) != 1:
        wrong = f"{', '.join(sorted(rows.shown))} are shown, with {len(sources)} sources among them"
        yield _tell(rows, "current_edition", "", Code.SOURCE_MISSING, wrong)
    # The first in the feed's order: those who publish at once have each their own idea of what time it is.
    told = (rows.editions.get(change.edition_id) for change in rows.changes)
    first = next((edition.published_at for edition in told if edition is not None), None)
    if rows.row.published_at != first:
        wrong = f"it says that it was published first at {rows.row.published_at}, and that was at {first}"
        yield _tell(rows, "subject", "", Code.SUBJECT_WRONG, wrong)


def check_completion(rows: SubjectRows) -> Iterator[StoreFinding]:
    """How complete each locale is, by the hashes of what is shown, and the log of that."""
    log = {row.locale: Completion(row.completeness, row.is_complete) for row in rows.completion}
    for locale, current in rows.current.items():
        said = Completion(current.completeness, current.is_complete)
        measured = _measure(rows, locale)
        if measured is not None and not _equals(said, measured):
            told = f"it says {_complete(said)}, and is {_complete(measured)}"
            yield _tell(rows, "current_edition", locale, Code.COMPLETION_WRONG, told)
        if log.get(locale) != said:
            told = f"the log ends with {_complete(log.get(locale))} where {_complete(said)} is shown"
            yield _tell(rows, "completion", locale, Code.COMPLETION_WRONG, told)
    own = {change.sequence for change in rows.changes}
    for row in rows.completion:
        if row.sequence not in own:
            told = f"change {row.sequence} is none of this subject"
            yield _tell(rows, "completion", f"{row.locale} {row.sequence}", Code.COMPLETION_WRONG, told)


def check_lists(rows: SubjectRows, read_title: ReadTitle) -> Iterator[StoreFinding]:
    """The rows by which lists find, filter and sort an article, against its editions; others must have none."""
    wanted = _expect_listing(rows, read_title) if rows.name.kind is SubjectKind.ARTICLE else {}
    for locale in sorted(wanted.keys() | rows.listing.keys()):
        row = rows.listing.get(locale)
        found = row and (row.key, row.title_sort, row.updated_sort, row.published_sort)
        if locale not in wanted:
            yield _tell(rows, "listing", locale, Code.LISTING_WRONG, "it is listed, and not shown")
        elif found is None:
            yield _tell(rows, "listing", locale, Code.LISTING_WRONG, "it is shown, and not listed")
        elif wanted[locale] is not None and found != wanted[locale]:
            yield _tell(rows, "listing", locale, Code.LISTING_WRONG, "it is sorted by other than its edition says")
    source = rows.read.get(rows.last_source) if rows.last_source is not None else None
    article = source.body.structure if source and source.body else None
    facets = _expect_facets(article) if isinstance(article, Article) else frozenset()
    if (source is not None or not rows.editions) and rows.facets != facets:
        yield _tell(rows, "facet", "", Code.FACETS_WRONG, "its topics and medications are not those of its source")


def check_slug(rows: SubjectRows) -> Iterator[StoreFinding]:
    """The slug by which a shown article is found, against that of its source; no other subject has one."""
    sources = [row.id for row in rows.shown.values() if row.is_source and row.id in rows.read]
    body = rows.read[sources[0]].body if sources else None
    if rows.name.kind is not SubjectKind.ARTICLE:
        wanted = None
    elif body is not None and isinstance(body.structure, Article):
        wanted = body.structure.slug
    else:
        return
    if rows.row.slug != wanted:
        told = f"it is found by the slug {rows.row.slug}, and its source has {wanted}"
        yield _tell(rows, "subject", "", Code.SLUG_WRONG, told)


def _measure(rows: SubjectRows, locale: str) -> Completion | None:
    """How complete a locale is; null where a text that this depends on can't be read."""
    shown = rows.shown
    if locale not in shown:
        return NOTHING
    sources = [tag for tag, row in shown.items() if row.is_source]
    if len(sources) != 1 or any(row.id not in rows.read for row in shown.values()):
        return None
    hashes = {tag: rows.read[row.id].hashes for tag, row in shown.items()}
    source = hashes.pop(sources[0])
    return measure_completion(locale, sources[0], source, hashes)


def _expect_listing(rows: SubjectRows, read_title: ReadTitle) -> dict[str, tuple[Any, ...] | None]:
    """The listing row of each locale; null where a text that it depends on can't be read."""
    expected: dict[str, tuple[Any, ...] | None] = {}
    for locale, row in rows.shown.items():
        read = rows.read.get(row.id)
        values = None
        if read is not None and rows.row.published_at is not None:
            title = read_title(read.title) if read.title is not None else None
            empty = b"" if row.is_source else None
            sort = empty if title is None else sort_key_of(title)
            updated, first = count_microseconds(row.published_at), count_microseconds(rows.row.published_at)
            values = (rows.name.key, sort, -updated, -first)
        expected[locale] = values
        if row.is_source:
            expected[SOURCE_MARK + locale] = values
    return expected


def _expect_facets(article: Article) -> frozenset[SubjectName]:
    topics = (SubjectName(SubjectKind.TOPIC, key) for key in article.topics)
    medications = (SubjectName(SubjectKind.MEDICATION, use.medication) for use in article.medications)
    return frozenset((*topics, *medications))


def _equals(said: Completion, measured: Completion) -> bool:
    return said.is_complete == measured.is_complete and abs(said.completeness - measured.completeness) < 1e-9


def _complete(completion: Completion | None) -> str:
    if completion is None:
        return "nothing"
    return f"{completion.completeness:.4f} {'complete' if completion.is_complete else 'not complete'}"


def _write(values: tuple[Any, ...] | None) -> str:
    return "nothing" if values is None else ", ".join(map(str, values))


def _tell(rows: SubjectRows, table: str, key: str, code: Code, message: str) -> StoreFinding:
    return StoreFinding(table, rows.where(*([key] if key else [])), code, message, PUBLISH_AGAIN)
