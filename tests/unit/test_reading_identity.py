"""Ids that name a thing as presented."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.libraries import open_library, publish_whole
from tests.support.tags import well_formed_tags
from verbena.language.tags import parse_tag
from verbena.model.edition import SubjectKind
from verbena.model.errors import ErrorCode, InvalidId
from verbena.reading.identity import Identity, read_id, write_id
from verbena.reading.presentation import Presentation
from verbena.reading.read_node import read_node

_TAGS = st.lists(well_formed_tags().map(parse_tag), min_size=1, max_size=3).map(tuple)
_FALLBACKS = st.none() | st.just(()) | _TAGS
_CHANGES = st.none() | st.integers(0, 2**63 - 1)
# A preview is of now: drafts have no history.
_TIMES = st.tuples(_CHANGES, st.just(False)) | st.just((None, True))
_IDENTITIES = st.builds(
    lambda *parts: Identity(*parts[:-1], *parts[-1]),
    st.text(),
    st.sampled_from(SubjectKind),
    st.text(),
    st.text(),
    _TAGS,
    _FALLBACKS,
    _TIMES,
)

TITLE = Identity("Text", SubjectKind.ARTICLE, "bones", "title", ("ar", "en"), ("sw",))


def encode(value: object) -> str:
    """An id with this content, in the form in which ids are written."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode("utf-8", "surrogatepass")).rstrip(b"=").decode()


@given(_IDENTITIES)
def test_an_id_is_read_as_it_was_written(identity: Identity) -> None:
    """Every id gives back all that it names, the presentation among it, and is fit for an address as it is."""
    text = write_id(identity)

    assert read_id(text) == identity
    assert read_id(text).presentation == Presentation(identity.wanted, identity.fallback, identity.at, identity.preview)
    assert text.replace("-", "").replace("_", "").isalnum()
    assert text.isascii()


@given(_IDENTITIES, _IDENTITIES)
def test_ids_differ_where_anything_does(identity: Identity, other: Identity) -> None:
    """Two things, or one thing presented in two ways, never share an id."""
    assert (write_id(identity) == write_id(other)) == (identity == other)


def test_no_fallback_is_not_an_empty_one() -> None:
    """Without a fallback and with one that is empty a thing is presented in two ways, and has two ids."""
    left_out = Identity("Article", SubjectKind.ARTICLE, "bones", "", ("en",), None)
    empty = Identity("Article", SubjectKind.ARTICLE, "bones", "", ("en",), ())

    assert write_id(left_out) != write_id(empty)
    assert (read_id(write_id(left_out)).fallback, read_id(write_id(empty)).fallback) == (None, ())


