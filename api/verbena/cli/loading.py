"""Taking in a content folder with its catalogs, and publishing what changed: what `load` and `serve` share."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime

import click
from msgspec import Struct

from verbena.bootstrap import Services
from verbena.cli.progress import ProgressLine
from verbena.model.progress import Progress
from verbena.publishing.load import LoadReport, load_content
from verbena.publishing.publish import PublishReport, publish_subjects
from verbena.reading.words import WORDS
from verbena.resources import find_program
from verbena.settings import Settings
from verbena.store.contract import Store
from verbena.translating.load import CatalogsReport, load_catalogs, require_locales

_MARK = "content-loaded"


class Loaded(Struct, frozen=True):
    """What became of the files, and of what they changed; `published` is null where nothing was to be published."""

    sources: LoadReport
    catalogs: CatalogsReport
    published: PublishReport | None = None


def load_files(services: Services) -> Loaded:
    """Make the content folder and the catalogs the drafts, telling on standard error how far it is.

    Raises:
        ProblemsInContent: where a source file has a problem; then nothing is loaded.
    """
    with ProgressLine(sys.stderr) as progress:
        return _load(services, progress)


def load_and_publish(services: Services) -> Loaded | None:
    """Load the files and publish what changed; null where they are what was loaded so before, without an error.

    Raises:
        ProblemsInContent: where a source file has a problem; then nothing is loaded or published.
    """
    digest = _digest_files(services.settings)
    if services.store.read_mark(_MARK) == digest:
        return None
    with ProgressLine(sys.stderr) as progress:
        loaded = _load(services, progress)
        published = publish_subjects(services.store, datetime.now(UTC), progress=progress)
    # Files with errors are loaded anew each time, so that what was left out is told until it is mended.
    if not loaded.catalogs.has_errors:
        services.store.write_mark(_MARK, digest)
    return Loaded(loaded.sources, loaded.catalogs, published)


def forget_loaded(store: Store) -> None:
    """Have the next load take everything in, whether files have changed or not."""
    store.write_mark(_MARK, "")


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
    click.echo(f"Published {len(report.editions)} editions; {report.unchanged} had not changed.", err=True)


def _load(services: Services, progress: Progress) -> Loaded:
    locales = services.settings.locales and require_locales(services.settings.locales)
    sources = load_content(services.store, services.settings.content, WORDS, progress)
    # From here on the drafts are no longer those that the mark tells of.
    forget_loaded(services.store)
    at = datetime.now(UTC)
    return Loaded(sources, load_catalogs(services.store, locales, at, progress) if locales else CatalogsReport(()))


def _digest_files(settings: Settings) -> str:
    """One hash over the names and bytes of all source files and catalogs, and of the modules that read them."""
    digest = hashlib.sha256()
    package, _ = find_program()
    folders = [(package, "*.py"), (settings.content, "*")]
    folders += [(settings.locales, "*.po")] if settings.locales else []
    for folder, pattern in folders:
        for file in sorted(path for path in folder.rglob(pattern) if path.is_file()):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()
