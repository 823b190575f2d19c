"""What can be done to what is published."""

from __future__ import annotations

from functools import partial
from typing import Annotated, TypeVar

import strawberry

from verbena.graph.arguments import read_argument
from verbena.graph.assignments import AssignmentMutation
from verbena.graph.context import GraphInfo
from verbena.graph.exchange import ExchangeMutation
from verbena.graph.glossary_mutation import GlossaryMutation
from verbena.graph.outcomes import (
    PayloadView,
    PinView,
    PublicationView,
    ScheduledView,
    WithdrawalView,
    attempt,
)
from verbena.graph.reports import ReportMutation
from verbena.graph.types import payloads
from verbena.graph.types import publishing as inputs
from verbena.graph.workbench_mutation import WorkbenchMutation
from verbena.publishing.acting import Act
from verbena.publishing.pins import pin_version, unpin_version
from verbena.publishing.planned import cancel_planned
from verbena.publishing.publish_as import publish_article, publish_reference_data
from verbena.publishing.redirect import ArticleRedirection, redirect_article
from verbena.publishing.roll_back import roll_back_article
from verbena.publishing.withdraw import withdraw_article
from verbena.reading.versions import read_version
from verbena.store.contract import Store
from verbena.store.pins import Pin
from verbena.store.plans import Planned

Given = TypeVar("Given")
Input = Annotated[Given, strawberry.argument(description="What to do.")]


@strawberry.type(
    description=(
        "What can be done to what is published and to what is translated. Each needs a token that may do that in every "
        "locale that it touches, and is signed with that token's name. What whoever asks can mend is told in "
        "`problems`; the payload itself is null only where the server failed, which `errors` tells."
    )
)
class Mutation(WorkbenchMutation, GlossaryMutation, ReportMutation, AssignmentMutation, ExchangeMutation):
    @strawberry.mutation(
        description=(
            "Publish what is loaded of an article, with the reference data that it names and that was never published. "
            "What has not changed makes no new edition."
        ),
        graphql_type=payloads.PublishArticlePayload | None,
    )
    async def publish_article(
        self,
        info: GraphInfo,
        input: Input[inputs.PublishArticleInput],  # noqa: A002 - the contract's name
    ) -> PayloadView[PublicationView]:
        """Publish it."""
        locales = read_argument(input.locales)
        publish = partial(publish_article, slug=input.slug, locales=locales)
        return await attempt(info, publish, PublicationView, read_argument(input.why), read_argument(input.at))

    @strawberry.mutation(
        description="Publish what is loaded of the reference data and of the words of the interface.",
        graphql_type=payloads.PublishReferenceDataPayload | None,
    )
    async def publish_reference_data(
        self,
        info: GraphInfo,
        input: Input[inputs.PublishReferenceDataInput],  # noqa: A002
    ) -> PayloadView[PublicationView]:
        """Publish them."""
        publish = partial(publish_reference_data, locales=read_argument(input.locales))
        return await attempt(info, publish, PublicationView, read_argument(input.why), read_argument(input.at))

    @strawberry.mutation(
        description=(
            "Withdraw an article: it is not served in these locales any more, and in none without its source locale. "
            "They stay so until somebody publishes them by name."
        ),
        graphql_type=payloads.WithdrawArticlePayload | None,
    )
    async def withdraw_article(
        self,
        info: GraphInfo,
        input: Input[inputs.WithdrawArticleInput],  # noqa: A002
    ) -> PayloadView[WithdrawalView]:
        """Withdraw it."""
        withdraw = partial(withdraw_article, slug=input.slug, locales=read_argument(input.locales))
        return await attempt(info, withdraw, WithdrawalView, read_argument(input.why), read_argument(input.at))

    @strawberry.mutation(
        description=(
            "Withdraw an article in every locale, and let its slug, with all that led to it, lead to another article."
        ),
        graphql_type=payloads.RedirectArticlePayload | None,
    )
    async def redirect_article(
        self,
        info: GraphInfo,
        input: Input[inputs.RedirectArticleInput],  # noqa: A002
    ) -> PayloadView[ArticleRedirection]:
        """Redirect it."""
        redirect = partial(redirect_article, slug=input.slug, to=input.to)
        return await attempt(info, redirect, _same, read_argument(input.why))

    @strawberry.mutation(
        description=(
            "Publish what an older edition said as a new edition. It stays so until somebody publishes its locale by "
            "name; what is loaded is not touched."
        ),
        graphql_type=payloads.RollBackArticlePayload | None,
    )
    async def roll_back_article(
        self,
        info: GraphInfo,
        input: Input[inputs.RollBackArticleInput],  # noqa: A002
    ) -> PayloadView[PublicationView]:
        """Roll it back."""
        roll_back = partial(roll_back_article, slug=input.slug, locale=input.locale, number=input.number)
        return await attempt(info, roll_back, PublicationView, read_argument(input.why))

    @strawberry.mutation(
        description="Let what is scheduled not happen, or forget that it failed.",
        graphql_type=payloads.CancelScheduledPayload | None,
    )
    async def cancel_scheduled(
        self,
        info: GraphInfo,
        input: Input[inputs.CancelScheduledInput],  # noqa: A002
    ) -> PayloadView[ScheduledView]:
        """Cancel it."""
        return await attempt(info, partial(_cancel, scheduled_id=input.id), ScheduledView)

    @strawberry.mutation(
        description=(
            "Keep an article as it was at a version, in every locale, readable for good. It needs a token that may "
            "publish in the article's source locale."
        ),
        graphql_type=payloads.PinVersionPayload | None,
    )
    async def pin_version(
        self,
        info: GraphInfo,
        input: Input[inputs.PinVersionInput],  # noqa: A002
    ) -> PayloadView[PinView]:
        """Pin it."""
        pin = partial(_pin, slug=input.slug, version=input.version)
        return await attempt(info, pin, PinView, read_argument(input.why))

    @strawberry.mutation(
        description="Let a pinned version be let go like others from now on.",
        graphql_type=payloads.UnpinVersionPayload | None,
    )
    async def unpin_version(
        self,
        info: GraphInfo,
        input: Input[inputs.UnpinVersionInput],  # noqa: A002
    ) -> PayloadView[PinView]:
        """Unpin it."""
        return await attempt(info, partial(_unpin, slug=input.slug, version=input.version), PinView)


def _same(redirection: ArticleRedirection) -> ArticleRedirection:
    return redirection


def _cancel(store: Store, act: Act, scheduled_id: str) -> Planned:
    return cancel_planned(store, act.principal, scheduled_id)


def _pin(store: Store, act: Act, slug: str, version: str) -> Pin:
    return pin_version(store, act, slug, read_version(version))


def _unpin(store: Store, act: Act, slug: str, version: str) -> Pin:
    return unpin_version(store, act.principal, slug, read_version(version))
