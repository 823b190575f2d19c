"""Catalogs that somebody sends: what becomes of each unit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from msgspec.structs import replace

from tests.support.exchange import ANA, BEES, BEN, REVIEWER, SUMMARY, TEXT, TITLE, Exchange, edit, put
from tests.support.stores import open_migrated
from verbena.access.principal import ANONYMOUS, Principal
from verbena.catalogs.values import Catalog
from verbena.model.errors import Forbidden, Unauthenticated
from verbena.model.findings import FindingCode
from verbena.model.token import Grants
from verbena.model.translation import TranslationOrigin, TranslationState
from verbena.model.unit_event import UnitEventKind
from verbena.translating.export import export_catalog, open_domain
from verbena.translating.import_report import ImportOutcome, ImportReport

_ALL = {TITLE, SUMMARY, TEXT}


@pytest.fixture
def exchange(tmp_path: Path) -> Iterator[Exchange]:
    with open_migrated("sqlite://") as store:
        yield Exchange(tmp_path, store)


def _told(report: ImportReport) -> dict[str, tuple[str, list[str]]]:
    """What is told of each unit: its outcome, and the codes of its findings, apart from how its text ends."""
    return {
        one.path: (
            one.outcome.value,
            [finding.code for finding in one.findings if finding.code is not FindingCode.END_DIFFERS],
        )
        for one in report.units
    }


def _outcomes(report: ImportReport) -> dict[str, str]:
    return {one.path: one.outcome.value for one in report.units}


def test_what_nobody_touched_is_unchanged(exchange: Exchange) -> None:
    """An export that comes back as it is changes nothing, not even a time, and is no event."""
    before, position = exchange.read(), exchange.store.unit_position()

    report = exchange.send(exchange.take_out())

    assert _outcomes(report) == dict.fromkeys(_ALL, "UNCHANGED")
    assert (exchange.read(), exchange.store.unit_position()) == (before, position)
    assert (report.has_errors, report.comments, report.is_refused) == (False, 0, False)


def test_what_a_translator_changed_is_accepted(exchange: Exchange) -> None:
    """A new text comes in as whoever sent it made it, signed, and nothing else changes."""
    before = exchange.read()
    catalog = put(exchange.take_out(), TITLE, "النحل")

    report = exchange.send(catalog)

    assert _outcomes(report) == {TITLE: "ACCEPTED", SUMMARY: "UNCHANGED", TEXT: "UNCHANGED"}
    assert exchange.texts()[TITLE] == "النحل"
    assert {path: exchange.read()[path] for path in (SUMMARY, TEXT)} == {path: before[path] for path in (SUMMARY, TEXT)}
    event = exchange.history(TITLE)[0]
    assert (event.kind, event.signature.by, event.after) == (UnitEventKind.IMPORTED, "Ana", exchange.read()[TITLE])
    assert exchange.store.read_translators(BEES, "ar") == {TITLE: "Ana"}


@pytest.mark.parametrize(
    ("mine", "theirs", "outcome", "text"),
    [
        ("mine", "theirs", "CONFLICTING", "theirs"),
        ("mine", "mine", "UNCHANGED", "mine"),
        ("mine", None, "CONFLICTING", None),
        (None, "theirs", "UNCHANGED", "theirs"),
        (None, None, "UNCHANGED", None),
    ],
)
@pytest.mark.parametrize("force", [False, True])
def test_nobody_overwrites_what_somebody_else_changed(
    exchange: Exchange, mine: str | None, theirs: str | None, outcome: str, text: str | None, *, force: bool
) -> None:
    """Where a unit was changed since the file was made, it stays unless the file is forced; null is not touched."""
    catalog = exchange.take_out()
    (untouched,) = (one.translation for one in catalog.entries if one.path == TITLE)
    exchange.save(TITLE, theirs)

    report = exchange.send(put(catalog, TITLE, mine) if mine else catalog, force=force)

    wins = force and (mine or untouched) != theirs
    assert _outcomes(report)[TITLE] == ("ACCEPTED" if wins else outcome)
    assert exchange.texts().get(TITLE) == ((mine or untouched) if wins else text)
    conflicts = [one.code for one in report.all_findings() if one.code is FindingCode.UNIT_CONFLICTING]
    assert conflicts == ([FindingCode.UNIT_CONFLICTING] if not wins and outcome == "CONFLICTING" else [])


def test_two_people_keep_each_other_s_work(exchange: Exchange) -> None:
    """Of two who took the same file, each has what they alone changed; of what both changed, the first has it."""
    mine = theirs = exchange.take_out()
    mine = put(put(mine, TITLE, "one"), SUMMARY, "one")
    theirs = put(put(theirs, SUMMARY, "two"), TEXT, "two")

    first, second = exchange.send(mine, ANA), exchange.send(theirs, BEN)

    assert _outcomes(first) == {TITLE: "ACCEPTED", SUMMARY: "ACCEPTED", TEXT: "UNCHANGED"}
    assert _outcomes(second) == {TITLE: "UNCHANGED", SUMMARY: "CONFLICTING", TEXT: "ACCEPTED"}
    assert exchange.texts() == {TITLE: "one", SUMMARY: "one", TEXT: "two"}


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    """Where two send at the same moment, each unit is the one's or the other's, and the other is told of a conflict."""
    with open_migrated(f"sqlite:///{tmp_path / 'verbena.db'}") as store:
        exchange = Exchange(tmp_path, store)
        catalog = exchange.take_out()
        files = {who: put(put(catalog, TITLE, f"{who.name} 1"), SUMMARY, f"{who.name} 2") for who in (ANA, BEN)}
        reports: dict[str | None, ImportReport] = {}
        together = Barrier(2)

        def send(who: Principal) -> None:
            together.wait()
            reports[who.name] = exchange.send(files[who], who)

        threads = [Thread(target=send, args=[who]) for who in files]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        for path, number in ((TITLE, 1), (SUMMARY, 2)):
            (winner,) = [name for name, report in reports.items() if _outcomes(report)[path] == "ACCEPTED"]
            assert exchange.texts()[path] == f"{winner} {number}"
            assert sorted(_outcomes(report)[path] for report in reports.values()) == ["ACCEPTED", "CONFLICTING"]


def test_a_file_without_a_base_brings_back_nothing_that_was_replaced(exchange: Exchange) -> None:
    """Where nothing tells what a file was made from, what a unit said once does not come back; anything else comes."""
    catalog = edit(exchange.take_out(), lambda entry: replace(entry, base=None))
    exchange.save(TITLE, "نحل")

    old, new = exchange.send(catalog), exchange.send(put(catalog, TITLE, "النحل"))

    assert (_outcomes(old)[TITLE], _outcomes(new)[TITLE]) == ("CONFLICTING", "ACCEPTED")
    assert exchange.texts()[TITLE] == "النحل"


def test_only_what_a_file_holds_is_touched(exchange: Exchange) -> None:
    """A part of a catalog, in any order, leaves the rest alone, and an empty translation takes nothing away."""
    catalog = put(put(exchange.take_out(), TITLE, "النحل"), SUMMARY, "")
    part = replace(catalog, entries=tuple(reversed([one for one in catalog.entries if one.path != TEXT])))
    before = exchange.texts()

    report = exchange.send(part)

    assert _outcomes(report) == {TITLE: "ACCEPTED", SUMMARY: "UNCHANGED"}
    assert exchange.texts() == {**before, TITLE: "النحل"}


def test_a_dry_run_tells_the_same_and_writes_nothing(exchange: Exchange) -> None:
    """The report is that of the import, and the store is as it was, refusals and comments among it."""
    catalog = put(put(exchange.take_out(), TITLE, "النحل"), SUMMARY, "<strong>x")
    catalog = edit(catalog, lambda entry: replace(entry, comment="Is it so?") if entry.path == TEXT else entry)
    before, position = exchange.read(), exchange.store.unit_position()

    dry = exchange.send(catalog, dry_run=True)

    assert (exchange.read(), exchange.store.unit_position()) == (before, position)
    assert exchange.store.read_refusals(BEES, "ar") == {}
    assert dry.is_dry_run
    assert replace(dry, is_dry_run=False) == exchange.send(catalog)
    assert exchange.texts()[TITLE] == "النحل"


def test_what_has_an_error_is_kept_as_a_refusal(exchange: Exchange) -> None:
    """An entry with an error is rejected with its place, its words are kept, and the rest of the file comes in."""
    catalog = put(put(exchange.take_out(), TITLE, "<strong>نحل"), SUMMARY, "ملخص")
    before = exchange.texts()

    report = exchange.send(catalog)

    assert _told(report)[TITLE] == ("REJECTED", [FindingCode.MARKUP_MALFORMED])
    assert exchange.texts() == {**before, SUMMARY: "ملخص"}
    refused = exchange.store.read_refusals(BEES, "ar")[TITLE]
    assert (refused.text, refused.by, [one.code for one in refused.findings]) == (
        "<strong>نحل",
        "Ana",
        [FindingCode.MARKUP_MALFORMED],
    )
    again = exchange.take_out()
    assert "<strong>نحل" in next(one.note for one in again.entries if one.path == TITLE)
    assert _outcomes(exchange.send(put(again, TITLE, "نحل")))[TITLE] == "ACCEPTED"
    assert exchange.store.read_refusals(BEES, "ar") == {}


def test_warnings_are_kept_with_what_is_taken(exchange: Exchange) -> None:
    """A translation with a warning comes in, and the warning is stored with it."""
    report = exchange.send(put(exchange.take_out(), TITLE, "**النحل**"))

    assert _told(report)[TITLE] == ("ACCEPTED", [FindingCode.MARKDOWN_SHOWN])
    assert [one.code for one in exchange.store.read_findings(BEES, "ar")[TITLE]] == [FindingCode.MARKDOWN_SHOWN]


def test_units_that_no_source_has_are_told(exchange: Exchange) -> None:
    """An entry for a unit that is gone is unknown, with its line, and changes nothing."""
    catalog = edit(exchange.take_out(), lambda entry: replace(entry, path="gone.text") if entry.path == TEXT else entry)

    report = exchange.send(catalog)

    assert _told(report)["gone.text"] == ("UNKNOWN", [FindingCode.UNIT_UNKNOWN])
    assert all(one.line > 1 for one in report.units)


@pytest.mark.parametrize("code", [FindingCode.ARTICLE_DIFFERS, FindingCode.LANGUAGE_DIFFERS])
def test_another_s_catalog_is_refused_whole(exchange: Exchange, code: FindingCode) -> None:
    """A file of another article or another language is an error, and nothing of it is taken."""
    catalog = exchange.take_out("apples") if code is FindingCode.ARTICLE_DIFFERS else exchange.take_out("bees", "sw")
    before = exchange.read()

    report = exchange.send(put(catalog, TITLE, "x"))

    assert (report.is_refused, report.units, report.has_errors) == (True, (), True)
    assert code in [one.code for one in report.findings]
    assert exchange.read() == before


def test_what_was_made_from_an_older_source_is_taken_as_outdated(exchange: Exchange) -> None:
    """A file from before the source changed brings what it has, told as made from an older text."""
    catalog = put(exchange.take_out(), TITLE, "النحل")
    exchange.reword("# About bees", "# On bees")

    report = exchange.send(catalog)

    assert _told(report)[TITLE] == ("OUTDATED", [FindingCode.SOURCE_OLDER])
    assert exchange.texts()[TITLE] == "النحل"
    assert exchange.read()[TITLE].source_hash != exchange.source_hash(TITLE)


def test_an_outdated_unit_goes_out_to_be_seen_to(exchange: Exchange) -> None:
    """It needs work, with the text that it was made from; untouched it is unchanged, and seen to it is current."""
    was = exchange.texts()[TITLE]
    exchange.reword("# About bees", "# On bees")
    before = exchange.read()

    catalog = exchange.take_out()
    untouched = exchange.send(catalog)

    entry = next(one for one in catalog.entries if one.path == TITLE)
    assert (entry.source, entry.previous, entry.state, entry.was, entry.translation) == (
        "On bees",
        "About bees",
        TranslationState.INITIAL,
        TranslationState.TRANSLATED,
        was,
    )
    assert (_outcomes(untouched)[TITLE], exchange.read()) == ("UNCHANGED", before)
    assert [one.path for one in exchange.take_out(needs_work=True).entries] == [TITLE]
    seen = exchange.send(put(catalog, TITLE, was))
    assert _outcomes(seen)[TITLE] == "ACCEPTED"
    assert (exchange.texts()[TITLE], exchange.read()[TITLE].source_hash) == (was, exchange.source_hash(TITLE))
    assert exchange.take_out(needs_work=True).entries == ()


@pytest.mark.parametrize("state", [TranslationState.REVIEWED, TranslationState.FINAL])
@pytest.mark.parametrize("who", [ANA, REVIEWER])
def test_nobody_reviews_what_they_send(exchange: Exchange, state: TranslationState, who: Principal) -> None:
    """New words that come as reviewed are translated, and it is told, whatever the sender may review."""
    report = exchange.send(put(exchange.take_out(), TITLE, "النحل", state), who)

    assert _told(report)[TITLE] == ("ACCEPTED", [FindingCode.REVIEW_REFUSED])
    assert exchange.read()[TITLE].state is TranslationState.TRANSLATED


@pytest.mark.parametrize(
    ("translator", "who", "may"), [(ANA, REVIEWER, True), (REVIEWER, REVIEWER, False), (ANA, BEN, False)]
)
def test_a_review_comes_in_from_somebody_else_who_may(
    exchange: Exchange, translator: Principal, who: Principal, may: bool
) -> None:
    """Equal words that come as reviewed are reviewed if their sender may review and did not translate them."""
    exchange.send(put(exchange.take_out(), TITLE, "النحل"), translator)
    catalog = exchange.take_out()

    report = exchange.send(put(catalog, TITLE, "النحل", TranslationState.REVIEWED), who)

    assert _told(report)[TITLE] == (("ACCEPTED", []) if may else ("UNCHANGED", [FindingCode.REVIEW_REFUSED]))
    assert exchange.read()[TITLE].state is (TranslationState.REVIEWED if may else TranslationState.TRANSLATED)


@pytest.mark.parametrize("who", [ANA, REVIEWER])
def test_a_fuzzy_entry_needs_work(exchange: Exchange, who: Principal) -> None:
    """What comes marked as needing work is INITIAL; what was reviewed, only a reviewer sends back."""
    exchange.save(SUMMARY, "ملخص", TranslationState.REVIEWED)
    catalog = exchange.take_out()
    fuzzy = edit(catalog, lambda entry: replace(entry, state=TranslationState.INITIAL))

    report = exchange.send(fuzzy, who)

    is_reviewer = who is REVIEWER
    assert exchange.read()[TITLE].state is TranslationState.INITIAL
    assert exchange.read()[SUMMARY].state is (TranslationState.INITIAL if is_reviewer else TranslationState.REVIEWED)
    assert _told(report)[SUMMARY] == (("ACCEPTED", []) if is_reviewer else ("UNCHANGED", [FindingCode.REVIEW_REFUSED]))


def test_an_older_file_undoes_neither_review_nor_rejection(exchange: Exchange) -> None:
    """Equal words in a state that the unit had once are what the file was made from, and change nothing."""
    exchange.save(TITLE, "نحل")
    before = exchange.take_out()
    exchange.save(TITLE, "نحل", TranslationState.REVIEWED, REVIEWER, UnitEventKind.REVIEWED)
    reviewed = exchange.take_out()
    assert _outcomes(exchange.send(before))[TITLE] == "UNCHANGED"
    assert exchange.read()[TITLE].state is TranslationState.REVIEWED
    exchange.save(TITLE, "نحل", TranslationState.INITIAL, REVIEWER, UnitEventKind.REJECTED)

    report = exchange.send(reviewed, whoever_reviews())

    assert _outcomes(report)[TITLE] == "UNCHANGED"
    assert exchange.read()[TITLE].state is TranslationState.INITIAL


def whoever_reviews() -> Principal:
    return Principal("Rob", Grants(translate=("ar",), review=("ar",)))


def test_what_people_say_comes_in_once(exchange: Exchange) -> None:
    """A new comment is an event of its sender's; an export tells it with name and date, and it comes in no more."""
    raw = edit(
        exchange.take_out(), lambda entry: replace(entry, comment="Which bees?") if entry.path == TITLE else entry
    )

    first, again = exchange.send(raw), exchange.send(raw, BEN)
    out = exchange.take_out()
    third = exchange.send(out, BEN)

    assert (first.comments, again.comments, third.comments) == (1, 0, 0)
    (entry,) = (one for one in out.entries if one.path == TITLE)
    assert entry.comment == "Ana, 2026-11-23: Which bees?"
    answered = edit(
        out,
        lambda one: replace(one, comment=f"{one.comment}\nAll of them.") if one.path == TITLE else one,
    )
    assert exchange.send(answered, BEN).comments == 1
    said = [(event.kind, event.signature.by, event.signature.why) for event in exchange.history(TITLE)]
    assert said == [
        (UnitEventKind.COMMENTED, "Ben", "All of them."),
        (UnitEventKind.COMMENTED, "Ana", "Which bees?"),
    ]
    assert set(_outcomes(first).values()) == {"UNCHANGED"}


