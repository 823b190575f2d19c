"""`verbena articles load`, `list` and `publish`: from files to editions, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import Finished, run_verbena
from tests.support.content import around, write_content

_PO = """msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Domain: bones\\n"
"X-Source-Language: en\\n"

msgctxt "{path}"
msgid "{source}"
msgstr "عظام"
"""


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A content folder with one article, a folder without catalogs, and a database that is not there yet."""
    content = write_content(tmp_path, {"articles/bones.md": around("{#a.p1}\nA paragraph.\n")})
    (tmp_path / "locales").mkdir()
    return {
        "VERBENA_CONTENT": str(content),
        "VERBENA_LOCALES": str(tmp_path / "locales"),
        "VERBENA_DATABASE_URL": f"sqlite:///{tmp_path / 'verbena.db'}",
    }


def _rewrite(settings: dict[str, str], old: str, new: str) -> None:
    article = Path(settings["VERBENA_CONTENT"], "articles", "bones.md")
    article.write_text(article.read_text().replace(old, new))


def _list(settings: dict[str, str]) -> Finished:
    return run_verbena("articles", "list", "--json", settings=settings)


def _title(settings: dict[str, str]) -> str | None:
    asked = run_verbena("query", '{ article(slug: "bones") { title { value } } }', settings=settings)
    article = asked.read_json()["data"]["article"]
    return article and str(article["title"]["value"])


def test_loading_makes_drafts(settings: dict[str, str]) -> None:
    """What is loaded is listed as not published; what was done is told on standard error."""
    loaded = run_verbena("articles", "load", settings=settings)

    assert (loaded.code, loaded.out) == (0, "")
    assert loaded.err.startswith("Loaded ")
    assert run_verbena("articles", "list", settings=settings).out == "bones\ten\tnot published\n"
    assert _list(settings).read_json() == [
        {"key": "bones", "slug": "bones", "sourceLocale": "en", "publishedIn": [], "isLoaded": True}
    ]


def test_publishing_makes_editions(settings: dict[str, str]) -> None:
    """What is loaded is published, each edition is a line, and what has not changed is not published again."""
    run_verbena("articles", "load", settings=settings)

    first, second = (run_verbena("articles", "publish", settings=settings) for _ in range(2))

    assert (first.code, second.code) == (0, 0)
    assert "article bones\ten" in first.out.splitlines()
    assert first.err.startswith(f"Published {len(first.out.splitlines())} editions; 0 ")
    assert second.out == ""
    assert _list(settings).read_json()[0]["publishedIn"] == ["en"]


def test_loading_can_publish_at_once(settings: dict[str, str]) -> None:
    """`load --publish` does both, and says on a second call that nothing changed."""
    first, second = (run_verbena("articles", "load", "--publish", settings=settings) for _ in range(2))

    assert "Published " in first.err
    assert (second.code, second.err) == (0, "The content is as it was loaded before.\n")
    assert _title(settings) == "Bones"


def test_what_is_loaded_and_published_is_signed(settings: dict[str, str]) -> None:
    """The history tells who published, and why: by the name given, or by that of whoever runs the command."""
    run_verbena("articles", "load", "--publish", "--by", "Ada", "--why", "First", settings=settings)
    _rewrite(settings, "A paragraph.", "Another.")
    run_verbena("articles", "load", "--publish", settings=settings)

    document = '{ article(slug: "bones") { editions { nodes { by why } } } }'
    newest, first = run_verbena("query", document, settings=settings).read_json()["data"]["article"]["editions"][
        "nodes"
    ]

    assert first == {"by": "Ada", "why": "First"}
    assert newest["by"]
    assert newest["why"] is None


def test_what_is_held_is_told_each_time(settings: dict[str, str]) -> None:
    """Loading that finds nothing new still says what somebody withdrew or rolled back, and that it stays so."""
    run_verbena("articles", "load", "--publish", settings=settings)
    run_verbena("editions", "withdraw", "bones", settings=settings)

    for _ in range(2):
        again = run_verbena("articles", "load", "--publish", settings=settings)

        assert "Held: article bones in en stays as it is" in again.err
        assert _title(settings) is None


