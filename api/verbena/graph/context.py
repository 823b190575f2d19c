"""What a request brings along: the library, what the client prefers, and what the answer turned out to be in."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeAlias, TypeVar

import anyio.to_thread
import strawberry
from strawberry.dataloader import DataLoader

from verbena.access.principal import ANONYMOUS, Principal
from verbena.language.accept import parse_accept_language, wanted_from
from verbena.language.pseudo import without_pseudo
from verbena.model.errors import BadUserInput, VerbenaError
from verbena.model.finding_words import tell_finding
from verbena.model.findings import Finding
from verbena.publishing.acting import Act, read_reason
from verbena.reading.article import ArticleView
from verbena.reading.finding_words import read_finding_words
from verbena.reading.library import Library
from verbena.reading.lists import ConnectionView, PageRequest, list_articles
from verbena.reading.presentation import TAGS_LIMIT, Presentation
from verbena.reading.preview import preview_linked
from verbena.reading.read_article import read_articles
from verbena.store.contract import Store
from verbena.store.values import ArticleFilter, ArticleOrder
from verbena.translating.surroundings import NOTHING_AROUND

_HOLDS = 1.0
"""Seconds for which who asks is taken to be who they were."""

Arguments = ParamSpec("Arguments")
Given = TypeVar("Given")


class ArticleKey(NamedTuple):
    """An article in a presentation."""

    key: str
    presentation: Presentation


class ListKey(NamedTuple):
    """A page of the articles that meet a condition, by title, in a presentation."""

    condition: ArticleFilter
    page: PageRequest
    presentation: Presentation


class RequestContext:
    """One request's own; `languages` collects what Content-Language will say.

    `authenticate` tells who asks as of now. `is_negotiated` tells whether Accept-Language was looked at, and
    `is_personal` whether it was asked who asks, so that the answer varies by it. `client` is the address that it comes
    from, null where nobody knows.
    """

    def __init__(
        self,
        library: Library,
        accept_language: str,
        principal: Principal = ANONYMOUS,
        authenticate: Callable[[], Principal] | None = None,
    ) -> None:
        self.library = library
        self.languages: dict[str, None] = {}
        self.is_negotiated = False
        self.is_personal = False
        self._principal = principal
        self._authenticate = authenticate
        self._authenticated = time.monotonic()
        self.articles: DataLoader[ArticleKey, ArticleView | None] = DataLoader(self._load_articles)
        self.lists: DataLoader[ListKey, ConnectionView[ArticleView]] = DataLoader(self._load_lists)
        self._accept_language = accept_language
        self._finding_words: Mapping[str, str] | None = None
        self.client: str | None = None
        self.surroundings = NOTHING_AROUND

    @property
    def principal(self) -> Principal:
        """On whose behalf the request comes."""
        self.is_personal = True
        return self._principal

    async def find_principal_again(self) -> Principal:
        """On whose behalf an operation goes on that began a while ago, as of a moment ago.

        Raises:
            Unauthenticated: where the token was revoked, or has expired.
            StoreUnavailable, IssuerUnavailable: where that can't be told now.
        """
        if self._authenticate is not None and time.monotonic() - self._authenticated > _HOLDS:
            self._principal = await anyio.to_thread.run_sync(self._authenticate)
            self._authenticated = time.monotonic()
        return self.principal

    def present(self, locale: str | None, fallback: Sequence[str] | None) -> Presentation:
        """How the caller wants to see things: by `locale`, or by the Accept-Language list where that is null.

        Raises:
            BadUserInput: for more tags in `fallback` than a presentation has.
        """
        explicit = None if fallback is None else tuple(fallback)
        if explicit and len(explicit) > TAGS_LIMIT:
            raise BadUserInput(f"fallback: {len(explicit)} tags are more than {TAGS_LIMIT}; name the best of them.")
        if locale is not None:
            return Presentation((locale,), explicit)
        self.is_negotiated = True
        accept = parse_accept_language(self._accept_language)
        wanted = wanted_from(accept, self.library.supported(), self.library.default_locale)
        return Presentation(without_pseudo(wanted) or (self.library.default_locale,), explicit)

    def say_language(self, tag: str) -> None:
        """Note that part of the answer is in this language."""
        self.languages[tag] = None

    def forget(self) -> None:
        """Let go of what was read for one answer, where the same request has another: an event of a subscription."""
        self.articles.clear_all()
        self.lists.clear_all()

    async def read(
        self,
        read: Callable[Concatenate[Library, Arguments], Given],
        *args: Arguments.args,
        **kwargs: Arguments.kwargs,
    ) -> Given:
        """What a function of `reading` gives, called in a thread so that other requests go on meanwhile."""
        call: Callable[[], Given] = partial(read, self.library, *args, **kwargs)
        return await anyio.to_thread.run_sync(call)

    async def change(self, change: Callable[[Store, Act], Given], why: str | None, at: datetime | None = None) -> Given:
        """What a function of `publishing` or `translating` gives, called in a thread on behalf of whoever asks.

        From then on every reader of this server sees what it did.
        """
        act = Act(self.principal, datetime.now(UTC), read_reason(why), at, self.library.required)
        given = await anyio.to_thread.run_sync(change, self.library.store, act)
        self.forget()
        await anyio.to_thread.run_sync(self.library.position.ask_or_known)
        await anyio.to_thread.run_sync(self.library.unit_position.ask_or_known)
        return given

    async def tell_finding(self, finding: Finding) -> str:
        """What a check found, in the language that the client prefers, as far as the interface's words are in it."""
        if self._finding_words is None:
            self._finding_words = await self.read(read_finding_words, self.present(None, None))
        return tell_finding(finding, self._finding_words)

    async def _load_articles(self, wanted: list[ArticleKey]) -> list[ArticleView | None]:
        """Several articles at once, by one query a presentation."""
        found: dict[ArticleKey, ArticleView | None] = {}
        for presentation in {key.presentation for key in wanted}:
            keys = [key for key in wanted if key.presentation == presentation]
            found |= zip(keys, await self._read_articles([key.key for key in keys], presentation), strict=True)
        return [found[key] for key in wanted]

    async def _read_articles(self, keys: list[str], presentation: Presentation) -> list[ArticleView | None]:
        if presentation.preview:
            return await self.read(preview_linked, self.principal, keys, presentation)
        return await self.read(read_articles, keys, presentation)

    async def _load_lists(self, wanted: list[ListKey]) -> list[ConnectionView[ArticleView] | Exception]:
        """Several lists, each read once however many places of the answer show it; one that can't be is its error."""

        def read(library: Library) -> list[ConnectionView[ArticleView] | Exception]:
            return [_try_list(library, key) for key in wanted]

        return await self.read(read)


def _try_list(library: Library, key: ListKey) -> ConnectionView[ArticleView] | Exception:
    try:
        return list_articles(library, key.presentation, key.condition, ArticleOrder.TITLE, key.page)
    except VerbenaError as error:
        return error


GraphInfo: TypeAlias = strawberry.Info[RequestContext, Any]
