"""The environment, read once: each variable with its meaning and default stands in docs/reference/settings.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from verbena.model.errors import BadUserInput
from verbena.resources import find_resource

ANY_ORIGIN = "*"
"""Stands among the allowed origins for all of them."""


Network = IPv4Network | IPv6Network


class OidcSettings(Struct, frozen=True):
    """An OpenID Connect issuer, the audience of its tokens, and the claims that name roles and people."""

    issuer: str | None = None
    audience: str | None = None
    roles_claim: str = "verbena_roles"
    name_claim: str = "sub"


class MachineSettings(Struct, frozen=True):
    """The address of a service that translates by machine, null for none, its key, and the seconds of a request."""

    url: str | None = None
    key: str | None = None
    seconds: float = 60.0

    def __repr__(self) -> str:
        return f"MachineSettings({self.url!r})"  # the key in a log would be a leak


class Settings(Struct, frozen=True):
    """What a process was told by its environment.

    `database_url` is of SQLite or PostgreSQL; null means a SQLite file in the user's data folder. `public_url` is the
    address that readers reach the server at, without a slash at its end; null means the one that the server listens on.
    `content` and `locales` are folders; null means that there are no catalogs. With `skips_outdated`, readers get the
    next language of their chain rather than an outdated translation. `cache_memory` is how many megabytes
    (10^6 bytes) a server's views may take. `database_pool` is the most connections that this process has to a
    PostgreSQL server, `statement_timeout` the seconds that a statement that reads may take there; `replica_urls` are
    those of the server's standbys. Pages of `allowed_origins`, as `write_origin` writes them, may open WebSockets,
    besides the server's own. With `makes_pseudo`, pseudo-locales are served to whoever names them.
    Webhooks may be in `webhook_networks`, besides public addresses. `required_states` is what translations need to be
    published (`verbena.publishing.required_states`), as it was written.
    Readers may make `reports_per_hour` in all; where
    a request comes from is told by `trusted_proxies`, if it comes through one of them.
    """

    database_url: str | None
    public_url: str | None
    content: Path
    locales: Path | None
    default_locale: str = "en"
    skips_outdated: bool = False
    cache_memory: int = 64
    database_pool: int = 10
    statement_timeout: float = 30.0
    replica_urls: tuple[str, ...] = ()
    allowed_origins: tuple[str, ...] = ()
    makes_pseudo: bool = False
    oidc: OidcSettings = OidcSettings()
    webhook_networks: tuple[Network, ...] = ()
    machine: MachineSettings = MachineSettings()
    required_states: str = ""
    reports_per_hour: int = 100
    trusted_proxies: tuple[Network, ...] = ()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` makes, with defaults for what it leaves out or has empty.

    Raises:
        BadUserInput: where VERBENA_PUBLIC_URL is no address that links can start with, an origin is none, or a number
            is none or is out of its range.
    """
    value = environment.get
    return Settings(
        database_url=value("VERBENA_DATABASE_URL") or None,
        public_url=_read_address(value("VERBENA_PUBLIC_URL") or ""),
        content=(content := Path(value("VERBENA_CONTENT") or find_resource("content"))),
        locales=_find_locales(content, value("VERBENA_LOCALES") or ""),
        default_locale=value("VERBENA_DEFAULT_LOCALE") or "en",
        skips_outdated=_read_choice("VERBENA_OUTDATED", value("VERBENA_OUTDATED") or "serve", _OUTDATED),
        cache_memory=_read_megabytes("VERBENA_CACHE_MEMORY", value("VERBENA_CACHE_MEMORY") or "64"),
        database_pool=int(_read_number("VERBENA_DATABASE_POOL", value("VERBENA_DATABASE_POOL") or "10", _POOL)),
        statement_timeout=_read_number(
            "VERBENA_STATEMENT_TIMEOUT", value("VERBENA_STATEMENT_TIMEOUT") or "30", _STATEMENT_TIMEOUT
        ),
        replica_urls=_read_urls(value("VERBENA_REPLICA_URLS") or ""),
        allowed_origins=_read_origins(value("VERBENA_ALLOWED_ORIGINS") or ""),
        makes_pseudo=_read_choice("VERBENA_PSEUDO_LOCALES", value("VERBENA_PSEUDO_LOCALES") or "0", _SWITCH),
        oidc=OidcSettings(
            issuer=value("VERBENA_OIDC_ISSUER") or None,
            audience=value("VERBENA_OIDC_AUDIENCE") or None,
            roles_claim=value("VERBENA_OIDC_ROLES_CLAIM") or "verbena_roles",
            name_claim=value("VERBENA_OIDC_NAME_CLAIM") or "sub",
        ),
        webhook_networks=_read_networks("VERBENA_WEBHOOK_NETWORKS", value("VERBENA_WEBHOOK_NETWORKS") or ""),
        machine=MachineSettings(
            url=_read_address(value("VERBENA_MACHINE_URL") or "", "VERBENA_MACHINE_URL"),
            key=value("VERBENA_MACHINE_KEY") or None,
            seconds=_read_number("VERBENA_MACHINE_TIMEOUT", value("VERBENA_MACHINE_TIMEOUT") or "60", _REQUEST),
        ),
        required_states=value("VERBENA_REQUIRED_STATES") or "",
        reports_per_hour=int(
            _read_number("VERBENA_REPORTS_PER_HOUR", value("VERBENA_REPORTS_PER_HOUR") or "100", _REPORTS)
        ),
        trusted_proxies=_read_networks("VERBENA_TRUSTED_PROXIES", value("VERBENA_TRUSTED_PROXIES") or ""),
    )


