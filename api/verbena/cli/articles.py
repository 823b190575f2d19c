"""`verbena articles`: from source files to published editions."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from verbena.authoring.articles import open_article
from verbena.authoring.keys import add_keys
from verbena.authoring.problems import ProblemLog
from verbena.authoring.tree import read_tree, require_content
from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.loading import Loaded, load_and_publish, load_files, print_loaded
from verbena.cli.progress import ProgressLine
from verbena.cli.publishing import publish
from verbena.cli.signing import signed
from verbena.model.article import Article
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import ContentInvalid
from verbena.publishing.acting import Act
from verbena.publishing.load import ProblemsInContent
from verbena.reading.words import WORDS
from verbena.settings import read_settings
from verbena.store.contract import Store
from verbena.translating.given_keys import GivenKeys, find_given_keys

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def articles() -> None:
    """Articles and their reference data: check, load, publish.

    The files are in the folder VERBENA_CONTENT (articles/, citations.json, medications.yaml, …), their translations in
    VERBENA_LOCALES or, where that is not set, in locales/ beside that folder; without both, those that came with
    Verbena are meant.

    \b
    From a new file to its readers:
      verbena articles keys content/articles/bone-health.md
      verbena articles check content
      verbena articles load --publish
    """


@articles.command(short_help="Name every problem in the source files.", epilog=tell_exit_codes("there is a problem"))
@click.argument("content", type=_FOLDER, required=False)
@AS_JSON
def check(content: Path | None, *, as_json: bool) -> None:
    """Name every problem in the source files as `file:line: code: message`, and exit with 1 where there is one.

    CONTENT is the folder to look through instead of VERBENA_CONTENT. Nothing is loaded.

    \b
    Examples:
      verbena articles check
      verbena articles check --json drafts/content | jq -r '.[].code'
    """
    with ProgressLine(sys.stderr) as progress:
        problems = read_tree(require_content(content or read_settings(os.environ).content), WORDS, progress).problems
    if as_json:
        print_json(problems)
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"Problems: {len(problems)}." if problems else "No problems.", err=True)
    sys.exit(1 if problems else 0)


@articles.command(
    short_help="Give every node without a key one.", epilog=tell_exit_codes("a file can't be read or written")
)
@click.argument("files", type=_FILE, nargs=-1)
def keys(files: tuple[Path, ...]) -> None:
    """Give every node without a key one, and write it into the file; nothing else in the file changes.

    Without FILES, all articles of the content folder are done. A key that is there stays, so that translations and
    links keep to their node when it is reworded or moved, and a new key is none that a translation in VERBENA_LOCALES
    has already. Where a file is no article or not UTF-8, none is changed.

    \b
    Examples:
      verbena articles keys content/articles/bone-health.md
    """
    settings = read_settings(os.environ)
    chosen = files or sorted(require_content(settings.content).glob("articles/*.md"))
    given = find_given_keys(settings.locales) if settings.locales else GivenKeys({}, {})
    keyed = {file: _add_keys(file, given) for file in chosen}
    for file, content in keyed.items():
        if content != file.read_bytes():
            file.write_bytes(content)
            click.echo(f"{file}: keys written.")


@articles.command(
    short_help="Take files and translations into the store, as drafts.",
    epilog=tell_exit_codes("a source file or a catalog has a problem or the store can't be used"),
)
@click.option("--publish", "and_publish", is_flag=True, help="Then publish what changed.")
@signed
@AS_JSON
def load(*, and_publish: bool, act: Act, as_json: bool) -> None:
    """Take the source files and their translations into the store, as drafts.

    Where a source file has a problem, nothing is loaded, and every problem is named. What is wrong in a catalog is
    named too, and makes the exit code 1; the rest of the catalog is taken in.

    \b
    Examples:
      verbena articles load
      verbena articles load --publish --why 'The yearly review.'
    """
    with open_services(read_settings(os.environ)) as services:
        try:
            loaded = load_and_publish(services, act.signature) if and_publish else load_files(services)
        except ProblemsInContent as refused:
            if not as_json:
                raise
            print_json({"problems": refused.problems})
            sys.exit(1)
    if as_json:
        print_json(_describe(loaded))
    else:
        print_loaded(loaded)
    sys.exit(1 if loaded and loaded.catalogs.has_errors else 0)


@articles.command(
    "list", short_help="List every article in the store.", epilog=tell_exit_codes("the store can't be used")
)
@AS_JSON
def list_articles(*, as_json: bool) -> None:
    """List every article in the store: its slug, its source locale, and the locales it is published in.

    One that is published and no longer among the files says so.

    \b
    Examples:
      verbena articles list
      verbena articles list --json | jq -r '.[] | select(.publishedIn == []) | .slug'
    """
    with open_services(read_settings(os.environ)) as services:
        names = {*services.store.draft_names(SubjectKind.ARTICLE), *services.store.published_slugs().values()}
        rows = [_describe_article(services.store, name) for name in sorted(names)]
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("No article is loaded: `verbena articles load` takes the content folder in.", err=True)
    for row in rows:
        told = [row["slug"], row["sourceLocale"], " ".join(row["publishedIn"]) or "not published"]
        click.echo("\t".join(told if row["isLoaded"] else [*told, "no longer in the files"]))


articles.add_command(publish)


def _add_keys(file: Path, given: GivenKeys) -> bytes:
    """The file's content with all keys; none is given that a translation of the article has, whatever it was for."""
    try:
        text = file.read_bytes().decode()
        key = open_article(file.stem, text, ProblemLog(file.name)).field("key")
        return add_keys(text, given.of_article(key, file.stem)).encode()
    except UnicodeDecodeError as error:
        message = f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8. No file was changed."
        raise ContentInvalid(message) from error
    except ContentInvalid as error:
        raise ContentInvalid(f"{file}: {error}. No file was changed.") from error


def _describe_article(store: Store, name: SubjectName) -> dict[str, Any]:
    draft = store.read_draft(name)
    shown = draft or store.read_snapshots([name], ())[name].source
    assert isinstance(shown.structure, Article)  # noqa: S101 - the store gives each kind its own structure
    return {
        "key": name.key,
        "slug": shown.structure.slug,
        "sourceLocale": shown.locale,
        "publishedIn": sorted(store.published_hashes(name)),
        "isLoaded": draft is not None,
    }


def _describe(loaded: Loaded | None) -> dict[str, Any]:
    if loaded is None:
        return {"changed": False}
    return {
        "changed": True,
        "sources": loaded.sources,
        "catalogs": loaded.catalogs.catalogs,
        "problems": loaded.catalogs.problems,
        "published": loaded.published,
    }
