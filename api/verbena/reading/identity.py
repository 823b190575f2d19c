"""Opaque ids that name a thing as presented, so that a client's cache keeps each view apart and can fetch it again."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from verbena.language.tags import parse_tag
from verbena.model.edition import SubjectKind
from verbena.model.errors import InvalidId, InvalidLocale
from verbena.reading.presentation import TAGS_LIMIT, Presentation


class Identity(Struct, frozen=True, array_like=True):
    """What an id stands for: the type's name, the subject, the place inside it, and the presentation.

    `place` is a node's key, a text's path, or empty for the subject itself.
    """

    type_name: str
    kind: SubjectKind
    key: str
    place: str
    wanted: tuple[str, ...]
    fallback: tuple[str, ...] | None = None
    at: Annotated[int, Meta(ge=0, le=2**63 - 1)] | None = None
    preview: bool = False

    @property
    def presentation(self) -> Presentation:
        """How the thing was presented."""
        return Presentation(self.wanted, self.fallback, self.at, self.preview)


def write_id(identity: Identity) -> str:
    """The id of `identity`: URL-safe characters, no longer than what it names needs."""
    values = list(msgspec.structs.astuple(identity))
    while values[-1] is None or values[-1] is False:
        values.pop()
    return base64.urlsafe_b64encode(_encoder.encode(values)).rstrip(b"=").decode()


def read_id(text: str) -> Identity:
    """What an id given by `write_id` stands for.

    Raises:
        InvalidId: where `text` is none of ours.
    """
    try:
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        identity = _decoder.decode(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (UnicodeError, binascii.Error, msgspec.MsgspecError) as error:
        raise _refuse(text) from error
    if write_id(identity) != text or not _is_possible(identity):
        raise _refuse(text)
    return identity


def _refuse(text: str) -> InvalidId:
    return InvalidId(f"{text[:60]!a} is not an id of this server: give an `id` that an answer of it contained.")


def _is_possible(identity: Identity) -> bool:
    """Whether its presentation is one that a caller may ask for, its tags canonical, and no more than there may be."""
    wanted, fallback = identity.wanted, identity.fallback or ()
    if identity.preview and identity.at is not None:
        return False  # drafts have no history
    if not wanted or max(len(wanted), len(fallback)) > TAGS_LIMIT:
        return False
    try:
        return all(parse_tag(tag) == tag for tag in (*wanted, *fallback))
    except InvalidLocale:
        return False


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Identity)
