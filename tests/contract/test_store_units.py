"""Units one by one: changes held against what was seen, findings, refusals, history, and who translated what."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Barrier

import msgspec
import pytest

from tests.support.memory_drafts import MemoryDrafts
from tests.support.memory_units import MemoryUnits
from tests.support.stores import count_statements
from tests.support.subjects import START, article_name, day, make_article, publish, translate
from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SubjectName
from verbena.model.findings import Finding, FindingCode, Severity
from verbena.model.inline import TextRun
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.model.unit_event import Refusal, UnitEvent, UnitEventKind, UnitName
from verbena.publishing.prepare import read_title
from verbena.store.checking import check_store
from verbena.store.contract import Store
from verbena.store.sql_store import SqlStore
from verbena.store.units import UnitChange, Units

BONES = article_name("bones")
TITLE = UnitName(BONES, "ar", "title")
ADA, BO = Signature("Ada", "a better word"), Signature("Bo")
SAVED, REVIEWED, COMMENTED, UNDONE = (
    UnitEventKind.SAVED,
    UnitEventKind.REVIEWED,
    UnitEventKind.COMMENTED,
    UnitEventKind.UNDONE,
)
DOUBLED = Finding(FindingCode.SIGN_DOUBLED, "{sign} twice", 3, "title", Severity.WARNING, {"sign": "،"}, 1, 2)


def _say(
    text: str,
    state: TranslationState = TranslationState.TRANSLATED,
    source: str = "a source",
    at: datetime = START,
    origin: TranslationOrigin = TranslationOrigin.HUMAN,
) -> Translation:
    return Translation((TextRun(text),), source, state, origin, at)


def _change(
    before: Translation | None,
    after: Translation | None,
    kind: UnitEventKind = SAVED,
    *,
    unit: UnitName = TITLE,
    findings: tuple[Finding, ...] = (),
    why: str | None = None,
) -> UnitChange:
    return UnitChange(unit, kind, before, after, findings, why)


def _refuse(text: str, unit: UnitName = TITLE, by: str | None = "Ada") -> Refusal:
    found = Finding(FindingCode.TAG_INVENTED, "no {tag}", 9, unit.path, values={"tag": "<c.none/>"})
    state, origin = TranslationState.TRANSLATED, TranslationOrigin.HUMAN
    return Refusal(unit, text, "a source", state, origin, day(1), by, (found,))


def _save(store: Units, *texts: str, unit: UnitName = TITLE, by: Signature = ADA) -> Translation | None:
    """Save these one after the other; gives the last."""
    before = None
    for text in texts:
        after = _say(text)
        assert store.change_units([_change(before, after, unit=unit)], day(1), by) == ()
        before = after
    return before


def _read(store: Store, unit: UnitName = TITLE) -> Translation | None:
    return store.read_translations(unit.subject, unit.locale).get(unit.locale, {}).get(unit.path)


def _history(store: Units, unit: UnitName = TITLE) -> Sequence[UnitEvent]:
    return store.read_unit_history(unit, 1000).events


def _require_sound(store: Store) -> None:
    assert isinstance(store, SqlStore)
    assert list(check_store(store.database, read_title)) == []


def test_change_is_made_where_the_unit_is_as_it_was_seen(store: Store) -> None:
    """A first translation and one that replaces it are both there afterwards, and what else there is stays."""
    store.save_translations("ar", {BONES: {"summary": _say("ملخص")}})

    _save(store, "عظام", "العظام")

    assert store.read_translations(BONES)["ar"] == {"title": _say("العظام"), "summary": _say("ملخص")}
    _require_sound(store)


@pytest.mark.parametrize(
    "seen", [None, _say("other"), _say("there", TranslationState.REVIEWED), _say("there", source="b")]
)
def test_change_is_left_where_the_unit_is_otherwise(store: Store, seen: Translation | None) -> None:
    """Who saw nothing, other words, another state or another source changes nothing, and gets the change back."""
    _save(store, "there")
    change = _change(seen, _say("new"))

    left = store.change_units([change], day(2), BO)

    assert left == (change,)
    assert (_read(store), store.unit_position()) == (_say("there"), 1)


def test_change_of_what_is_not_there_is_left(store: Store) -> None:
    """Who saw a translation where none is, or of a subject that nobody knows, changes nothing and leaves no trace."""
    changes = [_change(_say("gone"), _say("new")), _change(_say("gone"), None, UnitEventKind.REMOVED)]

    assert store.change_units(changes, day(0), ADA) == tuple(changes)
    assert (store.unit_position(), store.read_translations(BONES)) == (0, {})


def test_times_are_of_no_account(store: Store) -> None:
    """What was seen may have another time, and a translation that brings nothing but a time leaves the one there."""
    store.change_units([_change(None, _say("a", at=day(1)))], day(1), ADA)

    left = store.change_units([_change(_say("a", at=day(5)), _say("a", at=day(9)))], day(9), ADA)

    assert left == ()
    assert _read(store) == _say("a", at=day(1))
    assert [event.after for event in _history(store)] == [_say("a", at=day(1))] * 2


def test_others_are_made_beside_one_that_is_left(store: Store) -> None:
    """Each unit is judged alone: of many changes in one call, only those are left whose unit was changed since."""
    other = UnitName(article_name("joints"), "sw", "title")
    _save(store, "one")
    changes = [_change(None, _say("late")), _change(None, _say("viungo"), unit=other)]

    assert store.change_units(changes, day(2), BO) == (changes[0],)
    assert (_read(store), _read(store, other)) == (_say("one"), _say("viungo"))
    _require_sound(store)


def test_second_change_of_a_unit_is_held_against_the_first(store: Store) -> None:
    """Two changes of one unit in one call are made one after the other, each an event, and the last is what stays."""
    one, two = _say("one"), _say("two")
    changes = [
        _change(None, one),
        _change(one, two),
        _change(one, _say("three")),
        _change(two, None),
        _change(None, one),
    ]

    assert store.change_units(changes, day(0), ADA) == (changes[2],)
    assert _read(store) == one
    told = [(event.before, event.after) for event in reversed(_history(store))]
    assert told == [(None, one), (one, two), (two, None), (None, one)]
    _require_sound(store)


@pytest.mark.parametrize("kind", [UnitEventKind.REMOVED, UnitEventKind.UNDONE])
def test_removed_translation_is_gone(store: Store, kind: UnitEventKind) -> None:
    """Where nothing comes after, the row goes with its findings, and a subject without any has no digest."""
    there = _say("there")
    store.change_units([_change(None, there, findings=(DOUBLED,))], day(0), ADA)

    store.change_units([_change(there, None, kind)], day(1), BO)

    assert (store.read_translations(BONES), store.read_findings(BONES, "ar")) == ({}, {})
    assert store.digest_translations([BONES]) == {}
    assert [event.kind for event in _history(store)] == [kind, SAVED]
    _require_sound(store)


def test_digests_are_those_of_bulk_loading(store: Store) -> None:
    """However translations came, one by one or at once, equal ones have equal digests: publishing sees what changed."""
    store.save_revisions([make_article()])
    texts = {path: _say(path) for path in ("title", "summary", "why.heading")}
    store.save_translations("ar", {BONES: texts})
    at_once, drafts = store.digest_translations([BONES]), store.digest_drafts()
    store.drop_translations("ar")

    for path, text in texts.items():
        store.change_units([_change(None, text, unit=UnitName(BONES, "ar", path))], day(0))

    assert (store.digest_translations([BONES]), store.digest_drafts()) == (at_once, drafts)
    store.change_units([_change(texts["title"], _say("other"))], day(0))
    assert store.digest_drafts() != drafts


def test_event_tells_all(store: Store) -> None:
    """An event says of which unit it is, what was done, when, by whom and why, and what was there before and after."""
    before, after = _say("a", at=day(1)), _say("b", TranslationState.REVIEWED, at=day(2))
    store.change_units([_change(None, before)], day(1), ADA)

    store.change_units([_change(before, after, UnitEventKind.IMPORTED)], day(2), BO)

    assert _history(store) == (
        UnitEvent(2, TITLE, UnitEventKind.IMPORTED, day(2), before, after, BO),
        UnitEvent(1, TITLE, SAVED, day(1), None, before, ADA),
    )


def test_own_reason_goes_before_the_signature_s(store: Store) -> None:
    """A change's `why` is told of it; the others of the call are told with the signature's."""
    other = UnitName(BONES, "ar", "summary")

    store.change_units([_change(None, _say("a"), why="mine"), _change(None, _say("b"), unit=other)], day(0), ADA)

    assert _history(store)[0].signature == Signature("Ada", "mine")
    assert _history(store, other)[0].signature == ADA


@pytest.mark.parametrize("signature", [UNSIGNED, Signature(None, "loaded")])
def test_unsigned_creation_is_no_event(store: Store, signature: Signature) -> None:
    """A first translation from nobody who is known is kept without an event; what becomes of it then is one."""
    first = _say("loaded")

    store.change_units([_change(None, first, UnitEventKind.IMPORTED)], day(0), signature)
    assert (_read(store), store.unit_position()) == (first, 0)
    store.change_units([_change(first, _say("again"), UnitEventKind.IMPORTED)], day(1), signature)

    assert [event.before for event in _history(store)] == [first]


def test_comment_changes_nothing_but_history(store: Store) -> None:
    """A comment is an event with equal translations, or with none, even from nobody who is known; findings stay."""
    there = _say("there", at=day(1))
    store.change_units([_change(None, there, findings=(DOUBLED,))], day(1), ADA)
    empty = UnitName(BONES, "ar", "summary")
    comments = [
        _change(there, there, COMMENTED, why="Plural?"),
        _change(None, None, COMMENTED, unit=empty, why="What is it?"),
    ]

    assert store.change_units(comments, day(2)) == ()

    assert (_read(store), _read(store, empty)) == (there, None)
    assert store.read_findings(BONES, "ar") == {"title": (DOUBLED,)}
    assert _history(store)[0] == UnitEvent(2, TITLE, COMMENTED, day(2), there, there, Signature(None, "Plural?"))
    assert _history(store, empty)[0].signature.why == "What is it?"
    _require_sound(store)


def test_what_people_said_of_a_subject_is_read_at_once(store: Store) -> None:
    """Comments and reasons of rejections are given by unit, oldest first, and no reason of anything else."""
    said = _save(store, "عظام")
    other = UnitName(BONES, "ar", "summary")
    store.change_units([_change(None, None, COMMENTED, unit=other, why="What is meant?")], day(2), BO)
    store.change_units([_change(said, said, COMMENTED, why="First.")], day(3), BO)
    rejected = msgspec.structs.replace(said, state=TranslationState.INITIAL) if said else None
    store.change_units([_change(said, rejected, UnitEventKind.REJECTED, why="Second.")], day(4), BO)
    store.change_units([_change(None, None, COMMENTED, unit=UnitName(BONES, "sw", "title"), why="x")], day(5), BO)

    comments = store.read_unit_comments(BONES, "ar")

    assert {path: [(one.signature.why, one.at) for one in events] for path, events in comments.items()} == {
        "summary": [("What is meant?", day(2))],
        "title": [("First.", day(3)), ("Second.", day(4))],
    }
    assert store.read_unit_comments(article_name("joints"), "ar") == {}


def test_undoing_brings_back_exactly_what_was(store: Store) -> None:
    """What an event says was before can be put back, whatever is in it, and the history then tells that too."""
    rich = _say("a\0b 🦴 \u202bع\u202c", TranslationState.FINAL, "x" * 64, day(3), TranslationOrigin.MACHINE)
    store.change_units([_change(None, rich)], day(0), ADA)
    store.change_units([_change(rich, _say("worse"))], day(1), BO)
    (worse, _) = _history(store)

    left = store.change_units([_change(worse.after, worse.before, UNDONE)], day(2), ADA)

    assert left == ()
    assert _read(store) == rich
    assert (_history(store)[0].before, _history(store)[0].after) == (worse.after, rich)


def test_strange_words_of_people_are_kept(store: Store) -> None:
    """A refused text is kept as it came; in names, reasons and findings, U+FFFD stands for what is no character."""
    found = Finding(FindingCode.TAG_INVENTED, "no {tag}", values={"tag": "\ud800\0"})
    refused = msgspec.structs.replace(_refuse("a\0b\ud83d <c/>", by="A\0da"), findings=(found,))

    store.change_units([_change(None, _say("a"))], day(0), Signature("A\0da", "b\ud800"), [refused])

    kept = store.read_refusals(BONES, "ar")["title"]
    assert (kept.text, kept.by, kept.findings[0].values) == ("a\0b\ud83d <c/>", "A\ufffdda", {"tag": "\ufffd\ufffd"})
    assert _history(store)[0].signature == Signature("A\ufffdda", "b\ufffd")


def test_instant_without_offset_is_refused(store: Store) -> None:
    """Nobody could tell when it was: nothing is written."""
    with pytest.raises(ValueError, match="offset from UTC"):
        store.change_units([_change(None, _say("a"))], day(0).replace(tzinfo=None), ADA)

    assert (_read(store), store.unit_position()) == (None, 0)


@pytest.mark.parametrize(
    ("after", "brought", "left"),
    [
        (_say("other"), (), {}),
        (_say("there", source="another"), (), {}),
        (_say("there", TranslationState.REVIEWED), (), {"title": (DOUBLED,)}),
        (_say("there"), (), {"title": (DOUBLED,)}),
        (_say("other"), (DOUBLED, DOUBLED), {"title": (DOUBLED, DOUBLED)}),
        (_say("there", TranslationState.REVIEWED), (DOUBLED, DOUBLED), {"title": (DOUBLED, DOUBLED)}),
    ],
)
def test_findings_are_of_the_words(
    store: Store, after: Translation, brought: tuple[Finding, ...], left: dict[str, tuple[Finding, ...]]
) -> None:
    """Findings go with the words or the source that they were of, and stay through a change of state alone."""
    there = _say("there")
    store.change_units([_change(None, there, findings=(DOUBLED,))], day(0), ADA)

    store.change_units([_change(there, after, findings=brought)], day(1), BO)

    assert store.read_findings(BONES, "ar") == left
    _require_sound(store)


def test_noted_findings_are_all_that_there_are(store: Store) -> None:
    """Noting replaces a subject's findings in that locale alone, and keeps none of what has no translation."""
    joints = article_name("joints")
    for name in (BONES, joints):
        for locale in ("ar", "sw"):
            store.save_translations(locale, {name: {"title": _say("t"), "summary": _say("s")}})
            store.note_findings(locale, {name: {"title": (DOUBLED,), "summary": (DOUBLED,)}})

    store.note_findings("ar", {BONES: {"summary": (DOUBLED, DOUBLED), "gone": (DOUBLED,), "title": ()}})
    store.note_findings("ar", {article_name("unknown"): {"title": (DOUBLED,)}})

    assert store.read_findings(BONES, "ar") == {"summary": (DOUBLED, DOUBLED)}
    both = {"title": (DOUBLED,), "summary": (DOUBLED,)}
    assert [store.read_findings(*of) for of in ((BONES, "sw"), (joints, "ar"), (joints, "sw"))] == [both] * 3
    assert store.read_findings(article_name("unknown"), "ar") == {}
    _require_sound(store)


