"""Changes of what is published, as the feed and subscriptions tell them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from verbena.graph.declare import describe_enum
from verbena.graph.scalars import Locale
from verbena.model.change import ChangeKind
from verbena.model.edition import SubjectKind

describe_enum(
    ChangeKind,
    "What a change does to something that is published, in one locale.",
    {
        "PUBLISHED": "From here on readers see another edition, or see it for the first time.",
        "WITHDRAWN": "From here on it is not served in that locale.",
        "REDIRECTED": "From here on a slug leads elsewhere.",
    },
)
describe_enum(
    SubjectKind,
    "What is published by itself.",
    {
        "ARTICLE": "An article.",
        "MEDICATION": "A medication.",
        "CITATION": "A source that articles cite.",
        "ABBREVIATION": "An abbreviation.",
        "CONTRIBUTOR": "A person or organisation that articles credit.",
        "TOPIC": "A topic.",
        "TERM": "A term of a vocabulary, such as a route of administration.",
        "INTERFACE": "The words of the interface, all together.",
    },
)


@strawberry.type(
    description=(
        "What a change touched for readers of its locale: keys of sections, in reading order, each without its "
        "subsections."
    )
)
class SectionChanges:
    added: list[str] = strawberry.field(description="Sections that were not there before.")
    changed: list[str] = strawberry.field(description="Sections of which a text or the structure is another one.")
    removed: list[str] = strawberry.field(description="Sections that are there no more.")
    elsewhere: bool = strawberry.field(
        description="Something outside of sections changed: the title, the questions, the order of sections …."
    )


@strawberry.type(description="Where a slug leads from a change on.")
class Redirection:
    old_slug: str | None = strawberry.field(description="The slug that leads there; null where it had none.")
    key: str = strawberry.field(description="The key of the article that it leads to.")
    slug: str | None = strawberry.field(
        description="The slug that this article is found by today; null where it is published no more."
    )


@strawberry.type(
    description=(
        "One entry of the feed of changes: from here on, one thing in one locale is another edition, is not served, or "
        "is found elsewhere. Entries are in one total order without gaps, and stay."
    )
)
class Change:
    cursor: str = strawberry.field(description="Where to go on after this entry; it holds for good.")
    kind: ChangeKind = strawberry.field(description="What it does.")
    subject_kind: SubjectKind = strawberry.field(description="What kind of thing changed.")
    key: str = strawberry.field(description="The key of what changed, such as `Article.key`.")
    slug: str | None = strawberry.field(
        description="The slug that the article is found by today; null for anything else, and where it is gone."
    )
    locale: Locale = strawberry.field(description="The locale that changed.")
    is_source: bool = strawberry.field(description="That is the locale in which it is written.")
    at: datetime = strawberry.field(description="When it was published, withdrawn or redirected.")
    number: int | None = strawberry.field(
        description="The number of the edition served from here on in that locale; null where none is."
    )
    version: str | None = strawberry.field(
        description=(
            "The version that is the article as of this change; null for anything else, and where it is not served in "
            "that locale any more."
        )
    )
    sections: SectionChanges | None = strawberry.field(
        description="What it touched; null for anything but an article, and where that is not known."
    )
    redirection: Redirection | None = strawberry.field(description="Where it leads; null unless REDIRECTED.")
