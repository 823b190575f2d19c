"""`verbena catalogs export` and `import`: catalogs out of the database, and back into it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from msgspec import Struct

from verbena.bootstrap import open_services
from verbena.catalogs.formats import FORMATS, CatalogFormat, facts_of, format_of_suffix, read_catalog
from verbena.cli.catalog_sources import read_tags
from verbena.cli.exchange_reports import print_reports
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.progress import ProgressLine
from verbena.cli.signing import read_act, signed
from verbena.model.errors import BadUserInput, ContentInvalid
from verbena.model.progress import Stage
from verbena.publishing.acting import Act
from verbena.settings import read_settings
from verbena.store.contract import Store
from verbena.translating.exchange import Wanted, identify_domain, identify_locale, pack_zip, take_out
from verbena.translating.export import list_domains, open_domain, place_catalog
from verbena.translating.import_catalog import Upload, import_catalog
from verbena.translating.import_report import ImportReport
from verbena.translating.tell_report import tell_report
from verbena.translating.write_files import write_files

_LOCALES = click.option("--locale", "tags", metavar="LOCALE", multiple=True, help="Of this locale; more than once.")
_FORMAT = click.option(
    "--format",
    "name",
    type=click.Choice([facts.format.value for facts in FORMATS]),
    default=CatalogFormat.PO.value,
    show_default=True,
    help="The files' format.",
)


@click.command(
    "export",
    short_help="Take catalogs out of the database.",
    epilog=tell_exit_codes("there is no such catalog, or a file can't be written"),
)
@click.argument("domains", metavar="[DOMAIN]...", nargs=-1)
@_LOCALES
@_FORMAT
@click.option("--only-needs-work", is_flag=True, help="Leave out what is translated, and not outdated.")
@click.option(
    "-o", "--output", default="-", metavar="FOLDER", help="Where to: a folder, a .zip file, or - (one catalog)."
)
def export_files(
    domains: tuple[str, ...], tags: tuple[str, ...], name: str, output: str, *, only_needs_work: bool
) -> None:
    """Take catalogs out of the database, as people have worked on them, in a form that can be sent back.

    A DOMAIN is an article's slug, `reference` or `interface`; without any, all are meant, and without --locale, every
    locale that has a translation. Files are laid out as gettext and Weblate want it: <locale>/LC_MESSAGES/<domain>.po.

    \b
    Examples:
      verbena catalogs export --locale ar bone-health > bone-health.po
      verbena catalogs export --locale ar --locale sw -o out
      verbena catalogs export --only-needs-work -o work.zip
    """
    chosen = CatalogFormat(name)
    with open_services(read_settings(os.environ)) as services, ProgressLine(sys.stderr) as progress:
        store, act = services.store, read_act()
        locales = read_tags(tags) or tuple(dict.fromkeys(tag for tag, _ in store.translated()))
        wanted = [
            Wanted(domain, tag, chosen, only_needs_work)
            for tag in locales
            for domain in (domains or list_domains(store, tag))
        ]
        if output == "-" and len(wanted) != 1:
            raise BadUserInput(f"that is {len(wanted)} catalogs: name one DOMAIN and one --locale, or a folder by -o.")
        files: dict[str, bytes] = {}
        for done, one in enumerate(wanted):
            progress(Stage.CATALOGS, done, len(wanted))
            file = take_out(store, act, one)
            if file.entries or not only_needs_work or output == "-":
                files[place_catalog(one.locale, one.domain, facts_of(chosen).suffix.removeprefix("."))] = file.data
        progress(Stage.CATALOGS, len(wanted), len(wanted))
    _put_out(output, files)


@click.command(
    "import",
    short_help="Take catalogs back into the database.",
    epilog=tell_exit_codes("something of a file was not taken"),
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--locale", "tag", metavar="LOCALE", help="The files' locale, where they don't tell it.")
@click.option("--domain", metavar="DOMAIN", help="Whose texts they are, where the files don't tell it.")
@click.option("--dry-run", is_flag=True, help="Tell what would become of them, and write nothing.")
@click.option("--force", is_flag=True, help="Take what the files say whatever was changed here since they were made.")
@signed
@AS_JSON
def import_files(  # noqa: PLR0913 - a command's options are its parameters
    files: tuple[Path, ...],
    act: Act,
    tag: str | None,
    domain: str | None,
    *,
    dry_run: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Take catalogs into the database, and tell what became of each unit: of all formats that export writes.

    Each unit is judged alone. What was changed here since the file was made stays, and is told as conflicting, unless
    --force is given. Only units that a file holds are touched. A file tells by its header whose texts it holds and in
    which language, else by its name. Nobody reviews what they send: that takes another person.

    \b
    Examples:
      verbena catalogs import bone-health.po --dry-run
      verbena catalogs import out/ar/LC_MESSAGES/*.po --by 'Agency of Words' --why 'The spring batch.'
    """
    with open_services(read_settings(os.environ)) as services:
        reports = list(_import_all(services.store, act, files, _Sending(tag, domain, dry_run, force)))
    if as_json:
        print_json([{"file": str(file), **tell_report(report)} for file, report in reports])
    else:
        print_reports(reports)
    sys.exit(1 if any(report.has_errors for _, report in reports) else 0)


class _Sending(Struct, frozen=True):
    """How files are sent: as of this locale and domain, where they are null as the files tell."""

    tag: str | None
    domain: str | None
    dry_run: bool
    force: bool


def _import_all(store: Store, act: Act, files: Sequence[Path], how: _Sending) -> Iterator[tuple[Path, ImportReport]]:
    for file in files:
        catalog = read_catalog(_read(file), format_of_suffix(file.name))
        locale = read_tags([how.tag])[0] if how.tag else identify_locale(catalog, str(file))
        found = open_domain(store, how.domain or identify_domain(store, catalog, file.name), locale)
        yield file, import_catalog(store, act, found, locale, Upload(catalog, how.dry_run, how.force))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ContentInvalid(f"{file} can't be read: {error.strerror}") from error


def _put_out(output: str, files: dict[str, bytes]) -> None:
    if output == "-":
        sys.stdout.buffer.write(next(iter(files.values())))
        sys.stdout.flush()
        return
    place = Path(output)
    if place.suffix.lower() == ".zip":
        write_files({place: pack_zip(files)})
    else:
        write_files({place / name: data for name, data in files.items()})
    click.echo(f"{len(files)} catalogs written to {place}.", err=True)
