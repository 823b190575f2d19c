"""What state a translation needs to be published, by locale."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from verbena.language.tags import parse_tag
from verbena.model.errors import BadUserInput, InvalidLocale
from verbena.model.token import EVERY_LOCALE
from verbena.model.translation import Translation, TranslationState

_STATES = tuple(TranslationState)
_LEAST = TranslationState.TRANSLATED


class RequiredStates(Struct, frozen=True):
    """The state that publishing needs in each of these locales, and under EVERY_LOCALE in all others.

    Each locale stands for exactly that one. Where nothing is said, TRANSLATED is enough.
    """

    by_locale: Mapping[str, TranslationState] = {}

    def find(self, locale: str) -> TranslationState:
        """The state that a translation into that very locale needs."""
        return self.by_locale.get(locale) or self.by_locale.get(EVERY_LOCALE) or _LEAST

    def asks_for_review(self, locale: str) -> bool:
        """Whether a translation into that locale has to be more than translated."""
        return self.find(locale) is not _LEAST

    def write(self) -> str:
        """The same as settings have it, in one order; empty where nothing beyond TRANSLATED is required."""
        return " ".join(f"{locale}={state}" for locale, state in sorted(self.by_locale.items()))


NOTHING_REQUIRED = RequiredStates()
"""Each translation is published as soon as it is translated."""


def read_required_states(text: str) -> RequiredStates:
    """What a setting such as `*=TRANSLATED es=REVIEWED` requires.

    Raises:
        BadUserInput: where a word is no locale with a state, or names a locale twice.
    """
    found: dict[str, TranslationState] = {}
    for word in text.split():
        tag, _, state = word.partition("=")
        locale = _read_locale(word, tag)
        if state not in _STATES or _STATES.index(TranslationState(state)) < _STATES.index(_LEAST):
            raise _refuse(word, f"write {', '.join(_STATES[_STATES.index(_LEAST) :])} after the =")
        if locale in found:
            raise _refuse(word, f"{locale} is there twice")
        found[locale] = TranslationState(state)
    return RequiredStates(found)


def is_at_least(state: TranslationState, required: TranslationState) -> bool:
    """Whether a state is that one, or beyond it."""
    return _STATES.index(state) >= _STATES.index(required)


def count_held_back(paths: Collection[str], translations: Mapping[str, Translation], required: TranslationState) -> int:
    """How many translations of units at these paths could be published if nothing beyond TRANSLATED were required."""
    return sum(
        path in paths and is_at_least(unit.state, _LEAST) and not is_at_least(unit.state, required)
        for path, unit in translations.items()
    )


def _read_locale(word: str, tag: str) -> str:
    try:
        return tag if tag == EVERY_LOCALE else parse_tag(tag)
    except InvalidLocale as error:
        raise _refuse(word, "write a language tag, or * for all others, before the =") from error


def _refuse(word: str, remedy: str) -> BadUserInput:
    return BadUserInput(f"VERBENA_REQUIRED_STATES has {word[:60]!r}: {remedy}, such as *=TRANSLATED es=REVIEWED")
