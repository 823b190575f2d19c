"""`verbena catalogs`: the files that translators work on."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime

import click
import msgspec

from verbena.bootstrap import open_services
from verbena.catalogs.po import write_po
from verbena.cli.catalog_coverage import coverage
from verbena.cli.catalog_drafts import draft
from verbena.cli.catalog_reports import print_new, print_status, print_updated
from verbena.cli.catalog_sources import find_locales, open_sources, read_tags, require_catalogs
from verbena.cli.exchange import export_files, import_files
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.progress import ProgressLine
from verbena.model.errors import ContentInvalid
from verbena.settings import read_settings
from verbena.translating.catalog_files import make_folder, name_file, place_template
from verbena.translating.compile import compile_catalogs
from verbena.translating.init import NewCatalog, init_catalogs
from verbena.translating.remove import remove_locale
from verbena.translating.status import read_status
from verbena.translating.update import update_catalogs
from verbena.translating.write_files import find_changed, write_files

_TAGS = click.argument("tags", metavar="[LOCALE]...", nargs=-1)
_CHECK = click.option("--check", is_flag=True, help="Write nothing; exit with 1 where something would be written.")


@click.group()
def catalogs() -> None:
    """Catalogs: templates, catalogs of a new locale, updates, how far they are, and the exchange with the database.

    The texts are those of the content folder VERBENA_CONTENT and of the interface. Catalogs are in VERBENA_LOCALES or,
    where that is not set, in locales/ beside that folder: <locale>/LC_MESSAGES/<domain>.po, with the templates
    <domain>.pot beside the locales' folders. Each article is a domain, by its slug; all reference data are one, and
    the words of the interface are another. A LOCALE is written as a language tag (zh-Hans) or as its folder (zh_Hans).

    \b
    From a new locale to its readers:
      verbena catalogs init sr-Latn
      verbena catalogs status sr-Latn
      verbena articles load --publish
    After a change of the sources:
      verbena catalogs extract
      verbena catalogs update
    Out of the database to a translator, and back:
      verbena catalogs export --locale ar bone-health > bone-health.po
      verbena catalogs import bone-health.po
    """


@catalogs.command(short_help="Write the templates.", epilog=tell_exit_codes("a source has a problem"))
@_CHECK
def extract(*, check: bool) -> None:
    """Write a template for each domain, with every text, where it stands, and what translators should know of it.

    \b
    Examples:
      verbena catalogs extract
      verbena catalogs extract --check
    """
    sources = open_sources()
    templates = {place_template(sources.locales, one.domain.name): write_po(one.catalog) for one in sources.templates}
    changed = find_changed(templates)
    if not check:
        write_files(changed)
    for path in changed:
        click.echo(f"{name_file(sources.locales, path)}: {'would be ' if check else ''}written.")
    for path in sorted(set(sources.locales.glob("*.pot")) - templates.keys()):
        click.echo(f"{name_file(sources.locales, path)}: no source has this domain any more; delete it.", err=True)
    click.echo(f"{len(templates)} templates, {len(changed)} changed.", err=True)
    sys.exit(1 if check and changed else 0)


@catalogs.command(short_help="Make the catalogs of a locale.", epilog=tell_exit_codes("nothing could be made"))
@click.argument("tags", metavar="LOCALE...", nargs=-1, required=True)
def init(tags: tuple[str, ...]) -> None:
    """Make a catalog for each domain in a LOCALE, whether common locale data knows it or not.

    Catalogs that are there already stay as they are.

    \b
    Examples:
      verbena catalogs init ko
      verbena catalogs init prs fuv
    """
    sources = open_sources()
    wanted = read_tags(tags)
    made = init_catalogs(sources.locales, sources.templates, wanted, at=datetime.now(UTC))
    if not made:
        raise ContentInvalid(
            f"{', '.join(wanted)}: nothing to make. All catalogs are there, and `verbena catalogs update` brings them"
            " up to date; or all sources are written in this language"
        )
    print_new(made)


@catalogs.command(
    short_help="Bring catalogs up to date with the sources.",
    epilog=tell_exit_codes("a catalog has an error and was left as it is"),
)
@_TAGS
@click.option("--init-missing", is_flag=True, help="Make the catalogs that a locale lacks, too.")
@_CHECK
def update(tags: tuple[str, ...], *, init_missing: bool, check: bool) -> None:
    """Bring the catalogs of each LOCALE, or of all, up to date with the sources.

    A text that has changed becomes fuzzy, with the old one above it, and is not published until its translation is
    mended; one that is gone becomes obsolete, and is used again if it comes back. Translations, comments, flags, and
    who made them stay. A catalog goes with its article when that gets another slug.

    \b
    Examples:
      verbena catalogs update
      verbena catalogs update ar sw
      verbena catalogs update --init-missing --check
    """
    sources = open_sources()
    wanted = require_catalogs(sources.locales, read_tags(tags))
    with ProgressLine(sys.stderr) as progress:
        updated = update_catalogs(sources.locales, sources.templates, wanted, write=not check, progress=progress)
    made: tuple[NewCatalog, ...] = ()
    if init_missing:
        made = init_catalogs(sources.locales, sources.templates, wanted, at=datetime.now(UTC), write=not check)
    print_updated(updated)
    if made:
        print_new(made)
    changed = bool(made) or any(one.is_changed for one in updated)
    sys.exit(1 if any(one.has_errors for one in updated) or (check and changed) else 0)


@catalogs.command(
    "compile",
    short_help="Compile catalogs for gettext's own readers.",
    epilog=tell_exit_codes("a catalog has an error; what is sound in it is compiled"),
)
@_TAGS
def compile_files(tags: tuple[str, ...]) -> None:
    """Compile the catalogs of each LOCALE, or of all, to <domain>.mo beside them, as msgfmt does.

    In them is what readers would get: no fuzzy translation, and none with an error. Verbena reads the PO files.

    \b
    Examples:
      verbena catalogs compile
    """
    sources = open_sources()
    wanted = require_catalogs(sources.locales, read_tags(tags))
    compiled = compile_catalogs(sources.locales, sources.tree, wanted)
    for one in compiled:
        for finding in one.findings:
            click.echo(finding.locate(one.source), err=True)
        if one.file:
            click.echo(f"{one.file}: {one.entries} translations.")
    sys.exit(1 if any(one.has_errors for one in compiled) else 0)


@catalogs.command(short_help="Take a locale away.", epilog=tell_exit_codes("nothing is there of the locale"))
@click.argument("tag", metavar="LOCALE")
@click.confirmation_option("--yes", prompt="Delete the catalogs?", help="Don't ask first.")
def remove(tag: str) -> None:
    """Delete the catalogs of a LOCALE, and what was loaded of them.

    The next `verbena articles load --publish` withdraws the locale. What was published of it is kept as old editions.

    \b
    Examples:
      verbena catalogs remove ko
    """
    settings = read_settings(os.environ)
    locales = find_locales(settings)
    (wanted,) = read_tags([tag])
    with open_services(settings) as services:
        was_loaded = wanted in {locale for locale, _ in services.store.translated()}
        removed = remove_locale(services.store, locales, wanted)
    for file in removed:
        click.echo(f"{file}: deleted.")
    if not (removed or was_loaded):
        raise ContentInvalid(f"there is nothing of {wanted}, neither in {locales} nor in the store")
    folder = make_folder(locales, wanted)
    if folder.is_dir():
        click.echo(f"{name_file(locales, folder)}: left, for there are other files in it.", err=True)
    click.echo("`verbena articles load --publish` withdraws what is published of it.", err=True)


@catalogs.command(short_help="Tell how far each catalog is.", epilog=tell_exit_codes("a source has a problem"))
@_TAGS
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON, for scripts.")
def status(tags: tuple[str, ...], *, as_json: bool) -> None:
    """Tell for each LOCALE, or for all, and for each domain how many texts are translated, and what is left to do.

    Each text counts once: as translated, fuzzy (needs work, not published), outdated (made from an older text) or
    missing, where an error counts as missing. The share is that of the translated ones, and GraphQL's completeness.

    \b
    Examples:
      verbena catalogs status
      verbena catalogs status sw --json | jq '.[] | select(.share < 1) | .domain'
    """
    sources = open_sources()
    wanted = require_catalogs(sources.locales, read_tags(tags))
    with ProgressLine(sys.stderr) as progress:
        rows = read_status(sources.locales, sources.tree, wanted, progress)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(rows), indent=2).decode())
    else:
        print_status(rows)


catalogs.add_command(coverage)
catalogs.add_command(draft)
catalogs.add_command(export_files)
catalogs.add_command(import_files)
