"""Memories and glossaries in and out, by whom, and what a file with mistakes comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from tests.support.stores import open_migrated
from tests.support.subjects import make_article, translate
from verbena.access.principal import ANONYMOUS, Principal
from verbena.catalogs.tmx import read_tmx, write_tmx
from verbena.model.errors import BadUserInput, Forbidden, InvalidLocale, NotFound, Unauthenticated
from verbena.model.glossary import GlossaryTerm
from verbena.model.memory import MemoryEntry
from verbena.model.token import Grants
from verbena.model.translation import TranslationState
from verbena.publishing.acting import Act
from verbena.store.contract import Store
from verbena.store.glossary import GlossaryReport
from verbena.store.memory import MemoryReport
from verbena.translating.glossaries import (
    GlossaryFormat,
    GlossaryUpload,
    TermsQuery,
    export_glossary,
    import_glossary,
    list_terms,
    remove_terms,
    save_term,
)
from verbena.translating.memories import (
    FINDINGS_LIMIT,
    MemoryUpload,
    export_memory,
    import_memory,
    list_memory,
    remove_memory,
)

AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
TERM = GlossaryTerm(source_locale="en", term="bone", locale="es", translation="hueso")
ENTRY = MemoryEntry(source_locale="en", locale="es", source="Bones", target="Huesos")
TMX = "".join(write_tmx([ENTRY])).encode()
TABLE = b"source term,target term,locale\nbone,hueso,es\n"

READER = Principal("Rosa", Grants(drafts=("es",)))
ADMINISTRATOR = Principal("Ada", Grants(administer=("es",)))


@pytest.fixture
def store() -> Iterator[Store]:
    with open_migrated("sqlite://") as opened:
        yield opened


def act(principal: Principal = ADMINISTRATOR) -> Act:
    return Act(principal, AT)


_CHANGES: dict[str, Callable[[Store, Act], object]] = {
    "import a glossary": lambda store, act: import_glossary(
        store, act, GlossaryUpload(TABLE, GlossaryFormat.CSV, "en")
    ),
    "save a term": lambda store, act: save_term(store, act, TERM),
    "remove terms": lambda store, act: remove_terms(store, act, "es", "bone"),
    "import a memory": lambda store, act: import_memory(store, act, MemoryUpload("a.tmx", TMX)),
    "remove a memory": lambda store, act: remove_memory(store, act, "old.tmx"),
}
_READS: dict[str, Callable[[Store, Act], object]] = {
    "export a glossary": lambda store, act: export_glossary(store, act, GlossaryFormat.TBX, "es"),
    "export all glossaries": lambda store, act: export_glossary(store, act, GlossaryFormat.CSV),
    "list terms": lambda store, act: list_terms(store, act, TermsQuery("es", 10)),
    "export a memory": lambda store, act: list(export_memory(store, act, "es")),
}


def fill(store: Store) -> None:
    store.save_terms([TERM])
    store.import_memory("old.tmx", [ENTRY], AT)


@pytest.mark.parametrize("change", _CHANGES.values(), ids=_CHANGES)
@pytest.mark.parametrize(
    ("grants", "error"),
    [
        (Grants(drafts=("es",), translate=("es",), review=("es",), publish=("es",)), Forbidden),
        (Grants(administer=("ar",)), Forbidden),
        (None, Unauthenticated),
    ],
    ids=["all other roles", "another locale", "nobody"],
)
def test_only_administrators_change_them(
    store: Store, change: Callable[[Store, Act], object], grants: Grants | None, error: type[Exception]
) -> None:
    """Whoever lacks the administrator's role in the very locale is refused, and nothing is changed."""
    fill(store)
    terms, files = store.read_terms(), store.list_memory()

    with pytest.raises(error):
        change(store, act(Principal("Omar", grants) if grants else ANONYMOUS))

    assert (store.read_terms(), store.list_memory()) == (terms, files)


@pytest.mark.parametrize("change", _CHANGES.values(), ids=_CHANGES)
def test_administrators_change_them(store: Store, change: Callable[[Store, Act], object]) -> None:
    """An administrator of the locale may."""
    fill(store)

    assert change(store, act())


@pytest.mark.parametrize("read", _READS.values(), ids=_READS)
def test_who_sees_drafts_sees_them(store: Store, read: Callable[[Store, Act], object]) -> None:
    """Who may see the locale's drafts may read its glossary and memory; nobody else may."""
    fill(store)

    assert read(store, act(READER))
    with pytest.raises(Forbidden):
        read(store, act(Principal("Omar", Grants(drafts=("ar",), publish=("es",)))))
    with pytest.raises(Unauthenticated):
        read(store, act(ANONYMOUS))


def test_files_are_listed_to_those_concerned(store: Store) -> None:
    """A memory is listed with the locales whose drafts one may see; one without any is not."""
    fill(store)

    assert [one.name for one in list_memory(store, act(READER))] == ["old.tmx"]
    assert list_memory(store, act(Principal("Omar", Grants(drafts=("ar",))))) == ()
    with pytest.raises(Unauthenticated):
        list_memory(store, act(ANONYMOUS))


