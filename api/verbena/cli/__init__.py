"""The command line: one module a noun, each a thin door to the same functions that GraphQL and the web call."""

from __future__ import annotations

import sys

import click

from verbena.cli.articles import articles
from verbena.cli.assignments import assignments
from verbena.cli.catalogs import catalogs
from verbena.cli.editions import editions
from verbena.cli.glossary import glossary
from verbena.cli.memory import memory
from verbena.cli.query import query
from verbena.cli.reports import reports
from verbena.cli.schema import schema
from verbena.cli.serve import serve
from verbena.cli.store import store
from verbena.cli.tokens import tokens
from verbena.cli.units import units
from verbena.cli.webhooks import webhooks
from verbena.model.errors import VerbenaError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="verbena")
def group() -> None:
    """Verbena serves health articles as structured, translatable, accessible content nodes over GraphQL.

    \b
    A first look:
      verbena serve                       serve the bundled content on http://127.0.0.1:8000
      verbena query '{ locales { tag } }' ask without a server
    An article's way to its readers:
      verbena articles keys               give new nodes their keys
      verbena articles check              name every problem in the source files
      verbena articles load               take the files into the store, as drafts
      verbena articles publish            publish what changed
    Taking it back:
      verbena editions list SLUG          what was published, by whom and why
      verbena editions withdraw SLUG      serve it no more, in any locale or in some
      verbena editions roll-back SLUG ar 3  publish an older edition again
    A translation's way to its readers:
      verbena catalogs init ko            make the catalogs of a new locale
      verbena catalogs update             bring catalogs up to date with the articles
      verbena catalogs status             tell how far they are
      verbena units list sw               what there is to translate, one by one
    What helps translators:
      verbena glossary import terms.csv   say what terms are called
      verbena memory import old.tmx       bring translations of before along
      verbena memory export es            give all translations as a memory
      verbena assignments add SLUG sw NAME  give somebody work
      verbena reports list                what readers say is wrong
    Who may do what over GraphQL:
      verbena tokens create               let somebody see drafts or publish
    Telling others what happens:
      verbena webhooks add URL            have an address told, by signed requests
    The database as a whole:
      verbena store backup health.backup  write all of it into one file
      verbena store copy --to URL         move all of it to another database
      verbena store check                 name everything that is wrong in it

    The database is VERBENA_DATABASE_URL (of SQLite or PostgreSQL), or a SQLite file in the user's data folder. Commands
    exit with 0 when all is well, 1 when something is wrong with the content or the store, and 2 when a command can't be
    understood.
    """


group.add_command(articles)
group.add_command(assignments)
group.add_command(catalogs)
group.add_command(editions)
group.add_command(glossary)
group.add_command(memory)
group.add_command(query)
group.add_command(reports)
group.add_command(schema)
group.add_command(serve)
group.add_command(store)
group.add_command(tokens)
group.add_command(units)
group.add_command(webhooks)


def main() -> None:
    """Run the command line; an error that users can mend is one line on standard error, and exit code 1."""
    try:
        group(prog_name="verbena")
    except VerbenaError as error:
        click.echo(f"verbena: {error.code.value}: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(f"verbena: {error.filename}: {error.strerror}.", err=True)
        sys.exit(1)
