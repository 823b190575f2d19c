"""Tokens: given out once, known again by a hash, and taken back at once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from datetime import UTC, datetime

from msgspec import Struct

from verbena.access.principal import ANONYMOUS, Principal
from verbena.model.errors import BadUserInput, NotFound, Unauthenticated
from verbena.model.token import Grants, Role, Token
from verbena.store.contract import Tokens

NAME_LIMIT = 200
"""The longest name, in characters: it stands beside everything that is done with the token."""

DOES_NOT_HOLD = (
    "The Authorization header has no token that holds here: send `Bearer` and a token that `verbena tokens create`"
    " printed, or one of your organisation's."
)
"""What whoever brings a token that does not hold is told, whatever the reason."""

_ID_LENGTH = 12
# 62 to the power of 43 is more than 2 to the power of 256.
_SECRET_LENGTH = 43
_ID_CHARACTERS = string.ascii_lowercase + string.digits
_SECRET_CHARACTERS = string.ascii_letters + string.digits

TOKEN_PATTERN = rf"verbena_[a-z0-9]{{{_ID_LENGTH}}}_[A-Za-z0-9]{{{_SECRET_LENGTH}}}"
"""What every token looks like, for scanners of secrets. A double click selects all of it."""

_BEARER = re.compile(rf"(?i:bearer) +(?P<token>{TOKEN_PATTERN}) *", re.ASCII)


class NewToken(Struct, frozen=True):
    """A token just made: `text` is all of it, shown this once; `token` is what is kept."""

    text: str
    token: Token

    def __repr__(self) -> str:
        return f"NewToken({self.token.id!r})"  # the secret in a log would be a leak


def issue_token(tokens: Tokens, name: str, grants: Grants, now: datetime, expires_at: datetime | None) -> NewToken:
    """Make a token and keep what is needed to know it again; nothing leads back from that to its secret.

    The secret has 256 random bits. So a fast hash of it is safe to keep: a slow one protects what people make up, and
    none makes guessing this any harder.

    Raises:
        BadUserInput: for a name that nobody could read, no grants, or an expiry that has passed.
    """
    if not is_name(name):
        raise BadUserInput(
            f"{name[:60]!a} can't be the name of a token: write who will use it, in 1 to {NAME_LIMIT} characters."
        )
    if not grants.allow_anything:
        named = ", ".join(Role)
        raise BadUserInput(f"a token that allows nothing is of no use: name a locale for at least one of {named}.")
    if expires_at is not None and expires_at <= now:
        raise BadUserInput(f"{expires_at.isoformat()} has passed: let the token expire later.")
    secret = _draw(_SECRET_CHARACTERS, _SECRET_LENGTH)
    token = Token(_draw(_ID_CHARACTERS, _ID_LENGTH), name.strip(), _hash(secret), grants, now, expires_at)
    tokens.save_token(token)
    return NewToken(f"verbena_{token.id}_{secret}", token)


def is_name(name: str) -> bool:
    """Whether people could read this as somebody's name: 1 to NAME_LIMIT characters, and none that isn't printed."""
    return bool(name.strip()) and name.isprintable() and len(name) <= NAME_LIMIT


def list_tokens(tokens: Tokens) -> tuple[Token, ...]:
    """Every token that was ever issued, oldest first."""
    return tokens.list_tokens()


def revoke_token(tokens: Tokens, token_id: str, now: datetime) -> Token:
    """Let a token hold no longer, from the next request on; one that was revoked already stays as it is.

    Raises:
        NotFound: where there is no token with that id. The message does not repeat it: it may be a whole token.
    """
    revoked = tokens.revoke_token(token_id, now)
    if revoked is None:
        raise NotFound(
            "no token has that id: `verbena tokens list` names them all. It is the part between the underscores."
        )
    return revoked


def authenticate(tokens: Tokens, authorization: str | None, now: datetime | None = None) -> Principal:
    """Whoever an Authorization header speaks for (RFC 6750 section 2.1); ANONYMOUS where there is none.

    The tokens are read each time, so that one that is revoked holds no longer. `now` is the present where left out.

    Raises:
        Unauthenticated: where the header is none of ours, or its token does not hold. Whether a token is there, and
            whether it was revoked, is not told; that it has expired is, to who has all of it.
    """
    if authorization is None:
        return ANONYMOUS
    token = _find_token(tokens, authorization)
    if token is None or token.revoked_at:
        raise Unauthenticated(DOES_NOT_HOLD)
    if token.expires_at is not None and token.expires_at <= (now or datetime.now(UTC)):
        raise Unauthenticated(f"This token expired at {_tell(token.expires_at)}: ask for a new one.")
    return Principal(token.name, token.grants)


def _find_token(tokens: Tokens, authorization: str) -> Token | None:
    """The token whose id and secret the header has, whatever became of it."""
    given = _BEARER.fullmatch(authorization)
    if given is None:
        return None
    _, token_id, secret = given["token"].split("_")
    token = tokens.read_token(token_id)
    return token if token and hmac.compare_digest(_hash(secret), token.hash) else None


def _draw(characters: str, length: int) -> str:
    return "".join(secrets.choice(characters) for _ in range(length))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _tell(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
