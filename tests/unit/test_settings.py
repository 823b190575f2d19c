"""The environment becomes settings, each with a default, or is refused by its name."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import pytest

from verbena.bootstrap import open_services
from verbena.model.errors import BadUserInput, InvalidLocale
from verbena.resources import find_resource
from verbena.settings import MachineSettings, OidcSettings, Settings, read_settings


def test_nothing_need_be_set() -> None:
    """An empty environment serves what is bundled, in English, from the default database."""
    assert read_settings({}) == Settings(None, None, find_resource("content"), find_resource("locales"), "en")


@pytest.mark.parametrize("there", [True, False])
def test_catalogs_are_those_beside_the_content(there: bool, tmp_path: Path) -> None:
    """Content of one's own is never translated by the bundled catalogs, which are another's."""
    (tmp_path / "locales").mkdir() if there else None

    settings = read_settings({"VERBENA_CONTENT": str(tmp_path / "content")})

    assert settings.locales == (tmp_path / "locales" if there else None)


def test_every_variable_is_read() -> None:
    """Each variable is a setting."""
    environment = {
        "VERBENA_DATABASE_URL": "sqlite:////data/verbena.db",
        "VERBENA_PUBLIC_URL": "https://health.example/api",
        "VERBENA_CONTENT": "some/content",
        "VERBENA_LOCALES": "some/locales",
        "VERBENA_DEFAULT_LOCALE": "sw",
        "VERBENA_OUTDATED": "fallback",
        "VERBENA_CACHE_MEMORY": "200",
        "VERBENA_DATABASE_POOL": "20",
        "VERBENA_STATEMENT_TIMEOUT": "2.5",
        "VERBENA_REPLICA_URLS": "postgresql://one,two/a, postgresql://three/b?c=d,e,",
        "VERBENA_ALLOWED_ORIGINS": "https://App.example:443/, http://127.0.0.1:3000,http://[::1]:80",
        "VERBENA_PSEUDO_LOCALES": "1",
        "VERBENA_OIDC_ISSUER": "https://login.example/realms/health",
        "VERBENA_OIDC_AUDIENCE": "verbena",
        "VERBENA_OIDC_ROLES_CLAIM": "realm_access.roles",
        "VERBENA_OIDC_NAME_CLAIM": "preferred_username",
        "VERBENA_WEBHOOK_NETWORKS": "10.1.0.0/16, ::1",
        "VERBENA_MACHINE_URL": "http://10.1.0.9:5000/",
        "VERBENA_MACHINE_KEY": "secret",
        "VERBENA_MACHINE_TIMEOUT": "20",
        "VERBENA_REQUIRED_STATES": "*=TRANSLATED es=REVIEWED",
        "VERBENA_REPORTS_PER_HOUR": "7",
        "VERBENA_TRUSTED_PROXIES": "10.2.0.0/16",
    }

    assert read_settings(environment) == Settings(
        "sqlite:////data/verbena.db",
        "https://health.example/api",
        Path("some/content"),
        Path("some/locales"),
        "sw",
        True,
        200,
        20,
        2.5,
        ("postgresql://one,two/a", "postgresql://three/b?c=d,e"),
        ("https://app.example", "http://127.0.0.1:3000", "http://[::1]"),
        True,
        OidcSettings("https://login.example/realms/health", "verbena", "realm_access.roles", "preferred_username"),
        (ip_network("10.1.0.0/16"), ip_network("::1")),
        MachineSettings("http://10.1.0.9:5000", "secret", 20.0),
        "*=TRANSLATED es=REVIEWED",
        7,
        (ip_network("10.2.0.0/16"),),
    )


def test_empty_is_not_set() -> None:
    """A variable that is there but empty, as composed environments have them, is as good as missing."""
    names = (
        "DATABASE_URL",
        "PUBLIC_URL",
        "CONTENT",
        "LOCALES",
        "DEFAULT_LOCALE",
        "OUTDATED",
        "CACHE_MEMORY",
        "DATABASE_POOL",
        "STATEMENT_TIMEOUT",
        "REPLICA_URLS",
        "ALLOWED_ORIGINS",
        "PSEUDO_LOCALES",
        "WEBHOOK_NETWORKS",
        "MACHINE_URL",
        "MACHINE_KEY",
        "MACHINE_TIMEOUT",
        "REPORTS_PER_HOUR",
        "TRUSTED_PROXIES",
    )

    assert read_settings({f"VERBENA_{name}": "" for name in names}) == read_settings({})


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "https://health.example", "https://[::1]:8/a/b"])
@pytest.mark.parametrize("end", ["", "/", "///"])
def test_public_address_ends_without_a_slash(address: str, end: str) -> None:
    """Paths are put behind the address, so slashes at its end are taken off."""
    assert read_settings({"VERBENA_PUBLIC_URL": address + end}).public_url == address


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "health.example",
        "//health.example",
        "/api",
        "ftp://health.example",
        "http://",
        "http://[",
        "http:///a",
        "https://health.example?a=b",
        "https://health.example#a",
        "javascript:alert(1)",
        " ",
    ],
)
def test_wrong_public_address_is_refused(address: str) -> None:
    """What links can't start with is refused by the variable's name, with its value and an example."""
    with pytest.raises(BadUserInput, match=r"VERBENA_PUBLIC_URL is .*https://health\.example") as refused:
        read_settings({"VERBENA_PUBLIC_URL": address})

    assert repr(address) in str(refused.value)


@pytest.mark.parametrize("number", ["0", "1", "1001", "-5", "2.5", "ten", "nan", "1_0", "1e1", "٣", " 9", "9" * 400])
def test_wrong_pool_is_refused(number: str) -> None:
    """A number of connections that is none, or out of range, is refused by its name, with what may be written."""
    with pytest.raises(BadUserInput, match=r"VERBENA_DATABASE_POOL is .*connections, from 2 to 1000") as refused:
        read_settings({"VERBENA_DATABASE_POOL": number})

    assert repr(number[:100]) in str(refused.value)


@pytest.mark.parametrize("number", ["0", "0.09", "3600.1", "-5", ".5", "ten", "inf", "1e1", "٣", " 9", "30s"])
def test_wrong_statement_timeout_is_refused(number: str) -> None:
    """A time that is none, or can't be, is refused by the variable's name, with what may be written."""
    with pytest.raises(BadUserInput, match=r"VERBENA_STATEMENT_TIMEOUT is .*seconds, from 0\.1 to 3600") as refused:
        read_settings({"VERBENA_STATEMENT_TIMEOUT": number})

    assert repr(number) in str(refused.value)


@pytest.mark.parametrize("tag", ["!!", "english language", "en_", "e", "x" * 200])
def test_wrong_default_locale_is_refused(tmp_path: Path, tag: str) -> None:
    """A default locale that is no tag is refused by the variable's name, before any database is made."""
    settings = read_settings({"VERBENA_DEFAULT_LOCALE": tag, "VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}"})

    with pytest.raises(InvalidLocale, match=r"VERBENA_DEFAULT_LOCALE"), open_services(settings):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("size", ["-1", "64 MB", "1.5", "٦٤", "1e9", "9" * 200])
