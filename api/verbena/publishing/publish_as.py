"""Publishing on somebody's behalf: at once, or at an instant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from msgspec import Struct

from verbena.access.principal import Principal, require_publish, require_publisher
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.progress import Progress, no_progress
from verbena.model.token import EVERY_LOCALE
from verbena.publishing.acting import Act, read_planned, require_some
from verbena.publishing.gathering import gather_subjects
from verbena.publishing.named_articles import find_draft
from verbena.publishing.publish import HeldBack, PublishReport, publish_subjects, tell_held_back
from verbena.store.contract import Store
from verbena.store.plans import Planned
from verbena.store.values import Holds


class Publication(Struct, frozen=True):
    """What was published, or what is planned to be: one of them is null or empty; what is not, in either case."""

    report: PublishReport | None
    planned: tuple[Planned, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


def publish_article(store: Store, act: Act, slug: str, locales: Collection[str] | None) -> Publication:
    """Publish the article whose draft has that slug, or that is published under it, as `publish_as` does.

    Raises:
        NotFound: where no such article is loaded; and as `publish_as`.
    """
    require_publisher(act.principal)
    return publish_as(store, act, [find_draft(store, act.principal, slug).name], locales)


def publish_reference_data(store: Store, act: Act, locales: Collection[str] | None) -> Publication:
    """Publish all that is loaded and is no article, as `publish_as` does."""
    require_publisher(act.principal)
    names = [name for name in store.draft_names() if name.kind is not SubjectKind.ARTICLE]
    return publish_as(store, act, names, locales)


def publish_as(
    store: Store,
    act: Act,
    names: Collection[SubjectName] | None,
    locales: Collection[str] | None,
    progress: Progress = no_progress,
) -> Publication:
    """Publish subjects as `publish_subjects` does, signed by who acts; or plan to, as they are now.

    Whoever names no locales must be allowed to publish each in which the subjects are loaded or published. The same
    goes for what comes along because it was never published.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in each of the locales.
        BadUserInput: where the instant has passed, or `locales` is empty.
        NotFound: where a subject has no draft.
        ContentInvalid: where something can't be published.
    """
    require_publisher(act.principal)
    require_some(locales)
    wanted = {*(locales or ()), *_find_locales(store, act.principal, names, locales)}
    require_publish(act.principal, sorted(wanted))
    act.require_ahead()
    if act.due is None:
        report = publish_subjects(store, act.now, names, locales, progress, act.signature, act.required)
        return Publication(report, held_back=report.held_back)
    gathered = gather_subjects(store, names, act.required)
    ready = [gathered.prepare(store, name, locales) for name in gathered.list_in_order()]
    editions = [edition for one in ready for edition in one.editions]
    holds = Holds.RESPECT if locales is None else Holds.LIFT
    planned = read_planned(store, store.plan(editions, act.due, act.signature, holds))
    held_back = sum((Counter(one.held_back) for one in ready), Counter[str]())
    return Publication(None, planned, tell_held_back(held_back, act.required))


def _find_locales(
    store: Store, principal: Principal, names: Collection[SubjectName] | None, locales: Collection[str] | None
) -> Iterator[str]:
    """The locales, beside those that are named, in which something would be published."""
    if EVERY_LOCALE in principal.grants.publish:
        return
    gathered = gather_subjects(store, names)
    for name in gathered.together:
        if locales is None or name not in gathered.asked:
            draft = store.read_draft(name)
            yield from [draft.locale] if draft else []
            yield from store.read_translations(name)
            yield from store.published_hashes(name)
