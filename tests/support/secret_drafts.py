"""A store whose published side has every kind of thing, and whose drafts have something secret in each of them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from tests.support.libraries import echo, read_whole
from tests.support.subjects import START
from verbena.authoring.revisions import make_revision
from verbena.model.asset import Asset
from verbena.model.edition import Revision, SourceUnit, SubjectKind
from verbena.model.inline import ArticleLink, TextRun
from verbena.model.markup import hash_text, write_markup
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.publishing.publish import publish_subjects
from verbena.store.contract import Store

SECRET_SLUG = "secret-en-bones"
"""The slug of an article that was never published."""

MOVED_SLUG = "secret-en-moved"
"""The slug that the published article `bones` has in its draft."""

DRAWING = Asset(hashlib.sha256(b"secret").hexdigest(), "image/svg+xml", b"<svg>secret-en drawing</svg>")
"""What the draft of `bones` shows in place of its published figure, and the article that was never published, too."""

_KEYS = ("bones", "tamoxifen", "letrozole", "lee-2020", "tu-2018", "dexa", "ada", "osteoporosis", "cancer", "serm")
_WORDS = {"Soltamox": "secret-en brand", "Ada Example": "secret-en name", '"Bones"': '"secret-en work"'}


def fill_with_secrets(store: Store) -> None:
    """Publish the whole article in English and Arabic; then draft changes of everything, and as much that is new.

    Whatever is in a draft of a locale holds `secret-<locale>`: texts, keys, slugs, names, addresses. Swahili was never
    published, and what there is in German needs work.
    """
    whole = read_whole()
    store.save_revisions(whole)
    for revision in whole:
        store.save_translations("ar", {revision.name: echo(revision, "ar")})
    publish_subjects(store, START)
    changed = [_change(revision) for revision in whole]
    new = [_rename(revision) for revision in changed if revision.name.kind is not SubjectKind.INTERFACE]
    store.save_assets([DRAWING])
    store.save_revisions([*changed, *new])
    for revision in [*changed, *new]:
        for locale in ("ar", "sw"):
            store.save_translations(locale, {revision.name: _translate(revision, locale, TranslationState.TRANSLATED)})
        store.save_translations("de", {revision.name: _translate(revision, "de", TranslationState.INITIAL)})


def find_secrets(answer: object) -> set[str]:
    """The locales whose secrets an answer has anywhere in it, in ids and cursors too."""
    text = json.dumps(answer, ensure_ascii=False)
    told = [text, *_decode(text)]
    return {match[1].lower() for part in told for match in re.finditer(r"secret-([a-z]{2})", part, re.IGNORECASE)}


def _decode(text: str) -> Iterator[str]:
    for word in set(re.findall(r"[A-Za-z0-9_-]{8,}", text)):
        try:
            yield base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)).decode("latin-1")
        except (binascii.Error, ValueError):
            continue


def _change(revision: Revision) -> Revision:
    """The subject with other words, names and pictures; an article with another slug, and a link to the new one."""
    text = msgspec.json.encode(revision.structure).decode()
    for word, secret in _WORDS.items():
        text = text.replace(word, secret)
    structure = msgspec.json.decode(re.sub(r"[0-9a-f]{64}", DRAWING.digest, text), type=type(revision.structure))
    units = {path: _prefix(unit) for path, unit in revision.units.items()}
    references = revision.references
    if revision.name.kind is SubjectKind.ARTICLE:
        structure = replace(structure, slug=MOVED_SLUG)
        link = (*units["summary"].inlines, ArticleLink(SECRET_SLUG, (TextRun("secret-en link"),)))
        units["summary"] = SourceUnit(link, hash_text(write_markup(link)))
        references = (*references, replace(revision.name, key=SECRET_SLUG))
    return make_revision(revision.name, revision.locale, structure, units, references)


def _prefix(unit: SourceUnit) -> SourceUnit:
    inlines = (TextRun("secret-en "), *unit.inlines)
    return SourceUnit(inlines, hash_text(write_markup(inlines)), unit.limit)


def _rename(revision: Revision) -> Revision:
    """A subject like this one under another key, which names others like those that this one names."""
    text = msgspec.json.encode(revision).decode().replace(MOVED_SLUG, "bones")
    text = re.sub(rf"(?<!secret-en-)\b({'|'.join(_KEYS)})\b", r"secret-en-\1", text)
    renamed = msgspec.json.decode(text, type=Revision)
    units = {path: replace(unit, hash=hash_text(write_markup(unit.inlines))) for path, unit in renamed.units.items()}
    return make_revision(renamed.name, renamed.locale, renamed.structure, units, renamed.references)


def _translate(revision: Revision, locale: str, state: TranslationState) -> dict[str, Translation]:
    return {
        path: Translation(
            (
                TextRun(f"secret-{locale} "),
                *(inline for inline in unit.inlines if not isinstance(inline, TextRun | ArticleLink)),
            ),
            unit.hash,
            state,
            TranslationOrigin.HUMAN,
            START,
        )
        for path, unit in revision.units.items()
    }