def test_wrong_cache_memory_is_refused(size: str) -> None:
    """What is no number of megabytes is refused by the variable's name, with its value and an example."""
    with pytest.raises(BadUserInput, match=r"VERBENA_CACHE_MEMORY is .* like 64") as refused:
        read_settings({"VERBENA_CACHE_MEMORY": size})

    assert repr(size[:100]) in str(refused.value)


def test_cache_memory_bounds_what_is_kept() -> None:
    """The library of a server that may keep nothing makes everything anew."""
    made = []
    for size in ("0", "1"):
        with open_services(
            read_settings({"VERBENA_CACHE_MEMORY": size, "VERBENA_DATABASE_URL": "sqlite://"})
        ) as opened:
            for _ in range(3):
                opened.library.remember("key", lambda size=size: made.append(size))

    assert made == ["0", "0", "0", "1"]


@pytest.mark.parametrize(("tag", "canonical"), [("AR", "ar"), ("iw", "he"), ("sr-latn", "sr-Latn"), ("din", "din")])
def test_default_locale_becomes_canonical(tag: str, canonical: str) -> None:
    """However its tag is written, the default locale is one of the tags that are published."""
    settings = read_settings({"VERBENA_DEFAULT_LOCALE": tag, "VERBENA_DATABASE_URL": "sqlite://"})

    with open_services(settings) as services:
        assert services.library.default_locale == canonical
        assert services.library.supported() == {canonical}


def test_default_database_has_its_folder_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no database is named, one is made in the user's data folder, with all folders above it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data" / "home"))

    with open_services(read_settings({})) as services:
        assert services.store.is_ready()

    assert (tmp_path / "data" / "home" / "verbena" / "verbena.db").is_file()


@pytest.mark.parametrize("choice", ["yes", "Serve", " fallback", "x" * 200])
def test_outdated_translations_are_served_or_not(choice: str) -> None:
    """There are two choices; another is told with both."""
    with pytest.raises(BadUserInput, match=r"VERBENA_OUTDATED is .*: write serve or fallback"):
        read_settings({"VERBENA_OUTDATED": choice})


@pytest.mark.parametrize(
    "text",
    [
        "app.example",
        "ftp://app.example",
        "https://app.example/path",
        "https://app.example?a",
        "https://me@app.example",
        "https://",
        "null",
        "https://a.example,",
        ",",
        "https://app.example:x",
        "**",
        "https://a.example http://b.example",
    ],
)
def test_origins_are_origins(text: str) -> None:
    """Scheme, host and port and nothing else: what would never be met is told with how to write it."""
    with pytest.raises(BadUserInput, match=r"VERBENA_ALLOWED_ORIGINS has .*: write origins, like https://app.example"):
        read_settings({"VERBENA_ALLOWED_ORIGINS": text})


def test_any_origin_can_be_allowed() -> None:
    """A star stands for all."""
    assert read_settings({"VERBENA_ALLOWED_ORIGINS": "*"}).allowed_origins == ("*",)
