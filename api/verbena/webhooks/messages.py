"""What messages say: thin JSON that names what happened, so that a receiver asks for as much of it as it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from msgspec import Struct

from verbena.model.change import Change, ChangeKind
from verbena.model.edition import SubjectName
from verbena.model.translation import Translation, TranslationState
from verbena.model.unit_event import UnitEvent
from verbena.model.webhook import Message, Webhook, WebhookEvent
from verbena.webhooks.signing import draw_message_id


def make_messages(
    webhook: Webhook, changes: Iterable[Change], events: Iterable[UnitEvent], now: datetime
) -> Iterator[Message]:
    """The messages that a webhook wants of these, in their order; each gets a new id."""
    told = (*map(_tell_changes, changes), *map(_tell_reviews, events))
    for said in (one for several in told for one in several):
        if webhook.wants(said.event, said.locale):
            body = msgspec.json.encode({"type": said.event, "timestamp": said.at, "data": said.data})
            yield Message(draw_message_id(), said.event, body, now)


class _Said(Struct, frozen=True):
    """What is to be said of something that happened at an instant."""

    event: WebhookEvent
    locale: str
    at: datetime
    data: dict[str, object]


def _tell_changes(change: Change) -> Iterator[_Said]:
    data = {
        "change": change.sequence,
        **_name(change.name),
        "slug": change.slug,
        "locale": change.locale,
        "by": change.signature.by,
        "why": change.signature.why,
    }
    if change.kind is not ChangeKind.PUBLISHED:
        target = None if change.target is None else change.target.key
        gone = {"redirectedTo": target, "redirectedToSlug": change.target_slug}
        yield _Said(WebhookEvent.EDITION_WITHDRAWN, change.locale, change.at, data | gone)
        return
    shown = {"edition": change.number, "hash": change.hash, "revision": change.revision, "isSource": change.is_source}
    data |= shown | {"sections": change.sections}
    yield _Said(WebhookEvent.EDITION_PUBLISHED, change.locale, change.at, data)
    if change.is_source:
        yield _Said(WebhookEvent.SOURCE_CHANGED, change.locale, change.at, data)


def _tell_reviews(event: UnitEvent) -> Iterator[_Said]:
    if not is_review(event.before, event.after):
        return
    assert event.after is not None  # noqa: S101 - what is reviewed is there
    data = {
        "unitEvent": event.sequence,
        **_name(event.unit.subject),
        "path": event.unit.path,
        "locale": event.unit.locale,
        "state": event.after.state,
        "origin": event.after.origin,
        "sourceHash": event.after.source_hash,
        "by": event.signature.by,
        "why": event.signature.why,
    }
    yield _Said(WebhookEvent.UNIT_REVIEWED, event.unit.locale, event.at, data)


def is_review(before: Translation | None, after: Translation | None) -> bool:
    """Whether a translation counts as reviewed after something that it did not before: by review, import or file."""
    if after is None or after.state not in _REVIEWED:
        return False
    return before is None or (before.inlines, before.state) != (after.inlines, after.state)


def _name(subject: SubjectName) -> dict[str, object]:
    return {"kind": subject.kind, "key": subject.key}


_REVIEWED = (TranslationState.REVIEWED, TranslationState.FINAL)
