"""What reading draws on: the store's published side, the public address, and views kept until the next change."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Any, TypeVar

from verbena.publishing.required_states import NOTHING_REQUIRED, RequiredStates
from verbena.reading.hub import Hub
from verbena.reading.position import Position
from verbena.reading.presentation import Frame, Presentation
from verbena.reading.weights import weigh_key, weigh_value
from verbena.store.contract import Store

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class Library:
    """A store opened for readers. Safe to share between threads.

    Of the store's drafts only `verbena.reading.preview` reads, for those who may.
    `memory` bounds what the results that are kept take, in bytes (see `verbena.reading.weights`); what was asked for
    longest ago is let go first, and everything as soon as anything is published. With `skips_outdated`, readers get
    the next language of the chain rather than an outdated translation; with `makes_pseudo`, whoever names a
    pseudo-locale gets it (`verbena.language.pseudo`). `required` is what translations need to be published, which
    previews go by. `position` tells of what is published, `unit_position` of what is done to units, and `hub` wakes
    those who wait for either.
    """

    def __init__(  # noqa: PLR0913 - each of the last ones is named where it is given
        self,
        store: Store,
        public_url: str,
        default_locale: str,
        memory: int = 64_000_000,
        *,
        skips_outdated: bool = False,
        makes_pseudo: bool = False,
        required: RequiredStates = NOTHING_REQUIRED,
    ) -> None:
        self.store = store
        self.public_url = public_url
        self.default_locale = default_locale
        self.required = required
        self.hub = Hub()
        self.position = Position(store.position, self.hub.tell)
        self.unit_position = Position(store.unit_position, self.hub.tell)
        self._memory = memory
        self._skips_outdated = skips_outdated
        self._makes_pseudo = makes_pseudo
        self._lock = Lock()
        self._position = -1
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._holders: Counter[int] = Counter()
        self._weight = 0

    def supported(self, at: int | None = None) -> frozenset[str]:
        """The locales that some article is published in, or was at a change, the default among them."""

        def read() -> frozenset[str]:
            return frozenset({*self.store.published_locales(at), self.default_locale})

        return self.remember(("supported", at), read)

    def frame(self, presentation: Presentation, besides: frozenset[str] = frozenset()) -> Frame:
        """The presentation among the locales that are published at the time that it shows, and those given besides."""
        supported = self.supported(presentation.at) | besides
        return Frame(presentation, supported, skips_outdated=self._skips_outdated, makes_pseudo=self._makes_pseudo)

    def keeps_something(self) -> bool:
        """Whether some question could be answered without the store."""
        return bool(self._kept)

    def remember(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gives, or gave for this key since the newest change in the store."""
        return self.remember_each((key,), lambda _: (make(),))[0]

    def remember_each(self, keys: Sequence[Key], make: Callable[[list[Key]], Iterable[Kept]]) -> list[Kept]:
        """What is kept for each of these keys, in their order; `make` gives what is missing, in the order asked for."""
        position = self.position.now()
        with self._lock:
            if position != self._position:
                self._kept.clear()
                self._holders.clear()
                self._weight = 0
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
            if position != self._position:
                return
            for key, value in made.items():
                if key in self._kept:
                    self._let_go(key)
                self._hold(key, value)
            while self._weight > self._memory:
                self._let_go(next(iter(self._kept)))

    def _hold(self, key: Hashable, value: object) -> None:
        # A view that is found by several keys takes its memory once, and as long as any of them is kept.
        self._kept[key] = value
        self._holders[id(value)] += 1
        self._weight += weigh_key(key) + (weigh_value(value) if self._holders[id(value)] == 1 else 0)

    def _let_go(self, key: Hashable) -> None:
        value = self._kept.pop(key)
        self._holders[id(value)] -= 1
        self._weight -= weigh_key(key)
        if not self._holders[id(value)]:
            del self._holders[id(value)]
            self._weight -= weigh_value(value)
