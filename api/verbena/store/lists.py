"""Statements for pages of the published articles: one walk along an index for each locale, merged.

Each article has one row of `listing` for each locale, and one for its source. A list looks at the rows of some locales
(the chain), and of each article takes the row that no other of the chain goes before. Where nearly every article has a
row in the first tag, the walks along the others' rows find little, and cost a look at each row between two pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, exists, func, or_, select, tuple_, union_all

from verbena.model.edition import SubjectKind
from verbena.store.columns import count_microseconds
from verbena.store.completion_log import was_complete
from verbena.store.cursors import Place
from verbena.store.tables import SOURCE_MARK, facet, listing, subject
from verbena.store.values import ArticleOrder, ListQuery
from verbena.store.walking import walk_values

SORT_TYPES: dict[ArticleOrder, type] = {
    ArticleOrder.TITLE: bytes,
    ArticleOrder.UPDATED_NEWEST: int,
    ArticleOrder.PUBLISHED_NEWEST: int,
}
"""The type of what each order sorts by (see `verbena.store.tables.listing`)."""


def read_locales(connection: Connection) -> ListedLocales:
    """The locales of all published articles, and of their sources."""
    found = connection.scalars(_ask_locales()).all()
    return ListedLocales(
        published=tuple(locale for locale in found if not locale.startswith(SOURCE_MARK)),
        sources=tuple(locale.removeprefix(SOURCE_MARK) for locale in found if locale.startswith(SOURCE_MARK)),
    )


class ListedLocales(Struct, frozen=True):
    """Every locale in which an article is published, and every one in which an article is written; sorted."""

    published: tuple[str, ...]
    sources: tuple[str, ...]


class ArticleList:
    """One list of articles: which, in which order, by the titles of which tags."""

    def __init__(self, tags: Sequence[str], source_ends: bool, locales: ListedLocales, query: ListQuery) -> None:
        self._tags = list(dict.fromkeys(tags))
        self._sources = [SOURCE_MARK + locale for locale in locales.sources]
        # A source that is written in one of the tags has its row there; a tag without any row costs nothing.
        self._chain = [
            *(tag for tag in self._tags if tag in locales.published),
            *(SOURCE_MARK + locale for locale in locales.sources if locale not in self._tags),
        ]
        self._source_ends = source_ends
        self._condition = query.condition
        self._order = query.order
        self._first = query.first

    def ask_after(self, place: Place | None) -> Select[*tuple[Any, ...]]:
        """What comes after the place, as rows of `sort` and `key`, in order: a page of them and one more."""
        branches = [self._branch(locale, place, forwards=True).limit(self._first + 1) for locale in self._walked()]
        rows = union_all(*(branch.subquery().select() for branch in branches)).subquery()
        return select(rows.c.sort, rows.c.key).order_by(rows.c.sort, rows.c.key)

    def ask_before(self, place: Place) -> Select[*tuple[Any, ...]]:
        """Whether any entry stands at the place or before it."""
        branches = [self._branch(locale, place, forwards=False) for locale in self._walked()]
        return select(or_(*(exists(branch.order_by(None).subquery().select()) for branch in branches)))

    def ask_count(self) -> Select[*tuple[Any, ...]]:
        """How many entries the whole list has."""
        row = listing.alias("listed")
        return select(func.count()).select_from(row).where(row.c.locale.in_(self._sources), *self._conditions(row))

    def _walked(self) -> list[str]:
        # An article's rows have its first publication in common: those of the sources stand for all.
        return self._sources if self._order is ArticleOrder.PUBLISHED_NEWEST else self._chain

    def _branch(self, locale: str, place: Place | None, *, forwards: bool) -> Select[*tuple[Any, ...]]:
        """The entries that are sorted by their row of this locale, on one side of a place."""
        row = listing.alias("listed")
        sort = _SORTS[self._order](row)
        branch = select(sort.label("sort"), row.c.key).where(row.c.locale == locale, sort.is_not(None))
        if place is not None:
            here, there = tuple_(sort, row.c.key), tuple_(place.sort, place.key)
            branch = branch.where(here > there if forwards else here <= there)
        return branch.where(*self._exclusions(row, locale), *self._conditions(row)).order_by(sort, row.c.key)

    def _exclusions(self, row: FromClause, locale: str) -> list[ColumnElement[bool]]:
        """That no other row of the chain goes before this one."""
        other = listing.alias("other")
        if self._order is ArticleOrder.TITLE:
            goes_before: ColumnElement[bool] = other.c.title_sort.is_not(None)
            chain = self._chain[: self._chain.index(locale)]
        elif self._order is ArticleOrder.UPDATED_NEWEST:
            newer = other.c.updated_sort < row.c.updated_sort
            as_new = and_(other.c.updated_sort == row.c.updated_sort, other.c.locale < row.c.locale)
            goes_before = or_(newer, as_new)
            chain = [tag for tag in self._chain if tag != locale]
        else:
            return []
        return [~_has_row(row, other, chain, goes_before)] if chain else []

    def _conditions(self, row: FromClause) -> list[ColumnElement[bool]]:
        other = listing.alias("other")
        wanted = self._condition
        conditions: list[ColumnElement[bool]] = []
        if not self._source_ends:
            conditions.append(was_complete(row.c.subject_id, self._tags))
        for kind, key in ((SubjectKind.TOPIC, wanted.topic), (SubjectKind.MEDICATION, wanted.medication)):
            if key is not None:
                target = select(subject.c.id).where(subject.c.kind == kind.value, subject.c.key == key)
                having = select(facet.c.subject_id).where(facet.c.target_id == target.scalar_subquery())
                conditions.append(row.c.subject_id.in_(having))
        if wanted.published_in is not None:
            conditions.append(
                exists().where(other.c.subject_id == row.c.subject_id, other.c.locale == wanted.published_in)
            )
        if wanted.updated_since is not None:
            since = other.c.updated_sort <= -count_microseconds(wanted.updated_since)
            conditions.append(_has_row(row, other, self._chain, since))
        return conditions


def _has_row(
    row: FromClause, other: FromClause, locales: Sequence[str], condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    return exists().where(other.c.subject_id == row.c.subject_id, other.c.locale.in_(locales), condition)


_SORTS: dict[ArticleOrder, Callable[[FromClause], ColumnElement[Any]]] = {
    ArticleOrder.TITLE: lambda row: row.c.title_sort,
    ArticleOrder.UPDATED_NEWEST: lambda row: row.c.updated_sort,
    ArticleOrder.PUBLISHED_NEWEST: lambda row: row.c.published_sort,
}


@cache
def _ask_locales() -> Select[*tuple[str]]:
    walk = walk_values(listing.c.locale)
    return select(walk.c.value).where(walk.c.value.is_not(None))
