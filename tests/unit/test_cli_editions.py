"""`verbena editions`, and `verbena articles publish` with who, why and when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.commands import Finished, run_verbena
from tests.support.stores import open_migrated
from tests.support.subjects import article_name, make_article, translate
from verbena.model.edition import Revision
from verbena.store.contract import Store

Settings = dict[str, str]

OLD = make_article()
NEW = make_article(texts={"title": "New", "summary": "New"})
SOON = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="seconds")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A database with an article, published in English and Arabic, and drafts of its next text."""
    found = {"VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}"}
    with open_migrated(found["VERBENA_DATABASE_URL"]) as store:
        load(store, OLD, "ar")
    assert run("articles", "publish", "--by", "Ada", "--why", "First.", settings=found).code == 0
    with open_migrated(found["VERBENA_DATABASE_URL"]) as store:
        load(store, NEW, "new")
    return found


def load(store: Store, revision: Revision, mark: str) -> None:
    store.save_revisions([revision])
    store.save_translations("ar", {OLD.name: translate(revision, mark)})


def run(*command: str, settings: Settings) -> Finished:
    return run_verbena(*command, settings=settings)


def title(settings: Settings, locale: str = "en") -> str | None:
    query = f'{{ article(slug: "bones", locale: "{locale}") {{ title {{ value }} }} }}'
    article = run("query", query, settings=settings).read_json()["data"]["article"]
    return article and str(article["title"]["value"])


def test_history_tells_who_and_why(settings: Settings) -> None:
    """Each edition is listed with its number, who and why, newest first, for people and for scripts."""
    listed = run("editions", "list", "bones", settings=settings)
    told = run("editions", "list", "bones", "--locale", "AR", "--json", settings=settings).read_json()

    assert [line.split()[3:] for line in listed.out.splitlines()[1:]] == [
        ["published", "ar", "1", "1.-.2", "Ada", "First."],
        ["published", "en", "1", "1.-.1", "Ada", "First."],
    ]
    assert [(one["locale"], one["number"], one["by"], one["why"]) for one in told] == [("ar", 1, "Ada", "First.")]


def test_history_ends_where_asked(settings: Settings) -> None:
    """With a limit only the newest entries are listed."""
    assert len(run("editions", "list", "bones", "--limit", "1", "--json", settings=settings).read_json()) == 1


def test_withdrawing_and_publishing_again(settings: Settings) -> None:
    """A locale that was withdrawn is told as held by publishing everything, and comes back by name."""
    gone = run("editions", "withdraw", "bones", "--locale", "ar", "--why", "Wrong.", settings=settings)
    assert (gone.code, gone.out) == (0, "bones\twithdrawn in ar\n")
    assert title(settings, "ar") == "About bones"

    everything = run("articles", "publish", settings=settings)

    assert everything.out == "article bones\ten\n"
    assert "Held: article bones in ar stays as it is" in everything.err
    assert run("articles", "publish", "bones", "--locale", "ar", settings=settings).out == "article bones\tar\n"
    assert title(settings, "ar") == "new title"


def test_whoever_runs_a_command_signs_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --by the name is that of the system's user."""
    monkeypatch.setenv("LOGNAME", "bo")

    run("editions", "withdraw", "bones", settings=settings)

    told = run("editions", "list", "bones", "--json", settings=settings).read_json()
    assert [(one["by"], one["why"]) for one in told[:2]] == [("bo", None)] * 2
    assert title(settings) is None


def test_what_is_gone_from_the_files_too_is_found_by_its_key(settings: Settings) -> None:
    """An article that was withdrawn and has no file any more can be looked up and brought back."""
    run("editions", "withdraw", "bones", settings=settings)
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        store.drop_drafts([OLD.name])

    assert len(run("editions", "list", "bones", settings=settings).out.splitlines()) == 5
    assert run("editions", "roll-back", "bones", "en", "1", settings=settings).code == 0
    assert title(settings) == "About bones"


