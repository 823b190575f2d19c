"""What is asked for, in which language, and why it is worth measuring."""

from __future__ import annotations

from itertools import product

import msgspec
from msgspec import Struct

from bench import documents

SLUG = "breast-cancer-and-osteoporosis"
LANGUAGES = {"en": {"en"}, "ar": {"ar"}, "sw": {"sw", "en"}}
"""The languages in which an answer's texts may be, by the locale asked for: the Swahili translation is partial."""


class Workload(Struct, frozen=True):
    """One request: `name` and `locale` name it in the table."""

    name: str
    why: str
    document: str
    locale: str

    @property
    def languages(self) -> set[str]:
        """The languages in which the answer's texts may be."""
        return LANGUAGES[self.locale]

    @property
    def variables(self) -> dict[str, str]:
        """What the document is told."""
        return {"slug": SLUG, "locale": self.locale}

    @property
    def body(self) -> bytes:
        """The request as a client posts it."""
        return msgspec.json.encode({"query": self.document, "variables": self.variables})


_ASKED = (
    ("full article", "a front end that shows the whole page at once", documents.FULL_ARTICLE),
    ("one section", "a front end that shows a part: a table, a card, an answer of a chatbot", documents.ONE_SECTION),
    ("FAQs", "structured data for a search engine, or a help page", documents.FAQS),
    ("one field", "what a request costs whatever it asks for", documents.ONE_FIELD),
)

WORKLOADS = tuple(Workload(name, why, document, locale) for (name, why, document), locale in product(_ASKED, LANGUAGES))
"""Every document in the source's language, in a complete translation, and in a partial one with fallback."""
