"""Drafts by machine: only what nobody has touched, as work for people, and nothing that lost its tags."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.commands import run_verbena
from tests.support.content import write_content
from tests.support.libre_translate import KEY, Service, run_service
from tests.support.site import Site, open_site
from tests.support.whole_article import WHOLE
from verbena.access.principal import ANONYMOUS, Principal, act_as_operator
from verbena.model.change import Signature
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import BadUserInput, Forbidden, NotFound, Unauthenticated
from verbena.model.inline import TextRun
from verbena.model.token import Grants
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import Refusal, UnitEventKind, UnitName
from verbena.outgoing.libre_translate import LibreTranslate
from verbena.outgoing.machine import MachineFailed
from verbena.publishing.acting import Act
from verbena.store.contract import Store
from verbena.store.units import UnitChange
from verbena.translating.machine_drafts import DraftsReport, WantedDrafts, draft_translations

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)
ADA = Act(act_as_operator("Ada"), AT)
BONES = SubjectName(SubjectKind.ARTICLE, "bones")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    (tmp_path / "locales").mkdir()
    with open_site(tmp_path, write_content(tmp_path, {"articles/bones.md": WHOLE}), tmp_path / "locales") as opened:
        opened.load()
        yield opened


@pytest.fixture
def store(site: Site) -> Store:
    return site.services.store


@pytest.fixture
def service() -> Iterator[Service]:
    with run_service() as running:
        yield running


def draft(store: Store, service: Service, act: Act = ADA, **wanted: Any) -> DraftsReport:
    machine = LibreTranslate(service.url, KEY, pause=lambda _: None)
    return draft_translations(store, act, machine, WantedDrafts(**{"locale": "es", "domains": ("bones",)} | wanted))


def read(store: Store) -> dict[str, Translation]:
    return store.read_translations(BONES, "es").get("es", {})


def put(
    store: Store, path: str, state: TranslationState, origin: TranslationOrigin, source_hash: str = ""
) -> Translation:
    revision = store.read_draft(BONES)
    assert revision is not None
    made = Translation((TextRun("Como antes"),), source_hash or revision.units[path].hash, state, origin, AT)
    change = UnitChange(UnitName(BONES, "es", path), UnitEventKind.SAVED, None, made)
    assert store.change_units([change], AT, Signature("Bo")) == ()
    return made


def test_everything_is_drafted(store: Store, service: Service) -> None:
    """Each text without a translation gets one, marked as a machine's that needs work, and signed by the machine."""
    revision = store.read_draft(BONES)
    assert revision is not None

    report = draft(store, service)

    made = read(store)
    assert [unit.refused for unit in report.units if unit.refused] == []
    assert (report.left, report.failure, set(made)) == (0, None, set(revision.units))
    assert {(one.state, one.origin) for one in made.values()} == {(TranslationState.INITIAL, TranslationOrigin.MACHINE)}
    assert all(one.source_hash == revision.units[path].hash for path, one in made.items())
    (event,) = store.read_unit_history(UnitName(BONES, "es", "title"), 9).events
    assert (event.signature.by, event.signature.why) == ("LibreTranslate", "a draft by machine, asked for by Ada")
    assert draft(store, service).units == ()
    assert max(map(len, service.asked)) <= 20


def test_nothing_is_published(site: Site, service: Service) -> None:
    """A draft reaches no reader, whatever is published."""
    draft(site.services.store, service)
    site.publish()

    assert site.services.store.published_locales() == ("en",)


@pytest.mark.parametrize("state", TranslationState)
def test_what_people_did_is_left(store: Store, service: Service, state: TranslationState) -> None:
    """No text of a person's is touched, in whatever state and however old, nor a machine's that somebody accepted."""
    kept = {
        "title": put(store, "title", state, TranslationOrigin.HUMAN),
        "summary": put(store, "summary", state, TranslationOrigin.HUMAN, "0" * 32),
    }
    if state is not TranslationState.INITIAL:
        kept["kp.one.text"] = put(store, "kp.one.text", state, TranslationOrigin.MACHINE, "0" * 32)

    report = draft(store, service)

    assert {path: read(store)[path] for path in kept} == kept
    assert not {unit.path for unit in report.units} & set(kept)


def test_its_own_old_drafts_are_renewed(store: Store, service: Service) -> None:
    """A draft that nobody has looked at is drafted anew where its source has changed, and not otherwise."""
    put(store, "title", TranslationState.INITIAL, TranslationOrigin.MACHINE, "0" * 32)
    fresh = put(store, "summary", TranslationState.INITIAL, TranslationOrigin.MACHINE)

    report = draft(store, service)

    assert "title" in {unit.path for unit in report.units}
    assert read(store)["title"].inlines != fresh.inlines
    assert read(store)["summary"] == fresh


