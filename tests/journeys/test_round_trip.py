"""Every bundled locale goes out in each format and comes back: the store is as it was."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path

import polib
import pytest
from msgspec.structs import replace

from tests.support.site import Site, open_site
from verbena.access.principal import act_as_operator
from verbena.catalogs.formats import FORMATS, CatalogFormat, facts_of
from verbena.model.edition import SubjectName
from verbena.model.translation import Translation, TranslationState
from verbena.publishing.acting import Act
from verbena.resources import find_resource
from verbena.store.contract import Store
from verbena.translating.exchange import Sent, Wanted, send_in, take_out
from verbena.translating.export import list_domains
from verbena.translating.import_report import ImportOutcome, ImportReport

_FORMATS = [facts.format for facts in FORMATS]
_LOCALES = sorted(
    folder.parent.name.replace("_", "-") for folder in find_resource("locales").glob("*/LC_MESSAGES") if folder.is_dir()
)
_ANA, _BEN = act_as_operator("Ana"), act_as_operator("Ben")
_AT = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the bundled content, in which people have reviewed, signed off and sent back some."""
    root = tmp_path_factory.mktemp("loaded")
    with open_site(root, find_resource("content"), find_resource("locales")) as site:
        site.load()
        store = site.services.store
        for locale in _LOCALES:
            changed = {name: _review(texts) for name, texts in _read(store, locale).items()}
            store.save_translations(locale, changed)
    return root


def _review(texts: dict[str, Translation]) -> dict[str, Translation]:
    return {
        path: replace(one, state=state)
        for (path, one), state in zip(sorted(texts.items()), cycle(TranslationState), strict=False)
    }


@pytest.fixture
def site(loaded: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copy(loaded / "verbena.db", tmp_path / "verbena.db")
    with open_site(tmp_path, find_resource("content"), find_resource("locales")) as opened:
        yield opened


def _read(store: Store, locale: str) -> dict[SubjectName, dict[str, Translation]]:
    held = {name: store.read_translations(name, locale).get(locale, {}) for name in store.draft_names()}
    return {name: texts for name, texts in held.items() if texts}


def _forget_times(texts: dict[SubjectName, dict[str, Translation]]) -> dict[SubjectName, dict[str, Translation]]:
    return {name: {path: replace(one, updated_at=_AT) for path, one in each.items()} for name, each in texts.items()}


def _take_out(store: Store, locale: str, format: CatalogFormat) -> dict[str, bytes]:  # noqa: A002
    act = Act(_ANA, _AT)
    domains = list(list_domains(store, locale))
    return {domain: take_out(store, act, Wanted(domain, locale, format)).data for domain in domains}


def _send_in(store: Store, locale: str, files: dict[str, bytes], sent: Sent, act: Act) -> list[ImportReport]:
    return [send_in(store, act, domain, locale, replace(sent, data=data)) for domain, data in files.items()]


@pytest.mark.parametrize("format", _FORMATS)
@pytest.mark.parametrize("locale", _LOCALES)
def test_what_goes_out_comes_back_unchanged(site: Site, locale: str, format: CatalogFormat) -> None:  # noqa: A002
    """An untouched file changes nothing, not even a time, and each of its units is told to be unchanged."""
    store = site.services.store
    before, position = _read(store, locale), store.unit_position()
    files = _take_out(store, locale, format)

    reports = _send_in(store, locale, files, Sent(b"", format), Act(_ANA, _AT))

    assert {unit.outcome for report in reports for unit in report.units} == {ImportOutcome.UNCHANGED}
    assert sum(len(report.units) for report in reports) >= sum(map(len, before.values()))
    assert (_read(store, locale), store.unit_position()) == (before, position)
    assert _take_out(store, locale, format) == files


@pytest.mark.parametrize("format", _FORMATS)
@pytest.mark.parametrize("locale", _LOCALES)
def test_what_was_lost_comes_back_whole(site: Site, locale: str, format: CatalogFormat) -> None:  # noqa: A002
    """A locale that was wiped is as it was after two people send its file: one translates, the other reviews."""
    store = site.services.store
    before = _read(store, locale)
    files = _take_out(store, locale, format)
    store.drop_translations(locale)

    untouched = _send_in(store, locale, files, Sent(b"", format), Act(_ANA, _AT))
    assert _read(store, locale) == {}
    _send_in(store, locale, files, Sent(b"", format, force=True), Act(_ANA, _AT))
    _send_in(store, locale, files, Sent(b"", format, force=True), Act(_BEN, _AT + timedelta(minutes=1)))

    assert {unit.outcome for report in untouched for unit in report.units} == {ImportOutcome.UNCHANGED}
    assert _forget_times(_read(store, locale)) == _forget_times(before)


def _save_by_msgcat(file: Path) -> bytes:
    return _run("msgcat", "--width=79", "--sort-output", str(file))


def _save_by_msgmerge(file: Path) -> bytes:
    template = file.with_suffix(".pot")
    template.write_bytes(_run("msgattrib", "--clear-fuzzy", "--empty", str(file)))
    return _run("msgmerge", "--quiet", "--previous", "--no-fuzzy-matching", str(file), str(template))


def _save_by_polib(file: Path) -> bytes:
    return str(polib.pofile(str(file), wrapwidth=60)).encode()


@pytest.mark.parametrize(
    "save",
    [
        _save_by_msgcat,
        _save_by_msgmerge,
        _save_by_polib,
        lambda file: file.read_bytes().replace(b"\n", b"\r\n"),
        lambda file: b"\xef\xbb\xbf" + file.read_bytes(),
        lambda file: file.read_text("utf-8").replace("charset=UTF-8", "charset=UTF-16").encode("utf-16"),
    ],
    ids=["msgcat", "msgmerge", "polib", "crlf", "bom", "utf-16"],
)
@pytest.mark.parametrize("locale", ["ar", "zh-Hans"])
def test_other_tools_lose_nothing(site: Site, tmp_path: Path, locale: str, save: Callable[[Path], bytes]) -> None:
    """A PO file that another program has written anew, in its own form, is still untouched."""
    store = site.services.store
    before = _read(store, locale)
    for domain, data in _take_out(store, locale, CatalogFormat.PO).items():
        file = tmp_path / f"{domain}.po"
        file.write_bytes(data)

        report = send_in(store, Act(_ANA, _AT), domain, locale, Sent(save(file), CatalogFormat.PO))

        assert {unit.outcome for unit in report.units} == {ImportOutcome.UNCHANGED}, domain
        assert (report.comments, report.is_refused) == (0, False)
    assert _read(store, locale) == before


def test_every_format_has_an_address() -> None:
    """Each format is told from the others by its suffix."""
    assert len({facts_of(one).suffix for one in _FORMATS}) == len(_FORMATS)


def _run(*command: str) -> bytes:
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
