"""What the IANA Language Subtag Registry says (RFC 5646 section 3), read once when first asked.

The registry's file comes with the `language-data` distribution, so that it is renewed with the other dependencies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Registry:
    """The records that canonical forms and macrolanguages need, and all languages.

    `languages` has every primary language subtag (but not the ranges for private use).
    `whole_tags` has grandfathered and redundant tags in lower case, with the tag to use instead (often the same).
    `extlangs` has (prefix, extended language) with the language to use instead. `preferred` has (kind, subtag in lower
    case) with the subtag to use instead, for the kinds `language`, `region` and `variant`. `macrolanguages` has a
    language with the one that encompasses it (`nn` with `no`).
    """

    languages: frozenset[str]
    whole_tags: Mapping[str, str]
    extlangs: Mapping[tuple[str, str], str]
    preferred: Mapping[tuple[str, str], str]
    macrolanguages: Mapping[str, str]


@cache
def read_registry() -> Registry:
    """The registry, read in some 20 milliseconds and kept."""
    whole_tags: dict[str, str] = {}
    extlangs: dict[tuple[str, str], str] = {}
    preferred: dict[tuple[str, str], str] = {}
    macrolanguages: dict[str, str] = {}
    text = (files("language_data") / "data" / "language-subtag-registry.txt").read_text(encoding="utf-8")
    for record in text.split("%%\n"):
        if "\nPreferred-Value:" not in record and "\nMacrolanguage:" not in record and "grandfathered" not in record:
            continue
        fields = _read_fields(record)
        match fields["Type"]:
            case "grandfathered" | "redundant":
                whole_tags[fields["Tag"].lower()] = fields.get("Preferred-Value", fields["Tag"])
            case "extlang":
                extlangs[fields["Prefix"], fields["Subtag"]] = fields["Preferred-Value"]
            case kind:
                if "Preferred-Value" in fields:
                    preferred[kind, fields["Subtag"].lower()] = fields["Preferred-Value"]
                if "Macrolanguage" in fields:
                    macrolanguages[fields["Subtag"]] = fields["Macrolanguage"]
    return Registry(
        frozenset(_LANGUAGE.findall(text)),
        MappingProxyType(whole_tags),
        MappingProxyType(extlangs),
        MappingProxyType(preferred),
        MappingProxyType(macrolanguages),
    )


_LANGUAGE = re.compile(r"(?m)^Type: language\nSubtag: ([a-z]+)$")


def _read_fields(record: str) -> dict[str, str]:
    """A record's fields: the last of those given more than once, the first line of folded ones (none that is used)."""
    return dict(line.split(": ", 1) for line in record.splitlines() if ": " in line and not line.startswith(" "))
