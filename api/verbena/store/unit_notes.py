"""What is noted of units: the findings of their translations, and what was refused of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from msgspec import msgpack
from sqlalchemy import Connection, Row, delete, insert, select

from verbena.model.edition import SubjectName
from verbena.model.findings import Finding
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import Refusal, UnitName
from verbena.store.columns import make_storable
from verbena.store.tables import translation
from verbena.store.translation_rows import UnitKey, delete_units
from verbena.store.unit_tables import refusal, unit_finding

Findings = tuple[Finding, ...]


def read_findings(connection: Connection, subject_id: int, locale: str) -> dict[str, Findings]:
    """The findings of the translations of a subject in a locale, by unit path."""
    row = unit_finding.c
    rows = select(row.path, row.findings).where(row.subject_id == subject_id, row.locale == locale).order_by(row.path)
    return {path: decode_findings(findings) for path, findings in connection.execute(rows)}


def replace_findings(connection: Connection, findings: Mapping[UnitKey, Findings]) -> None:
    """Make these all the findings of each unit."""
    drop_findings(connection, findings)
    rows = [
        {**key._asdict(), "findings": encode_findings(each)}
        for key, each in sorted(findings.items(), key=lambda item: item[0])
        if each
    ]
    if rows:
        connection.execute(insert(unit_finding), rows)


def note_subject_findings(connection: Connection, locale: str, findings: Mapping[int, Mapping[str, Findings]]) -> None:
    """Make these, by unit path, all the findings of subjects in a locale; there is none where no translation is."""
    for batch in _split(list(findings)):
        there, noted = translation.c, unit_finding.c
        translated = select(there.subject_id, there.path).where(there.locale == locale, there.subject_id.in_(batch))
        known = {tuple(row) for row in connection.execute(translated)}
        connection.execute(delete(unit_finding).where(noted.locale == locale, noted.subject_id.in_(batch)))
        rows = [
            {"subject_id": number, "locale": locale, "path": path, "findings": encode_findings(each)}
            for number in batch
            for path, each in sorted(findings[number].items())
            if each and (number, path) in known
        ]
        if rows:
            connection.execute(insert(unit_finding), rows)


def drop_findings(connection: Connection, keys: Iterable[UnitKey]) -> None:
    """Forget the findings of units."""
    delete_units(connection, unit_finding, keys)


def read_refusals(connection: Connection, name: SubjectName, subject_id: int, locale: str) -> dict[str, Refusal]:
    """What was refused of a subject in a locale, by unit path."""
    row = refusal.c
    rows = select(refusal).where(row.subject_id == subject_id, row.locale == locale).order_by(row.path)
    return {found.path: _read_refusal(name, found) for found in connection.execute(rows)}


def replace_refusals(connection: Connection, refusals: Mapping[UnitKey, Refusal]) -> None:
    """Keep these in place of what was refused of their units before."""
    drop_refusals(connection, refusals)
    if refusals:
        rows = [_write_refusal(key, each) for key, each in sorted(refusals.items(), key=lambda item: item[0])]
        connection.execute(insert(refusal), rows)


def drop_refusals(connection: Connection, keys: Iterable[UnitKey]) -> None:
    """Forget what was refused of units."""
    delete_units(connection, refusal, keys)


def drop_locale_notes(connection: Connection, locale: str) -> None:
    """Forget all findings and refusals in a locale."""
    for table in (unit_finding, refusal):
        connection.execute(delete(table).where(table.c.locale == locale))


def encode_findings(findings: Findings) -> bytes:
    """The bytes of findings; what is no character stands in them as the replacement character."""
    storable = tuple(
        msgspec.structs.replace(
            finding,
            text=make_storable(finding.text),
            values={name: make_storable(value) for name, value in finding.values.items()},
        )
        for finding in findings
    )
    return msgpack.encode(storable)


def decode_findings(data: bytes) -> Findings:
    """The findings that `encode_findings` made these bytes of."""
    return _findings.decode(data)


def decode_refused(data: bytes) -> str:
    """A refused text as it came."""
    return data.decode("utf-8", "surrogatepass")


def _write_refusal(key: UnitKey, refused: Refusal) -> dict[str, Any]:
    return {
        **key._asdict(),
        "text": refused.text.encode("utf-8", "surrogatepass"),
        "source_hash": refused.source_hash,
        "state": refused.state.value,
        "origin": refused.origin.value,
        "at": refused.at,
        "actor": None if refused.by is None else make_storable(refused.by),
        "findings": encode_findings(refused.findings),
    }


def _read_refusal(name: SubjectName, row: Row[*tuple[Any, ...]]) -> Refusal:
    return Refusal(
        unit=UnitName(name, row.locale, row.path),
        text=decode_refused(row.text),
        source_hash=row.source_hash,
        state=TranslationState(row.state),
        origin=TranslationOrigin(row.origin),
        at=row.at,
        by=row.actor,
        findings=decode_findings(row.findings),
    )


def _split(numbers: list[int]) -> Iterable[Collection[int]]:
    return (numbers[start : start + _AT_A_TIME] for start in range(0, len(numbers), _AT_A_TIME))


_findings = msgpack.Decoder(tuple[Finding, ...])

# Well under the number of values that a statement may have on any database.
_AT_A_TIME = 500
