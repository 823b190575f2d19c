"""Whose request it is: by a token of ours, or by one that the organisation's issuer signed."""

from __future__ import annotations

import re
from datetime import datetime

from verbena.access import tokens
from verbena.access.principal import ANONYMOUS, Principal
from verbena.access.signed_tokens import SignedTokens
from verbena.store.contract import Tokens

_LENGTH_LIMIT = 16_000  # characters: many times what issuers make
# Three parts in base64url (RFC 7515 section 3.1); none of ours has a full stop in it.
_SIGNED = re.compile(r"(?i:bearer) +(?P<token>[\w-]+\.[\w-]+\.[\w-]+) *", re.ASCII)


class Authenticator:
    """Tells at every door who asks; without `signed`, only tokens of ours are known."""

    def __init__(self, kept: Tokens, signed: SignedTokens | None = None) -> None:
        self._kept = kept
        self._signed = signed

    def authenticate(self, authorization: str | None, now: datetime | None = None) -> Principal:
        """Whoever an Authorization header speaks for (RFC 6750 section 2.1); ANONYMOUS where there is none.

        Which kind of token it is shows in its form. `now` is the present where left out, and of tokens of ours alone.

        Raises:
            Unauthenticated: where the header is none of ours, or its token does not hold.
            IssuerUnavailable: where that can't be told, because the issuer does not answer.
        """
        if authorization is None:
            return ANONYMOUS
        if self._signed and len(authorization) <= _LENGTH_LIMIT and (given := _SIGNED.fullmatch(authorization)):
            return self._signed.authenticate(given["token"])
        return tokens.authenticate(self._kept, authorization, now)
