"""What grants allow, over all of them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from verbena.access.principal import (
    ANONYMOUS,
    Principal,
    act_as_operator,
    require_administer,
    require_anywhere,
    require_drafts,
    require_publish,
    require_review,
    require_translate,
)
from verbena.model.errors import Forbidden, Unauthenticated
from verbena.model.token import EVERY_LOCALE, Grants, Role

_LOCALES = ("es", "es-MX", "zh-Hant", "zh-Hant-TW")
_LISTS = ((), ("*",), ("es",), ("es-MX",), ("es", "zh-Hant-TW"))
_SOME = ((), ("es",), ("*",))

_REQUIRE: dict[Role, Callable[..., None]] = {
    Role.DRAFTS: require_drafts,
    Role.PUBLISH: require_publish,
    Role.TRANSLATE: require_translate,
    Role.REVIEW: require_review,
    Role.ADMINISTER: require_administer,
}


def _may(principal: Principal, locale: str) -> dict[Role, bool]:
    return {
        Role.DRAFTS: principal.may_read_drafts(locale),
        Role.PUBLISH: principal.may_publish(locale),
        Role.TRANSLATE: principal.may_translate(locale),
        Role.REVIEW: principal.may_review(locale),
        Role.ADMINISTER: principal.may_administer(locale),
    }


def test_roles_are_the_lists_of_grants() -> None:
    """Each role has one list in the grants, in the same order, and each has its rule here."""
    assert tuple(Role) == Grants.__struct_fields__ == tuple(_REQUIRE)


@pytest.mark.parametrize("locales", _LISTS)
@pytest.mark.parametrize("locale", _LOCALES)
@pytest.mark.parametrize("role", Role)
def test_grant_is_of_exactly_its_locale(role: Role, locales: tuple[str, ...], locale: str) -> None:
    """A tag grants that very tag, `*` each."""
    principal = Principal("Amina", Grants(**{role: locales}))

    assert _may(principal, locale)[role] == bool({"*", locale}.intersection(locales))


@pytest.mark.parametrize("lists", [*product(_SOME, repeat=len(Role))])
def test_nothing_but_seeing_drafts_is_implied(lists: tuple[tuple[str, ...], ...]) -> None:
    """Over all grants: whoever translates, reviews or administers sees drafts, and no role brings another."""
    granted = dict(zip(Role, map(bool, lists), strict=True))

    may = _may(Principal("Amina", Grants(*lists)), "es")

    shows = {Role.DRAFTS, Role.TRANSLATE, Role.REVIEW, Role.ADMINISTER}
    assert may == {**granted, Role.DRAFTS: any(granted[role] for role in shows)}


@pytest.mark.parametrize("locale", _LOCALES)
def test_operator_may_everything(locale: str) -> None:
    """An operator has every role in each locale."""
    assert all(_may(act_as_operator("root"), locale).values())
    assert not any(_may(ANONYMOUS, locale).values())


def test_drafts_of_one_locale_do() -> None:
    """Drafts are refused to who may see those of none of the locales; the grants that would do are named."""
    translator = Principal("Amina", Grants(translate=("sw",)))

    require_drafts(translator, ["ar", "sw"])
    with pytest.raises(
        Forbidden, match=r"Amina does not allow to see drafts in ar, en: .* the grant drafts:ar drafts:en"
    ):
        require_drafts(translator, ["ar", "en"])


@pytest.mark.parametrize(
    ("role", "act"),
    [
        (Role.PUBLISH, "publish in"),
        (Role.TRANSLATE, "translate into"),
        (Role.REVIEW, "review in"),
        (Role.ADMINISTER, "administer"),
    ],
)
def test_each_locale_must_be_granted(role: Role, act: str) -> None:
    """Whoever lacks the role in one locale is refused, whatever else they have, and that grant is named."""
    others = {other: ("*",) for other in Role if other is not role}
    principal = Principal("Amina", Grants(**{**others, role: ("sw", "ar")}))

    _REQUIRE[role](principal, ["ar", "sw"])
    with pytest.raises(
        Forbidden, match=f"does not allow to {act} en, fr: that needs the grant {role}:en {role}:fr"
    ) as no:
        _REQUIRE[role](principal, ["ar", "en", "fr"])
    assert no.value.locales == ("en", "fr")


def test_what_belongs_to_no_locale_takes_every_one() -> None:
    """`*` is asked for as such: no list of locales makes it up."""
    require_administer(Principal("Amina", Grants(administer=("*",))), [EVERY_LOCALE])
    with pytest.raises(Forbidden, match=r"administer every locale: that needs the grant administer:\*"):
        require_administer(Principal("Amina", Grants(administer=("sw", "en"))), [EVERY_LOCALE])


@pytest.mark.parametrize("role", Role)
def test_role_is_needed_somewhere(role: Role) -> None:
    """Before anything is looked up: one locale will do, any other role won't."""
    require_anywhere(Principal("Amina", Grants(**{role: ("sw",)})), role)
    with pytest.raises(Forbidden, match=f"any locale: that needs the grant {role}:LOCALE") as refused:
        require_anywhere(Principal("Amina", Grants(**{other: ("*",) for other in Role if other is not role})), role)
    assert refused.value.locales == ()


@pytest.mark.parametrize("role", Role)
def test_nobody_is_told_to_send_a_token(role: Role) -> None:
    """Who brought no token is told how to."""
    with pytest.raises(Unauthenticated, match="Authorization: Bearer"):
        _REQUIRE[role](ANONYMOUS, ["sw"])
    with pytest.raises(Unauthenticated, match="Authorization: Bearer"):
        require_anywhere(ANONYMOUS, role)
