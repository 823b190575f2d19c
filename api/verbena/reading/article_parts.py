"""Views of what stands beside an article's text: medications with claims, credits, notices, alternates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from verbena.language.names import autonym_of
from verbena.model.article import Credit, MedicationClaim, MedicationEffect, NoticeKind
from verbena.model.edition import Alternate
from verbena.reading.citation_use import CitationUseView
from verbena.reading.references import ContributorView, MedicationView, TopicView
from verbena.reading.text import TextView

if TYPE_CHECKING:
    from verbena.reading.article import ArticleView
    from verbena.reading.nodes import SectionView


class MedicationClaimView:
    """One thing that the article says of a medication."""

    def __init__(self, claim: MedicationClaim, article: ArticleView) -> None:
        self.kind: MedicationEffect = claim.effect
        self._claim = claim
        self._article = article

    @cached_property
    def condition(self) -> TopicView:
        return self._article.shelf.topic(self._claim.condition)

    @cached_property
    def note(self) -> TextView | None:
        return self._article.texts.optional_text(f"{self._claim.key}.note")

    @cached_property
    def citations(self) -> tuple[CitationUseView, ...]:
        return tuple(self._article.citation_use(key) for key in self._claim.citations)


class MedicationUseView:
    """What the article says of one medication, and where it names it."""

    def __init__(self, key: str, claims: Iterable[MedicationClaim], article: ArticleView) -> None:
        self.claims = tuple(MedicationClaimView(claim, article) for claim in claims)
        self._key = key
        self._article = article

    @cached_property
    def medication(self) -> MedicationView:
        return self._article.shelf.medication(self._key)

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        return self._article.find_sections(self._article.uses.medications[self._key])


class CreditView:
    """Who did what for the article."""

    def __init__(self, credit: Credit, article: ArticleView) -> None:
        self.role: TextView = article.shelf.term(f"role.{credit.role}")
        self.contributor: ContributorView = article.shelf.contributor(credit.contributor)


class NoticeView:
    """A notice to readers; `on` is the day it was given."""

    def __init__(self, key: str, kind: NoticeKind, on: date, article: ArticleView) -> None:
        self.kind = kind
        self.on = on
        self.text: TextView = article.texts.text(f"{key}.text")


class AlternateView:
    """A locale in which the article is published."""

    def __init__(self, alternate: Alternate, article: ArticleView) -> None:
        self.locale = alternate.locale
        self.completeness = alternate.completeness
        self.autonym = autonym_of(alternate.locale)
        self.url = f"{article.public_url}/{alternate.locale}/{article.slug}"
