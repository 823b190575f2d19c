"""Tokens of an organisation's issuer: whom they speak for, and all that is refused."""

from __future__ import annotations

import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import ECKey, OctKey, RSAKey

from tests.support.issuer import AUDIENCE, Issuer, forge, make_key, run_issuer
from tests.support.stores import open_migrated
from verbena.access import issuer as settings
from verbena.access.authentication import Authenticator
from verbena.access.issuer_keys import IssuerKeys
from verbena.access.principal import ANONYMOUS, Principal, PrincipalKind
from verbena.access.signed_tokens import LEEWAY, SignedTokens
from verbena.access.tokens import issue_token
from verbena.model.errors import Unauthenticated
from verbena.model.token import Grants
from verbena.store.contract import Store, Tokens

_SWAHILI = {"verbena_roles": ["translate:sw", "drafts:en"]}
_GRANTS = Grants(drafts=("en",), translate=("sw",))
_NOT_HELD = "has no token that holds here"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with run_issuer() as running:
        yield running


def open_door(issuer: Issuer, roles_claim: str = "verbena_roles", name_claim: str = "sub") -> Authenticator:
    """The door of a server that knows this issuer, whose own tokens it could not read."""
    known = settings.Issuer(issuer.url, AUDIENCE, roles_claim, name_claim)
    return Authenticator(cast("Tokens", None), SignedTokens(known, IssuerKeys(issuer.url)))


def _know(issuer: Issuer, token: str, **claims: str) -> Principal:
    return open_door(issuer, **claims).authenticate(f"Bearer {token}")


@pytest.mark.parametrize(
    "algorithm", ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
)
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")  # in favour of a narrower name, which issuers don't use yet
def test_token_speaks_for_its_subject(issuer: Issuer, algorithm: str) -> None:
    """By each asymmetric algorithm: whoever the issuer names acts under that name, with the roles it names."""
    issuer.keys = [make_key(algorithm)]

    assert _know(issuer, issuer.sign(_SWAHILI)) == Principal("amina", _GRANTS, PrincipalKind.SIGNED)


@pytest.mark.parametrize("kind", [None, "JWT", "jwt", "at+jwt", "application/at+jwt"])
@pytest.mark.parametrize("audience", [AUDIENCE, [AUDIENCE], ["other", AUDIENCE]])
def test_access_tokens_are_taken_in_their_forms(issuer: Issuer, kind: str | None, audience: object) -> None:
    """A token's type may be left out or be an access token's, and its audience be one of several."""
    assert _know(issuer, issuer.sign({**_SWAHILI, "aud": audience}, typ=kind)).grants == _GRANTS


@pytest.mark.parametrize("kind", ["logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE", ""])
def test_other_types_are_other_things(issuer: Issuer, kind: str) -> None:
    """What the issuer signed for something else opens nothing (RFC 8725 section 3.11)."""
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        _know(issuer, issuer.sign(_SWAHILI, typ=kind))


@pytest.mark.parametrize("kind", [1, True, ["JWT"], {"JWT": 1}])
def test_type_that_is_no_text_is_refused(issuer: Issuer, kind: object) -> None:
    """A type that is no string, rightly signed all the same, is none."""
    key = make_key("RS256")
    issuer.keys = [key]
    private = load_pem_private_key(key.as_pem(private=True), None)
    assert isinstance(private, RSAPrivateKey)
    header = {"alg": "RS256", "kid": "first"}

    def sign(said: bytes) -> bytes:
        return private.sign(said, PKCS1v15(), SHA256())

    assert _know(issuer, forge(header, issuer.claim(_SWAHILI), sign=sign)).grants == _GRANTS
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        _know(issuer, forge({**header, "typ": kind}, issuer.claim(_SWAHILI), sign=sign))


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"exp": -LEEWAY - 2}, "has expired"),
        ({"exp": None}, "lacks a claim: exp"),
        ({"nbf": LEEWAY + 5}, "does not hold yet"),
        ({"iat": LEEWAY + 5}, "does not hold yet"),
        ({"iat": None}, "lacks a claim: iat"),
        ({"aud": "other"}, "another audience"),
        ({"aud": ["other", "verbena2"]}, "another audience"),
        ({"aud": []}, "lacks a claim: aud"),
        ({"aud": None}, "lacks a claim: aud"),
        ({"aud": {"verbena": True}}, "another audience"),
        ({"iss": None}, "lacks a claim: iss"),
        ({"iss": "https://login.example"}, _NOT_HELD),
        ({"iss": ["x"]}, _NOT_HELD),
        ({"exp": "soon"}, _NOT_HELD),
        ({"exp": [1]}, _NOT_HELD),
        ({"nbf": {}}, _NOT_HELD),
        ({"exp": float("nan")}, _NOT_HELD),
        ({"nbf": float("inf")}, _NOT_HELD),
        ({"sub": None}, "sub is no name"),
        ({"sub": ""}, "sub is no name"),
        ({"sub": "  "}, "sub is no name"),
        ({"sub": "a\nb"}, "sub is no name"),
        ({"sub": "x" * 201}, "sub is no name"),
        ({"sub": 7}, _NOT_HELD),
    ],
)
def test_each_claim_is_checked(issuer: Issuer, claims: dict[str, Any], told: str) -> None:
    """Times, audience, issuer and name have to be there and right; why they are not is told of what was signed."""
    now = int(time.time())
    for name in ("exp", "nbf", "iat"):
        if isinstance(claims.get(name), int):
            claims = {**claims, name: now + claims[name]}

    with pytest.raises(Unauthenticated, match=told):
        _know(issuer, issuer.sign({**_SWAHILI, **claims}))


