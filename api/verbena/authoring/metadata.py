"""An article's front matter: checked, its names looked up, and read as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from verbena.authoring.located import Located, read_yaml
from verbena.authoring.nodes import KeyForm, Slot, Text
from verbena.authoring.problems import ProblemCode, ProblemLog
from verbena.authoring.schemas import check_against
from verbena.authoring.source_locales import check_source_locale
from verbena.authoring.vocabulary import Vocabulary
from verbena.language.tags import parse_tag
from verbena.model.article import Credit, MedicationClaim, MedicationEffect, MedicationUse, Notice, NoticeKind
from verbena.model.edition import SubjectKind, SubjectName
from verbena.model.errors import InvalidLocale

_MARK = "---"


class FrontMatter(Struct, frozen=True):
    """An article's file in two: its metadata, null where it can't be read, and its body with the line it starts at."""

    metadata: Located | None
    body: str
    body_line: int


class Metadata(Struct, frozen=True):
    """What an article's front matter says; `texts` are its claims' notes and its notices, by unit path."""

    key: str
    slug: str
    locale: str
    topics: tuple[str, ...]
    credits: tuple[Credit, ...]
    medications: tuple[MedicationUse, ...]
    notices: tuple[Notice, ...]
    reviewed_on: date | None
    review_due_on: date | None


def split_front_matter(text: str, log: ProblemLog) -> FrontMatter:
    """The two parts of a file whose first line is `---`; the metadata ends at the next such line."""
    lines = text.split("\n")
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() == _MARK), None)
    if lines[0].rstrip() != _MARK or end is None:
        message = "the article does not begin with its metadata, between two lines of ---"
        log.add(1, ProblemCode.MISSING_FRONT_MATTER, message)
        return FrontMatter(None, text, 1)
    # YAML takes these for line ends, and then its lines are not the file's.
    metadata = re.sub("[\x85\u2028\u2029]", " ", "\n".join(lines[1:end]))
    return FrontMatter(read_yaml(metadata, 2, log), "\n".join(lines[end + 1 :]), end + 2)


def check_metadata(front: Located, stem: str, log: ProblemLog) -> str | None:
    """Log what is wrong with the metadata of `<stem>.md`; gives its locale's canonical tag if it has one."""
    check_against("article", front, log)
    if not isinstance(front.value, dict):
        return None
    slug = front.value.get("slug")
    if isinstance(slug, str) and slug != stem:
        message = f"the slug is {slug!r} and the file {stem}.md; give both one name"
        log.add(front.line_of("slug"), ProblemCode.SLUG_NOT_FILE_NAME, message)
    named = [use.get("medication") for _, use in _mappings(front.value, "medications")]
    for at, medication in enumerate(named):
        if medication in named[:at]:
            message = f"the medication {medication!r} stands here a second time; put its claims into the first"
            log.add(front.line_of("medications", at, "medication"), ProblemCode.DUPLICATE_KEY, message)
    _check_review(front, log)
    locale = front.value.get("locale")
    if not isinstance(locale, str):
        return None
    try:
        tag = parse_tag(locale)
    except InvalidLocale as error:
        log.add(front.line_of("locale"), ProblemCode.MALFORMED_LANGUAGE, str(error))
        return None
    if wrong := check_source_locale(tag):
        log.add(front.line_of("locale"), ProblemCode.INVALID_FIELD, wrong)
    return tag