@pytest.mark.parametrize("form", GlossaryFormat)
def test_glossaries_go_round(store: Store, form: GlossaryFormat) -> None:
    """What is exported and imported again changes nothing."""
    store.save_terms([TERM])

    again = import_glossary(store, act(), GlossaryUpload(export_glossary(store, act(), form), form, "en"))

    assert (again.report, again.locales, again.findings) == (GlossaryReport(0, 0, 1), ("es",), ())


def test_a_glossary_with_an_error_is_left(store: Store) -> None:
    """Where a file can't be read to its end, nothing of it is saved; a dry run saves nothing either."""
    broken = import_glossary(store, act(), GlossaryUpload(TABLE + b'"x"y,z,es\n', GlossaryFormat.CSV, "en"))
    tried = import_glossary(store, act(), GlossaryUpload(TABLE, GlossaryFormat.CSV, "en", dry_run=True))

    assert broken.report == GlossaryReport()
    assert [one.line for one in broken.findings] == [3]
    assert tried.report == GlossaryReport(1, 0, 0)
    assert store.read_terms() == ()


@pytest.mark.parametrize(
    "wrong",
    [
        GlossaryTerm(source_locale="en", term=" ", locale="es", translation="x"),
        GlossaryTerm(source_locale="es", term="x", locale="es", translation="x"),
        GlossaryTerm(source_locale="en", term="x\0", locale="es", translation="x"),
        GlossaryTerm(source_locale="en", term="x", locale="es", translation="x", note="n" * 20_000),
    ],
    ids=["no text", "one language", "a control character", "too long"],
)
def test_terms_that_cannot_be(store: Store, wrong: GlossaryTerm) -> None:
    """A term that no file could bring is refused from anywhere."""
    with pytest.raises(BadUserInput):
        save_term(store, act(), wrong)
    assert store.read_terms() == ()


def test_what_is_not_there_cannot_be_removed(store: Store) -> None:
    """Removing a term or a memory that is not there is an error, and so is what is no tag."""
    with pytest.raises(NotFound):
        remove_terms(store, act(), "es", "bone")
    with pytest.raises(NotFound):
        remove_memory(store, act(), "old.tmx")
    with pytest.raises(InvalidLocale):
        remove_terms(store, act(), "e_s")


def test_memories_are_imported_once(store: Store) -> None:
    """The same file again changes nothing, and a dry run keeps nothing."""
    tried = import_memory(store, act(), MemoryUpload("a.tmx", TMX, dry_run=True))
    listed = store.list_memory()
    first, again = (import_memory(store, act(), MemoryUpload("a.tmx", TMX)).report for _ in range(2))

    assert (tried.report, listed) == (MemoryReport(1), ())
    assert (first, again) == (MemoryReport(1, 0, 0), MemoryReport(0, 1, 0))
    assert store.list_memory()[0].by == "Ada"


def test_a_memory_with_an_error_is_left(store: Store) -> None:
    """Where a file is cut off at its end, nothing before is kept, nor is what was kept of it touched."""
    import_memory(store, act(), MemoryUpload("a.tmx", TMX))
    other = "".join(write_tmx([MemoryEntry(source_locale="en", locale="es", source="New", target="Nuevo")]))

    broken = import_memory(store, act(), MemoryUpload("a.tmx", other.removesuffix("</tmx>\n").encode()))

    assert (broken.report, broken.found) == (MemoryReport(), 1)
    assert [one.source for one in store.read_memory("es")] == ["Bones"]


def test_findings_are_bounded(store: Store) -> None:
    """Of more findings than anybody reads, the first are told, and all are counted."""
    data = f"<tmx><header srclang='en'/><body>{'<tu/>' * (FINDINGS_LIMIT + 7)}</body></tmx>".encode()

    report = import_memory(store, act(), MemoryUpload("a.tmx", data))

    assert (len(report.findings), report.found) == (FINDINGS_LIMIT, FINDINGS_LIMIT + 7)


@pytest.mark.parametrize("name", ["", " ", "a\n.tmx", "x" * 201])
def test_memories_have_names(store: Store, name: str) -> None:
    """A memory is called by something that can be read."""
    with pytest.raises(BadUserInput):
        import_memory(store, act(), MemoryUpload(name, TMX))


def test_all_translations_are_exported(store: Store) -> None:
    """What is translated and not outdated is exported with where it stands, and then what was imported."""
    fill(store)
    bones = make_article("bones", {"title": "About", "summary": "In short", "old": "Old"})
    store.save_revisions([bones])
    texts = translate(bones, "es", updated_at=AT) | translate(bones, "es", ["summary"], state=TranslationState.INITIAL)
    store.save_translations("es", {bones.name: texts})
    store.save_revisions([make_article("bones", {"title": "About", "summary": "In short", "old": "New"})])

    written = "".join(export_memory(store, act(READER), "es"))

    read = [one for one in read_tmx(written.encode()) if isinstance(one, MemoryEntry)]
    assert [(one.source, one.target, one.file) for one in read] == [
        ("About", "es title", "article/bones/title"),
        ("Bones", "Huesos", "old.tmx"),
    ]
    assert (read[0].at, read[0].origin) == (AT, "MACHINE")