@pytest.mark.parametrize(("claim", "ahead"), [("exp", -LEEWAY + 10), ("nbf", LEEWAY - 10), ("iat", LEEWAY - 10)])
def test_clocks_may_differ_a_little(issuer: Issuer, claim: str, ahead: int) -> None:
    """Less than half a minute is forgiven."""
    assert _know(issuer, issuer.sign({**_SWAHILI, claim: int(time.time()) + ahead})).name == "amina"


def test_unsigned_tokens_are_refused(issuer: Issuer) -> None:
    """`none`, in any case, with or without a signature, signs nothing."""
    claims = json.loads(_payload(issuer.sign(_SWAHILI)))

    for name in ("none", "None", "NONE", "nOnE", "", None, 0, ["ES256"]):
        for signature in (b"", b"x"):
            with pytest.raises(Unauthenticated, match=_NOT_HELD):
                _know(issuer, forge({"alg": name, "typ": "JWT", "kid": "first"}, claims, signature))


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512"])
def test_public_keys_are_no_secrets(issuer: Issuer, algorithm: str) -> None:
    """A token signed with the issuer's public key as if it were a secret is refused, in each form of that key."""
    issuer.keys = [make_key("RS256")]
    public = issuer.keys[0]
    shown = public.as_dict(private=False)
    pem = public.as_pem(private=False)
    secrets = [pem, pem.strip(), public.as_der(private=False), json.dumps(shown).encode(), str(shown["n"]).encode()]
    header = {"alg": algorithm, "kid": "first", "typ": "JWT"}

    for secret in secrets:

        def sign(said: bytes, secret: bytes = secret) -> bytes:
            return hmac.digest(secret, said, algorithm.replace("HS", "sha"))

        with pytest.raises(Unauthenticated, match=_NOT_HELD):
            _know(issuer, forge(header, issuer.claim(_SWAHILI), sign=sign))


def test_shared_secrets_are_not_taken_from_the_issuer(issuer: Issuer) -> None:
    """A symmetric key in the issuer's set verifies nothing: everybody can read it there."""
    secret = OctKey.generate_key(256, {"kid": "shared", "alg": "HS256"})
    issuer.keys = [secret, make_key("ES256")]

    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        _know(issuer, issuer.sign(_SWAHILI, secret))


def test_keys_are_for_their_own_algorithm(issuer: Issuer) -> None:
    """A key that says its algorithm verifies by no other, and one of another kind verifies nothing."""
    issuer.keys = [make_key("RS256")]

    whole = make_key("RS256").as_dict(private=True)
    said_less = RSAKey.import_key({name: part for name, part in whole.items() if name != "alg"})
    assert _know(issuer, issuer.sign(_SWAHILI, said_less, alg="RS256")).name == "amina"
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        _know(issuer, issuer.sign(_SWAHILI, said_less, alg="RS512"))
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        _know(issuer, issuer.sign(_SWAHILI, make_key("ES256"), kid="first"))


def test_other_peoples_keys_open_nothing(issuer: Issuer) -> None:
    """A stranger's key under a known id is refused, and so is one that comes along in the header or is named there."""
    stranger = ECKey.generate_key("P-256", {"kid": "first", "alg": "ES256"})
    carried = stranger.as_dict(private=False)

    with run_issuer() as other:
        other.keys = [stranger]
        headers: list[dict[str, Any]] = [
            {},
            {"jwk": carried},
            {"jku": f"{other.url}/keys"},
            {"x5u": f"{other.url}/keys"},
        ]
        for header in headers:
            with pytest.raises(Unauthenticated, match=_NOT_HELD):
                _know(issuer, issuer.sign(_SWAHILI, stranger, **header))
        assert other.asked == []


