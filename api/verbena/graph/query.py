"""The schema's entry points: arguments become calls of `reading`."""

from __future__ import annotations

from typing import Annotated

import strawberry
from msgspec import structs

from verbena.access.principal import ANONYMOUS
from verbena.graph.arguments import read_argument
from verbena.graph.assignments import AssignmentQuery
from verbena.graph.context import GraphInfo
from verbena.graph.exchange import ExchangeQuery
from verbena.graph.feed import FeedQuery
from verbena.graph.glossary import GlossaryQuery
from verbena.graph.paging import AFTER, FALLBACK, FIRST, LOCALE
from verbena.graph.reports import ReportQuery
from verbena.graph.scalars import Locale
from verbena.graph.scheduled import ScheduledQuery
from verbena.graph.types.article import Article
from verbena.graph.types.connections import ArticleConnection, ArticleFilter, MedicationConnection
from verbena.graph.types.locales import Label, LocaleInfo
from verbena.graph.types.references import Medication, Topic
from verbena.graph.types.text import Node
from verbena.graph.unit_ids import names_unit, read_unit_id
from verbena.graph.unit_lists import show_named_unit
from verbena.graph.unit_views import UnitView
from verbena.graph.viewer import ViewerQuery
from verbena.graph.workbench import WorkbenchQuery
from verbena.model.errors import BadUserInput
from verbena.reading.article import ArticleView
from verbena.reading.identity import read_id
from verbena.reading.lists import PAGE_DEFAULT, ConnectionView, PageRequest, list_articles, list_medications
from verbena.reading.locales import LocaleView, list_locales
from verbena.reading.presentation import Presentation
from verbena.reading.preview import preview_article
from verbena.reading.read_article import read_article
from verbena.reading.read_node import AnyView, read_node
from verbena.reading.read_reference import LabelView, read_labels, read_medication, read_topics
from verbena.reading.references import MedicationView, TopicView
from verbena.reading.text import TextView
from verbena.reading.versions import read_version
from verbena.store import values

NODES_LIMIT = 100
"""The most ids that one `nodes` field takes."""


