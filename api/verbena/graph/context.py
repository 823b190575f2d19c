"""What a request brings along: the library, what the client prefers, and what the answer turned out to be in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeAlias, TypeVar

import anyio.to_thread
import strawberry
from strawberry.dataloader import DataLoader

from verbena.language.accept import parse_accept_language, wanted_from
from verbena.reading.article import ArticleView
from verbena.reading.library import Library
from verbena.reading.presentation import Presentation
from verbena.reading.read_article import read_articles

Arguments = ParamSpec("Arguments")
Given = TypeVar("Given")


class ArticleKey(NamedTuple):
    """An article in a presentation."""

    key: str
    presentation: Presentation


class RequestContext:
    """One request's own; `languages` collects, in order, what Content-Language will say.

    `is_negotiated` tells whether Accept-Language was looked at, so that the answer varies by it.
    """

    def __init__(self, library: Library, accept_language: str) -> None:
        self.library = library
        self.languages: dict[str, None] = {}
        self.is_negotiated = False
        self.articles: DataLoader[ArticleKey, ArticleView | None] = DataLoader(self._load_articles)
        self._accept_language = accept_language

    def present(self, locale: str | None, fallback: Sequence[str] | None) -> Presentation:
        """How the caller wants to see things: by `locale`, or by the Accept-Language list where that is null."""
        explicit = None if fallback is None else tuple(fallback)
        if locale is not None:
            return Presentation((locale,), explicit)
        self.is_negotiated = True
        accept = parse_accept_language(self._accept_language)
        wanted = wanted_from(accept, self.library.supported(), self.library.default_locale)
        return Presentation(wanted, explicit)

    def say_language(self, tag: str) -> None:
        """Note that part of the answer is in this language."""
        self.languages[tag] = None

    async def read(
        self,
        read: Callable[Concatenate[Library, Arguments], Given],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Given:
        """What a function of `reading` gives, called in a thread so that other requests go on meanwhile."""
        call: Callable[[], Given] = partial(read, self.library, *args, **kwargs)
        return await anyio.to_thread.run_sync(call)

    async def _load_articles(self, wanted: list[ArticleKey]) -> list[ArticleView | None]:
        """Several articles at once, by one query a presentation."""
        found: dict[ArticleKey, ArticleView | None] = {}
        for presentation in {key.presentation for key in wanted}:
            keys = [key for key in wanted if key.presentation == presentation]
            found |= zip(keys, await self.read(read_articles, [key.key for key in keys], presentation), strict=True)
        return [found[key] for key in wanted]


GraphInfo: TypeAlias = strawberry.Info[RequestContext, Any]
