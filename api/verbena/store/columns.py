"""The types of columns, the same on every database."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect, Integer, String, TypeDecorator
from sqlalchemy.types import TypeEngine

# What no key, slug, tag or path can have in it, and not every database or driver takes.
_NOT_IN_WORDS = re.compile("[\0\ud800-\udfff]")


class _Word(TypeDecorator[str]):
    """Keys, slugs, tags and paths, compared by code point everywhere: PostgreSQL would otherwise sort by its locale.

    Anything may be asked for. What no database has is asked for as another text that none has.
    """

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """The type of the database's own."""
        return dialect.type_descriptor(String(collation="C" if dialect.name == "postgresql" else None))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The text as it can be sent to any database."""
        return None if value is None else _NOT_IN_WORDS.sub("\uffff", value)


Word = _Word()


def make_storable(text: str) -> str:
    """Free text as every database takes it: what is no character stands in it as U+FFFD."""
    return _NOT_IN_WORDS.sub("\ufffd", text)


# SQLite numbers rows by itself only where the primary key is an INTEGER, which has 64 bits there anyway.
Number = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """A moment in whole microseconds since 1970 in UTC: exact and sortable, whatever a database makes of time zones."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The number that is stored."""
        return None if value is None else count_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """The moment, with UTC's offset."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


def count_microseconds(moment: datetime) -> int:
    """Whole microseconds since 1970 in UTC.

    Raises:
        ValueError: where the moment has no offset, so that nobody can tell when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no offset from UTC: give one, such as datetime.now(UTC)")
    return (moment - _EPOCH) // timedelta(microseconds=1)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
