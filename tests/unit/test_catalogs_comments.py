"""Origin and state as comments: through the hands of other tools, and read by gettext's own readers."""

from __future__ import annotations

import gettext
import re
import subprocess
import unicodedata
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po as read_babel
from babel.messages.pofile import write_po as write_babel
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verbena.catalogs.comments import fingerprint, read_comment, write_comment
from verbena.catalogs.po import make_header, read_po, write_mo, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.translation import TranslationOrigin, TranslationState

_SOURCES = ("Bones.", "One bone after another, <em>each</em> a bit stronger than the one before it & no weaker. " * 2)
_TRANSLATIONS = (
    "Les os à l’intérieur\u202f!",
    "عظمة بعد أخرى، <em>كل</em> منها أقوى من التي قبلها. " * 3 + "Où\u00a0? " + "骨" * 90,
    "Two\nlines\n",
)
_KINDS = tuple(product(TranslationOrigin, TranslationState))
# An entry of each origin in each state, with texts of each sort.
_ENTRIES = tuple(
    CatalogEntry(
        path=f"{origin}.{state}.{number}".lower(),
        source=source + ("\n" if translation.endswith("\n") else ""),
        translation=translation,
        origin=origin,
        state=state,
        comment="To be asked." if number == 1 else "",
        note="Paragraph.",
        places=("bones.md:7",),
    )
    for origin, state in _KINDS
    for number, (source, translation) in enumerate(product(_SOURCES, _TRANSLATIONS))
)
_HEADER = make_header("fr", {"X-Domain": "bones"})
_CATALOG = write_po(Catalog(_ENTRIES, _HEADER))
_TEMPLATE = tuple(CatalogEntry(path=entry.path, source=entry.source) for entry in _ENTRIES)
_REWORDED = tuple(replace(unit, source=f"Now {unit.source}") for unit in _TEMPLATE)


def _save_by_babel(data: bytes) -> bytes:
    file = BytesIO()
    write_babel(file, read_babel(BytesIO(data)), width=79)
    return file.getvalue()


def _decompose(data: bytes) -> bytes:
    return unicodedata.normalize("NFD", data.decode()).encode()


@pytest.mark.parametrize(
    "save",
    [
        lambda data: _run("msgcat", "-", data=data),
        lambda data: _run("msgcat", "--width=79", "--sort-output", "-", data=data),
        lambda data: _run("msgattrib", "--no-location", "-", data=data),
        lambda data: _run("msgconv", "--to-code=GB18030", "-", data=data),
        lambda data: str(polib.pofile(data.decode(), wrapwidth=79)).encode(),
        _save_by_babel,
        _decompose,
        lambda data: data.replace(b"\n", b"\r\n"),
    ],
    ids=["msgcat", "msgcat-79", "msgattrib", "msgconv", "polib", "babel", "nfd", "crlf"],
)
def test_saving_a_file_changes_neither_state_nor_origin(save: Callable[[bytes], bytes]) -> None:
    """Whatever tool writes the file, breaking lines and composing characters its own way, all is said that was said."""
    saved = save(_CATALOG)

    assert saved != _CATALOG
    assert _told(saved) == _told(_CATALOG)
    assert {(entry.origin, entry.state) for entry in read_po(saved).entries} == set(_KINDS)


def test_merging_with_the_same_texts_changes_neither_state_nor_origin(tmp_path: Path) -> None:
    """GNU msgmerge with a template whose texts are unchanged leaves every state and origin as it is."""
    merged = _msgmerge(_CATALOG, _TEMPLATE, tmp_path)

    assert _told(merged) == _told(_CATALOG)


def test_merging_with_other_texts_asks_for_work(tmp_path: Path) -> None:
    """What msgmerge makes fuzzy is INITIAL, with its previous text, by whoever made it."""
    merged = read_po(_msgmerge(_CATALOG, _REWORDED, tmp_path))

    assert len(merged.entries) == len(_ENTRIES)
    for before, after in zip(_ENTRIES, merged.entries, strict=True):
        assert (after.translation, after.origin, after.comment) == (before.translation, before.origin, before.comment)
        # What was fuzzy before any merge has no previous text.
        assert (after.state, after.previous) == (TranslationState.INITIAL, None if before.fuzzy else before.source)


@pytest.mark.parametrize("through_us", [False, True])
def test_a_new_source_asks_for_a_new_review(tmp_path: Path, through_us: bool) -> None:
    """Who finds a fuzzy translation right for its new source keeps its origin; the review was of the old source."""
    merged = _msgmerge(_CATALOG, _REWORDED, tmp_path)
    if through_us:
        merged = write_po(read_po(merged))

    settled = read_po(_run("msgattrib", "--clear-fuzzy", "--clear-previous", "-", data=merged))

    assert [(one.translation, one.origin, one.state) for one in settled.entries] == [
        (one.translation, one.origin, TranslationState.TRANSLATED) for one in _ENTRIES
    ]


