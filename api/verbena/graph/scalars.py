"""The schema's scalars: what they take, what they give, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NewType

import strawberry

from verbena.language.tags import parse_tag
from verbena.model.errors import BadUserInput, InvalidLocale

Locale = NewType("Locale", str)
JSON = NewType("JSON", object)


def _parse_locale(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidLocale(f'{_show(value)} is not a string: a locale is a BCP 47 tag such as "es-419".')
    return parse_tag(value)


def _parse_date(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise BadUserInput(f'{_show(value)} is not an ISO 8601 calendar date such as "2026-11-23".') from error


def _parse_datetime(value: object) -> datetime:
    try:
        instant = datetime.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        message = f'{_show(value)} is not an ISO 8601 instant such as "2026-11-23T08:30:00Z".'
        raise BadUserInput(message) from error
    if instant.tzinfo is None:
        raise BadUserInput(f'{_show(value)} has no offset from UTC: end it with "Z" or an offset such as "+02:00".')
    return instant


def _write_datetime(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _show(value: object) -> str:
    return ascii(value)[:60]


SCALARS: dict[object, Any] = {
    Locale: strawberry.scalar(
        name="Locale",
        description=(
            'A BCP 47 language tag in canonical form (RFC 5646 section 4.5), such as "es-419" or "zh-Hant-TW". Input '
            "be in any case; what is not well-formed is refused with the code INVALID_LOCALE."
        ),
        specified_by_url="https://www.rfc-editor.org/rfc/rfc5646",
        serialize=str,
        parse_value=_parse_locale,
    ),
    date: strawberry.scalar(
        name="Date",
        description='An ISO 8601 calendar date, such as "2026-11-23".',
        serialize=date.isoformat,
        parse_value=_parse_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description='An ISO 8601 instant with an offset, such as "2026-11-23T08:30:00Z"; given in UTC.',
        serialize=_write_datetime,
        parse_value=_parse_datetime,
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="Any JSON value.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
    ),
}