def test_redirecting(settings: Settings) -> None:
    """The address leads to the other article, and the article itself is gone."""
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        store.save_revisions([make_article("hips")])
    run("articles", "publish", "hips", settings=settings)

    told = run("editions", "redirect", "bones", "hips", "--json", settings=settings).read_json()

    assert told == {"from": "bones", "to": "hips", "withdrawn": ["ar", "en"]}
    assert title(settings) == "About hips"


def test_rolling_back(settings: Settings) -> None:
    """An older edition is published again, and stays until its locale is published by name."""
    run("articles", "publish", settings=settings)
    assert title(settings) == "New"

    back = run("editions", "roll-back", "bones", "en", "1", "--why", "Too early.", settings=settings)

    assert (back.code, back.err) == (0, "Published 1 editions; 0 had not changed.\n")
    assert title(settings) == "About bones"
    told = run("articles", "publish", "bones", settings=settings).err
    assert all(f"Held: article bones in {locale} stays as it is" in told for locale in ("ar", "en"))
    assert title(settings) == "About bones"


def test_planning(settings: Settings) -> None:
    """What is to happen later is listed, happens when it is due, and doesn't where it is cancelled."""
    planned = run("articles", "publish", "bones", "--locale", "en", "--at", SOON, "--json", settings=settings)
    (one,) = planned.read_json()
    assert (one["kind"], one["locale"], one["failure"]) == ("published", "en", None)
    late = run("editions", "withdraw", "bones", "--locale", "ar", "--at", SOON, "--json", settings=settings)
    (two,) = late.read_json()["planned"]

    listed = run("editions", "scheduled", "--json", settings=settings).read_json()
    assert listed == [one, two]
    assert run("editions", "run-due", settings=settings).err == "Nothing is due.\n"
    assert run("editions", "cancel", two["id"], settings=settings).code == 0
    assert len(run("editions", "scheduled", settings=settings).out.splitlines()) == 2
    assert title(settings) == "About bones"
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        store.cancel_planned([int(one["id"])])
        store.plan_withdrawal(article_name("bones"), ["ar"], datetime.now(UTC) - timedelta(seconds=1))

    done = run("editions", "run-due", "--json", settings=settings)

    assert [(planned["locale"], planned["failure"]) for planned in done.read_json()] == [("ar", None)]
    assert title(settings, "ar") == "About bones"
    assert run("editions", "scheduled", settings=settings).err == "Nothing is planned.\n"


def test_what_fails_when_it_is_due_is_told(settings: Settings) -> None:
    """A plan that can't be carried out makes the exit code 1, and says why for as long as it is there."""
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        store.save_revisions([make_article("hips", slug="hips")])
    run("articles", "publish", "hips", "--at", SOON, settings=settings)
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        store.save_revisions([make_article("other", slug="hips")])
    run("articles", "publish", "hips", settings=settings)
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        store.run_due(datetime.now(UTC) + timedelta(days=2))

    (left,) = run("editions", "scheduled", "--json", settings=settings).read_json()

    assert left["key"] == "hips"
    assert "hips" in left["failure"]


