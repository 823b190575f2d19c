"""Snapshots by one statement: the subjects asked for, what they name directly or not, and each one's editions."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    union_all,
)

from verbena.model.edition import SubjectKind
from verbena.store.tables import change, completion, current_edition, edition, reference, subject


@cache
def ask_by_names() -> Select[*tuple[Any, ...]]:
    """What is published of the subjects `names` (pairs of kind and key) in `tags`."""
    return _ask(_show_now(_name_them()))


@cache
def ask_by_names_at() -> Select[*tuple[Any, ...]]:
    """What was published of the subjects `names` in `tags` with the change number `at`, and now of what they named."""
    return _ask(_show_at(_name_them()))


@cache
def ask_by_slug() -> Select[*tuple[Any, ...]]:
    """What is published in `tags` of the article with the slug `slug`."""
    return _ask(_show_now(subject.c.slug == bindparam("slug")))


def _name_them() -> ColumnElement[bool]:
    return tuple_(subject.c.kind, subject.c.key).in_(bindparam("names", expanding=True))


def _show_now(is_asked: ColumnElement[bool]) -> CTE:
    """The newest change of each locale of the asked subjects."""
    current = current_edition.c
    return (
        select(
            current.subject_id,
            current.locale,
            current.edition_id,
            current.is_source,
            _date_row(current_edition, current.is_source, _ask_completion(current_edition)).label("sequence"),
            current.completeness,
        )
        .join_from(subject, current_edition, current.subject_id == subject.c.id)
        .where(is_asked)
        .cte("shown")
    )


def _show_at(is_asked: ColumnElement[bool]) -> CTE:
    """The newest change up to `at` of each locale of the asked subjects."""
    newest = (
        select(func.max(change.c.sequence).label("sequence"))
        .join_from(subject, change, change.c.subject_id == subject.c.id)
        .where(is_asked, change.c.sequence <= bindparam("at"))
        .group_by(change.c.subject_id, change.c.locale)
        .cte("newest")
    )
    until = _ask_completion(change).where(completion.c.sequence <= bindparam("at"))
    share = until.with_only_columns(completion.c.completeness).scalar_subquery()
    return (
        select(
            change.c.subject_id,
            change.c.locale,
            change.c.edition_id,
            func.coalesce(edition.c.is_source, false()).label("is_source"),
            _date_row(change, func.coalesce(edition.c.is_source, false()), until).label("sequence"),
            func.coalesce(share, 0.0).label("completeness"),
        )
        .select_from(newest)
        .join(change, change.c.sequence == newest.c.sequence)
        .outerjoin(edition, edition.c.id == change.c.edition_id)
        .cte("shown")
    )


def _ask_completion(row: Any) -> Select[*tuple[Any, ...]]:
    """The newest entry of how complete the row's locale is."""
    return (
        select(completion.c.sequence)
        .where(completion.c.subject_id == row.c.subject_id, completion.c.locale == row.c.locale)
        .order_by(completion.c.sequence.desc())
        .limit(1)
    )


def _date_row(row: Any, is_source: ColumnElement[bool], completions: Select[*tuple[Any, ...]]) -> ColumnElement[int]:
    """The newest change of the row that shows in a snapshot.

    Of a locale whose texts aren't wanted, only that it is there and how complete it is does.
    """
    is_shown = or_(row.c.edition_id.is_(None), is_source == true(), row.c.locale.in_(bindparam("tags", expanding=True)))
    return case((is_shown, row.c.sequence), else_=func.coalesce(completions.scalar_subquery(), row.c.sequence))


def _ask(shown: CTE) -> Select[*tuple[Any, ...]]:
    """One row for each locale of an asked subject, then for each locale in `tags`, and the source's, of what it names.

    A row has its edition where that is in one of `tags` or the source; of other locales only that they are there.
    """
    current = current_edition.c
    rows = union_all(
        select(literal(True).label("is_asked"), *shown.c),
        select(
            literal(False),
            current.subject_id,
            current.locale,
            current.edition_id,
            current.is_source,
            current.sequence,
            current.completeness,
        ).where(current.subject_id.in_(select(_follow(shown).c.subject_id)), _is_wanted(current_edition)),
    ).subquery("row")
    return (
        select(
            rows.c.is_asked,
            subject.c.kind,
            subject.c.key,
            subject.c.slug,
            subject.c.published_at.label("first_published_at"),
            rows.c.locale,
            rows.c.is_source,
            rows.c.sequence,
            rows.c.completeness,
            rows.c.edition_id,
            edition.c.number,
            edition.c.revision,
            edition.c.published_at,
            edition.c.body,
        )
        .select_from(rows)
        .join(subject, subject.c.id == rows.c.subject_id)
        .outerjoin(edition, and_(edition.c.id == rows.c.edition_id, _is_wanted(rows)))
    )


def _is_wanted(rows: Any) -> ColumnElement[bool]:
    return or_(rows.c.is_source == true(), rows.c.locale.in_(bindparam("tags", expanding=True)))


def _follow(shown: CTE) -> CTE:
    """Every subject that the asked ones name, directly or not. A linked article is among them, not what it names."""
    current = current_edition.c
    direct = select(reference.c.target_id.label("subject_id")).join_from(
        shown, reference, reference.c.edition_id == shown.c.edition_id
    )
    named = direct.cte("named", recursive=True)
    indirect = (
        select(reference.c.target_id)
        .select_from(named)
        .join(subject, and_(subject.c.id == named.c.subject_id, subject.c.kind != SubjectKind.ARTICLE.value))
        .join(current_edition, and_(current.subject_id == named.c.subject_id, current.is_source == true()))
        .join(reference, reference.c.edition_id == current.edition_id)
    )
    return named.union(indirect)
