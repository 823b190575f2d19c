"""What every store does about old editions: let their texts go, but for the states that somebody pinned."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from msgspec import Struct

from verbena.model.change import UNSIGNED, Signature
from verbena.model.edition import SubjectName
from verbena.model.progress import Progress, no_progress


class Pin(Struct, frozen=True):
    """A state of a subject, by the number of a change, that stays readable whatever is let go."""

    name: SubjectName
    sequence: int
    signature: Signature
    at: datetime


class Pins(Protocol):
    """Pinned states, and the letting go of others."""

    def pin(self, name: SubjectName, sequence: int, at: datetime, signature: Signature = UNSIGNED) -> bool:
        """Keep the state of a subject at a change readable; gives whether it was not pinned before.

        Raises:
            NotFound: where the subject was not published then.
            VersionGone: where the texts of that state were let go already.
        """

    def unpin(self, name: SubjectName, sequence: int) -> bool:
        """Keep that state no longer; gives whether it was pinned."""

    def pins(self) -> tuple[Pin, ...]:
        """All pinned states, by subject and number."""

    def thin(self, before: datetime, progress: Progress = no_progress) -> int:
        """Let go the texts of editions that were replaced before an instant; gives how many.

        They stay in the feed and in the history. Kept are what is shown now; pinned states, with all they name; and the
        states in which an article was last complete in a locale. Any state since `before` can still be read.
        """
