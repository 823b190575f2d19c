"""Drafts with their translations, several at once: a few statements however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, select, true

from verbena.model.edition import Revision, SubjectName
from verbena.model.translation import Translation
from verbena.store.bodies import SourceBody, decode_source
from verbena.store.safety import accept_texts
from verbena.store.subjects import find_subjects
from verbena.store.tables import current_edition, draft, edition, revision, translation
from verbena.store.translation_rows import read_translation
from verbena.store.values import Draft

_Texts = defaultdict[str, dict[str, Translation]]


class _Newest(Struct, frozen=True):
    """The newest revision of a subject."""

    hash: str
    locale: str
    slug: str | None
    loaded_at: datetime
    body: SourceBody


def read_whole_drafts(
    connection: Connection, names: Sequence[SubjectName], locales: Collection[str] | None
) -> dict[SubjectName, Draft]:
    """What `verbena.store.loading.Drafts.read_drafts` gives."""
    numbers = {number: name for name, number in find_subjects(connection, names).items()}
    drafts: dict[SubjectName, Draft] = {}
    for start in range(0, len(numbers), _AT_A_TIME):
        batch = list(numbers)[start : start + _AT_A_TIME]
        newest = _read_newest(connection, batch)
        texts = _read_texts(connection, list(newest), locales)
        accepted = _read_accepted(connection, newest)
        for number, found in newest.items():
            body, name = found.body, numbers[number]
            loaded = Revision(
                name,
                found.locale,
                found.slug,
                found.hash,
                body.structure,
                body.units,
                body.references,
                body.safety,
                body.minor,
            )
            drafts[name] = Draft(loaded, found.loaded_at, texts[number], accepted[number])
    return drafts


def _read_newest(connection: Connection, numbers: list[int]) -> dict[int, _Newest]:
    row = revision.c
    newest = (
        select(draft.c.subject_id, row.hash, row.locale, row.slug, row.loaded_at, row.body)
        .join_from(draft, revision, row.id == draft.c.revision_id)
        .where(draft.c.subject_id.in_(numbers))
    )
    return {
        number: _Newest(content, locale, slug, loaded_at, decode_source(body))
        for number, content, locale, slug, loaded_at, body in connection.execute(newest)
    }


def _read_texts(connection: Connection, numbers: list[int], locales: Collection[str] | None) -> dict[int, _Texts]:
    texts: dict[int, _Texts] = {number: defaultdict(dict) for number in numbers}
    rows = select(translation).where(translation.c.subject_id.in_(numbers))
    if locales is not None:
        rows = rows.where(translation.c.locale.in_(locales))
    for row in connection.execute(rows):
        texts[row.subject_id][row.locale][row.path] = read_translation(row)
    return texts


def _read_accepted(connection: Connection, newest: dict[int, _Newest]) -> dict[int, dict[str, tuple[str, ...]]]:
    """What publishing would find accepted, from the published sources and the revisions between them and the drafts."""
    current, since = current_edition.c, revision.alias("since")
    sources = (
        select(current.subject_id, edition.c.body)
        .join_from(current_edition, edition, edition.c.id == current.edition_id)
        .where(current.subject_id.in_(newest), current.is_source == true())
    )
    between = (
        select(revision.c.subject_id, revision.c.body)
        .select_from(current_edition)
        .join(edition, edition.c.id == current.edition_id)
        .join(since, (since.c.subject_id == current.subject_id) & (since.c.hash == edition.c.revision))
        .join(draft, draft.c.subject_id == current.subject_id)
        .join(revision, revision.c.subject_id == current.subject_id)
        .where(current.subject_id.in_(newest), current.is_source == true())
        .where(revision.c.id > since.c.id, revision.c.id < draft.c.revision_id)
        .order_by(revision.c.id)
    )
    before = {number: decode_source(body) for number, body in connection.execute(sources) if body}
    skipped: defaultdict[int, list[SourceBody]] = defaultdict(list)
    for number, body in connection.execute(between):
        skipped[number].append(decode_source(body))
    return {
        number: accept_texts(before.get(number), skipped[number], found.body, found.hash)
        for number, found in newest.items()
    }


# Well under the number of values that a statement may have on any database.
_AT_A_TIME = 500
