"""What every store does with what is to be published or withdrawn at an instant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from verbena.model.change import UNSIGNED, ChangeKind, Signature
from verbena.model.edition import SubjectName
from verbena.store.values import Holds, NewEdition


class Planned(Struct, frozen=True):
    """One locale of a subject to be published or withdrawn when it is due, as it was when that was decided.

    `failure` says why it could not be done then, null for one that is still ahead.
    """

    id: int
    name: SubjectName
    locale: str
    kind: ChangeKind
    due: datetime
    signature: Signature
    failure: str | None


class Plans(Protocol):
    """What is to happen later; whichever process sees first that it is due does it, once."""

    def plan(
        self,
        editions: Sequence[NewEdition],
        due: datetime,
        signature: Signature = UNSIGNED,
        holds: Holds = Holds.LIFT,
    ) -> tuple[int, ...]:
        """Have these published at an instant, as they are now; gives their ids.

        Those that are held now are left out where holds are to be respected. Whatever is held then, is published.

        Raises:
            ContentInvalid: for a source whose revision is not stored.
            ValueError: where `due` has no offset from UTC.
        """

    def plan_withdrawal(
        self, name: SubjectName, locales: Sequence[str], due: datetime, signature: Signature = UNSIGNED
    ) -> tuple[int, ...]:
        """Have these locales withdrawn at an instant, with the source all of them; gives their ids.

        Raises:
            ContentInvalid: where nothing of the subject was ever loaded.
            ValueError: where `due` has no offset from UTC.
        """

    def planned(self) -> tuple[Planned, ...]:
        """All that is ahead, and what failed, in the order in which it is due."""

    def cancel_planned(self, ids: Collection[int]) -> tuple[Planned, ...]:
        """Let these not happen, or forget that they failed; gives those that were there."""

    def next_due(self) -> datetime | None:
        """When the first is due that has not failed; cheap enough to ask each second."""

    def run_due(self, now: datetime) -> tuple[Planned, ...]:
        """Do what is due, each subject whole or not at all; gives it, with what failed.

        Publishing fails where somebody published or withdrew a locale of it after it was planned.
        """