def test_refusal_is_kept_until_words_are_taken(store: Store) -> None:
    """A refused text stays through comments and reviews, gives way to a newer one, and goes when words are taken."""
    there = _say("there")
    reviewed = _say("there", TranslationState.REVIEWED)
    store.change_units([_change(None, there)], day(0), ADA)
    store.change_units([], day(1), ADA, [_refuse("<c.none/>")])
    store.change_units([], day(2), ADA, [_refuse("<c.nothing/>", by=None)])
    assert store.read_refusals(BONES, "ar") == {"title": _refuse("<c.nothing/>", by=None)}

    store.change_units([_change(there, there, COMMENTED), _change(there, reviewed, REVIEWED)], day(3), BO)
    assert store.read_refusals(BONES, "ar").keys() == {"title"}
    store.change_units([_change(reviewed, _say("mended"))], day(4), ADA)

    assert store.read_refusals(BONES, "ar") == {}
    _require_sound(store)


def test_refusal_stays_where_a_change_is_left(store: Store) -> None:
    """Words that were not taken make no refused ones go; a refused text needs no translation beside it."""
    store.change_units([], day(0), ADA, [_refuse("<c.none/>"), _refuse("<b>", UnitName(BONES, "ar", "summary"))])

    left = store.change_units([_change(_say("gone"), _say("new"))], day(1), ADA)

    assert len(left) == 1
    assert sorted(store.read_refusals(BONES, "ar")) == ["summary", "title"]
    assert (store.read_refusals(BONES, "sw"), store.read_refusals(article_name("unknown"), "ar")) == ({}, {})