MALFORMED = {
    "nothing": "",
    "a word": "bones",
    "no base64": "!!!!",
    "padded": write_id(TITLE) + "=",
    "with a space": write_id(TITLE) + " ",
    "cut off": write_id(TITLE)[:-2],
    "of another alphabet": "é" + write_id(TITLE),
    "a lone surrogate": "\ud800",
    "no JSON": base64.urlsafe_b64encode(b"{").decode().rstrip("="),
    "no UTF-8": base64.urlsafe_b64encode(b'["\xff"]').decode().rstrip("="),
    "another shape": encode({"key": "bones"}),
    "too short": encode(["Text", "article", "bones"]),
    "too long": encode(["Text", "article", "bones", "title", ["en"], None, 1, True, 2]),
    "with an end that says nothing": encode(["Text", "article", "bones", "title", ["en"], None]),
    "a change before the first": encode(["Text", "article", "bones", "title", ["en"], None, -1]),
    "unknown kind": encode(["Text", "planet", "bones", "title", ["en"]]),
    "a number for a key": encode(["Text", "article", 1, "title", ["en"]]),
    "spaces in it": base64.urlsafe_b64encode(b'["Text", "article", "bones", "title", ["en"]]').decode().rstrip("="),
    "a surrogate in it": encode(["Text", "article", "bones\ud800", "title", ["en"]]),
    "wanting nothing": encode(["Text", "article", "bones", "title", []]),
    "a malformed tag": encode(["Text", "article", "bones", "title", ["not a tag"]]),
    "an empty tag": encode(["Text", "article", "bones", "title", [""]]),
    "a tag that is not canonical": encode(["Text", "article", "bones", "title", ["AR"]]),
    "a malformed fallback": encode(["Text", "article", "bones", "title", ["ar"], ["en", "x"]]),
    "a fallback that is not canonical": encode(["Text", "article", "bones", "title", ["ar"], ["iw"]]),
    "wanting too much": encode(["Text", "article", "bones", "title", ["ar"] * 33]),
    "a fallback that is too long": encode(["Text", "article", "bones", "title", ["ar"], ["en"] * 33]),
    "very deep": base64.urlsafe_b64encode(b"[" * 99_999).decode(),
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_what_is_no_id_is_refused(text: str) -> None:
    """A string that this server did not give as an id is an error with the code for it, and shown in short."""
    with pytest.raises(InvalidId, match="is not an id of this server") as refused:
        read_id(text)

    assert refused.value.code is ErrorCode.INVALID_ID
    assert len(str(refused.value)) < 500


@given(st.text() | st.binary().map(lambda data: base64.urlsafe_b64encode(data).rstrip(b"=").decode()))
def test_any_text_at_all_is_refused(text: str) -> None:
    """Reading an id never fails in any other way."""
    with pytest.raises(InvalidId):
        read_id(text)


GONE = {
    "another article": Identity("Article", SubjectKind.ARTICLE, "hearts", "", ("en",)),
    "another type": Identity("Section", SubjectKind.ARTICLE, "bones", "intro.p1", ("en",)),
    "no type at all": Identity("", SubjectKind.ARTICLE, "bones", "one", ("en",)),
    "an article with a place": Identity("Article", SubjectKind.ARTICLE, "bones", "one", ("en",)),
    "another node": Identity("Section", SubjectKind.ARTICLE, "bones", "three", ("en",)),
    "another text": Identity("Text", SubjectKind.ARTICLE, "bones", "three.heading", ("en",)),
    "a node for a text": Identity("Text", SubjectKind.ARTICLE, "bones", "one.figure", ("en",)),
    "an alternative of what is no figure": Identity("Text", SubjectKind.ARTICLE, "bones", "one.alternative", ("en",)),
    "a text that is not there": Identity("Text", SubjectKind.ARTICLE, "bones", "more.figure.caption", ("en",)),
    "another medication": Identity("Medication", SubjectKind.MEDICATION, "aspirin", "", ("en",)),
    "another kind": Identity("Topic", SubjectKind.MEDICATION, "tamoxifen", "", ("en",)),
    "a medication with a place": Identity("Medication", SubjectKind.MEDICATION, "tamoxifen", "x", ("en",)),
    "another text of it": Identity("Text", SubjectKind.MEDICATION, "tamoxifen", "medication.x.genericName", ("en",)),
    "another term": Identity("Text", SubjectKind.TERM, "route.nasal", "route.nasal.name", ("en",)),
    "a term as a thing": Identity("Term", SubjectKind.TERM, "route.oral", "", ("en",)),
    "another word": Identity("Text", SubjectKind.INTERFACE, "interface", "hello.text", ("en",)),
    "another interface": Identity("Text", SubjectKind.INTERFACE, "other", "sources.text", ("en",)),
    "not there without another language": Identity("Article", SubjectKind.ARTICLE, "bones", "", ("fr",), ()),
}


def test_what_is_not_published_is_null() -> None:
    """A well-formed id of something that is not there, or no longer, gives nothing, and no error."""
    with open_library() as (store, library):
        publish_whole(store)

        assert {name: read_node(library, write_id(identity)) for name, identity in GONE.items()} == dict.fromkeys(GONE)
