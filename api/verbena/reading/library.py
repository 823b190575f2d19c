"""What reading draws on: the store's published side, the public address, and views kept until the next change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, TypeVar

from verbena.reading.presentation import Frame, Presentation
from verbena.store.contract import Reader

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class Library:
    """A store opened for readers. Safe to share between threads.

    `keep` bounds how many results are kept, a view of an article being one; all are let go as soon as anything is
    published.
    """

    def __init__(self, store: Reader, public_url: str, default_locale: str, keep: int = 512) -> None:
        self.store = store
        self.public_url = public_url
        self.default_locale = default_locale
        self._keep = keep
        self._lock = Lock()
        self._position = -1
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def supported(self) -> frozenset[str]:
        """The locales that some article is published in, the default among them."""
        return self.remember("supported", lambda: frozenset({*self.store.published_locales(), self.default_locale}))

    def frame(self, presentation: Presentation) -> Frame:
        """The presentation among the locales that are published now."""
        return Frame(presentation, self.supported())

    def remember(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gives, or gave for this key since the newest change in the store."""
        return self.remember_each((key,), lambda _: (make(),))[0]

    def remember_each(self, keys: Sequence[Key], make: Callable[[list[Key]], Iterable[Kept]]) -> list[Kept]:
        """What is kept for each of these keys, in their order; `make` gives what is missing, in the order asked for."""
        position = self.store.position()
        with self._lock:
            if position != self._position:
                self._kept.clear()
                self._position = position
            found: dict[Key, Kept] = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
        missing = [key for key in dict.fromkeys(keys) if key not in found]
        if missing:
            made = dict(zip(missing, make(missing), strict=True))
            found |= made
            self._keep_if_new(made, position)
        return [found[key] for key in keys]

    def _keep_if_new(self, made: Mapping[Any, Any], position: int) -> None:
        with self._lock:
            # What was read before a change must not be kept as if it were read after it.
            if position == self._position:
                self._kept.update(made)
                while len(self._kept) > self._keep:
                    self._kept.popitem(last=False)
