"""Which unit a command is about."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

import click

from verbena.bootstrap import open_services
from verbena.cli.operator import find_operator
from verbena.language.tags import parse_tag
from verbena.model.errors import NotFound
from verbena.settings import read_settings
from verbena.translating.open_subject import open_domain
from verbena.translating.working_units import Workbench, WorkingUnit

Place = Callable[[Workbench], WorkingUnit]
"""Finds a unit in a store."""


def place_arguments(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the arguments LOCALE, CATALOG and PATH, which is given what they come to as `place`."""

    @wraps(command)
    def run(*args: object, locale: str, catalog: str, path: str, **options: object) -> None:
        tag = parse_tag(locale)
        command(*args, place=lambda store: _find(store, tag, catalog, path), **options)

    for name in ("path", "catalog", "locale"):
        run = click.argument(name)(run)
    return run


@contextmanager
def open_place(place: Place) -> Iterator[WorkingUnit]:
    """The unit, as long as the database is open.

    Raises:
        NotFound: where there is none.
    """
    with open_services(read_settings(os.environ)) as services:
        yield place(services.store)


def _find(store: Workbench, locale: str, catalog: str, path: str) -> WorkingUnit:
    for subject in open_domain(store, find_operator(), catalog, locale):
        if (unit := subject.find(path)) is not None:
            return unit
    raise NotFound(f"{catalog} has no unit {path[:80]!a} to translate into {locale}: `verbena units list` names all.")
