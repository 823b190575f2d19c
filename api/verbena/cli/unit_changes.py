"""The commands of `verbena units` that change a unit."""

from __future__ import annotations

from collections.abc import Callable

import click

from verbena.cli.exit_codes import tell_exit_codes
from verbena.cli.signing import signed
from verbena.cli.unit_places import Place, open_place, place_arguments
from verbena.model.markup import write_markup
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.publishing.acting import Act
from verbena.translating.comment_unit import comment_unit
from verbena.translating.review_unit import reject_unit, review_unit
from verbena.translating.save_unit import SavedText, save_unit
from verbena.translating.undo_unit import undo_unit
from verbena.translating.unit_problems import TranslationRefused
from verbena.translating.working_units import WorkingUnit

_BASE = click.option(
    "--base", metavar="VERSION", help="The version that you have seen; what is there now where left out."
)


@click.command(short_help="Save a translation.", epilog=tell_exit_codes("it is not taken"))
@place_arguments
@click.argument("text")
@click.option("--initial", is_flag=True, help="It needs work, and is not for readers yet.")
@click.option("--machine", is_flag=True, help="A machine made it.")
@_BASE
@signed
def save(  # noqa: PLR0913 - each is an option
    place: Place, text: str, *, initial: bool, machine: bool, base: str | None, act: Act
) -> None:
    """Make TEXT, with the tags of the source, the translation of the unit at PATH of CATALOG into LOCALE.

    \b
    Example:
      verbena units save sw bone-health title 'Afya ya mifupa'
    """
    state = TranslationState.INITIAL if initial else TranslationState.TRANSLATED
    origin = TranslationOrigin.MACHINE if machine else TranslationOrigin.HUMAN

    def change(unit: WorkingUnit) -> WorkingUnit:
        saved = SavedText(text, unit.source.hash, base or unit.version, state, origin)
        return save_unit(unit.subject.store, act, unit.name, saved)

    _do(place, change)


@click.command(short_help="Say that a translation is good.", epilog=tell_exit_codes("that can't be said"))
@place_arguments
@click.option("--final", is_flag=True, help="Sign it off: FINAL in place of REVIEWED.")
@_BASE
@signed
def review(place: Place, *, final: bool, base: str | None, act: Act) -> None:
    """Say that the translation of the unit at PATH of CATALOG into LOCALE is good; somebody else has written it.

    \b
    Example:
      verbena units review sw bone-health title
    """
    state = TranslationState.FINAL if final else TranslationState.REVIEWED
    _do(place, lambda unit: review_unit(unit.subject.store, act, unit.name, base or unit.version, state))


@click.command(short_help="Send a translation back.", epilog=tell_exit_codes("there is none"))
@place_arguments
@click.argument("comment")
@_BASE
@signed
def reject(place: Place, comment: str, *, base: str | None, act: Act) -> None:
    """Send the translation of the unit at PATH of CATALOG into LOCALE back, with a COMMENT that says why.

    \b
    Example:
      verbena units reject sw bone-health title 'Too short for a title.'
    """
    _do(place, lambda unit: reject_unit(unit.subject.store, act, unit.name, base or unit.version, comment))


@click.command(short_help="Say something about a unit.", epilog=tell_exit_codes("there is no such unit"))
@place_arguments
@click.argument("comment")
@signed
def comment(place: Place, comment: str, *, act: Act) -> None:
    """Add a COMMENT to the history of the unit at PATH of CATALOG in LOCALE.

    \b
    Example:
      verbena units comment sw bone-health title 'As the ministry calls it.'
    """
    _do(place, lambda unit: comment_unit(unit.subject.store, act, unit.name, comment))


@click.command(short_help="Undo what was done to a unit.", epilog=tell_exit_codes("that can't be undone"))
@place_arguments
@click.argument("number", type=int)
@_BASE
@signed
def undo(place: Place, number: int, *, base: str | None, act: Act) -> None:
    """Make the unit at PATH of CATALOG in LOCALE what it was before the event NUMBER of its history.

    \b
    Example:
      verbena units undo sw bone-health title 81
    """
    _do(place, lambda unit: undo_unit(unit.subject.store, act, unit.name, number, base or unit.version))


def _do(place: Place, change: Callable[[WorkingUnit], WorkingUnit]) -> None:
    with open_place(place) as unit:
        try:
            now = change(unit)
        except TranslationRefused as refused:
            for finding in refused.findings:
                click.echo(f"{finding.severity}: {finding.code}: {finding.message}", err=True)
            raise
        for finding in now.findings:
            click.echo(f"{finding.severity}: {finding.code}: {finding.message}", err=True)
        translation = now.translation
        told = f"{translation.state}: {write_markup(translation.inlines)}" if translation else "no translation"
        click.echo(f"{now.path}: {told}")