def test_bulk_loading_drops_what_was_noted_of_what_goes(store: Store) -> None:
    """Loading all of a locale lets go of findings and refusals of units that change or go, and tells what they were."""
    texts = {path: _say(path) for path in ("kept", "changed", "gone")}
    for path, text in texts.items():
        unit = UnitName(BONES, "ar", path)
        store.change_units([_change(None, text, unit=unit, findings=(DOUBLED,))], day(0), ADA)
        store.change_units([], day(1), ADA, [_refuse("<b>", unit)])

    store.save_translations("ar", {BONES: {"kept": texts["kept"], "changed": _say("anew")}})

    assert store.read_findings(BONES, "ar") == {"kept": (DOUBLED,)}
    assert store.read_refusals(BONES, "ar").keys() == {"kept"}
    newest = {path: _history(store, UnitName(BONES, "ar", path))[0] for path in texts}
    assert {path: (event.kind, event.before, event.after, event.signature) for path, event in newest.items()} == {
        "kept": (SAVED, None, texts["kept"], ADA),
        "changed": (UnitEventKind.IMPORTED, texts["changed"], _say("anew"), UNSIGNED),
        "gone": (UnitEventKind.REMOVED, texts["gone"], None, UNSIGNED),
    }
    assert store.unit_position() == 5
    _require_sound(store)