@pytest.mark.parametrize("change", [lambda text: f"{text[:-1]} et plus{text[-1]}", str.swapcase, lambda text: text[1:]])
def test_a_changed_text_is_a_persons_own(change: Callable[[str], str]) -> None:
    """A translation that was changed in a tool is by HUMAN and TRANSLATED, whatever was told of the one before."""
    file = polib.pofile(_CATALOG.decode())
    for entry in file:
        entry.msgstr = change(entry.msgstr)

    changed = read_po(str(file).encode()).entries

    assert [one.translation for one in changed] == [change(one.translation) for one in _ENTRIES]
    assert {one.origin for one in changed} == {TranslationOrigin.HUMAN}
    assert [one.state for one in changed] == [
        TranslationState.INITIAL if one.fuzzy else TranslationState.TRANSLATED for one in _ENTRIES
    ]
    # Written by us, it stays so.
    assert _told(write_po(Catalog(changed, _HEADER))) == _told(str(file).encode())


@pytest.mark.parametrize("origin", TranslationOrigin)
@pytest.mark.parametrize("state", TranslationState)
def test_without_a_fingerprint_a_comment_is_taken_at_its_word(
    origin: TranslationOrigin, state: TranslationState
) -> None:
    """Who writes the lines by hand need not tell of which texts they speak, nor write them as we do."""
    lines = f"# Origin:{origin.title()}\n# Kept: this\n#   STATE :  {state}"

    (entry,) = read_po(f'{lines}\nmsgctxt "title"\nmsgid "Bones"\nmsgstr "Os"\n'.encode()).entries

    assert (entry.origin, entry.state, entry.comment) == (origin, state, "Kept: this")


@pytest.mark.parametrize("line", ["text: 3fa9c1d2", "text: see below", "a text: 3fa9c1d2 77ab01ee", "text: 3fa9 77ab"])
def test_what_is_no_fingerprint_is_a_translators_comment(line: str) -> None:
    """Only two fingerprints on a line of their own are one; other words stay, and nothing is judged by them."""
    told = read_comment(f"origin: machine\nstate: final\n{line}", "title", "Bones", "Os")

    assert (told.origin, told.state, told.comment) == (TranslationOrigin.MACHINE, TranslationState.FINAL, line)


@pytest.mark.parametrize("origin", TranslationOrigin)
@pytest.mark.parametrize("state", TranslationState)
def test_fuzzy_is_initial(origin: TranslationOrigin, state: TranslationState) -> None:
    """A translation that needs work is INITIAL, whatever a comment says of its state."""
    data = write_po(Catalog((replace(_ENTRIES[0], origin=origin, state=state),), _HEADER)).decode()

    (entry,) = read_po(re.sub("(?m)^(#, fuzzy\n)?msgctxt", "#, fuzzy\nmsgctxt", data).encode()).entries

    assert (entry.state, entry.fuzzy, entry.origin) == (TranslationState.INITIAL, True, origin)


@pytest.mark.parametrize("fingerprint", ["", "\ntext: 00000000 00000000"])
def test_what_a_comment_calls_initial_needs_work(fingerprint: str) -> None:
    """Without the flag too a translation can be INITIAL, and stays so when it or its source is changed."""
    assert read_comment(f"state: initial{fingerprint}", "title", "Bones", "Os").state == TranslationState.INITIAL


@pytest.mark.parametrize("translation", ["", "Os"])
@pytest.mark.parametrize("save", [bytes, lambda data: _run("msgcat", "--width=79", "-", data=data), _save_by_babel])
def test_an_export_tells_what_it_was_made_from(translation: str, save: Callable[[bytes], bytes]) -> None:
    """The fingerprint that a file was written with is its entry's base, whatever a translator makes of the text."""
    base = fingerprint(translation)
    entry = CatalogEntry(path="title", source="Bones", translation=translation, base=base)

    data = save(write_po(Catalog((entry,), _HEADER)))
    edited = data.replace(f'msgstr "{translation}"'.encode(), b'msgstr "Les os"')

    assert [[one.base for one in read_po(one).entries] for one in (data, edited)] == [[base], [base]]
    assert [(one.origin, one.state) for one in read_po(edited).entries] == [
        (TranslationOrigin.HUMAN, TranslationState.TRANSLATED)
    ]


def test_a_base_says_nothing_against_a_review() -> None:
    """Where we write a text that somebody has changed, the old base goes: a review told by hand is of the new one."""
    entry = CatalogEntry(path="title", source="Bones", translation="Les os", base=fingerprint("Os"))

    data = write_po(Catalog((entry,), _HEADER)).replace(b"msgctxt", b"# state: reviewed\nmsgctxt")

    assert [(one.base, one.state) for one in read_po(data).entries] == [(None, TranslationState.REVIEWED)]


@pytest.mark.parametrize("width", range(30, 90))
def test_a_broken_line_still_tells_the_base(width: int) -> None:
    """Where polib breaks comments anew, at hyphens too, what an entry was made from is read all the same."""
    path, base = "bone-loss.estimate-of-share.aromatase-inhibitors.text", fingerprint("Os")
    entry = CatalogEntry(path=path, source="Bones", translation="Os", base=base, comment="Ana, 2026-11-23: Yes?")

    (read,) = read_po(
        str(polib.pofile(write_po(Catalog((entry,), _HEADER)).decode(), wrapwidth=width)).encode()
    ).entries

    assert (read.base, " ".join(read.comment.split())) == (base, entry.comment)


