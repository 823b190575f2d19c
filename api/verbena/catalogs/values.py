"""What a catalog holds, whatever the file it came from."""

from __future__ import annotations

from msgspec import Struct, field

from verbena.model.findings import Finding
from verbena.model.translation import TranslationOrigin, TranslationState


class CatalogEntry(Struct, frozen=True, kw_only=True):
    """One unit: its path, its source and its translation as tagged strings (see `verbena.model.markup`).

    An obsolete entry may have an empty path: it was another program's.

    `translation` is empty where there is none. `note` is the extractor's word to translators and `places` say where the
    unit stands in the sources (`file:line`); `comment` is the translators' own, without the lines that tell origin and
    state. `previous` and `previous_path` are what it was merged from, where a merge made the entry fuzzy. `line` counts
    from 1, 0 for an entry that comes from no file. An entry that needs work (fuzzy) is in the state INITIAL; `was` is
    the state that it had before a merge, null where nothing tells that the translation is still the one of then.
    `base` is the fingerprint of the translation that Verbena had when it wrote the file, null where nothing tells it;
    `limit` is how many characters a translation may have, null where there is room for any. `is_minor` says of a
    template's entry that the last change of its text was one of punctuation or emphasis, as its author marked it.
    """

    path: str
    source: str
    translation: str = ""
    state: TranslationState = TranslationState.TRANSLATED
    origin: TranslationOrigin = TranslationOrigin.HUMAN
    obsolete: bool = False
    note: str = ""
    places: tuple[str, ...] = ()
    comment: str = ""
    flags: tuple[str, ...] = ()
    previous: str | None = None
    previous_path: str | None = None
    was: TranslationState | None = None
    base: str | None = None
    limit: int | None = None
    is_minor: bool = False
    line: int = 0

    @property
    def fuzzy(self) -> bool:
        """Whether the translation needs work before it may be served."""
        return self.state == TranslationState.INITIAL


class Catalog(Struct, frozen=True):
    """The entries of one domain in one locale, in the file's order.

    `header` holds the fields of the file's header by name; `comment` is what stands above it. `findings` tell what
    could not be read; the entries that could are there all the same. `is_fuzzy` says that the header needs work, which
    changes nothing for the entries. `foreign` are obsolete lines of another program, kept as they are.
    """

    entries: tuple[CatalogEntry, ...]
    header: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    findings: tuple[Finding, ...] = ()
    is_fuzzy: bool = False
    foreign: tuple[str, ...] = ()
