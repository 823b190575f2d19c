"""Whether a translation that comes in is taken: each unit alone, so that no door undoes what came by another."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from verbena.catalogs.comments import fingerprint
from verbena.model.edition import SourceUnit
from verbena.model.markup import write_markup
from verbena.model.translation import Translation, TranslationState
from verbena.translating.judge import is_outdated
from verbena.translating.said import describe_said


class Verdict(Enum):
    """What becomes of an incoming translation."""

    TAKE = "it becomes the translation"
    KEEP = "what is here stays: who made the file has not touched the unit"
    CONFLICT = "what is here stays: it was changed since the file was made"


IsOlder = Callable[[Translation], bool]
"""Whether the unit had this very translation once, and has another now."""


def fingerprint_of(translation: Translation | None) -> str:
    """The fingerprint of a unit's words, as a file's `base` tells it; that of the empty text where there are none."""
    return fingerprint(write_markup(translation.inlines) if translation else "")


def has_same_words(one: Translation, other: Translation | None) -> bool:
    """Whether two translations say the same, whatever is known of them besides."""
    return other is not None and one.inlines == other.inlines


def rank(state: TranslationState) -> int:
    """How far a translation is: 0 for one that needs work."""
    return list(TranslationState).index(state)


def show_state(current: Translation, unit: SourceUnit) -> TranslationState:
    """The state in which a translation is given out: an outdated one needs work."""
    return TranslationState.INITIAL if is_outdated(unit, current) else current.state


def weigh_upload(
    incoming: Translation, current: Translation | None, unit: SourceUnit, base: str | None, is_older: IsOlder
) -> Verdict:
    """What becomes of a translation that somebody sends.

    `base` is the fingerprint of the translation that was here when the file was made, null where nothing tells it.
    Equal words are at most another state. It counts where it is one of the source's text of today, says more than the
    one that there is or that the translation needs work, and the unit did not have it once: else an older file would
    undo a review, or a rejection.
    """
    if current is not None and has_same_words(incoming, current):
        shown = show_state(current, unit)
        is_said = incoming.source_hash == unit.hash and incoming.state is not shown
        is_news = incoming.state is TranslationState.INITIAL or rank(incoming.state) > rank(shown)
        return Verdict.TAKE if is_said and is_news and not is_older(incoming) else Verdict.KEEP
    if base is None:
        return Verdict.CONFLICT if is_older(incoming) else Verdict.TAKE
    if fingerprint_of(incoming) == base:
        return Verdict.KEEP
    return Verdict.TAKE if fingerprint_of(current) == base else Verdict.CONFLICT


def weigh_file(
    incoming: Translation | None,
    current: Translation | None,
    said: str | None,
    base: str | None,
    was_touched: Callable[[], bool],
) -> Verdict:
    """What becomes of what a file says that is kept beside the store, null where it says nothing of the unit.

    `said` is what it said when it was last loaded (`describe_said`), null where it never was; `base` is as for an
    upload. `was_touched` tells whether somebody has worked on the unit here.
    """
    told, here = describe_said(incoming), describe_said(current)
    if told in (here, said):
        return Verdict.KEEP
    if here == said or (base is not None and incoming is not None and base == fingerprint_of(current)):
        return Verdict.TAKE
    if said is None and (current is None or not was_touched()):
        return Verdict.TAKE
    return Verdict.CONFLICT
