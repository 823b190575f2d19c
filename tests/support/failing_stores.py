"""A store that fails at whatever it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn


class FailingStore:
    """Raises the same error from every method of the store's contract."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Callable[..., NoReturn]:
        def fail(*_: Any, **__: Any) -> NoReturn:
            raise self._error

        return fail
