"""Snapshots by one statement: the subjects asked for, what they name directly or not, and each one's editions."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
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
from verbena.store.tables import change, completion, current_edition, edition, old_slug, reference, subject


@cache
def ask_by_names() -> Select[*tuple[Any, ...]]:
    """What is published of the subjects `names` (pairs of kind and key) in `tags`."""
    return _ask(_name_them(), current_edition, _ask_completion(current_edition))


@cache
def ask_by_names_at() -> Select[*tuple[Any, ...]]:
    """What was published of the subjects `names` in `tags` with the change number `at`, and of what they named then."""
    return _ask_at(_name_them())


@cache
def ask_by_slug() -> Select[*tuple[Any, ...]]:
    """What is published in `tags` of the article that the slug `slug` leads to."""
    return _ask(_find_slug(), current_edition, _ask_completion(current_edition))


@cache
def ask_by_slug_at() -> Select[*tuple[Any, ...]]:
    """What was published in `tags`, with the change number `at`, of the article that the slug `slug` leads to now."""
    return _ask_at(_find_slug())


@cache
def ask_editions_at() -> Select[*tuple[Any, ...]]:
    """Every edition that stood, with the change number `at`, of the subjects `names` and of what they named then."""
    standing = _stand_at()
    shown = _show(_name_them(), standing, _ask_completion_at(standing))
    named = select(standing.c.edition_id).where(
        standing.c.subject_id.in_(select(_follow(shown, standing).c.subject_id))
    )
    numbers = union_all(select(shown.c.edition_id), named).subquery("number")
    return select(
        edition.c.id.label("edition_id"), edition.c.number, edition.c.locale, edition.c.body.is_(None).label("is_gone")
    ).join_from(numbers, edition, edition.c.id == numbers.c.edition_id)


def _find_slug() -> ColumnElement[bool]:
    slug: Any = bindparam("slug")
    leads = select(old_slug.c.target_id).where(old_slug.c.slug == slug)
    return or_(subject.c.slug == slug, subject.c.id == leads.scalar_subquery())


def _name_them() -> ColumnElement[bool]:
    return tuple_(subject.c.kind, subject.c.key).in_(bindparam("names", expanding=True))


def _ask_at(is_asked: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    standing = _stand_at()
    return _ask(is_asked, standing, _ask_completion_at(standing))


def _stand_at() -> FromClause:
    """What `current_edition` said with the change `at`, but for completeness, which is looked up in the log."""
    later = change.alias("later")
    newest = select(func.max(later.c.sequence)).where(
        later.c.subject_id == change.c.subject_id,
        later.c.locale == change.c.locale,
        later.c.sequence <= bindparam("at"),
    )
    share = _ask_completion_at(change).with_only_columns(completion.c.completeness)
    return (
        select(
            change.c.subject_id,
            change.c.locale,
            change.c.edition_id,
            func.coalesce(edition.c.is_source, false()).label("is_source"),
            change.c.sequence,
            func.coalesce(share.scalar_subquery(), 0.0).label("completeness"),
        )
        .select_from(change)
        .outerjoin(edition, edition.c.id == change.c.edition_id)
        .where(change.c.sequence == newest.scalar_subquery())
        .subquery("standing")
    )


def _show(is_asked: ColumnElement[bool], standing: Any, completions: Select[*tuple[Any, ...]]) -> CTE:
    """The newest change of each locale of the asked subjects."""
    return (
        select(
            standing.c.subject_id,
            standing.c.locale,
            standing.c.edition_id,
            standing.c.is_source,
            _date_row(standing, standing.c.is_source, completions).label("sequence"),
            standing.c.completeness,
        )
        .join_from(subject, standing, standing.c.subject_id == subject.c.id)
        .where(is_asked)
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


def _ask_completion_at(row: Any) -> Select[*tuple[Any, ...]]:
    """The newest entry of that up to the change `at`."""
    return _ask_completion(row).where(completion.c.sequence <= bindparam("at"))


def _date_row(row: Any, is_source: ColumnElement[bool], completions: Select[*tuple[Any, ...]]) -> ColumnElement[int]:
    """The newest change of the row that shows in a snapshot.

    Of a locale whose texts aren't wanted, only that it is there and how complete it is does.
    """
    is_shown = or_(row.c.edition_id.is_(None), is_source == true(), row.c.locale.in_(bindparam("tags", expanding=True)))
    return case((is_shown, row.c.sequence), else_=func.coalesce(completions.scalar_subquery(), row.c.sequence))


def _ask(
    is_asked: ColumnElement[bool], standing: Any, completions: Select[*tuple[Any, ...]]
) -> Select[*tuple[Any, ...]]:
    """One row for each locale of an asked subject, then for each locale in `tags`, and the source's, of what it names.

    A row has its edition where that is in one of `tags` or the source; of other locales only that they are there.
    `standing` says of each locale of each subject what it shows, and `completions` when that was measured.
    """
    shown = _show(is_asked, standing, completions)
    current = standing.c
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
        ).where(current.subject_id.in_(select(_follow(shown, standing).c.subject_id)), _is_wanted(standing)),
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


def _follow(shown: CTE, standing: Any) -> CTE:
    """Every subject that the asked ones name, directly or not. A linked article is among them, not what it names."""
    current = standing.c
    direct = select(reference.c.target_id.label("subject_id")).join_from(
        shown, reference, reference.c.edition_id == shown.c.edition_id
    )
    named = direct.cte("named", recursive=True)
    indirect = (
        select(reference.c.target_id)
        .select_from(named)
        .join(subject, and_(subject.c.id == named.c.subject_id, subject.c.kind != SubjectKind.ARTICLE.value))
        .join(standing, and_(current.subject_id == named.c.subject_id, current.is_source == true()))
        .join(reference, reference.c.edition_id == current.edition_id)
    )
    return named.union(indirect)
