"""Tokens: made, known again, expired and revoked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.stores import open_migrated
from tests.support.subjects import START, day
from verbena.access.principal import ANONYMOUS
from verbena.access.tokens import NAME_LIMIT, TOKEN_PATTERN, NewToken, authenticate, issue_token, revoke_token
from verbena.model.errors import BadUserInput, NotFound, Unauthenticated
from verbena.model.token import Grants
from verbena.store.contract import Store

_GRANTS = Grants(drafts=("en", "sw"), publish=("sw",))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


@pytest.fixture
def made(store: Store) -> NewToken:
    """A token that expires on the tenth day."""
    return issue_token(store, "Amina", _GRANTS, START, day(10))


def test_token_speaks_for_its_owner(store: Store, made: NewToken) -> None:
    """Whoever brings the token acts under its name, with what it allows."""
    principal = authenticate(store, f"Bearer {made.text}", START)

    assert (principal.name, principal.grants, principal.is_anonymous) == ("Amina", _GRANTS, False)


@pytest.mark.parametrize("form", ["bearer {}", "BEARER   {}", "Bearer {} "])
def test_scheme_is_read_in_any_case(store: Store, made: NewToken, form: str) -> None:
    """The scheme's name has no case, and spaces may follow it (RFC 9110 section 11.4)."""
    assert authenticate(store, form.format(made.text), START).name == "Amina"


def test_nobody_is_anonymous(store: Store) -> None:
    """Without the header somebody is nobody, and may nothing."""
    assert authenticate(store, None, START) == ANONYMOUS
    assert [ANONYMOUS.may_read_drafts("en"), ANONYMOUS.may_publish("en")] == [False, False]


def test_secret_is_not_kept(store: Store, made: NewToken) -> None:
    """What is kept is the SHA-256 of the secret, and neither it nor what is logged of a new token has the secret."""
    secret = made.text.rpartition("_")[2]

    kept = store.read_token(made.token.id)

    assert kept is not None
    assert kept.hash == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in repr(kept)
    assert secret not in repr(made)


def test_secrets_have_256_bits(store: Store) -> None:
    """Tokens look as scanners expect, their secrets have 43 of 62 characters, and no two are alike."""
    texts = [issue_token(store, "x", _GRANTS, START, None).text for _ in range(200)]

    parts = [text.split("_") for text in texts]
    assert all(re.fullmatch(TOKEN_PATTERN, text) for text in texts)
    assert len({token_id for _, token_id, _ in parts}) == len({secret for _, _, secret in parts}) == 200
    assert 62 ** len(parts[0][2]) > 2**256
    assert len({character for _, _, secret in parts for character in secret}) == 62


@pytest.mark.parametrize(
    "form",
    [
        "",
        "Bearer",
        "Bearer ",
        "{text}",
        "Basic {text}",
        "Token {text}",
        "Bearer{text}",
        "Bearer {text}, Bearer {text}",
        "Bearer {text}a",
        "Bearer {text}\n",
        "Bearer verbena_{id}_{short}",
        "Bearer verbena_{id}_{short}_",
        "Bearer verbena_{id}_{short}é",
        "Bearer verbena_{id}_{other}",
        "Bearer verbena_{id}_{hash}",
        "Bearer verbena-{id}-{secret}",
        "Bearer VERBENA_{id}_{secret}",
        "Bearer verbena_000000000000_{secret}",
        "Bearer verbena__{secret}",
        "Bearer verbena_%_{secret}",
        "Bearer {long}",
    ],
)
def test_what_is_no_token_is_refused_alike(store: Store, made: NewToken, form: str) -> None:
    """Another scheme, another secret, an unknown id and mere noise get one answer, which repeats nothing."""
    secret = made.text.rpartition("_")[2]
    parts = {
        "text": made.text,
        "id": made.token.id,
        "secret": secret,
        "short": secret[:-1],
        "other": secret[:-1] + ("b" if secret[-1] == "a" else "a"),
        "hash": made.token.hash,
        "long": "x" * 100_000,
    }
    given = form.format(**parts)

    with pytest.raises(Unauthenticated) as refused:
        authenticate(store, given, START)
    with pytest.raises(Unauthenticated) as unknown:
        authenticate(store, f"Bearer verbena_{'0' * 12}_{'0' * 43}", START)
    assert str(refused.value) == str(unknown.value)


@pytest.mark.parametrize(("moment", "holds"), [(day(10) - timedelta(microseconds=1), True), (day(10), False)])
def test_token_expires(store: Store, made: NewToken, moment: object, holds: bool) -> None:
    """A token holds up to the instant at which it expires; from then on its owner is told when that was."""
    if holds:
        assert authenticate(store, f"Bearer {made.text}", moment).name == "Amina"  # type: ignore[arg-type]
        return
    with pytest.raises(Unauthenticated, match=r"expired at 2026-01-11T12:00:00Z"):
        authenticate(store, f"Bearer {made.text}", moment)  # type: ignore[arg-type]


def test_expiry_is_told_to_its_owner_alone(store: Store, made: NewToken) -> None:
    """Who has only the id of an expired token isn't told that there is one."""
    wrong = f"Bearer {made.text.rpartition('_')[0]}_{'0' * 43}"

    with pytest.raises(Unauthenticated, match="no token that holds"):
        authenticate(store, wrong, day(11))


def test_token_without_expiry_goes_on(store: Store) -> None:
    """A token that never expires holds in a hundred years."""
    text = issue_token(store, "Amina", _GRANTS, START, None).text

    assert authenticate(store, f"Bearer {text}", day(36_500)).name == "Amina"


def test_revoked_token_is_refused_at_once(store: Store, made: NewToken) -> None:
    """From the moment of revoking the token is as unknown as any other, expired or not."""
    revoke_token(store, made.token.id, day(1))

    for moment in (START, day(1), day(11)):
        with pytest.raises(Unauthenticated, match="no token that holds"):
            authenticate(store, f"Bearer {made.text}", moment)


def test_only_tokens_that_exist_are_revoked(store: Store, made: NewToken) -> None:
    """What is no id is not found, and isn't repeated: it may be a whole token."""
    with pytest.raises(NotFound) as refused:
        revoke_token(store, made.text, day(1))

    assert made.text.rpartition("_")[2] not in str(refused.value)
    assert authenticate(store, f"Bearer {made.text}", START).name == "Amina"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x00", "\u202eanima", "x" * (NAME_LIMIT + 1)])
def test_name_must_be_one(store: Store, name: str) -> None:
    """A name that nobody could read is refused, and nothing is kept."""
    before = store.list_tokens()

    with pytest.raises(BadUserInput, match="can't be the name of a token"):
        issue_token(store, name, _GRANTS, START, None)
    assert store.list_tokens() == before


def test_token_must_allow_something(store: Store) -> None:
    """A token without grants is refused."""
    with pytest.raises(BadUserInput, match="allows nothing"):
        issue_token(store, "Amina", Grants(), START, None)


@pytest.mark.parametrize("moment", [START, day(-1)])
def test_token_must_not_have_expired(store: Store, moment: object) -> None:
    """A token that would be expired from the start is refused."""
    with pytest.raises(BadUserInput, match="has passed"):
        issue_token(store, "Amina", _GRANTS, START, moment)  # type: ignore[arg-type]