def test_pins_and_thinning(settings: Settings) -> None:
    """Old texts go but for those pinned, which are listed; an unpinned one goes too."""
    then = 'query ($v: String!) { article(slug: "bones", version: $v, locale: "en") { title { value } } }'
    ask = ("query", then, "--variables", '{"v": "1.-.2"}')
    run("editions", "pin", "bones", "1.-.2", "--why", "Cited.", "--by", "Ada", settings=settings)
    run("articles", "publish", settings=settings)
    (pinned,) = run("editions", "pins", "--json", settings=settings).read_json()
    assert (pinned["key"], pinned["version"], pinned["by"], pinned["why"]) == ("bones", "1.-.2", "Ada", "Cited.")

    assert run("editions", "thin", "--older-than", "0d", settings=settings).err == "Let go the texts of 0 editions.\n"
    assert run(*ask, settings=settings).read_json()["data"]["article"]["title"]["value"] == "About bones"

    assert run("editions", "unpin", "bones", "1.-.2", settings=settings).code == 0
    assert run("editions", "thin", "--older-than", "365d", "--json", settings=settings).read_json() == {"thinned": 0}
    assert run("editions", "thin", "--older-than", "0d", "--json", settings=settings).read_json() == {"thinned": 2}
    refused = run(*ask, settings=settings)
    assert (refused.code, refused.read_json()["errors"][0]["extensions"]["code"]) == (1, "VERSION_GONE")
    assert run("editions", "pins", settings=settings).err == "Nothing is pinned.\n"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("list", "none"), "NOT_FOUND"),
        (("withdraw", "none"), "NOT_FOUND"),
        (("withdraw", "bones", "--locale", "fr"), "NOT_FOUND"),
        (("withdraw", "bones", "--locale", "a b"), "INVALID_LOCALE"),
        (("withdraw", "bones", "--at", "2020-01-01T00:00:00Z"), "BAD_USER_INPUT"),
        (("withdraw", "bones", "--why", "x" * 1001), "BAD_USER_INPUT"),
        (("redirect", "bones", "none"), "NOT_FOUND"),
        (("redirect", "bones", "bones"), "CONTENT_INVALID"),
        (("roll-back", "bones", "en", "7"), "NOT_FOUND"),
        (("cancel", "7"), "NOT_FOUND"),
        (("pin", "bones", "x"), "INVALID_VERSION"),
        (("unpin", "bones", "1.-.1"), "NOT_FOUND"),
    ],
    ids=" ".join,
)
def test_what_is_wrong_is_told(settings: Settings, command: tuple[str, ...], code: str) -> None:
    """A command that can't be done exits with 1, names the code, and does nothing."""
    before = run("editions", "list", "bones", settings=settings).out

    refused = run("editions", *command, settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"verbena: {code}: ")
    assert run("editions", "list", "bones", settings=settings).out == before


@pytest.mark.parametrize(
    "command",
    [
        ("editions", "withdraw", "bones", "--at", "tomorrow"),
        ("editions", "withdraw", "bones", "--at", "2027-01-01T00:00:00"),
        ("editions", "withdraw", "bones", "--by", " "),
        ("editions", "withdraw", "bones", "--by", "a\nb"),
        ("editions", "list", "bones", "--limit", "0"),
        ("editions", "roll-back", "bones", "en", "first"),
        ("editions", "thin"),
        ("editions", "thin", "--older-than", "1y"),
        ("editions", "thin", "--older-than", "-1d"),
        ("editions", "cancel"),
        ("articles", "publish", "--at", "now"),
    ],
    ids=" ".join,
)
def test_what_can_not_be_understood_exits_with_2(settings: Settings, command: tuple[str, ...]) -> None:
    """An option that is none of its kind is refused before anything is done, by exit code 2."""
    refused = run(*command, settings=settings)

    assert (refused.code, refused.out) == (2, "")
    assert "Error: " in refused.err


def test_what_waits_for_review_is_told(settings: Settings) -> None:
    """Where a locale requires more than translations have, publishing leaves them out, and says how many and where."""
    required = {**settings, "VERBENA_REQUIRED_STATES": "ar=REVIEWED"}

    published = run("articles", "publish", "bones", settings=required)
    planned = run("articles", "publish", "bones", "--at", SOON, settings=required)
    again = run("articles", "publish", "--json", settings=required).read_json()
    refused = run("articles", "publish", settings={**settings, "VERBENA_REQUIRED_STATES": "ar=GOOD"})

    told = "Held back: 2 translations in ar are not yet REVIEWED; what was published of their texts stays, if it was."
    assert told in published.err.splitlines()
    assert told in planned.err.splitlines()
    assert title(settings, "ar") == "New"
    assert again["heldBack"] == [{"locale": "ar", "units": 2, "required": "REVIEWED"}]
    assert (refused.code, refused.err.split(": ")[1]) == (1, "BAD_USER_INPUT")
