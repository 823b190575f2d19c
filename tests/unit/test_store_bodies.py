"""Bodies of editions: small, read back as they were, whatever version of Verbena wrote them."""

from __future__ import annotations

from datetime import UTC

import zstandard
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from tests.support.inline_trees import INLINES
from tests.support.libraries import echo, read_whole
from verbena.model.edition import SubjectKind
from verbena.model.translation import Translation, TranslationOrigin, TranslationState
from verbena.store.bodies import (
    SourceBody,
    TranslatedBody,
    decode_source,
    decode_source_hashes,
    decode_translated,
    decode_translated_hashes,
    encode_body,
    measure_body,
)

_hashes = st.one_of(st.text("0123456789abcdef", min_size=32, max_size=32), st.text(max_size=40))
_translations = st.builds(
    Translation,
    INLINES,
    _hashes,
    st.sampled_from(TranslationState),
    st.sampled_from(TranslationOrigin),
    st.datetimes(timezones=st.just(UTC)),
)


@given(st.dictionaries(st.text(), _translations, max_size=4))
def test_translations_come_back(units: dict[str, Translation]) -> None:
    """Whatever is translated is read as it was written, in its order, and so are the hashes alone."""
    data = encode_body(TranslatedBody(units))

    assert list(decode_translated(data).units.items()) == list(units.items())
    assert decode_translated_hashes(data) == {path: unit.source_hash for path, unit in units.items()}


def test_bodies_of_before_are_read() -> None:
    """A database keeps the editions that an older Verbena wrote: as maps, compressed as zstd does it by itself."""
    revision = read_whole()[0]
    units = echo(revision, "ar")
    data = zstandard.compress(msgpack.encode(TranslatedBody(units)))

    assert decode_translated(data) == TranslatedBody(units)
    assert decode_translated_hashes(data) == {path: unit.source_hash for path, unit in units.items()}


def test_sources_come_back() -> None:
    """Every kind of subject is read as it was written."""
    for revision in read_whole():
        body = SourceBody(revision.structure, revision.units, revision.references)

        data = encode_body(body)

        assert decode_source(data) == body
        assert decode_source_hashes(data) == {path: unit.hash for path, unit in revision.units.items()}


def test_equal_bodies_are_equal_bytes() -> None:
    """The same translations make the same bytes, which are fewer than those of before, and tell what they hold."""
    article = next(revision for revision in read_whole() if revision.name.kind is SubjectKind.ARTICLE)
    body = TranslatedBody(echo(article, "ar"))

    data = encode_body(body)

    assert data == encode_body(TranslatedBody(dict(body.units)))
    assert len(data) < 0.95 * len(zstandard.compress(msgpack.encode(body)))
    assert measure_body(data) > len(data)
