"""Whether a language tag says which language an article is written in."""

from __future__ import annotations

import re

from verbena.language.registry import read_registry

# Registered for what is no one language (ISO 639-2): undetermined, multiple, uncoded, none.
_NO_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})
_PRIVATE = re.compile(r"x|q[a-t][a-z]")


def check_source_locale(tag: str) -> str | None:
    """What is wrong with a canonical tag as that of an article's language, or None.

    Its language is one of the IANA Language Subtag Registry, or one for private use; CLDR need not know it.
    """
    language = tag.split("-", maxsplit=1)[0]
    if language in _NO_LANGUAGE:
        return f"the locale {tag!r} names no language; write that of the article, such as en or pt-BR"
    known = tag.lower() in read_registry().whole_tags or _PRIVATE.fullmatch(language)
    if known or language in read_registry().languages:
        return None
    return f"the locale is {tag!r}, and no language is registered as {language!r}; write a tag such as en or pt-BR"
