"""Which texts a translation may have been made from, once a change for the sake of safety did away with others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbena.model.edition import EVERYTHING
from verbena.store.bodies import SourceBody


def accept_texts(
    before: SourceBody | None,
    between: Iterable[SourceBody],
    after: SourceBody,
    revision: str,
    *,
    is_taken_back: bool = False,
) -> dict[str, tuple[str, ...]]:
    """What `SourceEdition.accepted` says in the edition of the source `after`, the revision of that hash.

    `before` is the source published till now, and `between` are revisions that came after it and were never published:
    what they marked counts too. Where `before` `is_taken_back`, what `after` says otherwise counts as marked.

    A unit that is marked, and has another text than before or was not marked then, accepts its present text alone. One
    that accepts some texts already goes on to accept those, and its present one.
    """
    accepted = dict(before.accepted) if before else {}
    skipped = list(between)
    for path, unit in after.units.items():
        known = before.units.get(path) if before else None
        is_new = known is None or known.hash != unit.hash
        was_marked = before is not None and _is_marked(before, path)
        was_skipped = is_new and any(_is_marked(body, path) for body in skipped)
        if was_skipped or (is_taken_back and is_new) or (_is_marked(after, path) and (is_new or not was_marked)):
            accepted[path] = (unit.hash,)
        elif path in accepted and unit.hash not in accepted[path]:
            accepted[path] = (*accepted[path], unit.hash)
    if _bars_older_states(before, skipped, after):
        accepted[EVERYTHING] = (revision,)
    return accepted


def _bars_older_states(before: SourceBody | None, skipped: Sequence[SourceBody], after: SourceBody) -> bool:
    """Whether all was marked, or something was, and texts were taken away with it: perhaps for the sake of safety."""
    marks = {path for body in (*skipped, after) for path in body.safety}
    if EVERYTHING in marks:
        return before is None or EVERYTHING not in before.safety or _differs(before, after)
    return bool(marks) and before is not None and not before.units.keys() <= after.units.keys()


def _is_marked(body: SourceBody, path: str) -> bool:
    return path in body.safety or EVERYTHING in body.safety


def _differs(before: SourceBody, after: SourceBody) -> bool:
    return before.structure != after.structure or before.units != after.units
