"""What hurried hands and careless tools do to a sound translation: one rule for each mistake.

A rule gives the spoiled text, or null where a text gives no occasion for it. `python -m tests.checks.spoiling` applies
them to the bundled catalogs and writes `spoiled.jsonl` anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.checks.judging import judge, read_bundled
from tests.checks.sound import SENTENCES
from verbena.catalogs.values import CatalogEntry

DATA = Path(__file__).with_name("spoiled.jsonl")
"""One mistake a line: locale, the code that should tell of it, source, translation, and the notes on its links."""

Rule = Callable[[str, CatalogEntry], str | None]
_EACH = 2
_LONG = 60


def _change(text: str, pattern: str, new: str, *, last: bool = False) -> str | None:
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    one = found[-1 if last else 0]
    return text[: one.start()] + one.expand(new) + text[one.end() :]


def _is_long(entry: CatalogEntry) -> bool:
    return len(entry.source) > _LONG


def _lose_tag(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"<[^<>]+/>", "")


def _invent_tag(_: str, entry: CatalogEntry) -> str | None:
    return entry.translation + "<c.nobody-1900/>" if _is_long(entry) else None


def _misnest(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"</(?:em|strong|m\.[a-z]+)>", "")


def _empty_tag(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"<(em|strong)>[^<]+</\1>", r"<\1></\1>")


def _leave(_: str, entry: CatalogEntry) -> str | None:
    return entry.source if _is_long(entry) else None


def _leave_part(_: str, entry: CatalogEntry) -> str | None:
    words = re.findall(r"[A-Za-z][a-z]+(?: [a-z]+){6,}", entry.source)
    return f"{entry.translation} {words[0]}" if words and _is_long(entry) else None


def _cut(_: str, entry: CatalogEntry) -> str | None:
    plain = "<" not in entry.translation and len(entry.source) > 2 * _LONG
    return entry.translation[: len(entry.translation) // 4] if plain else None


def _double(_: str, entry: CatalogEntry) -> str | None:
    plain = "<" not in entry.translation and _is_long(entry)
    return f"{entry.translation} {entry.translation} {entry.translation}" if plain else None


def _look_alike(locale: str, entry: CatalogEntry) -> str | None:
    if locale == "ru":
        return _change(entry.translation, r"(?<=[а-я])о(?=[а-я])", "o")
    if locale in ("de", "es", "fr", "pt-BR", "sw"):
        return _change(re.sub(r"^", "", entry.translation), r"(?<=[a-z])a(?=[a-z]+ )(?![^<]*>)", "а")
    if locale == "zh-Hans":
        return _change(entry.translation, "[这说时来会体发经过对还样药疗]", "療")
    if locale == "ur":
        return _change(entry.translation, "ک", "ك")
    return None


def _leave_word(locale: str, entry: CatalogEntry) -> str | None:
    words = re.findall(r"(?<= )[a-z]{6,}(?= )", entry.source)
    if not words or locale not in ("ar", "hi", "ja", "ru", "ur", "zh-Hans"):
        return None
    return _change(entry.translation, r"(?<=\w) (?=\w)", f" {words[0]} ") or f"{words[0]}{entry.translation}"


def _space_outside(_: str, entry: CatalogEntry) -> str | None:
    return entry.translation + " " if _is_long(entry) else None


def _space_twice(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"(?<=\w) (?=\w)", "  ")


def _lose_end(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"[.。।۔?？؟](?=(?:<[^<>]+/>)*$)", "")


def _ask(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"[.。।۔](?=(?:<[^<>]+/>)*$)", "!") if _is_long(entry) else None


def _foreign_mark(locale: str, entry: CatalogEntry) -> str | None:
    marks = {
        "ar": ("،", ","),
        "ur": ("۔", "."),
        "hi": ("।", "."),
        "ja": ("。", "."),
        "zh-Hans": ("，", ","),
        "es": ("¿", ""),
    }
    if locale not in marks or marks[locale][0] not in entry.translation:
        return None
    old, new = marks[locale]
    return entry.translation.replace(old, new, 1)


def _french_space(locale: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, "[\u00a0\u202f](?=[:;?!])", "") if locale == "fr" else None


def _space_before(locale: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"(?<=\w)(?=[,،] )", " ") if locale != "fr" else None


def _repeat_mark(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"([,،、，])", r"\1\1")


def _hide(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, r"(?<=\w)(?= ?\w)(?![^<]*>)", "\u200b") if _is_long(entry) else None


def _open_control(_: str, entry: CatalogEntry) -> str | None:
    return f"\u202b{entry.translation}" if _is_long(entry) else None


def _stutter(locale: str, entry: CatalogEntry) -> str | None:
    twice = {"hi": "में|के|की", "ur": "میں|کے|کی", "sw": "ya|wa|na|kwa", "ja": "を", "zh-Hans": "的"}
    gap = "" if locale in ("ja", "zh-Hans") else " "
    pattern = twice.get(locale, r"[^\W\d_]{5,}")
    return _change(entry.translation, rf"(?<!\w)({pattern})(?!\w)(?![^<]*>)" if gap else f"({pattern})", rf"\1{gap}\1")


def _lose_bracket(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, "[)）]", "")


def _lose_quote(_: str, entry: CatalogEntry) -> str | None:
    return _change(entry.translation, "[”»“](?=[^”»“]*$)", "")


def _swap_drug(locale: str, entry: CatalogEntry) -> str | None:
    for old, new in _NAMES.get(locale, ()):
        if (spoiled := _change(entry.translation, f"{old}(?![^<>]*>)", new)) is not None:
            return spoiled
    return None


_NAMES = {
    "ar": (("تاموكسيفين", "رالوكسيفين"), ("ليتروزول", "أناستروزول")),
    "de": (("Tamoxifen", "Raloxifen"), ("Letrozol", "Anastrozol")),
    "es": (("tamoxifeno", "raloxifeno"), ("letrozol", "anastrozol")),
    "fr": (("tamoxifène", "raloxifène"), ("létrozole", "anastrozole")),
    "hi": (("टैमोक्सिफ़ेन", "रालोक्सिफ़ेन"), ("लेट्रोज़ोल", "एनास्ट्रोज़ोल")),
    "ja": (("タモキシフェン", "ラロキシフェン"), ("レトロゾール", "アナストロゾール")),
    "pt-BR": (("tamoxifeno", "raloxifeno"), ("letrozol", "anastrozol")),
    "ru": (("тамоксифен", "ралоксифен"), ("летрозол", "анастрозол")),
    "ur": (("ٹیموکسیفن", "ریلوکسیفین"), ("لیٹروزول", "اناسٹروزول")),
    "zh-Hans": (("他莫昔芬", "雷洛昔芬"), ("来曲唑", "阿那曲唑")),
}


def _invent_number(_: str, entry: CatalogEntry) -> str | None:
    return f"7 {entry.translation}" if _is_long(entry) and not re.search(r"\d|number|percent", entry.source) else None


RULES: dict[str, tuple[Rule, ...]] = {
    "tag-lost": (_lose_tag,),
    "tag-invented": (_invent_tag,),
    "markup-malformed": (_misnest,),
    "tag-empty": (_empty_tag,),
    "drug-lost": (_swap_drug,),
    "number-invented": (_invent_number,),
    "text-untranslated": (_leave, _leave_part),
    "length-unusual": (_cut, _double),
    "script-wrong": (_look_alike, _leave_word),
    "space-outside": (_space_outside,),
    "space-doubled": (_space_twice,),
    "end-differs": (_lose_end, _ask),
    "punctuation-wrong": (_foreign_mark, _repeat_mark),
    "space-wrong": (_french_space, _space_before),
    "character-invisible": (_hide,),
    "control-unpaired": (_open_control,),
    "words-repeated": (_stutter,),
    "bracket-unpaired": (_lose_bracket,),
    "quote-unpaired": (_lose_quote,),
}
"""What makes each kind of mistake, by the code that should tell of it."""


def spoil() -> Iterator[dict[str, str]]:
    """Every mistake made by hand, then so many of each rule in each locale."""
    for sentence in SENTENCES:
        for old, new, code in sentence.spoiled:
            assert old in sentence.translation
            yield _line(sentence.locale, code, sentence.source, sentence.translation.replace(old, new, 1))
    made: dict[tuple[str, Rule], int] = {}
    for locale, entry in read_bundled():
        for code, rules in RULES.items():
            for rule in rules:
                if made.get((locale, rule), 0) < _EACH and entry.translation and not judge(entry, locale):
                    text = rule(locale, entry)
                    if text is not None and text != entry.translation:
                        made[locale, rule] = made.get((locale, rule), 0) + 1
                        yield _line(locale, code, entry.source, text, entry.note)


def _line(locale: str, code: str, source: str, translation: str, note: str = "") -> dict[str, str]:
    links = "\n".join(line for line in note.split("\n") if line.startswith("<link."))
    return {"locale": locale, "code": code, "source": source, "translation": translation, "note": links}


if __name__ == "__main__":
    DATA.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in spoil()), "utf-8")
