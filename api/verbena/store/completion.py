"""How much of a subject is translated into a locale, by the hashes of its texts."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from verbena.language.chains import serves

Hashes = Mapping[str, str]


class Completion(Struct, frozen=True):
    """How much is translated, in this very locale and with the help of others (see `measure_completion`)."""

    completeness: float
    is_complete: bool


NOTHING = Completion(0.0, is_complete=False)


def measure_completion(locale: str, source_locale: str, source: Hashes, translated: Mapping[str, Hashes]) -> Completion:
    """How much of a subject is translated into `locale`.

    `source` has the hash of each source text by unit path; `translated` has, for each published locale but the
    source's, the hash of the source text that each translation was made from.

    Completeness is the share of units (0 to 1, and 1 where there are none) whose translation in this locale is not
    outdated. It is complete where each unit has such a translation in a locale that serves this one (see
    `verbena.language.chains.serves`), and always where the source's does.
    """
    if locale == source_locale:
        return Completion(1.0, is_complete=True)
    own = translated[locale]
    share = sum(own.get(path) == text for path, text in source.items()) / len(source) if source else 1.0
    reach = [hashes for tag, hashes in translated.items() if serves(tag, locale)]
    is_complete = serves(source_locale, locale) or all(
        any(hashes.get(path) == text for hashes in reach) for path, text in source.items()
    )
    return Completion(share, is_complete)