def test_bulk_loading_of_what_is_new_is_no_event(store: Store) -> None:
    """Of what is loaded first, or again with nothing but other times, nothing is told; reviews of a file's are."""
    store.save_translations("ar", {BONES: {"title": _say("a"), "summary": _say("b")}})
    store.save_translations("ar", {BONES: {"title": _say("a", at=day(3)), "summary": _say("b")}})
    assert store.unit_position() == 0

    store.save_translations("ar", {BONES: {"title": _say("a", TranslationState.REVIEWED), "summary": _say("b")}})

    (event,) = store.read_unit_events(0, 10).events
    assert (event.unit, event.kind, event.before) == (TITLE, UnitEventKind.IMPORTED, _say("a"))
    assert abs(event.at - datetime.now(UTC)) < timedelta(minutes=5)


def test_dropping_a_locale_drops_what_was_noted_there(store: Store) -> None:
    """With a locale's translations go its findings and refusals, and those of no other; what was there is told."""
    for locale in ("ar", "sw"):
        unit = UnitName(BONES, locale, "title")
        store.change_units([_change(None, _say("a"), unit=unit, findings=(DOUBLED,))], day(0), ADA)
        store.change_units([], day(1), ADA, [_refuse("<b>", unit)])

    store.drop_translations("ar")

    assert (store.read_findings(BONES, "ar"), store.read_refusals(BONES, "ar")) == ({}, {})
    assert (store.read_findings(BONES, "sw").keys(), store.read_refusals(BONES, "sw").keys()) == ({"title"}, {"title"})
    assert [(event.kind, event.before, event.after) for event in _history(store)] == [
        (UnitEventKind.REMOVED, _say("a"), None),
        (SAVED, None, _say("a")),
    ]
    assert len(_history(store, UnitName(BONES, "sw", "title"))) == 1
    _require_sound(store)


