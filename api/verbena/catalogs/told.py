"""What a file says beyond its format's own words, as names and values: the same in XLIFF 1.2, 2.1 and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from verbena.catalogs.comments import fingerprint
from verbena.catalogs.settling import Exported
from verbena.catalogs.values import CatalogEntry
from verbena.catalogs.xml_writing import NOT_IN_XML
from verbena.model.markup import hash_text
from verbena.model.translation import TranslationOrigin, TranslationState

Told = dict[str, str]


def tell(entry: CatalogEntry) -> Iterator[tuple[str, str]]:
    """Each name with its value, in a fixed order; only `flag` may stand more than once.

    `source-hash` is for other programs and never read: the source text itself decides. What Verbena had is told as long
    as the entry still has it: `base`, `unit`, `base-state` and `base-origin`.
    """
    made_from = made_from_of(entry)
    yield "source-hash", hash_text(made_from)
    if entry.base is not None:
        yield "base", entry.base
        if entry.base == fingerprint(entry.translation):
            yield "unit", fingerprint(entry.path, made_from)
            yield "base-state", entry.state.lower()
            yield "base-origin", entry.origin.lower()
    for flag in entry.flags:
        yield "flag", flag


def read_exported(told: Told) -> Exported:
    """What Verbena had, as a file tells it; what it says with words of no meaning here counts as not said."""
    state, origin = told.get("base-state", "").upper(), told.get("base-origin", "").upper()
    return Exported(
        base=told.get("base", "").strip().lower() or None,
        state=TranslationState[state] if state in TranslationState.__members__ else None,
        origin=TranslationOrigin[origin] if origin in TranslationOrigin.__members__ else None,
        unit=told.get("unit", "").strip().lower() or None,
    )


def made_from_of(entry: CatalogEntry) -> str:
    """The source text that an entry's translation was made from."""
    return entry.previous if entry.fuzzy and entry.previous is not None else entry.source


def spell(markup: str) -> str:
    """A tagged string with references for the characters that XML has not, so that it can stand where no code can."""
    return NOT_IN_XML.sub(lambda found: f"&#{ord(found[0])};", markup)


def unspell(text: str) -> str:
    """The tagged string that `spell` was given."""
    return _REFERENCE.sub(lambda found: _read_reference(found[0], int(found[1])), text)


def split_notes(notes: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The extractor's note and the translators' comment, of notes with the name of whom they are from.

    A note by somebody else than `translator` is a comment that begins with the name.
    """
    extractor, people = [], []
    for author, text in notes:
        if author == "developer":
            extractor.append(text)
        elif author in ("translator", ""):
            people.append(text)
        else:
            people.append(f"{author}: {text}")
    return "\n".join(extractor), "\n".join(people)


_REFERENCE = re.compile("&#([0-9]{1,7});")


def _read_reference(reference: str, number: int) -> str:
    is_spelt = number < 0x110000 and not 0xD800 <= number < 0xE000 and NOT_IN_XML.match(chr(number))
    return chr(number) if is_spelt else reference
