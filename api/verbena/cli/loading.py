"""Taking in a content folder with its catalogs, and publishing what changed: what `load` and `serve` share."""

from __future__ import annotations

import sys
from collections.abc import Collection
from datetime import UTC, datetime

import click
from msgspec import Struct
from msgspec.structs import replace

from verbena.bootstrap import Services
from verbena.cli.progress import ProgressLine
from verbena.model.change import UNSIGNED, Signature
from verbena.model.progress import Progress
from verbena.publishing.load import LoadReport, load_content
from verbena.publishing.publish import HeldBack, PublishReport, publish_subjects
from verbena.reading.words import WORDS
from verbena.translating.load import CatalogsReport, load_catalogs, require_locales
from verbena.translating.renew import Renewal, renew_translations


class Loaded(Struct, frozen=True):
    """What became of the files, and of what they changed; `published` is null where nothing was to be published."""

    sources: LoadReport
    catalogs: CatalogsReport
    published: PublishReport | None = None
    renewal: Renewal = Renewal()


def load_files(services: Services) -> Loaded:
    """Make the content folder and the catalogs the drafts, telling on standard error how far it is.

    Raises:
        ProblemsInContent: where a source file has a problem; then nothing is loaded.
    """
    with ProgressLine(sys.stderr) as progress:
        return _load(services, progress)


def load_and_publish(services: Services, signature: Signature = UNSIGNED) -> Loaded | None:
    """Load the files and publish what changed; null where there is nothing to tell.

    That is where they are what was loaded so before, without an error, and nothing is held.

    Raises:
        ProblemsInContent: where a source file has a problem; then nothing is loaded or published.
    """
    with ProgressLine(sys.stderr) as progress:
        loaded = _load(services, progress)
        published = publish_subjects(
            services.store,
            datetime.now(UTC),
            progress=progress,
            signature=signature,
            required=services.library.required,
        )
    done = replace(loaded, published=published)
    # Files with errors, and what is held, are told of each time, so that what was left out is told until it is mended.
    return done if loaded.catalogs.has_errors or _has_changed(done) else None


def print_loaded(loaded: Loaded | None) -> None:
    """Tell what was loaded on standard error, a line each, with every finding in the catalogs."""
    if loaded is None:
        click.echo("The content is as it was loaded before.", err=True)
        return
    for problem in loaded.catalogs.problems:
        click.echo(problem, err=True)
    sources = loaded.sources
    click.echo(
        f"Loaded {len(sources.new)} new, {len(sources.changed)} changed, {len(sources.unchanged)} unchanged subjects"
        f" and {len(loaded.catalogs.catalogs)} catalogs.",
        err=True,
    )
    if renewed := loaded.renewal.renewed:
        click.echo(f"{len(renewed)} translations go on as they are: the changes of their texts were minor.", err=True)
    for unit in loaded.renewal.outdated:
        click.echo(
            f"{unit.subject.kind} {unit.subject.key} marks {unit.path} as minor, and its words are others than those"
            f" translated into {unit.locale}: that translation is outdated.",
            err=True,
        )
    for name in sources.absent:
        told = f"No longer in the files: {name.kind} {name.key}. What is published of it goes on being served."
        click.echo(told, err=True)
    for locale, names in loaded.catalogs.absent.items():
        first = f"{names[0].kind} {names[0].key}"
        click.echo(
            f"No longer in the files: translations in {locale} of {len(names)} subjects, {first} among them. They go on"
            f" being published; `verbena catalogs remove {locale}` ends the whole locale.",
            err=True,
        )
    if loaded.published is not None:
        print_published(loaded.published)


def print_published(report: PublishReport) -> None:
    """Tell on standard error how much was published, and what was withdrawn."""
    for edition in report.withdrawn:
        click.echo(
            f"Withdrawn: {edition.name.kind} {edition.name.key} in {edition.locale}: it has no translation any more.",
            err=True,
        )
    for edition in report.held:
        click.echo(
            f"Held: {edition.name.kind} {edition.name.key} in {edition.locale} stays as it is: it or its source was"
            f" withdrawn, redirected or rolled back; `verbena articles publish SLUG --locale {edition.locale}`"
            " publishes it all the same.",
            err=True,
        )
    print_held_back(report.held_back)
    click.echo(f"Published {len(report.editions)} editions; {report.unchanged} had not changed.", err=True)


def print_held_back(held_back: Collection[HeldBack]) -> None:
    """Tell on standard error, a line for each locale, how many translations wait for the state required there."""
    for one in held_back:
        click.echo(
            f"Held back: {one.units} translations in {one.locale} are not yet {one.required}; what was published of"
            " their texts stays, if it was.",
            err=True,
        )


def _load(services: Services, progress: Progress) -> Loaded:
    locales = services.settings.locales and require_locales(services.settings.locales)
    sources = load_content(services.store, services.settings.content, WORDS, progress)
    at = datetime.now(UTC)
    renewal = renew_translations(services.store, sources.changed, at)
    catalogs = load_catalogs(services.store, locales, at, progress) if locales else CatalogsReport(())
    return Loaded(sources, catalogs, renewal=renewal)


def _has_changed(loaded: Loaded) -> bool:
    sources, published = loaded.sources, loaded.published
    drafts = (
        sources.new or sources.changed or sources.absent or any(one.report.changed for one in loaded.catalogs.catalogs)
    )
    return bool(
        drafts or (published and (published.editions or published.withdrawn or published.held or published.held_back))
    )