def test_altered_tokens_are_refused(issuer: Issuer) -> None:
    """Any other claims or header below the same signature, and extensions that aren't known, are refused."""
    head, payload, signature = issuer.sign(_SWAHILI).split(".")
    more = json.loads(_payload(f"{head}.{payload}.{signature}")) | {"verbena_roles": ["publish:*"]}
    longer = urlsafe_b64encode(json.dumps(more).encode()).rstrip(b"=").decode()

    for text in (f"{head}.{longer}.{signature}", f"{head}.{payload}.{signature[:-2]}AA", f"{head}.{payload}.AAAA"):
        with pytest.raises(Unauthenticated, match=_NOT_HELD):
            _know(issuer, text)
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        _know(issuer, forge({"alg": "ES256", "kid": "first", "crit": ["exp"], "exp": 1}, more))


@pytest.mark.parametrize(
    "text",
    [
        "a.b.c",
        "e30.e30.e30",
        "....",
        "a.b",
        "a.b.c.d.e",
        "eyJhbGciOiJFUzI1NiJ9.e30.AAAA",
        forge({"alg": "ES256", "kid": "first"}, []),
        forge({"alg": "ES256", "kid": 7}, {}),
        forge({"alg": "ES256", "kid": None}, {}),
        f"{urlsafe_b64encode(b'[' * 9000).decode().rstrip('=')}.e30.AAAA",
        f"eyJhbGciOiJFUzI1NiJ9.{'A' * 20_000}.AAAA",
        "é.é.é",
    ],
)
def test_noise_is_refused(issuer: Issuer, store: Store, text: str) -> None:
    """What has a token's form, or nearly, and is none gets the one answer."""
    known = settings.Issuer(issuer.url, AUDIENCE, "verbena_roles", "sub")
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        Authenticator(store, SignedTokens(known, IssuerKeys(issuer.url))).authenticate(f"Bearer {text}")


@pytest.mark.parametrize(
    "claims",
    [
        {"verbena_roles": ["translate:sw", "drafts:EN", "offline_access", "translate:sw"]},
        {"verbena_roles": "drafts:en translate:sw"},
        {
            "verbena_roles": [
                "translate:sw",
                "drafts:en",
                "bless:*",
                "publish:",
                ":sw",
                "review:en_US",
                "review",
                7,
                None,
            ]
        },
    ],
)
def test_roles_are_read_among_others(issuer: Issuer, claims: dict[str, Any]) -> None:
    """Roles stand in a list or in one string, in any order; what is none of them allows nothing."""
    assert _know(issuer, issuer.sign(claims)).grants == _GRANTS


@pytest.mark.parametrize("claim", [None, [], "", {}, 7, True, {"translate": "sw"}, [["translate:sw"]]])
def test_nothing_is_allowed_without_roles(issuer: Issuer, claim: object) -> None:
    """Somebody without roles is known by name, and may what everybody may."""
    assert _know(issuer, issuer.sign({"verbena_roles": claim})) == Principal("amina", Grants(), PrincipalKind.SIGNED)


def test_claims_have_the_names_that_were_set(issuer: Issuer) -> None:
    """Roles and names are read where settings say, within objects too; a claim with that very name goes first."""
    claims = {
        "realm_access": {"roles": ["review:sw"]},
        "https://health.example/roles": ["publish:sw"],
        "preferred_username": "Amina K",
        "verbena_roles": ["administer:*"],
    }
    token = issuer.sign(claims)

    assert _know(issuer, token, roles_claim="realm_access.roles").grants == Grants(review=("sw",))
    assert _know(issuer, token, roles_claim="https://health.example/roles").grants == Grants(publish=("sw",))
    assert _know(issuer, token, roles_claim="absent.roles").grants == Grants()
    assert _know(issuer, token, name_claim="preferred_username").name == "Amina K"
    with pytest.raises(Unauthenticated, match="email is no name"):
        _know(issuer, token, name_claim="email")


def test_form_tells_the_kinds_apart(issuer: Issuer, store: Store) -> None:
    """Nobody is anonymous, and what isn't a signed token is looked for among the store's, without asking the issuer."""
    known = settings.Issuer(issuer.url, AUDIENCE, "verbena_roles", "sub")
    door = Authenticator(store, SignedTokens(known, IssuerKeys(issuer.url)))
    kept = issue_token(store, "Amina", _GRANTS, datetime.now(UTC), None)

    assert door.authenticate(f"Bearer {kept.text}") == Principal("Amina", _GRANTS)
    assert door.authenticate(None) == ANONYMOUS
    for header in ("", "Bearer", f"Bearer verbena_{'0' * 12}_{'0' * 43}", f"Basic {issuer.sign()}", issuer.sign()):
        with pytest.raises(Unauthenticated, match=_NOT_HELD):
            door.authenticate(header)
    assert issuer.asked == []


def test_without_an_issuer_no_signed_token_holds(issuer: Issuer, store: Store) -> None:
    """A server that knows no issuer takes no signed token."""
    with pytest.raises(Unauthenticated, match=_NOT_HELD):
        Authenticator(store).authenticate(f"Bearer {issuer.sign(_SWAHILI)}")


def _payload(token: str) -> bytes:
    part = token.split(".")[1]
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))
