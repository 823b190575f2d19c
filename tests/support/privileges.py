"""What every field at the schema's top takes of whoever asks it: the one table that a new field is put into."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from tests.support.subjects import article_name, day, make_article, make_topic, publish, translate
from tests.support.workbench import AMINA, TITLE, history_of, save
from verbena.access.principal import act_as_operator
from verbena.graph.unit_ids import write_unit_id
from verbena.model.token import Role
from verbena.publishing.acting import Act
from verbena.reading.following_units import write_event_cursor
from verbena.store.contract import Store
from verbena.translating.assignments import Work, assign_work
from verbena.translating.reports import Told, make_report


class Need(NamedTuple):
    """What a field takes: any one of `roles`, in each of `locales`; `given` are arguments that are enough to be asked.

    Without locales, it takes the role somewhere.

    In `given`, the words in capitals stand for what `fill_store` gives under that name. `then` selects.
    """

    roles: frozenset[Role]
    locales: tuple[str, ...]
    given: Mapping[str, Any]
    then: str = "__typename"


_DRAFTS = frozenset({Role.DRAFTS, Role.TRANSLATE, Role.REVIEW, Role.ADMINISTER})
_WORKS = frozenset({Role.TRANSLATE, Role.REVIEW})


def _need(role: Role | frozenset[Role], locales: str, given: Mapping[str, Any], then: str = "__typename") -> Need:
    return Need(role if isinstance(role, frozenset) else frozenset({role}), tuple(locales.split()), given, then)


_SAVE = {"unit": "UNIT", "text": "Mifupa", "sourceHash": "HASH", "base": "BASE"}
_REVIEW = {"unit": "UNIT", "base": "BASE"}
_EACH = "problems { code } outcomes { problems { code } }"

MUTATIONS: dict[str, Need | None] = {
    "publishArticle": _need(Role.PUBLISH, "sw", {"slug": "bones", "locales": ["sw"]}),
    "publishReferenceData": _need(Role.PUBLISH, "sw", {"locales": ["sw"]}),
    "withdrawArticle": _need(Role.PUBLISH, "sw", {"slug": "bones", "locales": ["sw"]}),
    "redirectArticle": _need(Role.PUBLISH, "en sw", {"slug": "bones", "to": "hips"}),
    "rollBackArticle": _need(Role.PUBLISH, "sw", {"slug": "bones", "locale": "sw", "number": 1}),
    "cancelScheduled": _need(Role.PUBLISH, "sw", {"id": "PLAN"}),
    "pinVersion": _need(Role.PUBLISH, "en", {"slug": "bones", "version": "1.-.3"}),
    "unpinVersion": _need(Role.PUBLISH, "en", {"slug": "bones", "version": "1.-.2"}),
    "saveTranslation": _need(Role.TRANSLATE, "sw", _SAVE),
    "saveTranslations": _need(Role.TRANSLATE, "sw", {"translations": [_SAVE]}, _EACH),
    "reviewTranslation": _need(Role.REVIEW, "sw", _REVIEW),
    "reviewTranslations": _need(Role.REVIEW, "sw", {"reviews": [_REVIEW]}, _EACH),
    "rejectTranslation": _need(Role.REVIEW, "sw", {**_REVIEW, "comment": "Not so."}),
    "commentOnTranslation": _need(_WORKS, "sw", {"unit": "UNIT", "comment": "Is it so?"}),
    "undoTranslation": _need(Role.TRANSLATE, "sw", {**_REVIEW, "event": "EVENT"}),
    "importGlossary": _need(
        Role.ADMINISTER,
        "sw",
        {"content": "source term,target term,locale\nbone,mfupa,sw\n", "format": "CSV", "sourceLocale": "en"},
    ),
    "saveGlossaryTerm": _need(
        Role.ADMINISTER,
        "sw",
        {"sourceLocale": "en", "term": "bone", "locale": "sw", "translation": "mfupa", "status": "PREFERRED"},
    ),
    "removeGlossaryTerm": _need(Role.ADMINISTER, "sw", {"locale": "sw", "term": "bone"}),
    "importMemory": _need(
        Role.ADMINISTER,
        "sw",
        {
            "name": "old.tmx",
            "content": '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Bones</seg></tuv>'
            '<tuv xml:lang="sw"><seg>Mifupa</seg></tuv></tu></body></tmx>',
        },
    ),
    "reportText": None,
    "closeReport": _need(Role.ADMINISTER, "sw", {"number": "REPORT", "answer": "Mended."}),
    "assignWork": _need(Role.ADMINISTER, "sw", {"article": "bones", "locale": "sw", "assignee": "Amina"}),
    "unassignWork": _need(Role.ADMINISTER, "sw", {"number": "WORK"}),
    "draftTranslations": _need(Role.TRANSLATE, "sw", {"articles": ["bones"], "locale": "sw"}),
    "importCatalog": _need(Role.TRANSLATE, "sw", {"domain": "bones", "locale": "sw", "format": "PO", "content": ""}),
}
"""Every mutation, by its name, with its input; null for one that anybody may do."""

QUERIES: dict[str, Need | None] = {
    "article": _need(_DRAFTS, "sw", {"slug": "bones", "locale": "sw", "fallback": ["sw"], "preview": True}),
    "scheduled": _need(Role.PUBLISH, "", {}),
    "translationUnits": _need(_DRAFTS, "sw", {"locale": "sw"}),
    "translationUnit": _need(_DRAFTS, "sw", {"article": "bones", "locale": "sw", "path": "title"}),
    "coverage": _need(_DRAFTS, "sw", {"locales": ["sw"]}),
    "glossaryTerms": _need(_DRAFTS, "sw", {"locale": "sw"}),
    "node": _need(_DRAFTS, "sw", {"id": "UNIT"}),
    "nodes": _need(_DRAFTS, "sw", {"ids": ["UNIT"]}),
    "reports": _need(_DRAFTS, "sw", {"locale": "sw"}),
    "assignments": _need(Role.ADMINISTER, "sw", {"locales": ["sw"]}),
    "catalog": _need(_DRAFTS, "sw", {"locale": "sw", "article": "bones"}),
    "report": None,
    "viewer": None,
    "changes": None,
    "bundle": None,
    "articles": None,
    "medication": None,
    "medications": None,
    "topics": None,
    "locales": None,
    "labels": None,
}
"""Every query, by its name, with its arguments; null for one that anybody may ask whatever its arguments are."""

SUBSCRIPTIONS: dict[str, Need | None] = {
    "articleChanged": None,
    "translationUnitChanged": _need(_DRAFTS, "sw", {"locales": ["sw"]}),
}
"""Every subscription, likewise."""


def fill_store(store: Store) -> dict[str, str | int]:
    """Something for each of them to work on, in English and Swahili; gives what the words in capitals stand for."""
    topic, bones, hips = make_topic("t"), make_article(topics=("t",)), make_article("hips")
    publish(store, topic)
    publish(store, bones, {"sw": translate(bones, "sw")})
    publish(store, hips)
    store.save_revisions([make_article(texts={"title": "New", "summary": "New"}, topics=("t",))])
    store.pin(article_name("bones"), 2, day(0))
    due = datetime.now(UTC) + timedelta(days=1)
    (plan,) = store.plan_withdrawal(article_name("bones"), ["sw"], due)
    save(store, "Mifupa yetu", AMINA, minute=0)
    unit = save(store, "Mifupa", AMINA, minute=1)
    first = history_of(store)[0]
    report = make_report(store, TITLE, "Mifupa", Told("Wrong."), day(0)).report
    work = assign_work(store, Act(act_as_operator("Ada"), day(0)), Work("bones", "sw", "Amina"))
    return {
        "UNIT": write_unit_id(TITLE),
        "HASH": unit.source.hash,
        "BASE": unit.version,
        "EVENT": write_event_cursor(first.sequence),
        "PLAN": str(plan),
        "REPORT": report.number,
        "WORK": work.number,
    }


def fill_in(given: Any, words: Mapping[str, str | int]) -> Any:
    """Arguments with what the words in capitals stand for in their places."""
    if isinstance(given, Mapping):
        return {name: fill_in(value, words) for name, value in given.items()}
    if isinstance(given, list):
        return [fill_in(value, words) for value in given]
    return words.get(given, given) if isinstance(given, str) else given
