"""Tokens, in the table of that name: each with its grants as words such as `drafts:ar publish:*`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from verbena.model.token import Grants, Role, Token
from verbena.store.database import Database
from verbena.store.tables import token


class SqlTokens:
    """Implements `verbena.store.contract.Tokens`."""

    database: Database

    def save_token(self, new: Token) -> None:
        """Keep a new token."""
        row = {
            "id": new.id,
            "name": new.name,
            "hash": new.hash,
            "grants": " ".join(_write_grants(new.grants)),
            "created_at": new.created_at,
            "expires_at": new.expires_at,
            "revoked_at": new.revoked_at,
        }
        with self.database.writing() as connection:
            connection.execute(insert(token), row)

    def read_token(self, token_id: str) -> Token | None:
        """The token with that id, whatever became of it."""
        with self.database.asking() as connection:
            row = connection.execute(select(token).where(token.c.id == token_id)).one_or_none()
        return None if row is None else _read_row(row)

    def list_tokens(self) -> tuple[Token, ...]:
        """Every token, those that hold no longer among them, oldest first."""
        with self.database.asking() as connection:
            return tuple(
                _read_row(row) for row in connection.execute(select(token).order_by(token.c.created_at, token.c.id))
            )

    def revoke_token(self, token_id: str, at: datetime) -> Token | None:
        """Let a token hold no longer; gives it as it is then."""
        this = token.c.id == token_id
        with self.database.writing() as connection:
            connection.execute(update(token).where(this, token.c.revoked_at.is_(None)).values(revoked_at=at))
            row = connection.execute(select(token).where(this)).one_or_none()
        return None if row is None else _read_row(row)


def read_grants(words: str) -> Grants:
    """What a token's words allow."""
    pairs = [word.partition(":") for word in words.split()]
    return Grants(**{role.value: tuple(locale for held, _, locale in pairs if held == role) for role in Role})


def _write_grants(grants: Grants) -> Iterator[str]:
    for role in Role:
        yield from (f"{role}:{locale}" for locale in grants.locales_of(role))


def _read_row(row: Row[*tuple[Any, ...]]) -> Token:
    grants = read_grants(row.grants)
    return Token(row.id, row.name, row.hash, grants, row.created_at, row.expires_at, row.revoked_at)