def test_history_is_given_in_pages(store: Store) -> None:
    """Newest first, each page goes on before the last event of the one before, until there are no more."""
    _save(store, *map(str, range(5)))
    _save(store, "other", unit=UnitName(BONES, "ar", "summary"))

    pages = [store.read_unit_history(TITLE, 2)]
    while pages[-1].has_next_page:
        pages.append(store.read_unit_history(TITLE, 2, pages[-1].position))

    assert [[event.sequence for event in page.events] for page in pages] == [[5, 4], [3, 2], [1]]
    assert [page.position for page in pages] == [4, 2, 1]
    assert store.read_unit_history(TITLE, 2, 1).events == ()
    assert store.read_unit_history(UnitName(article_name("unknown"), "ar", "title"), 2).events == ()


def test_events_are_followed_by_locale(store: Store) -> None:
    """In their order, in some locales or in all, and whoever goes on from the position misses nothing."""
    for number, locale in enumerate(("ar", "sw", "ar", "fr", "ar")):
        _save(store, "a", unit=UnitName(BONES, locale, f"p{number}"))

    def follow(first: int, locales: Sequence[str] | None) -> list[list[int]]:
        pages = [store.read_unit_events(0, first, locales)]
        while pages[-1].has_next_page:
            pages.append(store.read_unit_events(pages[-1].position, first, locales))
        assert pages[-1].position == store.unit_position() == 5
        return [[event.sequence for event in page.events] for page in pages]

    assert follow(2, None) == [[1, 2], [3, 4], [5]]
    assert follow(2, ["ar"]) == [[1, 3], [5]]
    assert follow(5, ["sw", "ar", "ar"]) == [[1, 2, 3, 5]]
    assert follow(1, ["de"]) == [[]]
    assert follow(1, []) == [[]]
    assert store.read_unit_events(5, 10).events == ()
    assert store.read_unit_events(0, 0, ["ar"]).position == 0