def test_results_as_json(settings: dict[str, str]) -> None:
    """For scripts each command prints one JSON value and nothing else."""
    commands = [["load"], ["load", "--publish"], ["load", "--publish"], ["list"], ["publish"]]
    results = [run_verbena("articles", *command, "--json", settings=settings) for command in commands]

    loaded, published, unchanged, listed, again = (result.read_json() for result in results)
    assert {(result.code, result.err) for result in results} == {(0, "")}
    assert {"kind": "article", "key": "bones"} in loaded["sources"]["new"]
    assert (loaded["changed"], loaded["problems"], loaded["published"]) == (True, [], None)
    assert published["published"]["editions"]
    assert unchanged == {"changed": False}
    assert [article["slug"] for article in listed] == ["bones"]
    assert again["editions"] == []


@pytest.mark.parametrize("command", [["load"], ["load", "--publish"]])
def test_nothing_is_loaded_where_there_is_a_problem(settings: dict[str, str], command: list[str]) -> None:
    """One problem keeps everything out: nothing in the store changes, and each problem is told by its place."""
    run_verbena("articles", "load", "--publish", settings=settings)
    _rewrite(settings, "# Bones", "# Other bones")
    _rewrite(settings, "A paragraph.", "A paragraph. [@nobody]\n\n#### Too deep {#b}")

    refused = run_verbena("articles", *command, settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("verbena: CONTENT_INVALID: ")
    assert "content/articles/bones.md:12: unknown-citation: " in refused.err
    assert "content/articles/bones.md:14: heading-level-skipped: " in refused.err
    run_verbena("articles", "publish", settings=settings)
    assert _title(settings) == "Bones"


def test_problems_are_json_too(settings: dict[str, str]) -> None:
    """For scripts the problems are printed as JSON, with exit code 1."""
    _rewrite(settings, "A paragraph.", "A paragraph. [@nobody]")

    refused = run_verbena("articles", "load", "--json", settings=settings)

    assert refused.code == 1
    assert [problem["code"] for problem in refused.read_json()["problems"]] == ["unknown-citation"]
    assert _list(settings).read_json() == []


@pytest.mark.parametrize(
    ("path", "source", "text", "code"),
    [("nowhere.text", "Nowhere", "x", 0), ("a.p1.text", "A paragraph.", "<c.nobody-1999/>", 1)],
)
def test_findings_in_catalogs_are_told(settings: dict[str, str], path: str, source: str, text: str, code: int) -> None:
    """What is odd in a catalog is told by its place; where a translation was left out for it, the exit code is 1."""
    catalog = Path(settings["VERBENA_LOCALES"], "ar", "LC_MESSAGES", "bones.po")
    catalog.parent.mkdir(parents=True)
    entry = f'\nmsgctxt "{path}"\nmsgid "{source}"\nmsgstr "{text}"\n'
    catalog.write_text(_PO.format(path="title", source="Bones") + entry)

    loaded = run_verbena("articles", "load", "--publish", settings=settings)

    assert loaded.err.startswith("locales/ar/LC_MESSAGES/bones.po:12: ")
    assert path in loaded.err.splitlines()[0]
    assert loaded.code == code
    assert _list(settings).read_json()[0]["publishedIn"] == ["ar", "en"]


def test_errors_in_catalogs_are_told_until_they_are_mended(settings: dict[str, str]) -> None:
    """The same files loaded again are told of again; once they are sound, they are loaded once."""
    catalog = Path(settings["VERBENA_LOCALES"], "ar", "LC_MESSAGES", "bones.po")
    catalog.parent.mkdir(parents=True)
    catalog.write_text(_PO.format(path="title", source="Bones").replace("عظام", "<c.nobody-1999/>"))

    first, second = (run_verbena("articles", "load", "--publish", settings=settings) for _ in range(2))
    catalog.write_text(_PO.format(path="title", source="Bones"))
    mended, again = (run_verbena("articles", "load", "--publish", settings=settings) for _ in range(2))

    assert (first.code, second.code, mended.code, again.code) == (1, 1, 0, 0)
    assert first.err.splitlines()[0] == second.err.splitlines()[0]
    assert again.err == "The content is as it was loaded before.\n"


def test_files_as_they_were_before_other_drafts_are_loaded_again(settings: dict[str, str]) -> None:
    """Where other files have become the drafts meanwhile, going back to the published ones makes them the drafts."""
    run_verbena("articles", "load", "--publish", settings=settings)
    _rewrite(settings, "# Bones", "# Other bones")
    run_verbena("articles", "load", settings=settings)
    _rewrite(settings, "# Other bones", "# Bones")

    run_verbena("articles", "load", "--publish", settings=settings)
    run_verbena("articles", "publish", settings=settings)

    assert _title(settings) == "Bones"


def test_missing_folder_of_catalogs_is_told(settings: dict[str, str]) -> None:
    """A folder of catalogs that isn't there is not taken for one without catalogs, and nothing is loaded."""
    refused = run_verbena("articles", "load", settings={**settings, "VERBENA_LOCALES": "/nowhere"})

    assert refused.code == 1
    assert refused.err.startswith("verbena: CONTENT_INVALID: /nowhere ")
    assert _list(settings).read_json() == []


def test_removed_file_is_told_and_stays_published(settings: dict[str, str]) -> None:
    """An article whose file is gone goes on being served, as load and list say; the others can be published."""
    run_verbena("articles", "load", "--publish", settings=settings)
    article = Path(settings["VERBENA_CONTENT"], "articles", "bones.md")
    article.rename(article.with_name("more-bones.md"))
    more = article.with_name("more-bones.md")
    more.write_text(more.read_text().replace("key: bones\nslug: bones", "key: more-bones\nslug: more-bones"))

    loaded = run_verbena("articles", "load", "--publish", settings=settings)

    assert "No longer in the files: article bones." in loaded.err
    listed = run_verbena("articles", "list", settings=settings).out.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["bones", "more-bones"]
    assert ["no longer in the files" in line for line in listed] == [True, False]
    assert [row["isLoaded"] for row in _list(settings).read_json()] == [False, True]


def test_empty_store_says_what_to_do(settings: dict[str, str]) -> None:
    """Where nothing is loaded, the list is empty, and the next command is named."""
    listed = run_verbena("articles", "list", settings=settings)

    assert (listed.code, listed.out) == (0, "")
    assert "verbena articles load" in listed.err


def test_unknown_slug_is_told(settings: dict[str, str]) -> None:
    """A slug that nothing is loaded under is named, and nothing is published."""
    run_verbena("articles", "load", settings=settings)

    refused = run_verbena("articles", "publish", "bones", "none", settings=settings)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("verbena: NOT_FOUND: ")
    assert "none" in refused.err
    assert _list(settings).read_json()[0]["publishedIn"] == []


def test_malformed_locale_is_told(settings: dict[str, str]) -> None:
    """A locale that is no tag is refused, not taken for one that nothing is loaded in."""
    run_verbena("articles", "load", settings=settings)

    refused = run_verbena("articles", "publish", "--locale", "en", "--locale", "!!", settings=settings)

    assert refused.code == 1
    assert refused.err.startswith("verbena: INVALID_LOCALE: '!!' ")
    assert _list(settings).read_json()[0]["publishedIn"] == []
    assert run_verbena("articles", "publish", "--locale", "EN", settings=settings).out


@pytest.mark.parametrize("command", ["list", "load", "publish"])
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("VERBENA_DATABASE_URL", "nonsense", "STORE_UNAVAILABLE"),
        ("VERBENA_DATABASE_URL", "sqlite:////nowhere/verbena.db", "STORE_UNAVAILABLE"),
        ("VERBENA_PUBLIC_URL", "nonsense", "BAD_USER_INPUT"),
        ("VERBENA_DEFAULT_LOCALE", "!!", "INVALID_LOCALE"),
    ],
)
def test_wrong_settings_are_told(settings: dict[str, str], command: str, name: str, value: str, code: str) -> None:
    """A setting that can't be used is one line on standard error with a code, and exit code 1."""
    refused = run_verbena("articles", command, settings={**settings, name: value})

    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(f"verbena: {code}: ")
    assert refused.err.count("\n") == 1
