"""Tokens that an organisation's issuer signs: JSON Web Tokens (RFC 7519), verified as RFC 8725 advises."""

from __future__ import annotations

from typing import Any

import jwt

from verbena.access.issuer import Issuer
from verbena.access.issuer_keys import IssuerKeys
from verbena.access.principal import Principal, PrincipalKind
from verbena.access.public_keys import ALGORITHMS
from verbena.access.role_claims import read_claim, read_roles
from verbena.access.tokens import DOES_NOT_HOLD, is_name
from verbena.model.errors import Unauthenticated

LEEWAY = 30
"""Seconds by which the issuer's clock may differ from this one."""

_TYPES = {None, "JWT", "AT+JWT", "APPLICATION/AT+JWT"}  # RFC 9068 section 4; other types are other things
_REQUIRED = ["iss", "aud", "exp", "iat"]


class SignedTokens:
    """Knows people by the tokens of one issuer, and never asks it for each."""

    def __init__(self, issuer: Issuer, keys: IssuerKeys) -> None:
        self._issuer = issuer
        self._keys = keys

    def authenticate(self, text: str) -> Principal:
        """Whoever the issuer says that the bearer of this token is, with the roles that it says they have.

        Raises:
            Unauthenticated: where it does not hold. Why is told only of one that the issuer did sign.
            IssuerUnavailable: where that can't be told now.
        """
        try:
            claims = self._verify(text)
        except jwt.ExpiredSignatureError as error:
            raise Unauthenticated("This token has expired: sign in again.") from error
        except jwt.ImmatureSignatureError as error:
            raise Unauthenticated("This token does not hold yet (nbf, iat): see that clocks are right.") from error
        except jwt.InvalidAudienceError as error:
            raise Unauthenticated("This token is for another audience (aud): ask for one for this server.") from error
        except jwt.MissingRequiredClaimError as error:
            raise Unauthenticated(f"This token lacks a claim: {error.claim}.") from error
        # A library on hostile input: whatever it says, the answer is the same.
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise Unauthenticated(DOES_NOT_HOLD) from error
        name = read_claim(claims, self._issuer.name_claim)
        if not isinstance(name, str) or not is_name(name):
            raise Unauthenticated(f"This token does not say who somebody is: {self._issuer.name_claim} is no name.")
        roles = read_roles(read_claim(claims, self._issuer.roles_claim))
        return Principal(name.strip(), roles, PrincipalKind.SIGNED)

    def _verify(self, text: str) -> dict[str, Any]:
        header = jwt.get_unverified_header(text)
        algorithm, kind = header.get("alg"), header.get("typ")
        if algorithm not in ALGORITHMS or "crit" in header or "b64" in header:
            raise jwt.InvalidAlgorithmError
        if (kind.upper() if isinstance(kind, str) else kind) not in _TYPES:
            raise jwt.InvalidTokenError
        key = self._keys.find(header.get("kid"), algorithm)
        if key is None:
            raise jwt.InvalidKeyError
        return jwt.decode(
            text,
            key,
            algorithms=[algorithm],
            audience=self._issuer.audience,
            issuer=self._issuer.url,
            leeway=LEEWAY,
            options={"require": _REQUIRED},
        )