def test_translator_is_who_made_the_words(store: Store) -> None:
    """A review, a comment and a renewal leave the words somebody's; only other words make them somebody else's."""
    words = _say("words")
    steps = [
        (_change(None, words), ADA, {"title": "Ada"}),
        (_change(words, _say("words", TranslationState.REVIEWED), REVIEWED), BO, {"title": "Ada"}),
        (
            _change(_say("words", TranslationState.REVIEWED), _say("words", source="next"), UnitEventKind.RENEWED),
            BO,
            {"title": "Ada"},
        ),
        (_change(_say("words", source="next"), _say("better", source="next")), BO, {"title": "Bo"}),
        (_change(_say("better", source="next"), None, UnitEventKind.REMOVED), ADA, {}),
        (_change(None, None, COMMENTED), ADA, {}),
        (_change(None, _say("better"), UnitEventKind.IMPORTED), Signature("Cy"), {"title": "Cy"}),
        (_change(_say("better"), _say("best")), UNSIGNED, {}),
    ]
    for change, signature, translators in steps:
        assert store.change_units([change], day(0), signature) == ()
        assert store.read_translators(BONES, "ar") == translators, change

    assert (store.read_translators(BONES, "sw"), store.read_translators(article_name("unknown"), "ar")) == ({}, {})


