"""A small article at work: its files on a writer's and a translator's desk, and what readers get of it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.support.pseudo_translation import translate_template
from tests.support.site import Site
from tests.support.subjects import article_name
from tests.support.whole_query import WHOLE_ARTICLE, walk_texts
from verbena.model.edition import Snapshot

INTRODUCTION = "{#intro.p1}\nAsk about {med}`tamoxifen` first.\n\n"
MILK = "{#food.milk}\nMilk is *one* source.[@lee-2020]\n\n"
SARDINES = "{#food.fish}\nSardines are another.\n\n"
FOOD = "{#food}\n## Food\n\n" + MILK + SARDINES
WALKING = "{#walking}\n## Walking\n\n{#walking.p1}\nWalk every day.[@tu-2018]\n\n"
OPENING = "---\nkey: bones\nslug: bones\nlocale: en\n---\n# Bones\n\n:::{summary}\nAbout bones.\n:::\n\n"
ARTICLE = OPENING + INTRODUCTION + FOOD + WALKING
UNITS = 8


class Desk:
    """A writer's and a translator's desk: a published article, whole in English and Hebrew, and its files."""

    def __init__(self, site: Site, root: Path) -> None:
        self.site = site
        self.root = root
        self.file = site.content / "articles" / "bones.md"

    def write(self, old: str, new: str, name: str = "articles/bones.md") -> None:
        """Change a source file where it says `old`, and publish again."""
        file = self.site.content / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        self.site.publish()

    def translate(self, domain: str) -> None:
        """Extract a domain again, translate all of it, and publish."""
        translate_template(self.site.extract(domain, self.root), "he", self.site.locales)
        self.site.publish()

    def read(self, locale: str, fallback: list[str] | None = None) -> Any:
        return self.site.ask(WHOLE_ARTICLE, slug="bones", locale=locale, fallback=fallback)["article"]

    def texts(self, locale: str, fallback: list[str] | None = None) -> dict[str, dict[str, Any]]:
        """Every Text of the article by its path."""
        return {text["path"]: text for text in walk_texts(self.read(locale, fallback))}

    def completeness(self) -> dict[str, float]:
        return {other["locale"]: other["completeness"] for other in self.read("en")["alternates"]}

    def snapshot(self, at: int | None = None) -> Snapshot:
        name = article_name("bones")
        return self.site.services.store.read_snapshots([name], ["he"], at)[name]

    def dump(self) -> list[str]:
        """The whole database as SQL."""
        with closing(sqlite3.connect(self.root / "verbena.db")) as connection:
            return list(connection.iterdump())


def outdated(texts: dict[str, dict[str, Any]]) -> set[str]:
    return {path for path, text in texts.items() if text["translation"] and text["translation"]["isOutdated"]}


def fallen_back(texts: dict[str, dict[str, Any]]) -> set[str]:
    return {path for path, text in texts.items() if text["isFallback"] and not path.startswith("citation.")}
