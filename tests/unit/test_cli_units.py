"""`verbena units`: listing, showing and changing what there is to translate."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Finished, run_verbena
from tests.support.stores import open_migrated
from tests.support.workbench import fill_workbench, history_of, reword, save, see, text_of

Settings = dict[str, str]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A database with an article and a topic, of which the title is translated."""
    found = {"VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}"}
    with open_migrated(found["VERBENA_DATABASE_URL"]) as store:
        fill_workbench(store)
        save(store, "Kuhusu mifupa")
    return found


def units(settings: Settings, *command: object) -> Finished:
    return run_verbena("units", *command, settings=settings)


def test_units_are_listed(settings: Settings) -> None:
    """The table has what is to be done; conditions narrow it, and catalogs do."""
    listed = units(settings, "list", "sw")

    assert listed.code == 0
    assert [line.split()[:3] for line in listed.out.splitlines()] == [
        ["CATALOG", "PATH", "STATE"],
        ["bones", "title", "translated"],
        ["bones", "summary", "missing"],
        ["bones", "food.p1.text", "missing"],
        ["reference", "topic.t.name", "missing"],
    ]
    for options, paths in (
        (["--missing"], ["summary", "food.p1.text", "topic.t.name"]),
        (["bones", "--state", "translated"], ["title"]),
        (["--search", "MILK"], ["food.p1.text"]),
        (["--outdated"], []),
        (["--findings"], []),
        (["reference"], ["topic.t.name"]),
        (["--limit", 2], ["title", "summary"]),
    ):
        found = units(settings, "list", "sw", *options, "--json").read_json()
        assert [one["path"] for one in found] == paths


def test_what_is_outdated_says_so(settings: Settings) -> None:
    """An outdated translation is listed as that, whatever its state."""
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        reword(store, {"title": "About strong bones"})

    assert "bones    title  outdated" in units(settings, "list", "sw", "--outdated").out


def test_a_unit_is_shown(settings: Settings) -> None:
    """All that is known of a unit, in lines or as JSON."""
    shown = units(settings, "show", "sw", "bones", "title")

    assert "source: About bones\n" in shown.out
    assert "translation: Kuhusu mifupa\n" in shown.out
    assert "translator: Amina\n" in shown.out
    found = units(settings, "show", "sw", "bones", "title", "--json").read_json()
    assert (found["state"], found["origin"], found["isOutdated"], found["findings"]) == (
        "TRANSLATED",
        "HUMAN",
        False,
        [],
    )


def test_a_unit_goes_through_hands(settings: Settings) -> None:
    """Saved, commented, reviewed, rejected and undone, each signed; the history numbers them."""
    place = ("sw", "bones", "summary")
    assert units(settings, "save", *place, "Kwa ufupi", "--by", "Ada").out == "summary: TRANSLATED: Kwa ufupi\n"
    assert units(settings, "comment", *place, "Good?", "--by", "Juma").code == 0
    assert units(settings, "review", *place, "--final", "--by", "Juma").out == "summary: FINAL: Kwa ufupi\n"
    assert units(settings, "reject", *place, "No.", "--by", "Juma").out == "summary: INITIAL: Kwa ufupi\n"

    listed = units(settings, "history", *place, "--json").read_json()

    assert [(one["kind"], one["by"], one["why"]) for one in listed] == [
        ("REJECTED", "Juma", "No."),
        ("REVIEWED", "Juma", None),
        ("COMMENTED", "Juma", "Good?"),
        ("SAVED", "Ada", None),
    ]
    assert "rejected" in units(settings, "history", *place).out
    undone = units(settings, "undo", *place, listed[0]["number"], "--by", "Juma")
    assert undone.out == "summary: FINAL: Kwa ufupi\n"
    assert units(settings, "undo", *place, listed[3]["number"]).out == "summary: no translation\n"


def test_nobody_reviews_their_own(settings: Settings) -> None:
    """Operators are held to the rule as everybody is."""
    units(settings, "save", "sw", "bones", "summary", "Kwa ufupi", "--by", "Ada")

    refused = units(settings, "review", "sw", "bones", "summary", "--by", "Ada")

    assert refused.code == 1
    assert refused.err.startswith("verbena: FORBIDDEN: ")


def test_errors_are_told_one_by_one(settings: Settings) -> None:
    """What has errors is not taken: each is a line, and the text is kept as refused."""
    refused = units(settings, "save", "sw", "bones", "title", "<em>Mifupa</em>")

    assert (refused.code, refused.out) == (1, "")
    assert "error: tag-invented: " in refused.err
    assert refused.err.splitlines()[-1].startswith("verbena: TRANSLATION_REFUSED: ")
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        unit = see(store)
        assert (text_of(unit), unit.refusal and unit.refusal.text) == ("Kuhusu mifupa", "<em>Mifupa</em>")
    assert "refused: <em>Mifupa</em>" in units(settings, "show", "sw", "bones", "title").out


def test_warnings_are_told(settings: Settings) -> None:
    """A warning goes to standard error, and the text is taken."""
    saved = units(settings, "save", "sw", "bones", "title", "Mifupa **yetu**")

    assert (saved.code, saved.out) == (0, "title: TRANSLATED: Mifupa **yetu**\n")
    assert "warning: markdown-shown: " in saved.err


@pytest.mark.parametrize(
    "command", [("save", "Mifupa"), ("review", "--by", "Juma"), ("reject", "No.", "--by", "Juma"), ("undo", "1")]
)
def test_another_version_is_a_conflict(settings: Settings, command: tuple[str, ...]) -> None:
    """With --base, nothing is done to what somebody has changed since."""
    name, *others = command

    refused = units(settings, name, "sw", "bones", "title", *others, "--base", "0" * 16)

    assert (refused.code, refused.err.split(":")[1]) == (1, " CONFLICT")
    with open_migrated(settings["VERBENA_DATABASE_URL"]) as store:
        assert len(history_of(store)) == 1


@pytest.mark.parametrize("place", [("sw", "bones", "absent"), ("sw", "absent", "title"), ("en", "bones", "title")])
@pytest.mark.parametrize("command", ["show", "history", "review"])
def test_what_is_not_there(settings: Settings, command: str, place: tuple[str, ...]) -> None:
    """A path, a catalog or a locale in which there is no such unit is NOT_FOUND."""
    refused = units(settings, command, *place)

    assert (refused.code, refused.out, refused.err.split(":")[1]) == (1, "", " NOT_FOUND")