def test_words_brought_back_are_of_who_made_them(store: Store) -> None:
    """Undoing gives words back to their translator, who still can't review them; if unknown, to who undid."""
    ada, bo = _say("Ada's"), _say("Bo's")
    store.change_units([_change(None, ada)], day(0), ADA)
    store.change_units([_change(ada, bo)], day(1), BO)
    store.change_units([_change(bo, ada, UNDONE)], day(2), Signature("Cy"))
    assert store.read_translators(BONES, "ar") == {"title": "Ada"}

    loaded = UnitName(BONES, "sw", "title")
    store.change_units([_change(None, ada, unit=loaded)], day(0))
    store.change_units([_change(ada, bo, unit=loaded)], day(1), BO)
    store.change_units([_change(bo, ada, UNDONE, unit=loaded)], day(2), Signature("Cy"))
    assert store.read_translators(BONES, "sw") == {"title": "Cy"}


def test_words_loaded_in_bulk_are_nobody_s(store: Store) -> None:
    """Who signed the newest event did not make the words that were loaded over theirs."""
    _save(store, "Ada's")

    store.save_translations("ar", {BONES: {"title": _say("a file's")}})

    assert store.read_translators(BONES, "ar") == {}


def test_older_source_is_found_by_its_hash(store: Store) -> None:
    """Any text that a unit had in a revision that is kept is found again, and none of another unit or subject."""
    revisions = [make_article(texts={"title": f"Bones {number}", "summary": "Same"}) for number in range(30)]
    for revision in revisions:
        store.save_revisions([revision])

    for revision in (revisions[0], revisions[17], revisions[29]):
        found = revision.units["title"]
        assert store.find_older_source(BONES, "title", found.hash) == found
        assert store.find_older_source(BONES, "summary", found.hash) is None
        assert store.find_older_source(article_name("joints"), "title", found.hash) is None
    assert store.find_older_source(BONES, "title", "\ud800") is None


def test_change_is_heard_of(store: Store) -> None:
    """Whoever listens for commits is woken by a change of a unit, which is none of the feed."""
    publish(store, make_article())
    with closing(store.listen()) as ear:
        _save(store, "a")

        assert ear.wait(30)
        assert not ear.wait(0)
    assert (store.position(), store.unit_position()) == (1, 1)


def test_many_changes_take_few_statements(store: Store) -> None:
    """500 changes of many subjects take as many statements as fifty: none of them is asked for by itself."""
    counts = []
    for number, many in enumerate((50, 500)):
        units = [UnitName(article_name(f"a{number}-{each % 97}"), "ar", f"p{each}") for each in range(many)]
        changes = [_change(None, _say("a"), unit=unit, findings=(DOUBLED,)) for unit in units]
        store.change_units(changes, day(0), ADA, [_refuse("<b>", unit) for unit in units])
        changes = [_change(_say("a"), _say("b"), unit=unit, findings=(DOUBLED,)) for unit in units]
        with count_statements() as statements:
            assert store.change_units(changes, day(1), BO, [_refuse("<i>", unit) for unit in units]) == ()
        counts.append(len(statements))

    assert counts[0] == counts[1] < 30


def test_writers_at_once_lose_nothing(store: Store) -> None:
    """Of several who saw the same, one changes the unit and the others are told; events have no gaps."""
    rounds, writers = 6, 4
    units = [UnitName(BONES, "ar", f"p{number}") for number in range(3)]
    together = Barrier(writers)

    def write(writer: int) -> int:
        made = 0
        seen: dict[UnitName, Translation | None] = dict.fromkeys(units)
        for number in range(rounds):
            together.wait()
            changes = [_change(seen[unit], _say(f"{writer} {number}"), unit=unit) for unit in units]
            made += len(changes) - len(store.change_units(changes, day(number), Signature(f"{writer}")))
            together.wait()
            seen = {unit: _read(store, unit) for unit in units}
        return made

    with ThreadPoolExecutor(writers) as pool:
        made = list(pool.map(write, range(writers)))

    assert sum(made) == rounds * len(units) == store.unit_position()
    events = store.read_unit_events(0, 1000).events
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    for unit in units:
        told = [(event.before, event.after) for event in reversed(_history(store, unit))]
        assert [before for before, _ in told] == [None, *(after for _, after in told[:-1])]
        assert told[-1][1] == _read(store, unit)
    _require_sound(store)


