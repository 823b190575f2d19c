"""A translation of one unit, as somebody saves it who translates."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from verbena.access.principal import require_translate
from verbena.model.errors import BadUserInput
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.publishing.acting import Act
from verbena.translating.change_unit import Becoming, change_unit, read_again, require_base, require_text
from verbena.translating.judge import judge_unit
from verbena.translating.open_subject import open_unit
from verbena.translating.unit_problems import SourceChanged, TranslationRefused
from verbena.translating.working_units import REVIEWED, Workbench, WorkingUnit

TEXT_LIMIT = 50_000
"""The longest translation, in characters of its tagged string: no unit of an article comes near."""


class SavedText(Struct, frozen=True):
    """What somebody saves: a tagged string, the hash of the source text that it translates, and what they saw before.

    `base` is the version of the translation that was there. The state is TRANSLATED, or INITIAL for what is not done.
    """

    text: str
    source_hash: str
    base: str
    state: TranslationState = TranslationState.TRANSLATED
    origin: TranslationOrigin = TranslationOrigin.HUMAN


def save_unit(store: Workbench, act: Act, name: UnitName, saved: SavedText) -> WorkingUnit:
    """Make a text the translation of a unit; gives the unit as it is then.

    The text is judged as one in a catalog would be. With an error it is kept as the unit's refusal, and the translation
    stays; warnings are kept with it. What is there already, word for word and of the same source, keeps its origin, and
    its review: saving it again changes nothing, whatever was seen before.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not translate into that locale.
        NotFound: where there is no such unit.
        BadUserInput: for a state that is a reviewer's, and for what is no text or too long.
        SourceChanged: where the source text is not the one that was translated.
        TranslationRefused: where it has errors.
        UnitConflict: where the translation is not the one that was seen.
    """
    require_translate(act.principal, [name.locale])
    _check(saved)
    unit = open_unit(store, act.principal, name)
    if saved.source_hash != unit.source.hash:
        raise SourceChanged(unit, saved.source_hash)
    before = unit.translation
    entry = replace(unit.make_entry(saved.text), state=saved.state, origin=saved.origin)
    after, findings = judge_unit(entry, unit.subject.revision, before, store, act.now, locale=unit.name.locale)
    if after is not None and before is not None and before.inlines == after.inlines:
        after = _keep_what_holds(before, after)
        if after == before:
            return unit
    require_base(unit, saved.base)
    if after is None:
        refusal = Refusal(
            name, saved.text, saved.source_hash, saved.state, saved.origin, act.now, act.principal.name, findings
        )
        store.change_units([], act.now, act.signature, [refusal])
        raise TranslationRefused(read_again(unit), findings)
    return change_unit(act, unit, UnitEventKind.SAVED, Becoming(after, findings))


def _check(saved: SavedText) -> None:
    if saved.state in REVIEWED:
        raise BadUserInput(f"state: {saved.state} is what a reviewer says; save it as TRANSLATED, or as INITIAL.")
    if len(saved.text) > TEXT_LIMIT:
        raise BadUserInput(
            f"text: {len(saved.text)} characters are more than {TEXT_LIMIT}; send the translation alone."
        )
    require_text("text", saved.text)


def _keep_what_holds(before: Translation, after: Translation) -> Translation:
    """The same words again: whose they are stays, and so does a review of them, unless it was of another source."""
    after = replace(after, origin=before.origin)
    is_reviewed = before.state in REVIEWED and before.source_hash == after.source_hash
    if is_reviewed and after.state is TranslationState.TRANSLATED:
        after = replace(after, state=before.state)
    return before if replace(after, updated_at=before.updated_at) == before else after
