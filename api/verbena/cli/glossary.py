"""`verbena glossary`: what terms are called in other languages."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import click

from verbena.bootstrap import open_services
from verbena.catalogs.xml_reading import BYTES_LIMIT
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.files import read_given, tell_findings
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.signing import read_act
from verbena.cli.tables import format_table
from verbena.model.errors import BadUserInput
from verbena.model.findings import has_errors
from verbena.model.glossary import GlossaryTerm
from verbena.settings import read_settings
from verbena.translating.glossaries import (
    GlossaryFormat,
    GlossaryUpload,
    TermsQuery,
    export_glossary,
    import_glossary,
    list_terms,
    remove_terms,
)

FORMAT = click.option(
    "--format", "form", type=click.Choice([form.value for form in GlossaryFormat]), help="The form of the file."
)
SOURCE_LOCALE = click.option(
    "--source-locale", metavar="LOCALE", help="The language translated from; VERBENA_DEFAULT_LOCALE where left out."
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Change nothing; tell what is in the file.")

_AT_A_TIME = 1000


@click.group()
def glossary() -> None:
    """The glossary: what terms are called in other languages, which names are preferred, and which forbidden.

    Translators are shown the terms that occur in a text, and translations are checked for them.
    """


@glossary.command("import", short_help="Take terms in.", epilog=tell_exit_codes("the file has an error"))
@click.argument("file", metavar="FILE")
@FORMAT
@SOURCE_LOCALE
@DRY_RUN
@AS_JSON
def import_file(file: str, form: str | None, source_locale: str | None, *, dry_run: bool, as_json: bool) -> None:
    """Take in the terms of FILE, a table (.csv) or a TBX file (.tbx); - is standard input, which needs --format.

    Terms that are there are changed, none is taken out, and the same file again changes nothing. What can't be taken is
    told with its line; where the file can't be read to its end, nothing is taken.

    \b
    Examples:
      verbena glossary import terms.csv
      verbena glossary import --source-locale en eu.tbx --dry-run
    """
    settings = read_settings(os.environ)
    chosen = _read_form(form, file)
    upload = GlossaryUpload(
        read_given(file, BYTES_LIMIT), chosen, source_locale or settings.default_locale, dry_run=dry_run
    )
    with open_services(settings) as services:
        done = import_glossary(services.store, read_act(), upload)
    tell_findings(file, done.findings, len(done.findings))
    if as_json:
        print_json(done)
    else:
        report = done.report
        click.echo(
            f"{report.added} terms {'would be ' if dry_run else ''}added, {report.changed} changed,"
            f" {report.unchanged} as they were; translated into {', '.join(done.locales) or 'no language'}."
        )
    sys.exit(1 if has_errors(done.findings) else 0)


@glossary.command(short_help="Write terms as a file.", epilog=tell_exit_codes("the store can't be used"))
@click.argument("locale", metavar="[LOCALE]", required=False)
@FORMAT
def export(locale: str | None, form: str | None) -> None:
    """Write the terms of LOCALE, or of all, to standard output: as a table for a spreadsheet, or as TBX.

    \b
    Examples:
      verbena glossary export es > es.csv
      verbena glossary export --format tbx > terms.tbx
    """
    with open_services(read_settings(os.environ)) as services:
        data = export_glossary(services.store, read_act(), GlossaryFormat(form or GlossaryFormat.CSV), locale)
    sys.stdout.buffer.write(data)


@glossary.command("list", short_help="List terms.", epilog=tell_exit_codes("the store can't be used"))
@click.argument("locale", metavar="LOCALE")
@click.option("--search", metavar="WORDS", help="Only terms in which these words occur, or in their translation.")
@AS_JSON
def list_all(locale: str, search: str | None, *, as_json: bool) -> None:
    """List the terms that are translated into LOCALE.

    \b
    Examples:
      verbena glossary list es
      verbena glossary list es --search bone --json | jq '.[].translation'
    """
    with open_services(read_settings(os.environ)) as services:
        ask = partial(list_terms, services.store, read_act())
        page = ask(TermsQuery(locale, _AT_A_TIME, None, search))
        found = [term for _, term in page.terms]
        while page.has_next_page:
            page = ask(TermsQuery(locale, _AT_A_TIME, page.terms[-1][0], search))
            found += (term for _, term in page.terms)
    if as_json:
        print_json([_describe(term) for term in found])
    elif found:
        rows = [(one.term, one.translation, one.status.lower(), one.part_of_speech) for one in found]
        click.echo(format_table(("TERM", "TRANSLATION", "STATUS", "PART OF SPEECH"), rows, words=4))
    else:
        click.echo("The glossary has no such term: `verbena glossary import` takes some in.", err=True)


@glossary.command(short_help="Take terms out.", epilog=tell_exit_codes("there is no such term"))
@click.argument("locale", metavar="LOCALE")
@click.argument("term", metavar="[TERM]", required=False)
@click.argument("translation", metavar="[TRANSLATION]", required=False)
@click.option("--all", "every", is_flag=True, help="Take out all terms of the locale.")
def remove(locale: str, term: str | None, translation: str | None, *, every: bool) -> None:
    """Take out the TRANSLATION of a TERM into LOCALE, or all of its translations, as they are written in the list.

    \b
    Examples:
      verbena glossary remove es "bone density" "grosor óseo"
      verbena glossary remove es --all
    """
    if (term is None) is not every:
        raise click.UsageError("Name a term, or take out all with --all.")
    with open_services(read_settings(os.environ)) as services:
        removed = remove_terms(services.store, read_act(), locale, term, translation)
    click.echo(f"{removed} terms taken out.")


def _describe(term: GlossaryTerm) -> dict[str, str]:
    return {
        "sourceLocale": term.source_locale,
        "term": term.term,
        "locale": term.locale,
        "translation": term.translation,
        "status": term.status,
        "partOfSpeech": term.part_of_speech,
        "definition": term.definition,
        "note": term.note,
    }


def _read_form(form: str | None, file: str) -> GlossaryFormat:
    try:
        return GlossaryFormat(form or Path(file).suffix.lower().removeprefix("."))
    except ValueError as error:
        named = ", ".join(f"--format {one}" for one in GlossaryFormat)
        raise BadUserInput(f"{file} does not tell its form by its name: add one of {named}.") from error
