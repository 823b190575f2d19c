"""What a service must do that translates by machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from verbena.model.errors import ErrorCode, VerbenaError


class MachineFailed(VerbenaError):
    """The service that translates by machine gave no translations: it is away, refuses, or lacks a language."""

    code = ErrorCode.MACHINE_FAILED


class Machine(Protocol):
    """A service that translates by machine."""

    @property
    def name(self) -> str:
        """What it is called: it signs what it made."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The translations of fragments of HTML between two languages, named by their tags; one each, in their order.

        What stands in an element with `translate="no"` is left as it is, and elements keep their ids (HTML,
        "The translate attribute"). Nothing says that a service keeps to that: whoever asks looks.

        Raises:
            MachineFailed: where it gives none.
        """