def _read_networks(name: str, text: str) -> tuple[Network, ...]:
    return tuple(_read_network(name, part.strip()) for part in text.split(",")) if text.strip() else ()


def _read_network(name: str, text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise BadUserInput(
            f"{name} has {text[:100]!r}: write networks, like 10.1.0.0/16 or ::1, with commas between"
        ) from error


def _read_urls(text: str) -> tuple[str, ...]:
    # A comma also stands between the hosts of one URL; one that parts two URLs has a scheme behind it.
    return tuple(url for part in re.split(r",(?=\s*[\w+]+://)", text) if (url := part.strip(", \t\r\n")))


def locales_beside(content: Path) -> Path:
    """The folder of catalogs that belongs to a content folder, whether it is there or not."""
    return content.absolute().parent / "locales"


def write_origin(url: str) -> str | None:
    """The origin of an address as browsers write it (RFC 6454 section 6.2); null where it has none.

    Scheme and host are in small letters, and a scheme's own port is left out.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")


def _find_locales(content: Path, text: str) -> Path | None:
    """The folder that is named, else the one beside the content: catalogs belong to the content that they translate."""
    if text:
        return Path(text)
    beside = locales_beside(content)
    return beside if beside.is_dir() else None


def _read_choice(name: str, text: str, choices: Mapping[str, bool]) -> bool:
    if text not in choices:
        raise BadUserInput(f"{name} is {text[:100]!r}: write {' or '.join(choices)}")
    return choices[text]


def _read_megabytes(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > _DIGITS:
        raise BadUserInput(f"{name} is {text[:100]!r}: write a number of megabytes, like 64")
    return int(text)


class _Numbers(Struct, frozen=True):
    """The numbers that a variable may have, and what they count."""

    form: re.Pattern[str]
    least: float
    most: float
    what: str


_POOL = _Numbers(re.compile(r"\d+", re.ASCII), 2, 1000, "a whole number of connections")
_REPORTS = _Numbers(re.compile(r"\d+", re.ASCII), 0, 1_000_000, "a whole number of reports")
_REQUEST = _Numbers(re.compile(r"\d+(\.\d+)?", re.ASCII), 1, 600, "seconds")
_STATEMENT_TIMEOUT = _Numbers(re.compile(r"\d+(\.\d+)?", re.ASCII), 0.1, 3600, "seconds")


def _read_number(name: str, text: str, numbers: _Numbers) -> float:
    # Python's float() would also take "nan", "1_0" and other scripts' digits.
    if numbers.form.fullmatch(text) and len(text) < 20 and numbers.least <= float(text) <= numbers.most:
        return float(text)
    raise BadUserInput(f"{name} is {text[:100]!r}: write {numbers.what}, from {numbers.least:g} to {numbers.most:g}")


def _read_address(text: str, name: str = "VERBENA_PUBLIC_URL") -> str | None:
    if not text:
        return None
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        is_address = False
    if not is_address:
        raise BadUserInput(f"{name} is {text[:100]!r}: write the whole address, like https://health.example")
    return text.rstrip("/")


_DIGITS = 7  # ten terabytes are more than any machine has

_OUTDATED = {"serve": False, "fallback": True}
_SWITCH = {"0": False, "1": True}
_PORTS = {"http": 80, "https": 443}


def _read_origins(text: str) -> tuple[str, ...]:
    return tuple(_read_origin(part.strip()) for part in text.split(",")) if text.strip() else ()


def _read_origin(text: str) -> str:
    if text == ANY_ORIGIN:
        return text
    origin = write_origin(text)
    if origin is None or urlsplit(text).path not in ("", "/") or urlsplit(text).query or "@" in text:
        raise BadUserInput(
            f"VERBENA_ALLOWED_ORIGINS has {text[:100]!r}: write origins, like https://app.example, with commas between"
        )
    return origin
