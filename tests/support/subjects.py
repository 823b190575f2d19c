"""Small subjects with translations, and their way into a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from verbena.authoring.revisions import make_revision
from verbena.model.article import Article, MedicationClaim, MedicationEffect, MedicationUse
from verbena.model.edition import Revision, SourceUnit, SubjectKind, SubjectName
from verbena.model.inline import TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.reference import Medication, Term, Topic
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store.contract import Store
from verbena.store.values import NewEdition

START = datetime(2026, 1, 1, 12, tzinfo=UTC)


def day(number: int) -> datetime:
    """Noon of the day with that number, from 0, on which something is published."""
    return START + timedelta(days=number)


def article_name(key: str) -> SubjectName:
    return SubjectName(SubjectKind.ARTICLE, key)


def topic_name(key: str) -> SubjectName:
    return SubjectName(SubjectKind.TOPIC, key)


def medication_name(key: str) -> SubjectName:
    return SubjectName(SubjectKind.MEDICATION, key)


def term_name(key: str) -> SubjectName:
    return SubjectName(SubjectKind.TERM, key)


def unit(text: str) -> SourceUnit:
    inlines = (TextRun(text),)
    return SourceUnit(inlines, hash_text(write_markup(inlines)))


def make_article(
    key: str = "bones",
    texts: Mapping[str, str] | None = None,
    *,
    locale: str = "en",
    slug: str | None = None,
    topics: tuple[str, ...] = (),
    medications: tuple[str, ...] = (),
    conditions: tuple[str, ...] = (),
    links: Iterable[SubjectName] = (),
) -> Revision:
    """An article with these texts by unit path; each medication is said to treat each of the conditions."""
    texts = {"title": f"About {key}", "summary": f"In short: {key}"} if texts is None else texts
    claims = tuple(
        MedicationClaim(f"claim.{condition}", MedicationEffect.TREATS, condition) for condition in conditions
    )
    uses = tuple(MedicationUse(medication, claims) for medication in medications)
    structure = Article(key, slug or key, locale, topics=topics, medications=uses)
    references = [
        *(topic_name(topic) for topic in (*topics, *conditions)),
        *(medication_name(medication) for medication in medications),
        *links,
    ]
    units = {path: unit(text) for path, text in texts.items()}
    return make_revision(article_name(key), locale, structure, units, references)


def make_topic(key: str, name: str | None = None) -> Revision:
    units = {f"topic.{key}.name": unit(name or key.title())}
    return make_revision(topic_name(key), "en", Topic(key), units, ())


def make_term(key: str) -> Revision:
    return make_revision(term_name(key), "en", Term(key), {f"{key}.name": unit(key)}, ())


def make_medication(key: str, drug_class: str = "drug-class.serm") -> Revision:
    structure = Medication(key, drug_class, ())
    units = {f"medication.{key}.genericName": unit(key)}
    return make_revision(medication_name(key), "en", structure, units, [term_name(drug_class)])


def translate(
    revision: Revision,
    mark: str,
    paths: Iterable[str] | None = None,
    *,
    state: TranslationState = TranslationState.TRANSLATED,
    updated_at: datetime = START,
) -> dict[str, Translation]:
    """Translations of the units at `paths`, or of all, each its path with a mark before it."""
    return {
        path: Translation(
            (TextRun(f"{mark} {path}"),), revision.units[path].hash, state, TranslationOrigin.MACHINE, updated_at
        )
        for path in (revision.units if paths is None else paths)
    }


def edition(
    revision: Revision, locale: str | None = None, translations: Mapping[str, Translation] | None = None
) -> NewEdition:
    """What to publish of a revision: its source, or these translations of it in a locale."""
    texts = revision.units if translations is None else translations
    title = "".join(run.text for run in texts["title"].inlines) if "title" in texts else None
    return NewEdition(revision.name, locale or revision.locale, revision.hash, translations, title)


def publish(
    store: Store,
    revision: Revision,
    translations: Mapping[str, Mapping[str, Translation]] | None = None,
    at: datetime = START,
) -> tuple[str, ...]:
    """Load a revision and publish it with these translations by locale; gives the locales that made an edition."""
    store.save_revisions([revision])
    new = [edition(revision), *(edition(revision, locale, units) for locale, units in (translations or {}).items())]
    return tuple(made.locale for made in store.publish(new, at).made)
