"""Taking an article back, in some locales or in all."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from verbena.access.principal import require_publish, require_publisher
from verbena.model.errors import NotFound
from verbena.publishing.acting import Act, read_planned, require_some
from verbena.publishing.named_articles import find_published, published_locales
from verbena.store.contract import Store
from verbena.store.plans import Planned


class Withdrawal(Struct, frozen=True):
    """The locales that were withdrawn, sorted, or what is planned to be."""

    locales: tuple[str, ...]
    planned: tuple[Planned, ...] = ()


def withdraw_article(store: Store, act: Act, slug: str, locales: Collection[str] | None) -> Withdrawal:
    """Withdraw an article in these locales, or in all; with its source locale all go.

    They are held: publishing everything does not bring them back, publishing that names their locale does.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in each locale that would go.
        NotFound: where no published article has the slug, or it is not published in one of the locales.
        BadUserInput: where the instant has passed, or `locales` is empty.
    """
    require_publisher(act.principal)
    article = find_published(store, slug)
    published = published_locales(article)
    require_some(locales)
    wanted = sorted(set(published if locales is None or article.source.locale in locales else locales))
    require_publish(act.principal, wanted)
    missing = [locale for locale in locales or () if locale not in published]
    if missing:
        raise NotFound(f"{slug} is not published in {', '.join(missing)}: it is in {', '.join(published)}.")
    act.require_ahead()
    if act.due is None:
        return Withdrawal(store.withdraw(article.name, wanted, act.now, act.signature))
    ids = store.plan_withdrawal(article.name, wanted, act.due, act.signature)
    return Withdrawal((), read_planned(store, ids))