_WORDS = st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=5), min_size=1, max_size=4)


@given(_WORDS, _WORDS, st.sampled_from(_KINDS), st.sampled_from([" ", "\n", "\u00a0 "]))
def test_a_fingerprint_is_of_words(
    source: list[str], translation: list[str], kind: tuple[TranslationOrigin, TranslationState], apart: str
) -> None:
    """However its words are kept apart and its characters composed, a text is the same; other words are another."""
    entry = replace(
        _ENTRIES[0], source=" ".join(source), translation=" ".join(translation), origin=kind[0], state=kind[1]
    )
    # That it is fuzzy, a flag says and no comment.
    state = TranslationState.TRANSLATED if entry.fuzzy else entry.state
    comment = write_comment(entry)

    apart_texts = (unicodedata.normalize("NFD", apart.join(words)) for words in (source, translation))
    same = read_comment(comment, entry.path, *apart_texts)
    other = read_comment(comment, entry.path, entry.source, f"{entry.translation} x")
    other_source = read_comment(comment, entry.path, f"{entry.source} x", entry.translation)
    other_unit = read_comment(comment, f"{entry.path}.x", entry.source, entry.translation)

    assert (same.origin, same.state, same.comment, same.problems) == (entry.origin, state, "", ())
    assert (other.origin, other.state) == (TranslationOrigin.HUMAN, TranslationState.TRANSLATED)
    assert (other_unit.origin, other_unit.state) == (entry.origin, TranslationState.TRANSLATED)
    assert (other_source.origin, other_source.state) == (entry.origin, TranslationState.TRANSLATED)


def test_readers_of_gettext_get_what_needs_no_work() -> None:
    """Compiled, each translation is found by path and text; fuzzy, empty and obsolete ones are not there."""
    left_out = (
        CatalogEntry(path="empty", source="Bones."),
        CatalogEntry(path="gone", source="Bones.", translation="Os", obsolete=True),
    )
    expected = {(one.path, one.source): one.translation for one in _ENTRIES if not one.fuzzy}

    compiled = write_mo(Catalog((*_ENTRIES, *left_out), _HEADER))

    reader = gettext.GNUTranslations(BytesIO(compiled))
    for entry in (*_ENTRIES, *left_out):
        assert reader.pgettext(entry.path, entry.source) == expected.get((entry.path, entry.source), entry.source)
    assert reader.gettext("Bones.") == "Bones."
    assert reader.info()["language"] == "fr"
    assert _unformat(compiled) == expected


def test_compiling_is_what_msgfmt_does(tmp_path: Path) -> None:
    """GNU msgfmt compiles from the written file the same translations as we do from the catalog."""
    file = tmp_path / "fr.mo"
    _run("msgfmt", "-o", str(file), "-", data=_CATALOG)

    assert _unformat(write_mo(Catalog(_ENTRIES, _HEADER))) == _unformat(file.read_bytes())


def _told(data: bytes) -> dict[str, tuple[object, ...]]:
    return {entry.path: (entry.origin, entry.state, entry.comment) for entry in read_po(data).entries}


def _unformat(compiled: bytes) -> dict[tuple[str, str], str]:
    file = polib.pofile(_run("msgunfmt", "-", data=compiled).decode())
    return {(entry.msgctxt, entry.msgid): entry.msgstr for entry in file}


def _msgmerge(data: bytes, units: tuple[CatalogEntry, ...], folder: Path) -> bytes:
    catalog, template = folder / "fr.po", folder / "bones.pot"
    catalog.write_bytes(data)
    template.write_bytes(write_po(Catalog(units, make_header(None, {"X-Domain": "bones"}))))
    return _run("msgmerge", "--quiet", "--previous", str(catalog), str(template), data=b"")


def _run(command: str, *arguments: str, data: bytes) -> bytes:
    done = subprocess.run([command, *arguments], input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_an_update_of_a_file_tells_no_base() -> None:
    """A line without a path was written for whatever the file had then, which Verbena need not have had."""
    line = f"text: {fingerprint('Os')} {fingerprint('title', 'Bones')}"

    told = [read_comment(one, "title", "Bones", "Os") for one in (line, f"{line} title")]

    assert [(one.base, one.path, one.is_vouched) for one in told] == [
        (None, None, True),
        (fingerprint("Os"), "title", True),
    ]


def test_a_path_in_a_comment_stands_for_a_context_that_was_dropped() -> None:
    """An entry without a context, or with its places for one, is of the unit that its comment tells."""
    entry = CatalogEntry(path="title", source="Bones", translation="Os", base=fingerprint("Os"), places=("bones.md:7",))
    data = write_po(Catalog((entry,), _HEADER))

    for context in (b"", b'msgctxt "bones.md:7"\n'):
        changed = data.replace(b'msgctxt "title"\n', context)
        assert [(one.path, one.base) for one in read_po(changed).entries] == [("title", entry.base)]
