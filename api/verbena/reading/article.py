"""The view of one article in one presentation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property

from verbena.model.article import Article
from verbena.model.edition import Snapshot
from verbena.model.units import walk_units
from verbena.reading.article_parts import AlternateView, CreditView, MedicationUseView, NoticeView
from verbena.reading.citation_use import CitationUseView
from verbena.reading.names import ArticleNames
from verbena.reading.nodes import BlockView, FaqView, FigureView, KeyPointView, NodeView, SectionView, view_blocks
from verbena.reading.presentation import Frame, Presentation
from verbena.reading.reading_time import estimate_reading_minutes
from verbena.reading.references import AbbreviationView, MedicationView, TopicView
from verbena.reading.shelf import Shelf
from verbena.reading.text import SubjectTexts, TextView
from verbena.reading.uses import Uses, index_uses
from verbena.reading.versions import write_version
from verbena.reading.weights import weigh_snapshots
from verbena.rendering.names import Names


class ArticleView:
    """One article as one presentation shows it.

    `current` is the newest published state where `snapshot` is an older one.
    """

    type_name = "Article"

    def __init__(self, snapshot: Snapshot, frame: Frame, public_url: str, current: Snapshot | None = None) -> None:
        structure = snapshot.source.structure
        assert isinstance(structure, Article)  # noqa: S101 - the store gives each kind its own structure
        self.public_url = public_url
        self.presentation: Presentation = frame.presentation
        self.requested_locale: str = frame.requested
        self._registered: dict[str, NodeView] = {}
        self.shelf = Shelf(snapshot.references, frame)
        held = [snapshot, *([current, *current.references.values()] if current else [])]
        self.weight = self.shelf.weight + weigh_snapshots(held)
        self.names: Names = ArticleNames(self, self.shelf)
        self.texts = SubjectTexts(
            snapshot,
            frame.chain_for(snapshot.source.locale),
            frame,
            self,
            current=current.source if current else None,
        )
        self.key = structure.key
        # An older state is shown at the address that it has now.
        self.slug = snapshot.slug or structure.slug
        self.source_locale = structure.locale
        self.reviewed_on = structure.reviewed_on
        self.review_due_on = structure.review_due_on
        self.published_at = snapshot.published_at
        self.updated_at = snapshot.updated_at
        self._snapshot = snapshot
        self._structure = structure
        self._current = current

    @cached_property
    def id(self) -> str:
        return self.texts.identify(self.type_name, "")

    @cached_property
    def locale(self) -> str:
        return self.texts.locale

    @cached_property
    def version(self) -> str:
        states = [self._snapshot, *([self._current] if self._current else [])]
        return write_version(self._name_languages(), *(one.drafts or one.sequence for one in states))

    @cached_property
    def title(self) -> TextView:
        return self.texts.text("title")

    @cached_property
    def summary(self) -> TextView:
        return self.texts.text("summary")

    @cached_property
    def key_points(self) -> tuple[KeyPointView, ...]:
        return tuple(KeyPointView(key, self) for key in self._structure.key_points)

    @cached_property
    def introduction(self) -> tuple[BlockView, ...]:
        return view_blocks(self._structure.introduction, self)

    @cached_property
    def sections(self) -> tuple[SectionView, ...]:
        return tuple(SectionView(section, None, self) for section in self._structure.sections)

    @cached_property
    def table_of_contents(self) -> tuple[SectionView, ...]:
        """Every section in reading order."""
        return tuple(below for section in self.sections for below in section.walk())

    @cached_property
    def faqs(self) -> tuple[FaqView, ...]:
        return tuple(FaqView(faq, self) for faq in self._structure.faqs)

    @cached_property
    def uses(self) -> Uses:
        """What the article uses, each in the order of first use."""
        return index_uses(self._structure, self._snapshot.source.units)

    @cached_property
    def medications(self) -> tuple[MedicationUseView, ...]:
        claims = {use.medication: use.claims for use in self._structure.medications}
        return tuple(MedicationUseView(key, claims.get(key, ()), self) for key in self.uses.medications)

    @cached_property
    def citations(self) -> tuple[CitationUseView, ...]:
        return tuple(CitationUseView(key, self) for key in self.uses.citations)

    @cached_property
    def figures(self) -> tuple[FigureView, ...]:
        """Every figure, in reading order."""
        keys = dict.fromkeys(place.node for place in walk_units(self._structure))
        return tuple(node for key in keys if isinstance(node := self.nodes.get(key), FigureView))

    @cached_property
    def abbreviations(self) -> tuple[AbbreviationView, ...]:
        return tuple(self.shelf.abbreviation(key) for key in self.uses.abbreviations)

    @cached_property
    def credits(self) -> tuple[CreditView, ...]:
        return tuple(CreditView(credit, self) for credit in self._structure.credits)

    @cached_property
    def topics(self) -> tuple[TopicView, ...]:
        return tuple(self.shelf.topic(key) for key in self._structure.topics)

    @cached_property
    def notices(self) -> tuple[NoticeView, ...]:
        newest_first = sorted(self._structure.notices, key=lambda notice: notice.on, reverse=True)
        return tuple(NoticeView(notice.key, notice.kind, notice.on, self) for notice in newest_first)

    @cached_property
    def alternates(self) -> tuple[AlternateView, ...]:
        return tuple(AlternateView(alternate, self) for alternate in self._snapshot.alternates)

    @cached_property
    def is_outdated(self) -> bool:
        if self._current and self._current.source.revision != self._snapshot.source.revision:
            return True
        return self.texts.any_outdated() or self.shelf.any_outdated()

    @cached_property
    def reading_time_minutes(self) -> int:
        spoken = (self.texts.text(place.path) for place in walk_units(self._structure) if self.texts.has(place.path))
        return estimate_reading_minutes((text.value, text.lang) for text in spoken)

    @cached_property
    def nodes(self) -> dict[str, NodeView]:
        """Every node by key, in no order."""
        _ = self.key_points, self.introduction, self.sections, self.faqs  # made here, where they are not yet
        return self._registered

    def register(self, node: NodeView) -> None:
        """Take in a node as it is made, so that its key finds it."""
        self._registered[node.key] = node

    def section(self, key: str) -> SectionView | None:
        """One section at any depth, or null."""
        return next((section for section in self.table_of_contents if section.key == key), None)

    def find_sections(self, keys: Iterable[str]) -> tuple[SectionView, ...]:
        """The sections with these keys, in reading order."""
        wanted = frozenset(keys)
        return tuple(section for section in self.table_of_contents if section.key in wanted)

    def find_node(self, type_name: str, key: str) -> NodeView | None:
        """The node of that type and key, or null."""
        node = self.nodes.get(key)
        return node if node and node.type_name == type_name else None

    def find_text(self, path: str) -> TextView | None:
        """The text with that path, or null; a decorative figure's alternative is there, and empty."""
        if not self.texts.has(path):
            figure = self.nodes.get(path.removesuffix(".alternative"))
            return figure.alternative if isinstance(figure, FigureView) and path != figure.key else None
        return self.texts.text(path)

    def __contains__(self, name: object) -> bool:
        """Whether the article's source names that subject, so that its texts may."""
        return name in self.shelf

    def citation_use(self, key: str) -> CitationUseView:
        """A source that the article cites."""
        return self.citations[self.uses.numbers[key] - 1]

    def medication(self, key: str) -> MedicationView:
        """A medication that the article names."""
        return self.shelf.medication(key)

    def abbreviation(self, key: str) -> AbbreviationView:
        """An abbreviation that the article uses."""
        return self.shelf.abbreviation(key)

    def _name_languages(self) -> str:
        """A short name for what other articles decide by being published: the tag asked for, and those close to it."""
        told = (self._snapshot, *self._snapshot.references.values())
        spoken = {edition.locale for one in told for edition in one.translations}
        languages = [self.requested_locale, *(tag for tag in self.texts.chain if tag in spoken)]
        return hashlib.sha256(" ".join(languages).encode()).hexdigest()[:8]
