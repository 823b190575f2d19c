"""The names of medicines, found in a text of the source's language or of the translation's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from verbena.catalogs.checks.words.known import words_of
from verbena.catalogs.checks.words.language_words import LETTER
from verbena.language.subtags import split_tag


class MedicationNames(Struct, frozen=True):
    """A medicine by its key: what it is called in the source's language, and in the translation's.

    `local` are the non-proprietary names of the locale, none where nobody has told one; `brands` hold in all languages.
    """

    key: str
    source: tuple[str, ...]
    local: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


class NamedMedication(Struct, frozen=True):
    """A medicine's name in a text, from `start` to before `end`."""

    key: str
    start: int
    end: int


class MedicationIndex:
    """All names of some medicines, by how they begin; made once for many texts. It never changes."""

    def __init__(self, medications: Sequence[MedicationNames] = (), source_locale: str = "", locale: str = "") -> None:
        self.medications = {one.key: one for one in medications}
        sources = [(name, one.key) for one in medications for name in (*one.source, *one.brands)]
        locals_ = [(name, one.key) for one in medications for name in (*one.local, *one.brands)]
        # In a translation the name of another language is no right one; but it tells which medicine is meant.
        foreign = [(name, one.key) for one in medications for name in one.source]
        self._source = _Names(sources, source_locale)
        self._local = _Names(locals_, locale)
        self._foreign = _Names([one for one in foreign if one not in locals_], locale)

    def find_in_source(self, text: str) -> list[NamedMedication]:
        """Every medicine that a source text names, in reading order."""
        return list(self._source.find(text))

    def find_in_translation(self, text: str) -> list[NamedMedication]:
        """Every medicine that a translation names as its locale does."""
        return list(self._local.find(text))

    def find_foreign(self, text: str) -> list[NamedMedication]:
        """Every medicine that a translation names as the source's language does, where its own has another name."""
        return list(self._foreign.find(text))


class _Names:
    def __init__(self, names: Sequence[tuple[str, str]], tag: str) -> None:
        self._words = words_of(tag)
        self._has_spaces = self._words.is_spaced and split_tag(tag).language not in _WITHOUT_SPACES
        self._by_start: dict[str, list[tuple[str, str, re.Pattern[str]]]] = {}
        language = split_tag(tag).language
        least = _FEWEST if self._has_spaces else _KEY - 1
        for name, key in dict.fromkeys(names):
            if len(name) < least:
                continue
            folded = name.casefold()
            pattern = re.compile(_spell(folded, language, self._has_spaces))
            self._by_start.setdefault(folded[:_KEY], []).append((folded, key, pattern))
        self._starts = (
            re.compile(f"(?<!{LETTER}){self._words.proclitics}(?={LETTER})") if self._has_spaces else re.compile("")
        )

    def find(self, text: str) -> Iterator[NamedMedication]:
        if not self._by_start:
            return
        folded = text.casefold()
        if len(folded) != len(text):  # ß and some ligatures fold to two: places would not fit
            folded = text.lower() if len(text.lower()) == len(text) else text
        after = 0
        for place in self._starts.finditer(folded):
            for start in dict.fromkeys((place.start(), place.end())):
                if start < after or not (near := self._by_start.get(folded[start : start + _KEY])):
                    continue
                found = [
                    (key, match.end(), _common(name, folded, start))
                    for name, key, pattern in near
                    if (match := pattern.match(folded, start))
                ]
                if found:
                    key, end, _ = max(found, key=lambda one: one[2])
                    yield NamedMedication(key, start, end)
                    after = end
                    break


_KEY = 3
# A shorter name is also a word.
_FEWEST = 4
_WITHOUT_SPACES = frozenset(("ja", "zh", "yue", "th", "lo", "km", "my", "bo", "dz"))
# Languages that put cases on names, and how much of a name's end changes at most.
_CASES = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "hr", "bs", "sl", "cs", "sk", "pl", "lt", "lv", "el", "la"))
_GLUED = frozenset(
    ("fi", "et", "hu", "tr", "az", "kk", "uz", "ky", "tk", "eu", "ka", "hy", "ko", "mn", "ta", "te", "kn", "ml")
)


def _spell(name: str, language: str, has_spaces: bool) -> str:
    if not has_spaces:
        return re.escape(name)
    if language in _CASES:
        words = [f"{re.escape(_VOWELS.sub('', word))}{LETTER}{{0,4}}" for word in name.split()]
    elif language in _GLUED:
        words = [f"{re.escape(word)}['’]?{LETTER}*" for word in name.split()]
    else:
        words = [f"{re.escape(word)}(?:['’]?s|e?n)?" for word in name.split()]
    return r"[\s\u00a0-]+".join(words) + f"(?!{LETTER})"


_VOWELS = re.compile("(?<=...)(?:[аеёиоуыэюяьйїі]{1,2}|[aeiouyąęėįųáéíóúýě]{1,2})$")


def _common(name: str, text: str, start: int) -> int:
    length = 0
    for one, other in zip(name, text[start:], strict=False):
        if one != other:
            break
        length += 1
    return length
