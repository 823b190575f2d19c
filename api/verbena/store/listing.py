"""The rows by which lists find, filter and sort published articles, written as editions come and go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert

from verbena.model.article import Article
from verbena.model.edition import SubjectKind, SubjectName
from verbena.store.collation import sort_key_of
from verbena.store.columns import count_microseconds
from verbena.store.subjects import number_subjects
from verbena.store.tables import SOURCE_MARK, facet, listing
from verbena.store.values import NewEdition


def list_edition(
    connection: Connection, subject_id: int, new: NewEdition, published_at: datetime, first_published_at: datetime
) -> None:
    """Let lists show an article in the locale of this edition, and by its source where it is the source's."""
    locales = [new.locale] if new.translations is not None else [new.locale, SOURCE_MARK + new.locale]
    unlist_locale(connection, subject_id, new.locale)
    row = {
        "subject_id": subject_id,
        "key": new.name.key,
        "title_sort": _sort_title(new),
        "updated_sort": -count_microseconds(published_at),
        "published_sort": -count_microseconds(first_published_at),
    }
    connection.execute(insert(listing), [row | {"locale": locale} for locale in locales])


def unlist_locale(connection: Connection, subject_id: int, locale: str) -> None:
    """Let lists no longer show an article in a locale, nor by a source in it."""
    rows = listing.c.locale.in_([locale, SOURCE_MARK + locale])
    connection.execute(delete(listing).where(listing.c.subject_id == subject_id, rows))


def list_facets(connection: Connection, subject_id: int, article: Article) -> None:
    """Let lists find an article by its topics and by the medications that it describes."""
    connection.execute(delete(facet).where(facet.c.subject_id == subject_id))
    targets = {SubjectName(SubjectKind.TOPIC, key) for key in article.topics}
    targets |= {SubjectName(SubjectKind.MEDICATION, use.medication) for use in article.medications}
    if targets:
        numbers = number_subjects(connection, sorted(targets))
        connection.execute(
            insert(facet), [{"subject_id": subject_id, "target_id": number} for number in numbers.values()]
        )


def _sort_title(new: NewEdition) -> bytes | None:
    # A source without a title still has to stand somewhere: before all others.
    if new.title is None:
        return b"" if new.translations is None else None
    return sort_key_of(new.title)