def test_refused_work_is_left(store: Store, service: Service) -> None:
    """Where a translation was refused, its words wait for whoever mends them, and no draft takes their place."""
    state, origin = TranslationState.TRANSLATED, TranslationOrigin.HUMAN
    refusal = Refusal(UnitName(BONES, "es", "title"), "<c.none/>", "0" * 32, state, origin, AT, "Bo", ())
    store.change_units([], AT, Signature("Bo"), [refusal])

    draft(store, service)

    assert "title" not in read(store)
    assert store.read_refusals(BONES, "es")["title"].text == "<c.none/>"


def test_mangled_tags_are_refused(store: Store, service: Service) -> None:
    """A text whose tags did not come back is not taken, and told; those beside it are."""
    service.mangle = lambda html: html.replace("</span>", "", 1)

    report = draft(store, service)

    refused = {unit.path for unit in report.units if unit.refused}
    revision = store.read_draft(BONES)
    assert revision is not None
    assert refused
    assert refused.isdisjoint(read(store))
    assert refused | set(read(store)) == set(revision.units)


def test_errors_are_refused(store: Store, service: Service) -> None:
    """A draft is judged like any translation: one with an error is not taken."""
    service.mangle = lambda html: html + " \u202e"

    report = draft(store, service)

    assert read(store) == {}
    assert all(unit.refused for unit in report.units)


def test_limit_holds_and_next_goes_on(store: Store, service: Service) -> None:
    """A run drafts no more than it may, tells what is left, and the next goes on from there."""
    first = draft(store, service, limit=3)
    second = draft(store, service, limit=3)

    assert (len(first.units), len(second.units), first.left - second.left) == (3, 3, 3)
    assert not {unit.path for unit in first.units} & {unit.path for unit in second.units}


def test_failure_keeps_what_was_done(store: Store, service: Service) -> None:
    """Where the service fails between two requests, what came before is kept, and what is left is told."""
    service.fail = lambda _: (403, {}, b'{"error":"no"}') if len(service.asked) > 1 else None

    report = draft(store, service)

    assert len(report.units) == len(read(store)) == 20
    assert report.left > 0
    assert "answered 403: no" in (report.failure or "")


def test_faster_people_are_not_overwritten(store: Store, service: Service) -> None:
    """What somebody saves while the service translates stays."""

    def be_slow(asked: Any) -> None:
        if asked.path == "/translate" and "title" not in read(store):
            put(store, "title", TranslationState.TRANSLATED, TranslationOrigin.HUMAN)

    service.fail = be_slow

    report = draft(store, service)

    assert read(store)["title"].origin is TranslationOrigin.HUMAN
    assert {unit.path: unit.refused for unit in report.units}["title"] == "somebody has translated it meanwhile"


def test_dry_run_asks_for_nothing(store: Store, service: Service) -> None:
    """Without a machine, it is told what would be sent, and nothing is."""
    report = draft_translations(store, ADA, None, WantedDrafts("es", ("bones",), 5))

    assert (len(report.units), service.receiver.received, read(store)) == (5, [], {})


@pytest.mark.parametrize(
    "grants", [Grants(), Grants(("*",), ("*",)), Grants(translate=("ar",)), Grants(review=("es",))]
)
def test_others_may_not(store: Store, service: Service, grants: Grants) -> None:
    """Whoever may not translate into the locale has nothing drafted, and nothing sent."""
    with pytest.raises(Forbidden):
        draft(store, service, replace(ADA, principal=Principal("Eve", grants)))
    with pytest.raises(Unauthenticated):
        draft(store, service, replace(ADA, principal=ANONYMOUS))
    assert service.receiver.received == []


def test_wrong_wishes_are_told(store: Store, service: Service) -> None:
    """A domain that there is not, a locale of the source's or a pseudo-locale, and a limit that is none are refused."""
    for wanted in ({"domains": ("nothing",)}, {"locale": "en"}):
        with pytest.raises(NotFound):
            draft(store, service, **wanted)
    for wanted in ({"locale": "en-XA"}, {"limit": 0}):
        with pytest.raises(BadUserInput):
            draft(store, service, **wanted)
    with pytest.raises(MachineFailed, match="does not translate from en into sw"):
        raise MachineFailed(draft(store, service, locale="sw").failure)


def test_command_drafts(site: Site, service: Service) -> None:
    """`verbena catalogs draft` tells what became of each text, and says where no service is set up."""
    database = {"VERBENA_DATABASE_URL": str(site.services.settings.database_url)}
    settings = database | {"VERBENA_MACHINE_URL": service.url, "VERBENA_MACHINE_KEY": KEY}

    planned = run_verbena("catalogs", "draft", "es", "bones", "--dry-run", "--limit", 2, settings=database)
    lacking = run_verbena("catalogs", "draft", "es", "bones", settings=database)
    drafted = run_verbena("catalogs", "draft", "es", "bones", "--json", settings=settings)

    assert (planned.code, planned.out.count("would be drafted"), "more are left" in planned.err) == (0, 2, True)
    assert (lacking.code, "MACHINE_FAILED" in lacking.err, "VERBENA_MACHINE_URL" in lacking.err) == (1, True, True)
    assert drafted.code == 0, drafted.err
    assert len(json.loads(drafted.out)["units"]) == len(read(site.services.store))
