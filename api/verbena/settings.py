"""The environment, read once: each variable with its meaning and default stands in docs/reference/settings.md."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from verbena.resources import find_resource


class Settings(Struct, frozen=True):
    """What a process was told by its environment.

    `database_url` is an SQLAlchemy URL; null means a SQLite file in the user's data folder. `public_url` is the address
    that readers reach the server at, without a slash at its end; null means the address that the server listens on.
    `content` and `locales` are folders.
    """

    database_url: str | None
    public_url: str | None
    content: Path
    locales: Path
    default_locale: str = "en"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that `environment` makes, with defaults for what it leaves out or has empty."""
    value = environment.get
    return Settings(
        database_url=value("VERBENA_DATABASE_URL") or None,
        public_url=(value("VERBENA_PUBLIC_URL") or "").rstrip("/") or None,
        content=Path(value("VERBENA_CONTENT") or find_resource("content")),
        locales=Path(value("VERBENA_LOCALES") or find_resource("locales")),
        default_locale=value("VERBENA_DEFAULT_LOCALE") or "en",
    )
