"""Four eyes: a review is by somebody else than whoever made the translation.

People are told apart by the names that sign what they do, `Principal.name`: so each person needs a name of their own,
and just one. Who made a translation is read from the history, `Units.read_translators`. Where that is not known,
because it came from a file that nobody signed, whoever may review its locale may review it. Operators are held to the
rule too: a translation that nobody else has looked at is TRANSLATED, whoever says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from verbena.access.principal import Principal, require_review
from verbena.model.errors import Forbidden


def may_review_unit(principal: Principal, locale: str, translator: str | None) -> bool:
    """Whether they may review a translation into that locale that `translator` made, null where nobody knows who."""
    return principal.may_review(locale) and not _is_same(principal.name, translator)


def find_own(principal: Principal, translators: Mapping[str, str], paths: Iterable[str]) -> tuple[str, ...]:
    """Those of these unit paths whose translations they made themselves, in the given order."""
    return tuple(path for path in paths if _is_same(principal.name, translators.get(path)))


def require_other_eyes(principal: Principal, locale: str, translators: Mapping[str, str], paths: Iterable[str]) -> None:
    """Refuse those who may not review the translations at these unit paths into a locale.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not review in that locale, or made one of the translations.
    """
    require_review(principal, [locale])
    own = find_own(principal, translators, paths)
    if own:
        told = ", ".join(own[:_TOLD]) + (f" and {len(own) - _TOLD} more" if len(own) > _TOLD else "")
        raise Forbidden(
            f"{principal.name} made the translation into {locale} of {told}: somebody else has to review it.", (locale,)
        )


def _is_same(name: str | None, other: str | None) -> bool:
    return name is not None and other is not None and _read_name(name) == _read_name(other)


def _read_name(name: str) -> str:
    """A name as people tell it from others: neither capitals nor blanks make another person of somebody."""
    return " ".join(name.casefold().split())


_TOLD = 3
