"""What an article of a corpus is made of: the nodes of a health article, and a plan for each of its texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from msgspec import Struct

from bench.corpus.reference import Shared
from bench.corpus.wording import TextPlan
from verbena.model.article import (
    Article,
    Block,
    Callout,
    CalloutKind,
    Credit,
    Faq,
    Figure,
    ListBlock,
    ListItem,
    MedicationClaim,
    MedicationEffect,
    MedicationUse,
    Notice,
    NoticeKind,
    Paragraph,
    Section,
    TableBlock,
    TableRow,
)
from verbena.model.inline import (
    AbbreviationMention,
    ArticleLink,
    CitationMark,
    Emphasis,
    Inline,
    Link,
    MarkedValue,
    MedicationMention,
    Strong,
)
from verbena.model.marked_value import ValueKind


class ArticlePlan(Struct, frozen=True):
    """The structure of an article, and the plan of each of its units by path, in reading order."""

    structure: Article
    texts: dict[str, TextPlan]


def plan_article(number: int, articles: int, shared: Shared, random: Random) -> ArticlePlan:
    """The article of that number, from 0, among so many: about 72 units, with sources, claims, questions and links."""
    return _Planner(number, articles, shared, random).plan()


def name_article(number: int) -> str:
    """The key and slug of the article of that number."""
    return f"article-{number:06d}"


class _Planner:
    def __init__(self, number: int, articles: int, shared: Shared, random: Random) -> None:
        self.number = number
        self.articles = articles
        self.shared = shared
        self.random = random
        self.texts: dict[str, TextPlan] = {}
        pick = random.sample
        self.citations = pick(shared.citations, random.randint(6, 18))
        self.medications = pick(shared.medications, random.randint(2, 4))
        self.abbreviations = pick(shared.abbreviations, 2)
        self.topics = pick(shared.topics, random.randint(1, 3))

    def plan(self) -> ArticlePlan:
        random = self.random
        self.say("title", random.randint(4, 9), is_phrase=True)
        self.say("summary", random.randint(18, 34))
        key_points = tuple(f"kp.p{at}" for at in range(1, random.randint(4, 6) + 1))
        for key in key_points:
            self.say(f"{key}.text", random.randint(10, 28), self.mention(0.2))
        introduction = self.paragraphs("intro", random.randint(2, 3))
        sections = tuple(self.section(f"s{at}", 2) for at in range(1, random.randint(4, 6) + 1))
        faqs = tuple(self.faq(f"faq.q{at}") for at in range(1, random.randint(3, 5) + 1))
        uses = tuple(self.use(medication) for medication in self.medications)
        notices = self.notices() if random.random() < _NOTICES else ()
        name = name_article(self.number)
        reviewed = date(2024 + random.randint(0, 2), random.randint(1, 12), random.randint(1, 28))
        article = Article(
            key=name,
            slug=name,
            locale="en",
            key_points=key_points,
            introduction=introduction,
            sections=sections,
            faqs=faqs,
            medications=uses,
            credits=(
                Credit("author", random.choice(self.shared.contributors)),
                Credit("reviewer", random.choice(self.shared.contributors)),
            ),
            topics=tuple(self.topics),
            notices=notices,
            reviewed_on=reviewed,
            review_due_on=reviewed.replace(year=reviewed.year + 2),
        )
        return ArticlePlan(article, self.texts)

    def section(self, key: str, level: int) -> Section:
        random = self.random
        self.say(f"{key}.heading", random.randint(2, 7), is_phrase=True)
        blocks: list[Block] = list(self.paragraphs(key, random.randint(2, 3)))
        kind = random.random()
        if kind < _LISTS:
            blocks.append(self.items(f"{key}.list"))
        elif kind < _CALLOUTS:
            blocks.append(self.callout(f"{key}.box"))
        elif kind < _TABLES:
            blocks.append(self.table(f"{key}.table"))
        elif kind < _FIGURES:
            blocks.append(self.figure(f"{key}.figure"))
        below = level == 2 and random.random() < _SUBSECTIONS
        return Section(key, level, tuple(blocks), (self.section(f"{key}.a", level + 1),) if below else ())

    def paragraphs(self, key: str, count: int) -> tuple[Paragraph, ...]:
        made = tuple(Paragraph(f"{key}.p{at}") for at in range(1, count + 1))
        for paragraph in made:
            self.say(f"{paragraph.key}.text", self.random.randint(22, 60), [*self.mention(0.35), *self.cite(0.7)])
        return made

    def items(self, key: str) -> ListBlock:
        items = tuple(ListItem(f"{key}.i{at}") for at in range(1, self.random.randint(3, 6) + 1))
        for item in items:
            self.say(f"{item.key}.text", self.random.randint(4, 16), self.mention(0.15))
        return ListBlock(key, self.random.random() < 0.3, items)

    def callout(self, key: str) -> Callout:
        self.say(f"{key}.label", self.random.randint(2, 4), is_phrase=True)
        paragraphs = self.paragraphs(key, 1)
        return Callout(key, self.random.choice(list(CalloutKind)), paragraphs)

    def table(self, key: str) -> TableBlock:
        columns = tuple(f"{key}.c{at}" for at in range(1, self.random.randint(2, 3) + 1))
        rows = tuple(TableRow(f"{key}.r{at}") for at in range(1, self.random.randint(2, 4) + 1))
        self.say(f"{key}.caption", self.random.randint(4, 8), is_phrase=True)
        for column in columns:
            self.say(f"{column}.text", self.random.randint(1, 3), is_phrase=True)
        for row in rows:
            self.say(f"{row.key}.header", self.random.randint(1, 4), is_phrase=True)
            for column in columns[1:]:
                self.say(f"{row.key}.{column.rpartition('.')[2]}", self.random.randint(2, 7), is_phrase=True)
        return TableBlock(key, columns, rows, row_headers=True)

    def figure(self, key: str) -> Figure:
        self.say(f"{key}.alternative", self.random.randint(8, 18))
        self.say(f"{key}.caption", self.random.randint(8, 18))
        return Figure(key, (self.random.choice(self.shared.figures),), decorative=False, credit="Verbena")

    def faq(self, key: str) -> Faq:
        self.say(f"{key}.question", self.random.randint(5, 11), is_phrase=True)
        return Faq(key, self.paragraphs(key, 1))

    def use(self, medication: str) -> MedicationUse:
        claims = []
        for at in range(1, self.random.randint(1, 3) + 1):
            key = f"claim.{medication}-{at}"
            cited = tuple(self.random.sample(self.citations, self.random.randint(1, 2)))
            effect = self.random.choice(list(MedicationEffect))
            claims.append(MedicationClaim(key, effect, self.random.choice(self.topics), cited))
            self.say(f"{key}.note", self.random.randint(8, 22))
        return MedicationUse(medication, tuple(claims))

    def notices(self) -> tuple[Notice, ...]:
        self.say("notice.n1.text", self.random.randint(8, 20))
        kind = self.random.choice([NoticeKind.CORRECTION, NoticeKind.UPDATE])
        return (Notice("notice.n1", kind, date(2026, self.random.randint(1, 11), self.random.randint(1, 28))),)

    def mention(self, share: float) -> list[Inline]:
        if self.random.random() >= share:
            return []
        return [self.random.choice(_MENTIONS)(self)]

    def cite(self, share: float) -> list[Inline]:
        if self.random.random() >= share:
            return []
        return [CitationMark(tuple(self.random.sample(self.citations, self.random.choice([1, 1, 1, 2]))))]

    def link(self) -> Inline:
        """A link to another article, or to a website where there is no other."""
        other = self.random.randrange(self.articles)
        if other == self.number or self.random.random() < 0.5:
            return Link(f"https://www.health.example/{self.random.randrange(5000)}/guide", ())
        return ArticleLink(name_article(other), ())

    def say(self, path: str, words: int, mentions: Sequence[Inline] = (), *, is_phrase: bool = False) -> None:
        self.texts[path] = TextPlan(words, tuple(mentions), is_phrase)


_MENTIONS = (
    lambda planner: MedicationMention(planner.random.choice(planner.medications)),
    lambda planner: MedicationMention(planner.random.choice(planner.medications)),
    lambda planner: AbbreviationMention(planner.random.choice(planner.abbreviations)),
    lambda planner: MarkedValue(ValueKind.PERCENT, str(planner.random.randint(1, 99))),
    lambda _: Strong(()),
    lambda _: Emphasis(()),
    lambda planner: planner.link(),
)
_NOTICES = 0.1
# What stands below the paragraphs of a section, as shares that are summed up.
_LISTS, _CALLOUTS, _TABLES, _FIGURES = 0.35, 0.6, 0.75, 0.85
_SUBSECTIONS = 0.3
