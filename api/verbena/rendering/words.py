"""The interface's words with their blanks filled in."""

from __future__ import annotations

from verbena.model.blanks import BLANK


def fill(text: str, **values: str) -> str:
    """`text` with each `{name}` replaced by the value of that name.

    A blank for which there is no value stays as it is. Unlike `str.format`, a blank is a name and nothing more: a
    translator's text reaches no attribute, no index and no format of a value.
    """
    return BLANK.sub(lambda blank: values.get(blank[1], blank[0]), text)
