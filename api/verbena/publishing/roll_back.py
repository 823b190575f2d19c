"""Publishing an older edition's text again."""

from __future__ import annotations

from verbena.access.principal import require_publish, require_publisher
from verbena.model.edition import SubjectName
from verbena.model.errors import ContentInvalid, NotFound
from verbena.publishing.acting import Act
from verbena.publishing.named_articles import find_subject
from verbena.publishing.prepare import prepare_source, prepare_translation
from verbena.publishing.publish import PublishedEdition, PublishReport
from verbena.publishing.publish_as import Publication
from verbena.store.contract import Store
from verbena.store.values import EditionText, Holds, NewEdition


def roll_back_article(store: Store, act: Act, slug: str, locale: str, number: int) -> Publication:
    """Publish what an older edition of an article said as a new edition of that locale, and hold it so.

    A translation comes back on the source as it is published now: its texts of units that are gone stay away, those of
    texts that have changed since are outdated, and those below the state that is required now are left out. Drafts stay
    as they are; publishing that names the locale goes back to them.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in the locale; nor, for a source in another locale than now, in that.
        NotFound: where there is no such article or edition, or its text was let go.
        ContentInvalid: where it can't stand: a translation of which no unit is left, or without a published source.
    """
    require_publisher(act.principal)
    require_publish(act.principal, [locale])
    name, _ = find_subject(store, act.principal, slug)
    text = store.read_edition(name, locale, number)
    if text is None:
        raise NotFound(
            f"{slug} has no edition {number} in {locale}, or its text was let go: `verbena editions list` and"
            " `Article.editions` name those there are."
        )
    new = _prepare(store, act, name, locale, text)
    outcome = store.publish([new], act.now, act.signature, Holds.SET)
    editions = tuple(PublishedEdition(one.name, one.locale) for one in outcome.made)
    return Publication(PublishReport(editions, (), 1 - len(editions)))


def _prepare(store: Store, act: Act, name: SubjectName, locale: str, text: EditionText) -> NewEdition:
    published = store.read_snapshots([name], ()).get(name)
    if text.units is not None:
        # A source that comes back in another locale withdraws the one that is there.
        require_publish(act.principal, {locale, published.source.locale} if published else [locale])
        return prepare_source(name, text.revision, locale, text.units)
    if published is None:
        raise ContentInvalid(f"{name.key} is not published in its source locale: publish or roll back that first")
    source = published.source
    required = act.required.find(locale)
    new = prepare_translation(name, source.revision, locale, source.units.keys(), text.translations or {}, required)
    if not new.translations:
        raise ContentInvalid(
            f"nothing of that edition of {name.key} in {locale} is left in the source of now and {required} at least"
        )
    return new