def test_a_translation_and_a_comment_come_together(exchange: Exchange) -> None:
    """Who translates a unit and says something of it has both kept."""
    catalog = put(exchange.take_out(), TITLE, "النحل")
    catalog = edit(catalog, lambda one: replace(one, comment="Or bees?") if one.path == TITLE else one)

    report = exchange.send(catalog)

    assert (report.comments, _outcomes(report)[TITLE], exchange.texts()[TITLE]) == (1, "ACCEPTED", "النحل")


def test_a_comment_that_is_too_long_is_told(exchange: Exchange) -> None:
    """It is not taken, and the unit's translation is."""
    catalog = put(exchange.take_out(), TITLE, "النحل")
    catalog = edit(catalog, lambda one: replace(one, comment="x" * 4001) if one.path == TITLE else one)

    report = exchange.send(catalog)

    assert (report.comments, _told(report)[TITLE]) == (0, ("ACCEPTED", [FindingCode.COMMENT_TOO_LONG]))


@pytest.mark.parametrize(
    ("who", "error"),
    [
        (ANONYMOUS, Unauthenticated),
        (Principal("Sam", Grants(drafts=("*",), publish=("*",), review=("*",), administer=("*",))), Forbidden),
        (Principal("Sam", Grants(translate=("sw",))), Forbidden),
    ],
)
@pytest.mark.parametrize("dry_run", [False, True])
def test_who_may_not_translate_may_not_send(
    exchange: Exchange, who: Principal, error: type[Exception], dry_run: bool
) -> None:
    """An import takes the right to translate into that very locale, a dry run too."""
    with pytest.raises(error):
        exchange.send(exchange.take_out(), who, dry_run=dry_run)


