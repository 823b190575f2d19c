"""`verbena articles publish`: drafts into editions, at once or later."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from verbena.bootstrap import open_services
from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.json_output import AS_JSON, print_json
from verbena.cli.loading import print_held_back, print_published
from verbena.cli.planned_editions import describe_planned, print_planned
from verbena.cli.progress import ProgressLine
from verbena.cli.signing import signed_at
from verbena.language.tags import parse_tag
from verbena.model.edition import SubjectName
from verbena.model.errors import NotFound
from verbena.publishing.acting import Act
from verbena.publishing.publish import PublishReport
from verbena.publishing.publish_as import publish_as
from verbena.settings import read_settings
from verbena.store.contract import Store


@click.command(
    short_help="Publish what is loaded and has changed.",
    epilog=tell_exit_codes("no article has the slug or the store can't be used"),
)
@click.argument("slugs", nargs=-1)
@click.option("--locale", "locales", multiple=True, help="Only in this locale; may be given several times.")
@signed_at
@AS_JSON
def publish(slugs: tuple[str, ...], locales: tuple[str, ...], *, act: Act, as_json: bool) -> None:
    """Publish what is loaded: the articles SLUGS with the reference data they name, or everything.

    What has not changed makes no new edition. What somebody withdrew, redirected or rolled back stays as it is, unless
    its locale is named. With --at, what is loaded now is published then.

    \b
    Examples:
      verbena articles publish
      verbena articles publish breast-cancer-and-osteoporosis --locale ar --locale sw
      verbena articles publish bone-health --at 2027-01-31T08:00:00Z --why 'The embargo ends.'
    """
    tags = [*map(parse_tag, locales)] or None
    with open_services(read_settings(os.environ)) as services:
        names = _find_articles(services.store, slugs) if slugs else None
        with ProgressLine(sys.stderr) as progress:
            publication = publish_as(services.store, act, names, tags, progress)
    report = publication.report
    if as_json:
        print_json([describe_planned(one) for one in publication.planned] if report is None else report)
    elif report is None:
        print_planned(publication.planned)
        print_held_back(publication.held_back)
    else:
        _print_report(report)


def _print_report(report: PublishReport) -> None:
    for edition in report.editions:
        click.echo(f"{edition.name.kind} {edition.name.key}\t{edition.locale}")
    print_published(report)


def _find_articles(store: Store, slugs: Iterable[str]) -> list[SubjectName]:
    drafts = {slug: store.find_draft(slug) for slug in slugs}
    missing = [slug for slug, draft in drafts.items() if draft is None]
    if missing:
        raise NotFound(
            f"no article is loaded with the slug {', '.join(missing)}: `verbena articles list` names them all."
        )
    return [draft.name for draft in drafts.values() if draft]
