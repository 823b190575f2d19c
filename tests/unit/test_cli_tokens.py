"""`verbena tokens`: made, listed and revoked at the command line."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Finished, run_verbena
from tests.support.stores import open_migrated
from verbena.access.tokens import TOKEN_PATTERN, authenticate
from verbena.model.errors import Unauthenticated
from verbena.model.token import Grants

Settings = dict[str, str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return {"VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}"}


def _create(settings: Settings, *options: str) -> Finished:
    made = run_verbena("tokens", "create", "Amina", *options, settings=settings)
    assert made.code == 0, made.err
    return made


def test_token_is_printed_alone(settings: Settings) -> None:
    """Standard output has the token and nothing else, so that a script can take it; the expiry is told beside it."""
    made = _create(settings, "--drafts", "sw")

    assert re.fullmatch(TOKEN_PATTERN + "\n", made.out)
    assert made.err.startswith("holds until ")
    assert "not shown again" in made.err


def test_token_allows_what_was_asked_for(settings: Settings) -> None:
    """Locales are read as tags in any case and order, each once; what is not named is not allowed."""
    named = [
        "--drafts", "SW", "--drafts", "en", "--drafts", "sw", "--publish", "zh-hant-tw",
        "--translate", "sw", "--review", "AR", "--review", "sw", "--administer", "*",
    ]  # fmt: skip
    text = _create(settings, *named).out.strip()

    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        principal = authenticate(store, f"Bearer {text}")

    assert principal.name == "Amina"
    assert principal.grants == Grants(("en", "sw"), ("zh-Hant-TW",), ("sw",), ("ar", "sw"), ("*",))


@pytest.mark.parametrize(
    ("options", "days"), [([], 90), (["--expires", "7d"], 7), (["--expires", "never"], None)]
)  # fmt: skip
def test_expiry_is_90_days_unless_asked(settings: Settings, options: list[str], days: int | None) -> None:
    """A token ends after 90 days, or when it was asked to; never only where that was asked for."""
    told = _create(settings, "--drafts", "*", "--json", *options).read_json()

    expected = None if days is None else datetime.now(UTC) + timedelta(days=days)
    if expected is None:
        assert told["expiresAt"] is None
    else:
        assert abs(datetime.fromisoformat(told["expiresAt"]) - expected) < timedelta(minutes=5)


def test_scripts_are_told_everything(settings: Settings) -> None:
    """As JSON, a new token comes with all that is known of it but its hash."""
    told = _create(settings, "--drafts", "sw", "--publish", "*", "--json").read_json()

    assert set(told) == {
        "token", "id", "name", "drafts", "publish", "translate", "review", "administer",
        "state", "createdAt", "expiresAt", "revokedAt",
    }  # fmt: skip
    assert told["token"].split("_")[1] == told["id"]
    assert (told["drafts"], told["publish"], told["state"]) == (["sw"], ["*"], "active")


def test_list_tells_whose_tokens_there_are(settings: Settings) -> None:
    """Each token is listed with what it allows and until when, and no part of its secret or its hash."""
    made = _create(settings, "--drafts", "sw", "--publish", "*", "--json").read_json()
    never = _create(settings, "--publish", "en", "--expires", "never", "--json").read_json()

    listed = run_verbena("tokens", "list", settings=settings)
    as_json = run_verbena("tokens", "list", "--json", settings=settings)

    lines = listed.out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [[made["id"], "Amina"], [never["id"], "Amina"]]
    assert "drafts sw, publish *  holds until 2" in lines[1]
    assert lines[2].endswith("publish en            holds until revoked")
    assert as_json.read_json() == [
        {name: value for name, value in token.items() if name != "token"} for token in (made, never)
    ]
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        hidden = [made["token"].rpartition("_")[2], *(token.hash for token in store.list_tokens())]
    assert [word for word in hidden if word in listed.out + as_json.out] == []


def test_list_tells_every_role(settings: Settings) -> None:
    """Each role that a token has is listed with its locales."""
    _create(settings, "--translate", "sw", "--review", "ar", "--administer", "*", "--drafts", "en")

    (line,) = run_verbena("tokens", "list", settings=settings).out.splitlines()[1:]

    assert "drafts en, translate sw, review ar, administer *" in line


def test_empty_list_says_how_to_begin(settings: Settings) -> None:
    """Without tokens, the list is empty and the command to make one is named."""
    listed = run_verbena("tokens", "list", settings=settings)

    assert (listed.code, listed.out) == (0, "")
    assert "`verbena tokens create`" in listed.err


def test_revoked_token_holds_no_longer(settings: Settings) -> None:
    """A revoked token is refused, is listed as revoked, and may be revoked again."""
    made = _create(settings, "--drafts", "sw", "--json").read_json()

    first, again = (run_verbena("tokens", "revoke", made["id"], settings=settings) for _ in range(2))

    assert (first.code, again.code) == (0, 0)
    assert first.out.startswith(f"{made['id']}\tAmina\trevoked 2")
    assert run_verbena("tokens", "list", "--json", settings=settings).read_json()[0]["state"] == "revoked"
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store, pytest.raises(Unauthenticated):
        authenticate(store, f"Bearer {made['token']}")


def test_unknown_id_is_not_found(settings: Settings) -> None:
    """An id that no token has is exit code 1; a whole token in its place is not repeated."""
    text = _create(settings, "--drafts", "sw").out.strip()

    refused = run_verbena("tokens", "revoke", text, settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("verbena: NOT_FOUND: ")
    assert text.rpartition("_")[2] not in refused.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["Amina"], "BAD_USER_INPUT"),
        (["", "--drafts", "sw"], "BAD_USER_INPUT"),
        (["Amina", "--drafts", "en_US"], "INVALID_LOCALE"),
        (["Amina", "--translate", "en_US"], "INVALID_LOCALE"),
        (["Amina", "--review", ""], "INVALID_LOCALE"),
        (["Amina", "--administer", "**"], "INVALID_LOCALE"),
        (["Amina", "--publish", ""], "INVALID_LOCALE"),
        (["Amina", "--drafts", "sw-*"], "INVALID_LOCALE"),
        (["Amina", "--drafts", "sw", "--expires", "soon"], "BAD_USER_INPUT"),
        (["Amina", "--drafts", "sw", "--expires", "2020-01-01"], "BAD_USER_INPUT"),
    ],
)
def test_bad_input_is_told(settings: Settings, arguments: list[str], code: str) -> None:
    """What can't be is one line with its code, and no token is made."""
    refused = run_verbena("tokens", "create", *arguments, settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"verbena: {code}: ")
    assert run_verbena("tokens", "list", "--json", settings=settings).read_json() == []
