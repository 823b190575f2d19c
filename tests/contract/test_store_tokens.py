"""Every store keeps tokens, and what became of them."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError

from tests.support.subjects import START, day
from verbena.model.token import Grants, Role, Token
from verbena.store.contract import Store
from verbena.store.tokens import read_grants

_GRANTS = Grants(drafts=("en", "zh-Hant-TW"), publish=("*",))


def _make_token(token_id: str = "abc", **changes: object) -> Token:
    values = {"name": "Amina, Swahili: عا", "hash": "0f" * 32, "grants": _GRANTS, "created_at": START, **changes}
    return Token(token_id, **values)  # type: ignore[arg-type]  # each test changes what it is about


@pytest.mark.parametrize(
    "grants",
    [_GRANTS, Grants(), *(Grants(**{role: ("sw", "zh-Hant-TW")}) for role in Role), Grants(*(("en", "sw"),) * 5)],
)
@pytest.mark.parametrize("expires_at", [None, day(3)])
def test_token_comes_back_whole(store: Store, grants: Grants, expires_at: object) -> None:
    """A token is read as it was saved."""
    token = _make_token(grants=grants, expires_at=expires_at)

    store.save_token(token)

    assert store.read_token("abc") == token


@pytest.mark.parametrize(
    ("words", "grants"),
    [
        ("drafts:en drafts:zh-Hant-TW publish:*", _GRANTS),
        ("publish:sw", Grants(publish=("sw",))),
        ("translate:sw review:ar administer:*", Grants((), (), ("sw",), ("ar",), ("*",))),
        ("drafts:en bless:*", Grants(drafts=("en",))),
    ],
)
def test_words_of_any_version_are_read(words: str, grants: Grants) -> None:
    """What was kept before there were more roles says what it said; a role of a later version allows nothing here."""
    assert read_grants(words) == grants


@pytest.mark.parametrize("token_id", ["ABC", "ab", "abc ", "", "%", "abd"])
def test_unknown_token_is_null(store: Store, token_id: str) -> None:
    """Only the very id finds a token, in its own case."""
    store.save_token(_make_token())

    assert store.read_token(token_id) is None


def test_tokens_are_listed_by_age(store: Store) -> None:
    """The oldest comes first, and of equal age the one with the lower id."""
    tokens = [_make_token("b", created_at=day(1)), _make_token("c"), _make_token("a", created_at=day(1))]
    for token in tokens:
        store.save_token(token)

    assert [token.id for token in store.list_tokens()] == ["c", "a", "b"]


def test_revoked_token_says_when(store: Store) -> None:
    """A token that was revoked stays, with the time of it; the others stay as they were."""
    first, second = _make_token("a"), _make_token("b")
    for token in (first, second):
        store.save_token(token)

    revoked = store.revoke_token("a", day(2))

    assert revoked == store.read_token("a") == _make_token("a", revoked_at=day(2))
    assert store.read_token("b") == second


def test_token_is_revoked_once(store: Store) -> None:
    """Revoking again doesn't change when it was revoked."""
    store.save_token(_make_token())
    store.revoke_token("abc", day(1))

    again = store.revoke_token("abc", day(2))

    assert again is not None
    assert again.revoked_at == day(1)


def test_unknown_token_is_not_revoked(store: Store) -> None:
    """Where there is no such token, revoking says so by null and changes nothing."""
    store.save_token(_make_token())

    assert store.revoke_token("other", day(1)) is None
    assert store.list_tokens() == (_make_token(),)


def test_instants_come_back_in_utc(store: Store) -> None:
    """An instant is the same moment whatever offset it was given with."""
    given = day(1).astimezone(timezone(timedelta(hours=5, minutes=30)))

    store.save_token(_make_token(expires_at=given))

    read = store.read_token("abc")
    assert read is not None
    assert read.expires_at == given
    assert read.expires_at.tzinfo is UTC


def test_id_is_given_once(store: Store) -> None:
    """A second token with the same id is refused, and the first stays."""
    store.save_token(_make_token())

    with pytest.raises(IntegrityError):
        store.save_token(_make_token(name="Another"))
    assert store.list_tokens() == (_make_token(),)
