"""What came of each mutation. A payload is a `PayloadView`: each names its outcome in its own way."""

from __future__ import annotations

import strawberry

from verbena.graph.types.problems import Problem
from verbena.graph.types.publishing import ArticleRedirection, Publication, ScheduledChange, VersionPin, Withdrawal

OUTCOME = "What was done; null where there is a problem."
PROBLEMS = "Why nothing was done; none where all is well."


@strawberry.type(description="What came of `publishArticle`.")
class PublishArticlePayload:
    outcome: Publication | None = strawberry.field(name="publication", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `publishReferenceData`.")
class PublishReferenceDataPayload:
    outcome: Publication | None = strawberry.field(name="publication", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `withdrawArticle`.")
class WithdrawArticlePayload:
    outcome: Withdrawal | None = strawberry.field(name="withdrawal", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `redirectArticle`.")
class RedirectArticlePayload:
    outcome: ArticleRedirection | None = strawberry.field(name="redirection", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `rollBackArticle`.")
class RollBackArticlePayload:
    outcome: Publication | None = strawberry.field(name="publication", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `cancelScheduled`.")
class CancelScheduledPayload:
    outcome: ScheduledChange | None = strawberry.field(name="cancelled", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `pinVersion`.")
class PinVersionPayload:
    outcome: VersionPin | None = strawberry.field(name="pin", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)


@strawberry.type(description="What came of `unpinVersion`.")
class UnpinVersionPayload:
    outcome: VersionPin | None = strawberry.field(name="pin", description=OUTCOME)
    problems: list[Problem] = strawberry.field(description=PROBLEMS)
