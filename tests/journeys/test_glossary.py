"""A glossary's way: from a file through the store to the translator, and to the checks on what they write."""

from __future__ import annotations

import pytest

from tests.support.stores import open_migrated
from tests.support.workbench import ADMINISTRATOR, AMINA, READER, SUMMARY, act, fill_workbench, save, see
from verbena.model.findings import FindingCode
from verbena.model.inline import plain_words
from verbena.translating.glossaries import GlossaryFormat, GlossaryUpload, import_glossary
from verbena.translating.terms_in_text import find_terms

TABLE = b"source term;target term;locale;status\nbone;mfupa;sw;preferred\nbone;kokwa;sw;forbidden\n"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Mfupa unakubeba.", set()),
        ("Kokwa inakubeba.", {FindingCode.TERM_FORBIDDEN, FindingCode.TERM_MISSING}),
        ("Mwili unakubeba.", {FindingCode.TERM_MISSING}),
    ],
)
def test_an_imported_term_is_shown_and_checked(words: str, codes: set[FindingCode]) -> None:
    """What somebody imports is shown beside a text at once, and a translation that goes against it is told so."""
    with open_migrated("sqlite://") as store:
        fill_workbench(store)
        import_glossary(store, act(ADMINISTRATOR), GlossaryUpload(TABLE, GlossaryFormat.CSV, "en"))
        unit = see(store, SUMMARY, READER)
        (found,) = find_terms(store, plain_words(unit.source.inlines), unit.source_locale, "sw")

        told = {one.code for one in save(store, words, AMINA, SUMMARY).findings}

    assert [one.translation for one in found.terms] == ["mfupa", "kokwa"]
    terms = {FindingCode.TERM_FORBIDDEN, FindingCode.TERM_MISSING}
    assert told & terms == codes
