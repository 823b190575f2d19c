"""Who may review which translation."""

from __future__ import annotations

from itertools import product

import pytest

from verbena.access.four_eyes import find_own, may_review_unit, require_other_eyes
from verbena.access.principal import ANONYMOUS, Principal, act_as_operator
from verbena.model.errors import Forbidden, Unauthenticated
from verbena.model.token import Grants, Role

_ALL_BUT_REVIEW = Grants(**{role: ("*",) for role in Role if role is not Role.REVIEW})
_TRANSLATORS = {"title": "Amina", "a.text": "Juma", "b.text": "Amina"}
_PATHS = ("title", "a.text", "b.text", "c.text")


@pytest.mark.parametrize("name", ["Amina", "Juma"])
@pytest.mark.parametrize("granted", [(), ("sw",), ("*",), ("en",)])
@pytest.mark.parametrize("translator", [None, "Amina", "Juma"])
def test_reviewers_review_what_others_made(name: str, granted: tuple[str, ...], translator: str | None) -> None:
    """Over all grants and translators: the grant is needed, and to be somebody else; unknown is somebody else."""
    reviewer = Principal(name, Grants(review=granted))

    expected = granted in {("sw",), ("*",)} and translator != name

    assert may_review_unit(reviewer, "sw", translator) == expected
    translators = {"title": translator} if translator else {}
    if expected:
        require_other_eyes(reviewer, "sw", translators, ["title"])
        return
    with pytest.raises(Forbidden) as refused:
        require_other_eyes(reviewer, "sw", translators, ["title"])
    assert refused.value.locales == ("sw",)


def test_no_other_grant_reviews() -> None:
    """Who may do everything else may not review, and is told the grant; nobody is told to say who they are."""
    everything_else = Principal("Amina", _ALL_BUT_REVIEW)

    assert not may_review_unit(everything_else, "sw", "Juma")
    with pytest.raises(Forbidden, match="needs the grant review:sw"):
        require_other_eyes(everything_else, "sw", {}, ["title"])
    with pytest.raises(Unauthenticated):
        require_other_eyes(ANONYMOUS, "sw", {}, ["title"])


def test_units_of_ones_own_are_named() -> None:
    """One unit of their own among many is enough to be refused, and is named; many are counted."""
    amina = Principal("Amina", Grants(review=("sw",)))

    assert find_own(amina, _TRANSLATORS, _PATHS) == ("title", "b.text")
    require_other_eyes(amina, "sw", _TRANSLATORS, ["a.text", "c.text"])
    with pytest.raises(Forbidden, match=r"^Amina made the translation into sw of title, b\.text: somebody else"):
        require_other_eyes(amina, "sw", _TRANSLATORS, _PATHS)
    many = dict.fromkeys(map(str, range(10)), "Amina")
    with pytest.raises(Forbidden, match=r"of 0, 1, 2 and 7 more:"):
        require_other_eyes(amina, "sw", many, many)


@pytest.mark.parametrize(("name", "other"), [*product(("amina", "AMINA", " Amina ", "Amina"), repeat=2)])
def test_spelling_makes_no_other_person(name: str, other: str) -> None:
    """Capitals and blanks don't make somebody another."""
    assert not may_review_unit(Principal(name, Grants(review=("*",))), "sw", other)


@pytest.mark.parametrize("other", ["Amina K", "Aminá", "Ami na", ""])
def test_other_names_are_others(other: str) -> None:
    """Other names are other people's."""
    assert may_review_unit(Principal("Amina", Grants(review=("*",))), "sw", other)


def test_operator_is_a_person_too() -> None:
    """An operator, who may do everything, is held to the rule under their name."""
    operator = act_as_operator("Amina")

    require_other_eyes(operator, "sw", _TRANSLATORS, ["a.text"])
    with pytest.raises(Forbidden, match="somebody else has to review it"):
        require_other_eyes(operator, "sw", _TRANSLATORS, ["title"])
