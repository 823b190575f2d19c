"""What a tagged string says, where nobody knows the addresses of its links."""

from __future__ import annotations

from verbena.model.inline import plain_words
from verbena.model.markup import Inlines, read_markup


class _AnyLink(dict[str, str]):
    """The addresses of all links that there may be."""

    def __contains__(self, tag: object) -> bool:
        return True

    def __missing__(self, tag: str) -> str:
        return tag


def read_tags(markup: str) -> Inlines:
    """The tree of a tagged string, with a link's tag in place of its address: not to be written again.

    Raises:
        MarkupError: for what is not well-formed, and for an unknown tag.
    """
    return read_markup(markup, _AnyLink())


def read_words(markup: str) -> str:
    """The words alone, as `verbena.model.inline.plain_words` gives them.

    Raises:
        MarkupError: as `read_tags`.
    """
    return plain_words(read_tags(markup))