@pytest.mark.parametrize("seed", range(8))
def test_any_history_is_as_in_a_list(store: Store, seed: int) -> None:
    """Whatever is changed, refused, noted and loaded, the store holds what dictionaries and a list would hold."""
    choose = random.Random(seed)
    model = MemoryUnits(MemoryDrafts())
    names, locales, paths = [BONES, article_name("joints")], ["ar", "sw"], ["title", "summary"]

    def pick_text() -> Translation | None:
        if choose.random() < 0.15:
            return None
        state = choose.choice(list(TranslationState)[1:3])
        return _say(choose.choice("abc"), state, choose.choice(["s", "s", "t"]), day(choose.randrange(9)))

    def pick_change() -> UnitChange:
        unit = UnitName(choose.choice(names), choose.choice(locales), choose.choice(paths))
        held = model.drafts.read_translations(unit.subject, unit.locale).get(unit.locale, {}).get(unit.path)
        before = held if choose.random() < 0.8 else pick_text()
        after = before if choose.random() < 0.15 else pick_text()
        kind = choose.choice([SAVED, SAVED, REVIEWED, UNDONE])
        found, why = choose.choice([(), (DOUBLED,)]), choose.choice([None, "so"])
        return _change(before, after, kind, unit=unit, findings=found, why=why)

    for number in range(40):
        changes = [pick_change() for _ in range(choose.randrange(4))]
        refused = [_refuse(choose.choice("xyz"), pick_change().unit) for _ in range(choose.choice([0, 0, 1]))]
        signature = choose.choice([UNSIGNED, ADA, BO, Signature("Cy")])
        left = [each.change_units(changes, day(number), signature, refused) for each in (store, model)]
        assert left[0] == left[1]
        if choose.random() < 0.2:
            noted = {choose.choice(names): {choose.choice(paths): (DOUBLED,)}}
            locale = choose.choice(locales)
            store.note_findings(locale, noted)
            model.note_findings(locale, noted)

    assert _tell(store, names, locales, paths) == _tell(model, names, locales, paths)
    for name in names:
        for locale in locales:
            held = model.drafts.read_translations(name, locale).get(locale, {})
            assert store.read_translations(name, locale).get(locale, {}) == held
    _require_sound(store)


def _tell(units: Units, names: Iterable[SubjectName], locales: Sequence[str], paths: Iterable[str]) -> list[object]:
    """All that there is to ask of these units."""
    told: list[object] = [units.unit_position(), units.read_unit_events(3, 20), units.read_unit_events(0, 7, ["sw"])]
    for name in names:
        for locale in locales:
            told += [units.read_findings(name, locale), units.read_refusals(name, locale)]
            told.append(units.read_translators(name, locale))
            told += [units.read_unit_history(UnitName(name, locale, path), 5, 30) for path in paths]
            told += [units.read_unit_history(UnitName(name, locale, path), 100) for path in paths]
    return told


def test_units_of_a_draft_are_published(store: Store) -> None:
    """What was changed one by one is what publishing prepares: translations of the draft, in their states."""
    revision = make_article()
    store.save_revisions([revision])
    for path, text in translate(revision, "ar").items():
        store.change_units([_change(None, text, unit=UnitName(BONES, "ar", path))], day(0), ADA)

    assert store.read_drafts([BONES])[BONES].translations == {"ar": translate(revision, "ar")}
    assert store.translated() == (("ar", BONES),)
