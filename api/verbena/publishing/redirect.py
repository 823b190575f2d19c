"""Letting one article's address lead to another."""

from __future__ import annotations

from msgspec import Struct

from verbena.access.principal import require_publish, require_publisher
from verbena.publishing.acting import Act
from verbena.publishing.named_articles import find_published, published_locales
from verbena.store.contract import Store


class ArticleRedirection(Struct, frozen=True):
    """From which slug to which, and the locales in which the one was published, sorted."""

    from_slug: str
    to_slug: str
    locales: tuple[str, ...]


def redirect_article(store: Store, act: Act, slug: str, to: str) -> ArticleRedirection:
    """Withdraw an article in every locale, and let its slug, and all that led to it, lead to another article.

    Raises:
        Unauthenticated: where nobody knows who asks.
        Forbidden: where they may not publish in each locale that it is published in.
        NotFound: where no published article has one of the slugs.
        ContentInvalid: where both are the same article.
    """
    require_publisher(act.principal)
    article = find_published(store, slug)
    require_publish(act.principal, published_locales(article))
    target = find_published(store, to)
    return ArticleRedirection(slug, to, store.redirect(article.name, target.name, act.now, act.signature))
