"""What grants allow, over all of them."""

from __future__ import annotations

from itertools import product

import pytest

from verbena.access.principal import ANONYMOUS, Principal, act_as_operator, require_drafts, require_publish
from verbena.model.errors import Forbidden, Unauthenticated
from verbena.model.token import Grants

_LOCALES = ("es", "es-MX", "zh-Hant", "zh-Hant-TW")
_LISTS = ((), ("*",), ("es",), ("es-MX",), ("es", "zh-Hant-TW"))


@pytest.mark.parametrize(("drafts", "publish"), [*product(_LISTS, _LISTS)])
@pytest.mark.parametrize("locale", _LOCALES)
def test_grant_is_of_exactly_its_locale(drafts: tuple[str, ...], publish: tuple[str, ...], locale: str) -> None:
    """A tag grants that very tag, `*` each; neither kind of grant implies the other."""
    principal = Principal("Amina", Grants(drafts, publish))

    assert principal.may_read_drafts(locale) == bool({"*", locale}.intersection(drafts))
    assert principal.may_publish(locale) == bool({"*", locale}.intersection(publish))


@pytest.mark.parametrize("locale", _LOCALES)
def test_operator_may_everything(locale: str) -> None:
    """An operator sees and publishes each locale."""
    operator = act_as_operator("root")

    assert operator.may_read_drafts(locale)
    assert operator.may_publish(locale)


def test_drafts_of_one_locale_do() -> None:
    """Drafts are refused to who may see those of none of the locales; the grant that is missing is named."""
    translator = Principal("Amina", Grants(drafts=("sw",)))

    require_drafts(translator, ["ar", "sw"])
    with pytest.raises(Forbidden, match=r"Amina does not allow to see drafts in ar, en: that needs a --drafts grant"):
        require_drafts(translator, ["ar", "en"])


def test_each_locale_must_be_granted_to_publish() -> None:
    """Publishing is refused where one locale isn't granted, and that one is named."""
    translator = Principal("Amina", Grants(publish=("sw", "ar")))

    require_publish(translator, ["ar", "sw"])
    with pytest.raises(Forbidden, match=r"does not allow to publish in en: that needs a --publish grant"):
        require_publish(translator, ["ar", "en"])


@pytest.mark.parametrize("require", [require_drafts, require_publish])
def test_nobody_is_told_to_send_a_token(require: object) -> None:
    """Who brought no token is told how to."""
    with pytest.raises(Unauthenticated, match="Authorization: Bearer"):
        require(ANONYMOUS, ["sw"])  # type: ignore[operator]  # one of the two above
