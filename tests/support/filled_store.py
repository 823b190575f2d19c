"""A store with rows in every table, as one has them that was worked with for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

import msgspec
from msgspec.structs import replace

from tests.support.subjects import (
    START,
    article_name,
    day,
    edition,
    make_article,
    make_medication,
    make_term,
    make_topic,
    publish,
    translate,
)
from verbena.model.asset import Asset
from verbena.model.assignment import NewAssignment, Priority
from verbena.model.change import Signature
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.glossary import GlossaryTerm, TermStatus
from verbena.model.memory import MemoryEntry
from verbena.model.report import NewReport
from verbena.model.token import Grants, Token
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.model.webhook import Attempt, Message, Webhook, WebhookEvent
from verbena.store.contract import Store
from verbena.store.copying import list_tables
from verbena.store.migrating import list_migrations
from verbena.store.plain_tables import TableDigest, digest_table
from verbena.store.sql_store import SqlStore
from verbena.store.units import UnitChange
from verbena.store.values import LoadedFile, PreparedFrom

ADA = Signature("Ada Ångström", "a wrong dose – 5 µg, not 5 mg 🦴")


def fill_store(store: Store) -> None:
    """Fill every table: articles published, reworded, translated, renamed, withdrawn and redirected, and all beside."""
    assert isinstance(store, SqlStore)
    _publish_references(store)
    _publish_articles(store)
    store.save_assets([Asset(hashlib.sha256(b"\0\xff<svg/>").hexdigest(), "image/svg+xml", b"\0\xff<svg/>")])
    store.note_files({"articles/bones.md": LoadedFile("ab" * 32, b"\0outcome")})
    store.write_mark("content-loaded", "yes")
    store.save_token(Token("4k2m9x0qp7ab", "Amina", "ab" * 32, Grants(("sw",), ("*",)), START, day(90)))
    store.save_token(Token("5k2m9x0qp7ab", "Bo", "cd" * 32, Grants((), ("en",)), START, revoked_at=day(1)))
    _plan_ahead(store)
    _work_on_units(store)
    _remember(store)
    _tell_others(store)
    _hear_and_assign(store)


def read_digests(store: Store) -> Sequence[TableDigest]:
    """What each table holds."""
    assert isinstance(store, SqlStore)
    with store.database.reading() as connection:
        return [digest_table(connection, plain) for plain in list_tables(list_migrations()[-1])]


def _publish_references(store: Store) -> None:
    serm, bone, tamoxifen = make_term("drug-class.serm"), make_topic("bone"), make_medication("tamoxifen")
    for number, revision in enumerate((serm, bone, tamoxifen)):
        publish(store, revision, {"ar": translate(revision, "ع"), "sw": translate(revision, "sw")}, day(number))


def _publish_articles(store: Store) -> None:
    texts = {"title": "Bones", "summary": "In short", "why.heading": "Why?", "why.p1.text": "So."}
    bones = make_article("bones", texts, topics=("bone",), medications=("tamoxifen",), conditions=("bone",))
    translated = {
        "ar": translate(bones, "ar"),
        "es": translate(bones, "es", ["title", "summary"], state=TranslationState.REVIEWED),
        "es-MX": translate(bones, "mx", ["why.heading", "why.p1.text"]),
        "sw": translate(bones, "sw", ["title"]),
    }
    publish(store, bones, translated, day(3))
    renamed = make_article("bones", texts | {"summary": "Shorter"}, slug="strong-bones", topics=("bone",))
    publish(store, renamed, {"ar": translate(renamed, "ar")}, day(4))
    store.withdraw(article_name("bones"), ["sw"], day(5), ADA)
    former = make_article("former", links=[article_name("bones")])
    publish(store, former, {"ar": translate(former, "ar")}, day(6))
    store.redirect(article_name("former"), article_name("bones"), day(7), ADA)
    moved = make_article("moved", locale="en")
    publish(store, moved, {"fr": translate(moved, "fr")}, day(8))
    publish(store, make_article("moved", locale="es"), None, day(9))
    draft = make_article("draft", {"title": "Not yet"})
    store.save_revisions([draft])
    for revision in (renamed, draft):
        store.save_translations("ar", {revision.name: translate(revision, "ar", state=TranslationState.INITIAL)})
    # What has not changed is noted as settled.
    topic = make_topic("bone")
    store.publish([edition(topic)], day(10), prepared=PreparedFrom(store.digest_drafts([topic.name]), "a program"))


def _plan_ahead(store: Store) -> None:
    """What is due later, what has failed, a pinned state and one that was let go."""
    bones = article_name("bones")
    draft = store.read_draft(bones)
    assert draft is not None
    store.plan([edition(draft, "fr", translate(draft, "fr")), edition(draft)], day(100), ADA)
    store.plan_withdrawal(bones, ["ar"], day(101), ADA)
    unpublished = make_article("draft", {"title": "Not yet"})
    store.plan([edition(unpublished, "ar", translate(unpublished, "ar"))], day(50))
    assert [planned.failure is None for planned in store.run_due(day(50))] == [False]
    store.pin(bones, _find_first(store, "bones"), START + timedelta(microseconds=1), ADA)
    assert store.thin(day(60)) > 0


def _work_on_units(store: Store) -> None:
    """Saved, reviewed and removed by somebody, commented on by nobody, refused, and one with a finding."""
    bones = article_name("bones")
    draft = store.read_draft(bones)
    assert draft is not None
    title, summary = (UnitName(bones, "fr", path) for path in ("title", "summary"))
    saved = translate(draft, "fr", updated_at=day(11))["title"]
    reviewed = msgspec.structs.replace(saved, state=TranslationState.REVIEWED, updated_at=day(12))
    doubled = Finding(FindingCode.SIGN_DOUBLED, "“{sign}” twice", 3, "title", Severity.WARNING, {"sign": "،"}, 1, 3)
    refused = Refusal(
        summary,
        "<c.none/> \0 \ud800",
        draft.units["summary"].hash,
        TranslationState.TRANSLATED,
        TranslationOrigin.HUMAN,
        day(11),
        "Ada",
        (Finding(FindingCode.TAG_INVENTED, "no {tag}", 7, "summary", values={"tag": "<c.none/>\ud800"}),),
    )
    store.change_units([UnitChange(title, UnitEventKind.SAVED, None, saved, (doubled,))], day(11), ADA, [refused])
    store.change_units([UnitChange(title, UnitEventKind.REVIEWED, saved, reviewed)], day(12), Signature("Bo"))
    store.change_units([UnitChange(summary, UnitEventKind.COMMENTED, None, None, (), "Plural? 🦴")], day(13))
    other = UnitName(bones, "pt", "title")
    store.change_units([UnitChange(other, UnitEventKind.IMPORTED, None, saved)], day(14), ADA)
    store.change_units([UnitChange(other, UnitEventKind.REMOVED, saved, None)], day(15), ADA)


def _remember(store: Store) -> None:
    """A glossary, a memory, and the marks of the drafts."""
    bone = GlossaryTerm(source_locale="en", term="bone", locale="ar", translation="عظم", definition="🦴")
    store.save_terms([bone, replace(bone, translation="عظمة", status=TermStatus.FORBIDDEN)])
    entry = MemoryEntry(source_locale="en", locale="sw", source="Bones &amp; all", target="Mifupa", at=START, by="Bo")
    store.import_memory("old.tmx", [entry, replace(entry, source="Why?", at=None, by=None)], day(11), ADA)
    assert store.mark_drafts(100) > 0


def _tell_others(store: Store) -> None:
    """A webhook with a message that was taken, one that failed, and one that waits."""
    events = (WebhookEvent.EDITION_PUBLISHED,)
    hook = Webhook("7k2m9x0qp7ab", "https://hooks.example/", "whsec_c2VjcmV0", events, ("ar",), START, "Ada 🦴", 1, 1)
    store.save_webhook(hook)
    messages = [Message(f"msg_{one}", events[0], b'{"\xd9\x85":0}', day(16)) for one in "abc"]
    store.queue_messages(hook, messages, 2, 2)
    for attempt in (Attempt(day(16), 204), Attempt(day(17), 500, "it answered 500", day(18), "too long")):
        delivery = store.claim_delivery(hook.id, day(16), day(20))
        assert delivery is not None
        store.finish_delivery(delivery, day(20), attempt)


def _hear_and_assign(store: Store) -> None:
    """A report that is open and one that was answered, and work with a day and without."""
    unit = UnitName(article_name("bones"), "ar", "title")
    store.save_report(NewReport(unit, "Wrong 🦴", "عن العظام", day(20), "ab" * 32, "العظام", "1.-.4"))
    closed = store.save_report(NewReport(unit, "Wrong?", "عن العظام", day(21), "cd" * 32))
    store.close_report(closed.number, "No – it is right.", day(22), "Ada Ångström")
    urgent = NewAssignment("bones", "ar", "Amina 🦴", Priority.URGENT, day(30).date(), "before the day", day(20), "Ada")
    store.assign(urgent)
    store.assign(NewAssignment("@interface", "sw", "Bo", Priority.LOW, None, None, day(20), None))


def _find_first(store: Store, key: str) -> int:
    """The first change at which all that was published at once of a subject was there."""
    changes = store.read_history(article_name(key), None, 100).changes
    first = min(change.at for change in changes)
    return max(change.sequence for change in changes if change.at == first)
