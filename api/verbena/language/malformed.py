"""What is wrong with a text that should have been a language tag, for the person who wrote it."""

from __future__ import annotations

from collections.abc import Callable

from verbena.language.subtags import match_subtags

LONGEST_TAG = 100
"""Characters that a tag may have, in any form."""

_SHOWN = 40
_EXAMPLE = 'A language tag looks like "es-419" or "zh-Hant-TW" (BCP 47).'


def describe_malformed(text: str, canonicalise: Callable[[str], str | None]) -> str:
    """The value (shortened, and escaped to printable ASCII), what is wrong with it, and what to write instead."""
    shown = ascii(text[:_SHOWN]) + ("…" if len(text) > _SHOWN else "")
    return f"{shown} is no language tag: {_find_fault(text, canonicalise)}. {_EXAMPLE}"


def _find_fault(text: str, canonicalise: Callable[[str], str | None]) -> str:
    if not text:
        return "it is empty"
    if len(text) > LONGEST_TAG:
        return f"it is longer than {LONGEST_TAG} characters"
    stray = next((c for c in text if c not in "-_" and not (c.isascii() and c.isalnum())), None)
    if stray is not None:
        return f"{stray!a} cannot stand in one; there are only letters A to Z, digits and hyphens"
    if "_" in text:
        meant = canonicalise(text.replace("_", "-"))
        return "subtags are joined by hyphens, not underscores" + (f', so write "{meant}"' if meant else "")
    return _find_misplaced(text)


def _find_misplaced(text: str) -> str:
    """The first subtag at which the text stops being a tag; the grammar is that of RFC 5646 section 2.1."""
    subtags = text.split("-")
    if "" in subtags:
        return "a hyphen must have a subtag on both sides"
    long = next((subtag for subtag in subtags if len(subtag) > 8), None)
    if long is not None:
        return f'the subtag "{long[:_SHOWN]}" is longer than 8 characters'
    if match_subtags(text) is not None:
        return "it repeats a variant or an extension's letter, or its canonical form is too long"
    fitting = max((n for n in range(len(subtags)) if n and match_subtags("-".join(subtags[:n]))), default=0)
    if not fitting:
        return f'"{subtags[0]}" cannot begin one; a language has 2 or 3 letters'
    return f'the subtag "{subtags[fitting]}" cannot stand after "{"-".join(subtags[:fitting])}"'
