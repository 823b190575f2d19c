"""Editions by their hashes, and the changes that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verbena.model.change import ChangeKind
from verbena.model.revision_hash import hash_revision
from verbena.store.bodies import SourceBody, TranslatedBody, decode_source, decode_translated, hash_edition
from verbena.store.checks.findings import PUBLISH_AGAIN, RESTORE, StoreFinding
from verbena.store.checks.findings import StoreFindingCode as Code
from verbena.store.checks.rows import UNREADABLE
from verbena.store.checks.streams import AnyRow
from verbena.store.checks.subject import SubjectRows, keep_read

Body = SourceBody | TranslatedBody


def check_editions(rows: SubjectRows, advance: Callable[[], None]) -> Iterator[StoreFinding]:
    """Editions that can't be read, are not what their hash says, or are missing; those shown must have their text."""
    shown = {row.id for row in rows.shown.values()}
    last_source = rows.last_source
    numbers: dict[str, int] = {}
    for row in rows.editions.values():
        advance()
        expected = numbers[row.locale] = numbers.get(row.locale, 0) + 1
        if row.number != expected:
            yield _tell(
                rows, row, Code.EDITION_NUMBER, f"it is number {row.number} where {expected} should be", RESTORE
            )
            numbers[row.locale] = row.number
        if row.body is not None:
            body, findings = _check_body(rows, row)
            yield from findings
            if body is not None and (row.id in shown or row.id == last_source):
                keep_read(rows, row.id, body)
        elif row.id in shown:
            yield _tell(rows, row, Code.EDITION_TEXT_GONE, "readers are shown it, and it has no text", PUBLISH_AGAIN)


def check_changes(rows: SubjectRows) -> Iterator[StoreFinding]:
    """Changes that don't fit their editions, and editions that no change tells of."""
    published: dict[str, int] = {}
    told: set[int] = set()
    for change in rows.changes:
        wrong = _find_fault(rows, change)
        edition = rows.editions.get(change.edition_id)
        if edition is not None:
            told.add(edition.id)
        if edition is not None and change.kind == ChangeKind.PUBLISHED:
            before = published.get(change.locale, 0)
            published[change.locale] = edition.number
            if edition.number != before + 1 and not wrong:
                wrong = f"it publishes edition {edition.number} after {before}"
        if wrong:
            yield StoreFinding("change", str(change.sequence), Code.CHANGE_WRONG, wrong, RESTORE)
    for row in rows.editions.values():
        if row.id not in told:
            yield _tell(rows, row, Code.EDITION_UNTOLD, "no change tells of it", RESTORE)


def _check_body(rows: SubjectRows, row: AnyRow) -> tuple[Body | None, list[StoreFinding]]:
    """What an edition says, null where that can't be read, and what is wrong with it."""
    try:
        if row.is_source:
            return _check_source(rows, row, decode_source(row.body))
        return _check_translated(rows, row, decode_translated(row.body))
    except UNREADABLE as error:
        return None, [_tell(rows, row, Code.EDITION_UNREADABLE, str(error), PUBLISH_AGAIN)]


def _check_source(rows: SubjectRows, row: AnyRow, body: SourceBody) -> tuple[Body, list[StoreFinding]]:
    findings = []
    revision = hash_revision(
        rows.name, row.locale, body.structure, body.units, body.references, body.safety, body.minor
    )
    if revision != row.revision:
        told = f"its text is that of the revision {revision}, not {row.revision}"
        findings.append(_tell(rows, row, Code.EDITION_HASH, told, PUBLISH_AGAIN))
    findings += _compare(rows, row, hash_edition(row.revision, None))
    if rows.references.get(row.id, frozenset()) != set(body.references):
        told = "the rows of what it names are not those that it names"
        findings.append(StoreFinding("reference", rows.where(row.id), Code.REFERENCES_WRONG, told, PUBLISH_AGAIN))
    return body, findings


def _check_translated(rows: SubjectRows, row: AnyRow, body: TranslatedBody) -> tuple[Body, list[StoreFinding]]:
    return body, _compare(rows, row, hash_edition(row.revision, body.units))


def _compare(rows: SubjectRows, row: AnyRow, said: str) -> list[StoreFinding]:
    if said == row.hash:
        return []
    return [_tell(rows, row, Code.EDITION_HASH, f"its content has the hash {said}, not {row.hash}", PUBLISH_AGAIN)]


def _find_fault(rows: SubjectRows, change: AnyRow) -> str | None:
    edition = rows.editions.get(change.edition_id)
    if change.kind not in list(ChangeKind):
        return f"there is no kind {change.kind!r}"
    if change.edition_id is None:
        return "it publishes nothing" if change.kind == ChangeKind.PUBLISHED else None
    if change.kind == ChangeKind.WITHDRAWN:
        return "it withdraws, and shows an edition"
    if edition is None:
        return f"edition {change.edition_id} is none of its subject"
    if edition.locale != change.locale:
        return f"edition {change.edition_id} is in {edition.locale}, not in {change.locale}"
    return None


def _tell(rows: SubjectRows, row: AnyRow, code: Code, message: str, remedy: str) -> StoreFinding:
    return StoreFinding("edition", f"{row.id} ({rows.name.kind} {rows.name.key} {row.locale})", code, message, remedy)
