"""The state and origin of a translation that comes back, from what its file says and what Verbena had then.

Many tools change a text and leave beside it what was said of the one before. So what a file says counts as long as the
text is the one that it was said of; of a text that is another now, it counts where the file says something new.
"""

from __future__ import annotations

from msgspec import Struct

from verbena.catalogs.comments import fingerprint
from verbena.model.translation import TranslationOrigin, TranslationState

_REVIEWED = (TranslationState.REVIEWED, TranslationState.FINAL)
_UNTRANSLATED = fingerprint("")


class Exported(Struct, frozen=True):
    """What Verbena had of a unit when it wrote the file, each null where nothing tells.

    `base` is the fingerprint of the translation, and `unit` the one of the path and of the source text that the
    translation was made from.
    """

    base: str | None = None
    state: TranslationState | None = None
    origin: TranslationOrigin | None = None
    unit: str | None = None


class Settled(Struct, frozen=True):
    """The state and origin that count; `is_stale` where the file tells of a review that was of other texts."""

    state: TranslationState
    origin: TranslationOrigin
    is_stale: bool = False


def settle(
    state: TranslationState | None,
    origin: TranslationOrigin | None,
    exported: Exported,
    translation: str,
    unit: tuple[str, str],
) -> Settled:
    """What counts of the state and the origin that a file says, null where it says none.

    `unit` are the path and the source text that the translation was made from, as they are in the file.
    """
    is_changed = exported.base is not None and exported.base != fingerprint(translation)
    is_moved = exported.unit is not None and exported.unit != fingerprint(*unit)
    if origin is None and not is_changed:
        origin = exported.origin
    if is_changed and origin == exported.origin and exported.base != _UNTRANSLATED:
        # What a machine made, and somebody has rewritten since.
        origin = TranslationOrigin.HUMAN
    if state is None and not is_changed:
        state = exported.state
    is_stale = state in _REVIEWED and state == exported.state and (is_changed or is_moved)
    if state is None or is_stale:
        state = TranslationState.TRANSLATED
    return Settled(state, origin or TranslationOrigin.HUMAN, is_stale)
