"""Names that answer for any key, with the languages that a test wants."""

from __future__ import annotations

from verbena.language.direction import direction_of
from verbena.rendering.names import Phrase


class FixedNames:
    """Names of medications and abbreviations in `lang`; expansions in `expansion_lang`, labels in `label_lang`."""

    def __init__(self, lang: str = "en", expansion_lang: str | None = None, label_lang: str | None = None) -> None:
        self.lang = lang
        self.expansion_lang = expansion_lang or lang
        self.label_lang = label_lang or lang
        self.numbers: dict[str, int] = {}

    def medication(self, key: str) -> Phrase:
        return _phrase(f"{key} (name)", self.lang)

    def abbreviation_short(self, key: str) -> Phrase:
        return _phrase(key.upper(), self.lang)

    def abbreviation_expansion(self, key: str) -> Phrase:
        return _phrase(f'what "{key}" means', self.expansion_lang)

    def citation_number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def citation_label(self, number: int) -> Phrase:
        return _phrase(f"Source {number}", self.label_lang)

    def article_href(self, key: str) -> str | None:
        return None if key == "dexa" else f"/articles/{key}"


def _phrase(text: str, lang: str) -> Phrase:
    return Phrase(text, lang, direction_of(lang))
