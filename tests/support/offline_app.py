"""An app that keeps articles: filled by a bundle, kept up to date by the feed, as the how-to tells it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.support.graph_client import Answer, GraphClient

_PARTS = """fragment Parts on Article {
  key slug locale isOutdated title { value lang } summary { value lang isFallback } topics { key name { value lang } }
}"""
_BUNDLE = """query ($locale: Locale!, $fallback: [Locale!], $first: Int, $after: String) {
  bundle(locale: $locale, fallback: $fallback, first: $first, after: $after) {
    totalCount changesAfter nodes { ...Parts } edges { cursor node { key } } pageInfo { hasNextPage endCursor }
  } }"""
_CHANGES = """query ($locale: Locale!, $fallback: [Locale!], $locales: [Locale!], $first: Int, $after: String) {
  changes(after: $after, locales: $locales, first: $first) {
    cursor pageInfo { hasNextPage }
    nodes { subjectKind key article(locale: $locale, fallback: $fallback) { ...Parts } }
  } }"""
_ARTICLE = """query ($slug: String!, $locale: Locale!, $fallback: [Locale!]) {
  article(slug: $slug, locale: $locale, fallback: $fallback) { ...Parts } }"""


class OfflineApp:
    """Shows articles in one locale; `locales` are those whose changes it asks for, all where null."""

    def __init__(
        self, client: GraphClient, locale: str, fallback: Sequence[str] | None, locales: Sequence[str] | None, size: int
    ) -> None:
        self.content: dict[str, Answer] = {}
        self.cursor: str | None = None
        self._client = client
        self._shown = {"locale": locale, "fallback": fallback}
        self._locales = locales
        self._size = size

    def fill(self, between: Callable[[], object] = lambda: None) -> None:
        """Take in the bundle, page by page; `between` is called after each."""
        after, starts = None, set()
        while True:
            page = self._client.ask(_BUNDLE + _PARTS, {**self._shown, "first": self._size, "after": after})["bundle"]
            starts.add(page["changesAfter"])
            self.content |= {article["key"]: article for article in page["nodes"]}
            after = page["pageInfo"]["endCursor"]
            between()
            if not page["pageInfo"]["hasNextPage"]:
                break
        (self.cursor,) = starts

    def catch_up(self, between: Callable[[], object] = lambda: None) -> None:
        """Follow the feed to its end; `between` is called after each page but the last."""
        while True:
            asked = {**self._shown, "locales": self._locales, "first": self._size, "after": self.cursor}
            page = self._client.ask(_CHANGES + _PARTS, asked)["changes"]
            for change in page["nodes"]:
                self._take(change)
            self.cursor = page["cursor"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            between()

    def _take(self, change: Answer) -> None:
        if change["subjectKind"] == "ARTICLE":
            self._put(change["key"], change["article"])
            return
        for key, held in list(self.content.items()):
            if change["key"] in {topic["key"] for topic in held["topics"]}:
                # It may be found by another slug by now: then a later change of its own tells so.
                found = self._client.ask(_ARTICLE + _PARTS, {"slug": held["slug"], **self._shown})["article"]
                if found and found["key"] == key:
                    self._put(key, found)

    def _put(self, key: str, article: Answer | None) -> None:
        if article is None:
            self.content.pop(key, None)
        else:
            self.content[key] = article