def test_origin_is_told_and_not_lost(exchange: Exchange) -> None:
    """What a machine made goes out and comes back as that; rewritten by a person, it is theirs."""
    catalog = edit(exchange.take_out(), lambda one: replace(one, origin=TranslationOrigin.MACHINE))
    exchange.send(put(put(catalog, TITLE, "آلة"), SUMMARY, "آلة"))

    out = exchange.take_out()
    exchange.send(out)

    assert {one.path: one.origin for one in out.entries} == {
        TITLE: TranslationOrigin.MACHINE,
        SUMMARY: TranslationOrigin.MACHINE,
        TEXT: TranslationOrigin.HUMAN,
    }
    assert exchange.read()[TITLE].origin is TranslationOrigin.MACHINE


def test_equal_states_give_equal_catalogs(exchange: Exchange) -> None:
    """An export says the same as long as nothing changes, and its digest changes with all that it tells."""
    digests = [exchange_digest(exchange)]
    assert exchange_digest(exchange) == digests[0]

    exchange.save(TITLE, "نحل")
    digests.append(exchange_digest(exchange))
    exchange.save(TITLE, "نحل", TranslationState.REVIEWED)
    digests.append(exchange_digest(exchange))
    exchange.send(edit(exchange.take_out(), lambda one: replace(one, comment="Why?") if one.path == TEXT else one))
    digests.append(exchange_digest(exchange))
    exchange.send(put(exchange.take_out(), SUMMARY, "<em>"))
    digests.append(exchange_digest(exchange))
    exchange.reword("# About bees", "# On bees")
    digests.append(exchange_digest(exchange))

    assert len(set(digests)) == len(digests)


def exchange_digest(exchange: Exchange) -> str:

    return export_catalog(exchange.store, open_domain(exchange.store, "bees", "ar"), "ar").digest


def test_counts_are_of_all_units() -> None:
    """Every outcome has its count, none left out."""
    assert ImportReport("a", "ar").counts() == dict.fromkeys(ImportOutcome, 0)


def test_an_empty_file_changes_nothing(exchange: Exchange) -> None:
    """A catalog without entries is told as such, and leaves all translations."""
    before = exchange.read()

    report = exchange.send(Catalog(()))

    assert ([one.code for one in report.findings], exchange.read()) == ([FindingCode.CATALOG_EMPTY], before)
