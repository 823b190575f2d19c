"""`verbena tokens`: who may translate, review, publish and see drafts over GraphQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import click
import msgspec

from verbena.access.expiry import EXPIRY_DEFAULT, read_expiry
from verbena.access.tokens import issue_token, list_tokens, revoke_token
from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.tables import format_table
from verbena.language.tags import parse_tag
from verbena.model.token import EVERY_LOCALE, Grants, Role, Token
from verbena.settings import read_settings

_MAY = {
    Role.DRAFTS: "see drafts in",
    Role.PUBLISH: "publish in",
    Role.TRANSLATE: "translate into",
    Role.REVIEW: "review translations by others in",
    Role.ADMINISTER: "assign work, and answer readers' reports, in",
}

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for scripts.")


def _granting(command: Callable[..., None]) -> Callable[..., None]:
    """A command with an option for each role, which takes locales."""
    for role in reversed(Role):
        told = f"May {_MAY[role]} this locale, '*' for all; may be given several times."
        command = click.option(f"--{role}", metavar="LOCALE", multiple=True, help=told)(command)
    return command


@click.group()
def tokens() -> None:
    """Tokens: who may translate, review, publish and see drafts over GraphQL, in which locales.

    Whoever brings none reads what is published. Whoever may run these commands on the database may do everything.

    \b
    Examples:
      verbena tokens create "Amina, Swahili" --translate sw --publish sw
      verbena tokens list
      verbena tokens revoke 4k2m9x0qp7ab
    """


@tokens.command(short_help="Make a token, and show it once.", epilog=tell_exit_codes("the token can't be made"))
@click.argument("name")
@_granting
@click.option(
    "--expires", default=EXPIRY_DEFAULT, show_default=True, help="When it ends: 30d, a date as 2027-01-31, or never."
)
@_AS_JSON
def create(name: str, *, expires: str, as_json: bool, **granted: tuple[str, ...]) -> None:
    """Make a token for NAME, and print it: this once, for only a hash of it is kept.

    NAME says whose it is, and signs what is done with it. A locale is exactly that one: es says nothing of es-MX. Who
    may translate, review or administer sees its drafts; who may publish does not, unless that is said too. Send the
    token as `Authorization: Bearer …`.

    \b
    Examples:
      verbena tokens create "Amina, Swahili" --translate sw --drafts en
      verbena tokens create "Juma, Swahili" --review sw --publish sw --drafts en
      verbena tokens create "preview site" --drafts '*' --expires 30d --json | jq -r .token
    """
    now = datetime.now(UTC)
    grants = Grants(**{role: _read_locales(locales) for role, locales in granted.items()})
    expires_at = read_expiry(expires, now)
    with open_services(read_settings(os.environ)) as services:
        made = issue_token(services.store, name, grants, now, expires_at)
    if as_json:
        _print_json({"token": made.text, **_describe(made.token, now)})
        return
    click.echo(made.text)
    click.echo(f"{_tell_state(made.token, now)}. Keep it safe: it is not shown again.", err=True)


@tokens.command("list", short_help="List every token.", epilog=tell_exit_codes("the store can't be used"))
@_AS_JSON
def list_all(*, as_json: bool) -> None:
    """List every token: its id, whose it is, what it allows, and until when it holds. The tokens are not shown.

    \b
    Examples:
      verbena tokens list
      verbena tokens list --json | jq -r '.[] | select(.state == "active") | .name'
    """
    now = datetime.now(UTC)
    with open_services(read_settings(os.environ)) as services:
        found = list_tokens(services.store)
    if as_json:
        _print_json([_describe(token, now) for token in found])
    elif found:
        rows = [(token.id, token.name, _tell_grants(token.grants), _tell_state(token, now)) for token in found]
        click.echo(format_table(("ID", "NAME", "ALLOWS", "STATE"), rows, words=4))
    else:
        click.echo("There is no token: `verbena tokens create` makes one.", err=True)


@tokens.command(short_help="Take a token back.", epilog=tell_exit_codes("no token has the id"))
@click.argument("token_id", metavar="ID")
def revoke(token_id: str) -> None:
    """Let the token with this ID hold no longer: the next request that brings it is refused.

    \b
    Examples:
      verbena tokens revoke 4k2m9x0qp7ab
    """
    now = datetime.now(UTC)
    with open_services(read_settings(os.environ)) as services:
        token = revoke_token(services.store, token_id, now)
    click.echo(f"{token.id}\t{token.name}\t{_tell_state(token, now)}")


def _read_locales(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({tag if tag == EVERY_LOCALE else parse_tag(tag) for tag in given}))


def _describe(token: Token, now: datetime) -> dict[str, object]:
    """What may be told of a token: all but its hash."""
    return {
        "id": token.id,
        "name": token.name,
        **{role.value: token.grants.locales_of(role) for role in Role},
        "state": _find_state(token, now),
        "createdAt": token.created_at,
        "expiresAt": token.expires_at,
        "revokedAt": token.revoked_at,
    }


def _find_state(token: Token, now: datetime) -> str:
    if token.revoked_at:
        return "revoked"
    return "expired" if token.expires_at and token.expires_at <= now else "active"


def _tell_state(token: Token, now: datetime) -> str:
    match _find_state(token, now):
        case "revoked":
            return f"revoked {token.revoked_at:%Y-%m-%d}"
        case "expired":
            return f"expired {token.expires_at:%Y-%m-%d}"
        case _:
            return f"holds until {token.expires_at:%Y-%m-%d %H:%M} UTC" if token.expires_at else "holds until revoked"


def _tell_grants(grants: Grants) -> str:
    parts = ((role, grants.locales_of(role)) for role in Role)
    return ", ".join(f"{role} {' '.join(locales)}" for role, locales in parts if locales)


def _print_json(value: object) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