@strawberry.type(description="Everything that can be read.")
class Query(
    ViewerQuery, FeedQuery, ScheduledQuery, WorkbenchQuery, GlossaryQuery, ReportQuery, AssignmentQuery, ExchangeQuery
):
    @strawberry.field(
        description=(
            "One article, or null where none has that slug.\n\n"
            "The chain of tags to try, best first: `locale` and its parents, then each tag of `fallback` with its "
            "parents; where `fallback` is left out or null, a published locale that readers of `locale` understand as "
            "their own (CLDR's language matching), then the article's source locale ends the chain. Without `locale` "
            "the whole Accept-Language list takes its place; without that, the default locale. Each text is the first "
            "of the chain that has it.\n"
            "fallback: [] means no other language: the article as it was when it was last complete in `locale` or a "
            "parent of it (`isOutdated` then says whether the source has moved on), or null where it never was.\n"
            "Reference data (medications, citations …) always ends in its own source. A malformed tag is an error with "
            "the code INVALID_LOCALE. `locale` and `fallback` hold for everything below.\n"
            "`version` gives the article as it was then: every locale and all reference data, without what was "
            "withdrawn since. One that is malformed is an error with the code INVALID_VERSION, one whose texts were "
            "let go VERSION_GONE; null where the article was not published then, or is not now."
        ),
        graphql_type=Article | None,
    )
    async def article(
        self,
        info: GraphInfo,
        slug: Annotated[str, strawberry.argument(description="The article's slug.")],
        locale: LOCALE = strawberry.UNSET,
        fallback: FALLBACK = strawberry.UNSET,
        version: Annotated[
            str | None,
            strawberry.argument(description="An `Article.version`, or that of a change, to come back to."),
        ] = strawberry.UNSET,
        preview: Annotated[
            bool | None,
            strawberry.argument(
                description=(
                    "Show drafts, in each locale as far as the token that comes with the request allows it "
                    "(UNAUTHENTICATED without one, FORBIDDEN where it allows no tag of the chain), and what is "
                    "published beyond that: what readers would get if the drafts were published now. Ids below name "
                    "the preview, and need the token again. Lists below show what is published. Drafts have no "
                    "`version` to come back to."
                )
            ),
        ] = False,
    ) -> ArticleView | None:
        """Read the article."""
        presentation = _present(info, locale, fallback)
        wanted = read_argument(version)
        if preview:
            if wanted is not None:
                raise BadUserInput("version: a preview has none to come back to; leave out `version` or `preview`.")
            shown = structs.replace(presentation, preview=True)
            article = await info.context.read(preview_article, info.context.principal, slug, shown)
        else:
            if wanted is not None:
                presentation = structs.replace(presentation, at=read_version(wanted))
            article = await info.context.read(read_article, slug, presentation)
        if article:
            info.context.say_language(article.locale)
        return article

    @strawberry.field(description="Published articles, each presented as by `article`.", graphql_type=ArticleConnection)
    async def articles(
        self,
        info: GraphInfo,
        locale: LOCALE = strawberry.UNSET,
        fallback: FALLBACK = strawberry.UNSET,
        filter: Annotated[  # noqa: A002 - the contract's name
            ArticleFilter | None, strawberry.argument(description="Which articles; all where left out.")
        ] = strawberry.UNSET,
        order_by: Annotated[
            values.ArticleOrder | None, strawberry.argument(description="How they are sorted; by title where null.")
        ] = values.ArticleOrder.TITLE,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> ConnectionView[ArticleView]:
        """List the articles."""
        wanted = read_argument(filter) or ArticleFilter()
        condition = values.ArticleFilter(
            topic=read_argument(wanted.topic),
            medication=read_argument(wanted.medication),
            published_in=read_argument(wanted.published_in),
            updated_since=read_argument(wanted.updated_since),
        )
        order = order_by or values.ArticleOrder.TITLE
        page = PageRequest(first, read_argument(after))
        presentation = _present(info, locale, fallback)
        connection = await info.context.read(list_articles, presentation, condition, order, page)
        for article in connection.nodes:
            info.context.say_language(article.locale)
        return connection

    @strawberry.field(description="One medication, or null where none has that key.", graphql_type=Medication | None)
    async def medication(
        self,
        info: GraphInfo,
        key: Annotated[str, strawberry.argument(description="The medication's key.")],
        locale: LOCALE = strawberry.UNSET,
    ) -> MedicationView | None:
        """Read the medication."""
        medication = await info.context.read(read_medication, key, _present(info, locale, None))
        if medication:
            info.context.say_language(medication.generic_name.lang)
        return medication

    @strawberry.field(
        description="Every medication that is published, in the order of the keys.", graphql_type=MedicationConnection
    )
    async def medications(
        self,
        info: GraphInfo,
        locale: LOCALE = strawberry.UNSET,
        first: FIRST = PAGE_DEFAULT,
        after: AFTER = strawberry.UNSET,
    ) -> ConnectionView[MedicationView]:
        """List the medications."""
        page = PageRequest(first, read_argument(after))
        connection = await info.context.read(list_medications, _present(info, locale, None), page)
        for medication in connection.nodes:
            info.context.say_language(medication.generic_name.lang)
        return connection

    @strawberry.field(description="Every topic, in the order of the keys.", graphql_type=list[Topic])
    async def topics(self, info: GraphInfo, locale: LOCALE = strawberry.UNSET) -> list[TopicView]:
        """List the topics."""
        topics = await info.context.read(read_topics, _present(info, locale, None))
        for topic in topics:
            info.context.say_language(topic.name.lang)
        return topics

    @strawberry.field(
        description=(
            "The thing that gave this id, in exactly the view that gave it; null where it is published no more. A "
            "string that is no id of this server is an error with the code INVALID_ID."
        ),
        graphql_type=Node | None,
    )
    async def node(
        self,
        info: GraphInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="An `id` from an answer.")],  # noqa: A002
    ) -> AnyView | UnitView | None:
        """Fetch what the id names."""
        return await _fetch(info, id)

    @strawberry.field(
        description=f"Several nodes, one entry for each id, in their order; at most {NODES_LIMIT} ids.",
        graphql_type=list[Node | None],
    )
    async def nodes(
        self,
        info: GraphInfo,
        ids: Annotated[list[strawberry.ID], strawberry.argument(description="Ids from answers.")],
    ) -> list[AnyView | UnitView | None]:
        """Fetch what the ids name."""
        if len(ids) > NODES_LIMIT:
            raise BadUserInput(f"ids: {len(ids)} are more than {NODES_LIMIT}; ask for them in several requests.")
        return [await _fetch(info, one) for one in ids]

    @strawberry.field(description="Every locale that the server publishes in, by tag.", graphql_type=list[LocaleInfo])
    async def locales(self, info: GraphInfo) -> list[LocaleView]:
        """List the locales."""
        return await info.context.read(list_locales)

    @strawberry.field(
        description="The words of the interface, in the order in which they are kept.", graphql_type=list[Label]
    )
    async def labels(self, info: GraphInfo, locale: LOCALE = strawberry.UNSET) -> list[LabelView]:
        """List the words."""
        labels = await info.context.read(read_labels, _present(info, locale, None))
        for label in labels:
            info.context.say_language(label.text.lang)
        return labels


def _present(info: GraphInfo, locale: str | None, fallback: list[Locale] | None) -> Presentation:
    """The arguments as a presentation."""
    return info.context.present(read_argument(locale), read_argument(fallback))


async def _fetch(info: GraphInfo, node_id: str) -> AnyView | UnitView | None:
    """What an id names; Content-Language says its language, which the id has decided."""
    identity = read_id(node_id)
    if names_unit(identity):
        info.context.say_language(identity.wanted[0])
        return await info.context.read(show_named_unit, info.context.principal, read_unit_id(node_id))
    # Of the others, only an id of a preview depends on who asks.
    asks = info.context.principal if identity.preview else ANONYMOUS
    view = await info.context.read(read_node, node_id, asks)
    if view is not None:
        info.context.say_language(view.lang if isinstance(view, TextView) else view.locale)
    return view
