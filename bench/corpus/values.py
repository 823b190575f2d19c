"""A corpus as values: revisions, and translations into each locale, some of them missing, partial or outdated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from random import Random

from msgspec import Struct

from bench.corpus.languages import LANGUAGES
from bench.corpus.plan import name_article, plan_article
from bench.corpus.reference import (
    Datum,
    draw_figures,
    name_datum,
    name_shared,
    plan_data,
    revise_datum,
    revise_interface,
)
from bench.corpus.wording import TextPlan, Voice, choose_subject, make_voice, write_text
from verbena.authoring.revisions import make_revision
from verbena.model.article import Article
from verbena.model.asset import Asset
from verbena.model.characters import tidy_text
from verbena.model.edition import INTERFACE, Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.inline import Inline, TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.mentions import find_mentions
from verbena.model.translation import Translation, TranslationOrigin, TranslationState

MADE_AT = datetime(2026, 1, 1, 12, tzinfo=UTC)


class MadeTranslation(Struct, frozen=True):
    """A translation, and the source text that it was made from, which is an older one where it is outdated."""

    source: tuple[Inline, ...]
    translation: Translation


Translations = Mapping[str, MadeTranslation]


class MadeArticle(Struct, frozen=True):
    """An article with its translations by locale and unit path; a locale that it lacks is left out."""

    revision: Revision
    translations: dict[str, Translations]

    @property
    def structure(self) -> Article:
        """The article's nodes."""
        assert isinstance(self.revision.structure, Article)
        return self.revision.structure


class MadeDatum(Struct, frozen=True):
    """A datum of the reference data with its translations by locale and unit path."""

    revision: Revision
    translations: dict[str, Translations]


class Corpus:
    """So many articles in so many locales, English among them: the same for the same numbers, and made anew each time.

    Nothing is kept, so that a corpus of any size takes the memory of one article.
    """

    def __init__(self, articles: int, locales: int, seed: int = 1) -> None:
        if articles < 1 or not 1 <= locales <= len(LANGUAGES):
            raise ValueError(f"a corpus has at least one article, and one to {len(LANGUAGES)} locales")
        self.size = articles
        self.seed = seed
        self.tags = tuple(language.tag for language in LANGUAGES[:locales])
        self.shared = name_shared(articles)

    def assets(self) -> list[Asset]:
        """The files that figures show."""
        return draw_figures()

    def interface(self) -> Revision:
        """The words of the interface; nothing translates them."""
        return revise_interface()

    def data(self) -> Iterator[MadeDatum]:
        """All reference data; every locale has every text of it."""
        for datum in plan_data(self.shared, self.seed):
            revision = revise_datum(datum, self.seed)
            yield MadeDatum(revision, {tag: self._translate_datum(datum, revision, tag) for tag in self.tags[1:]})

    def articles(self) -> Iterator[MadeArticle]:
        """Every article in the order of its number."""
        return (self.article(number) for number in range(self.size))

    def article(self, number: int) -> MadeArticle:
        """The article of that number, from 0."""
        random = Random(f"{self.seed}: article {number}")
        plan = plan_article(number, self.size, self.shared, random)
        subject = choose_subject(random)
        units = _write_units(make_voice("en", subject), plan.texts, random)
        name = SubjectName(SubjectKind.ARTICLE, name_article(number))
        revision = make_revision(name, "en", plan.structure, units, _find_references(plan.structure, units))
        translations = {}
        for tag in self.tags[1:]:
            chance = Random(f"{self.seed}: article {number} in {tag}")
            if chance.random() >= _MISSING:
                translations[tag] = _translate_units(make_voice(tag, subject), plan.texts, units, chance)
        return MadeArticle(revision, translations)

    def _translate_datum(self, datum: Datum, revision: Revision, tag: str) -> Translations:
        voice, random = make_voice(tag), Random(f"{self.seed}: {name_datum(datum.structure)} in {tag}")
        return {
            path: MadeTranslation(
                revision.units[path].inlines, _translate(voice, plan, revision.units[path].hash, random)
            )
            for path, plan in datum.texts.items()
        }


def strip(translations: Translations) -> dict[str, Translation]:
    """The translations as the store takes them."""
    return {path: made.translation for path, made in translations.items()}


def _write_units(voice: Voice, texts: Mapping[str, TextPlan], random: Random) -> dict[str, SourceUnit]:
    units = {}
    for path, plan in texts.items():
        inlines = write_text(voice, plan, random)
        units[path] = SourceUnit(inlines, hash_text(write_markup(inlines)))
    return units


def _translate_units(
    voice: Voice, texts: Mapping[str, TextPlan], units: Mapping[str, SourceUnit], random: Random
) -> Translations:
    share = random.uniform(0.3, 0.9) if random.random() < _PARTIAL else 1.0
    made = {}
    for path, plan in texts.items():
        if random.random() >= share:
            continue
        source = units[path].inlines
        if random.random() < _OUTDATED:
            source = tidy_text((*source, TextRun(" It was otherwise.")))
        made[path] = MadeTranslation(source, _translate(voice, plan, hash_text(write_markup(source)), random))
    return made


def _translate(voice: Voice, plan: TextPlan, source_hash: str, random: Random) -> Translation:
    state = random.choices(_STATES, _SHARES)[0]
    origin = TranslationOrigin.MACHINE if random.random() < _MACHINE else TranslationOrigin.HUMAN
    return Translation(write_text(voice, plan, random), source_hash, state, origin, MADE_AT)


def _find_references(structure: Article, units: Mapping[str, SourceUnit]) -> Iterator[SubjectName]:
    # What is said around a text, such as the name of a citation mark.
    yield INTERFACE
    for topic in structure.topics:
        yield SubjectName(SubjectKind.TOPIC, topic)
    for credit in structure.credits:
        yield SubjectName(SubjectKind.CONTRIBUTOR, credit.contributor)
        yield SubjectName(SubjectKind.TERM, f"role.{credit.role}")
    for use in structure.medications:
        yield SubjectName(SubjectKind.MEDICATION, use.medication)
        for claim in use.claims:
            yield SubjectName(SubjectKind.TOPIC, claim.condition)
            yield from (SubjectName(SubjectKind.CITATION, key) for key in claim.citations)
    for unit in units.values():
        # An article can be read without those that it links to.
        yield from (name for _, name in find_mentions(unit.inlines) if name.kind is not SubjectKind.ARTICLE)


_MISSING, _PARTIAL, _OUTDATED, _MACHINE = 0.08, 0.12, 0.04, 0.6
_STATES = (TranslationState.TRANSLATED, TranslationState.REVIEWED, TranslationState.FINAL, TranslationState.INITIAL)
_SHARES = (60, 25, 13, 2)
