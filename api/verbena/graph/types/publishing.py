"""What mutations take and give."""

from __future__ import annotations

from datetime import datetime

import strawberry

import verbena.graph.types.changes
import verbena.graph.types.text  # noqa: F401 - these two describe the enumerations
from verbena.graph.scalars import Locale
from verbena.model.change import ChangeKind
from verbena.model.edition import SubjectKind
from verbena.model.translation import TranslationState

_SLUG = "The slug that the article has now; one of before is not followed."
_LOCALES = "In these very locales; in all where left out or null."
_WHY = "The reason, for the history, which everybody can read."
_AT = "The instant to do it at; at once where left out or null."


@strawberry.type(description="Something in one locale.")
class PublishedEdition:
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing it is.")
    key: str = strawberry.field(description="Its key, such as `Article.key`.")
    locale: Locale = strawberry.field(description="The locale.")


@strawberry.type(
    description="One thing in one locale that is to be published or withdrawn at an instant, as it was when planned."
)
class ScheduledChange:
    scheduled_id: strawberry.ID = strawberry.field(description="What `cancelScheduled` takes.")
    kind: ChangeKind = strawberry.field(description="What will happen.")
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing it happens to.")
    key: str = strawberry.field(description="The thing's key.")
    locale: Locale = strawberry.field(description="The locale.")
    at: datetime = strawberry.field(description="When it is due.")
    by: str | None = strawberry.field(description="Who planned it.")
    why: str | None = strawberry.field(description="Why they did; null where they did not say.")
    failure: str | None = strawberry.field(
        description="Why it could not be done when it was due; null for what is still ahead."
    )


@strawberry.type(description="Translations that are there and not published, as the locale requires more of them.")
class HeldBack:
    locale: Locale = strawberry.field(description="The locale.")
    units: int = strawberry.field(description="How many there are, among what was to be published.")
    required: TranslationState = strawberry.field(description="The state that publishing needs in that locale.")


@strawberry.type(description="What was published, or is planned to be.")
class Publication:
    editions: list[PublishedEdition] = strawberry.field(description="The new editions; what had not changed has none.")
    withdrawn: list[PublishedEdition] = strawberry.field(
        description="What was withdrawn as no translation is left for readers."
    )
    held: list[PublishedEdition] = strawberry.field(
        description=(
            "What was left as it is because somebody had withdrawn, redirected or rolled back it, or its source: name "
            "its locale to publish it all the same."
        )
    )
    unchanged: int = strawberry.field(description="How many editions stand as they were.")
    scheduled: list[ScheduledChange] = strawberry.field(description="What is planned, where `at` was given.")
    held_back: list[HeldBack] = strawberry.field(
        description=(
            "Translations that wait for the state that their locale requires, by locale. What was published of their "
            "texts stays, if it was in that state."
        )
    )


@strawberry.type(description="What was withdrawn, or is planned to be.")
class Withdrawal:
    locales: list[Locale] = strawberry.field(description="The locales that were withdrawn.")
    scheduled: list[ScheduledChange] = strawberry.field(description="What is planned, where `at` was given.")


@strawberry.type(description="An article's address that leads to another article from now on.")
class ArticleRedirection:
    from_slug: str = strawberry.field(description="The slug that leads on.")
    to_slug: str = strawberry.field(description="The slug that it leads to.")
    locales: list[Locale] = strawberry.field(description="The locales that the article was published in until now.")


@strawberry.type(description="A version of an article that stays readable when old texts are let go.")
class VersionPin:
    key: str = strawberry.field(description="The article's key.")
    version: str = strawberry.field(description="What `article(version:)` takes.")
    at: datetime = strawberry.field(description="When it was pinned.")
    by: str | None = strawberry.field(description="Who pinned it; null where nobody said.")
    why: str | None = strawberry.field(description="Why they did; null where they did not say.")


@strawberry.input(description="What to publish of an article.")
class PublishArticleInput:
    slug: str = strawberry.field(description="The slug that the loaded article has, or the published one.")
    locales: list[Locale] | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "In these very locales, those among them that were withdrawn, redirected or rolled back too; where left "
            "out or null, in all, and then those stay as they are."
        ),
    )
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)
    at: datetime | None = strawberry.field(default=strawberry.UNSET, description=_AT)


@strawberry.input(description="What to publish of the reference data and the words of the interface.")
class PublishReferenceDataInput:
    locales: list[Locale] | None = strawberry.field(default=strawberry.UNSET, description=_LOCALES)
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)
    at: datetime | None = strawberry.field(default=strawberry.UNSET, description=_AT)


@strawberry.input(description="What to withdraw.")
class WithdrawArticleInput:
    slug: str = strawberry.field(description=_SLUG)
    locales: list[Locale] | None = strawberry.field(
        default=strawberry.UNSET,
        description="In these very locales; in all where left out or null, or where the source locale is among them.",
    )
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)
    at: datetime | None = strawberry.field(default=strawberry.UNSET, description=_AT)


@strawberry.input(description="Which article to lead where.")
class RedirectArticleInput:
    slug: str = strawberry.field(description=_SLUG)
    to: str = strawberry.field(description="The slug of the published article that it leads to.")
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)


@strawberry.input(description="Which older edition to publish again.")
class RollBackArticleInput:
    slug: str = strawberry.field(description=_SLUG)
    locale: Locale = strawberry.field(description="The locale to roll back.")
    number: int = strawberry.field(description="The edition's number in that locale (`Change.number`).")
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)


@strawberry.input(description="What is not to happen.")
class CancelScheduledInput:
    id: strawberry.ID = strawberry.field(description="A `scheduledId`.")


@strawberry.input(description="Which version to pin.")
class PinVersionInput:
    slug: str = strawberry.field(description=_SLUG)
    version: str = strawberry.field(description="An `Article.version`, or that of a change.")
    why: str | None = strawberry.field(default=strawberry.UNSET, description=_WHY)


@strawberry.input(description="Which version to let be let go like others.")
class UnpinVersionInput:
    slug: str = strawberry.field(description=_SLUG)
    version: str = strawberry.field(description="The `VersionPin.version`.")
