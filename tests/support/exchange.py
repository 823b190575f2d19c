"""Three small articles in a store, and people who take catalogs out of it and send them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from tests.support.catalog_desk import AT, CatalogDesk
from verbena.access.principal import Principal
from verbena.catalogs.po import read_po, write_po
from verbena.catalogs.values import Catalog, CatalogEntry
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.inline import TextRun, plain_words
from verbena.model.token import Grants
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEvent, UnitEventKind, UnitName
from verbena.publishing.acting import Act
from verbena.publishing.load import load_content
from verbena.store.contract import Store
from verbena.store.units import UnitChange
from verbena.translating.export import export_catalog, open_domain
from verbena.translating.import_catalog import Upload, import_catalog
from verbena.translating.import_report import ImportReport
from verbena.translating.load import load_catalogs

BEES = SubjectName(SubjectKind.ARTICLE, "bees")
TITLE, SUMMARY, TEXT = "title", "summary", "p1.text"

Edit = Callable[[CatalogEntry], CatalogEntry | None]


def whoever(name: str, *, review: bool = False) -> Principal:
    """Somebody who may translate into Arabic, and perhaps review it."""
    return Principal(name, Grants(translate=("ar",), review=("ar",) if review else ()))


ANA, BEN = whoever("Ana"), whoever("Ben")
REVIEWER = whoever("Rita", review=True)


class Exchange:
    """The store with the articles and their translations loaded, and what people do with the Arabic one on bees."""

    def __init__(self, root: Path, store: Store) -> None:
        self.desk = CatalogDesk(root)
        self.store = store
        self._now = AT
        load_content(store, self.desk.content, ())
        load_catalogs(store, self.desk.locales, AT)

    def act(self, who: Principal, why: str | None = None) -> Act:
        """A moment later each time."""
        self._now += timedelta(minutes=1)
        return Act(who, self._now, why)

    def now(self) -> datetime:
        return self._now

    def take_out(self, domain: str = "bees", locale: str = "ar", *, needs_work: bool = False) -> Catalog:
        """What an export says, having been a PO file."""
        found = open_domain(self.store, domain, locale)
        return read_po(write_po(export_catalog(self.store, found, locale, needs_work=needs_work).catalog))

    def send(
        self, catalog: Catalog, who: Principal = ANA, *, locale: str = "ar", dry_run: bool = False, force: bool = False
    ) -> ImportReport:
        domain = open_domain(self.store, "bees", locale)
        return import_catalog(self.store, self.act(who), domain, locale, Upload(catalog, dry_run, force))

    def save(
        self,
        path: str,
        text: str | None,
        state: TranslationState = TranslationState.TRANSLATED,
        who: Principal = BEN,
        kind: UnitEventKind = UnitEventKind.SAVED,
    ) -> None:
        """Change a unit, as a workbench does; null takes its translation away."""
        after = None
        if text is not None:
            source = self.source_hash(path)
            after = Translation((TextRun(text),), source, state, TranslationOrigin.HUMAN, self._now)
        change = UnitChange(UnitName(BEES, "ar", path), kind, self.read().get(path), after)
        act = self.act(who)
        assert self.store.change_units([change], act.now, act.signature) == ()

    def source_hash(self, path: str) -> str:
        revision = self.store.read_draft(BEES)
        assert revision is not None
        return revision.units[path].hash

    def reword(self, old: str, new: str) -> None:
        """Change the source, and load it."""
        article = self.desk.content / "articles" / "bees.md"
        text = article.read_text(encoding="utf-8")
        assert old in text
        article.write_text(text.replace(old, new), encoding="utf-8")
        load_content(self.store, self.desk.content, ())

    def read(self) -> dict[str, Translation]:
        return self.store.read_translations(BEES, "ar").get("ar", {})

    def texts(self) -> dict[str, str]:
        return {path: plain_words(one.inlines) for path, one in self.read().items()}

    def history(self, path: str) -> tuple[UnitEvent, ...]:
        return self.store.read_unit_history(UnitName(BEES, "ar", path), 100).events


def edit(catalog: Catalog, change: Edit) -> Catalog:
    """The catalog with its entries changed; one that becomes null is left out."""
    entries = (change(entry) for entry in catalog.entries)
    return replace(catalog, entries=tuple(one for one in entries if one is not None))


def put(catalog: Catalog, path: str, text: str, state: TranslationState | None = None) -> Catalog:
    """The catalog with another translation of a unit, in that state or in its own."""
    return edit(
        catalog,
        lambda entry: (
            replace(entry, translation=text, state=state or TranslationState.TRANSLATED)
            if entry.path == path
            else entry
        ),
    )