def find_names(front: Located, vocabulary: Vocabulary, log: ProblemLog) -> list[SubjectName]:
    """Every subject that the metadata names; one that is not there is logged at its line."""
    names: list[SubjectName] = []

    def take(kind: SubjectKind, key: object, *path: str | int) -> None:
        if isinstance(key, str):
            names.append(vocabulary.check(kind, key, front.line_of(*path), log))

    value = front.value if isinstance(front.value, dict) else {}
    for at, topic in enumerate(_items(value, "topics")):
        take(SubjectKind.TOPIC, topic, "topics", at)
    for at, credit in _mappings(value, "credits"):
        take(SubjectKind.CONTRIBUTOR, credit.get("contributor"), "credits", at, "contributor")
        if isinstance(role := credit.get("role"), str):
            names.append(vocabulary.check_term("role", role, front.line_of("credits", at, "role"), log))
    for at, use in _mappings(value, "medications"):
        path = ("medications", at)
        take(SubjectKind.MEDICATION, use.get("medication"), *path, "medication")
        for number, claim in _mappings(use, "claims"):
            take(SubjectKind.TOPIC, claim.get("condition"), *path, "claims", number, "condition")
            for place, citation in enumerate(_items(claim, "citations")):
                take(SubjectKind.CITATION, citation, *path, "claims", number, "citations", place)
    return names


def find_claims(front: Located) -> Iterator[tuple[str, Slot, Text | None]]:
    """Each claim in order: the medication it is about, its key, and its note."""
    for at, use in _mappings(front.value, "medications"):
        for number, claim in _mappings(use, "claims"):
            path = ("medications", at, "claims", number)
            yield str(use.get("medication")), _slot(front, claim, path), _text(front, claim, path, "note")


def find_notices(front: Located) -> Iterator[tuple[Slot, Text | None]]:
    """Each notice in order: its key and its text."""
    for at, notice in _mappings(front.value, "notices"):
        yield _slot(front, notice, ("notices", at)), _text(front, notice, ("notices", at), "text")


def read_metadata(front: Located, locale: str) -> Metadata:
    """The values of metadata that passed its checks."""
    value: dict[str, Any] = front.value
    return Metadata(
        value["key"],
        value["slug"],
        locale,
        tuple(value.get("topics") or ()),
        tuple(Credit(credit["role"], credit["contributor"]) for credit in value.get("credits") or ()),
        tuple(
            MedicationUse(use["medication"], tuple(_read_claim(claim) for claim in use.get("claims") or ()))
            for use in value.get("medications") or ()
        ),
        tuple(
            Notice(notice["key"], NoticeKind(notice["kind"]), date.fromisoformat(notice["on"]))
            for notice in value.get("notices") or ()
        ),
        _read_date(value.get("reviewedOn")),
        _read_date(value.get("reviewDueOn")),
    )


def _check_review(front: Located, log: ProblemLog) -> None:
    try:
        days = [_read_date(front.value.get(name)) for name in ("reviewedOn", "reviewDueOn")]
    except (TypeError, ValueError):
        return  # the schema says so
    reviewed, due = days
    if reviewed and due and due < reviewed:
        message = f"reviewDueOn, {due}, is before reviewedOn, {reviewed}; the next review comes after the last"
        log.add(front.line_of("reviewDueOn"), ProblemCode.INVALID_FIELD, message)


def _read_claim(claim: dict[str, Any]) -> MedicationClaim:
    effect = MedicationEffect(claim["effect"])
    return MedicationClaim(claim["key"], effect, claim["condition"], tuple(claim.get("citations") or ()))


def _read_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _slot(front: Located, mapping: dict[str, Any], path: tuple[str | int, ...]) -> Slot:
    if "key" in mapping:
        return Slot(front.line_of(*path, "key"), str(mapping["key"] or ""))
    start = front.mappings[path]
    return Slot(start.line, None, KeyForm.BRACES if start.braces else KeyForm.FIELD, start.column)


def _text(front: Located, mapping: dict[str, Any], path: tuple[str | int, ...], field: str) -> Text | None:
    text = mapping.get(field)
    return Text(text, front.line_of(*path, field)) if isinstance(text, str) else None


def _items(value: object, field: str) -> list[Any]:
    items = value.get(field) if isinstance(value, dict) else None
    return items if isinstance(items, list) else []


def _mappings(value: object, field: str) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((at, item) for at, item in enumerate(_items(value, field)) if isinstance(item, dict))
