"""Spending no more units in any minute than Google allows, and hardly fewer."""

import time
from collections import Counter, deque
from collections.abc import Mapping
from typing import Protocol

from invite_guard.sources.google.tariff import EARLIER, RECENT, Method, Tariff, learned

MINUTE = 60.5
"""Seconds that are looked back on: a minute, and what clocks and wires may differ by."""


class Clock(Protocol):
    """Where time comes from: seconds since 1970."""

    def now(self) -> float:
        """Tell the time."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """This computer's clock."""

    def now(self) -> float:
        """Tell the time."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Pacer:
    """Remembers what was spent in the last minute.

    While the tariff is unknown it spends as the cheaper one allows: the first refusal then tells.
    """

    def __init__(self, clock: Clock, tariff: Tariff | None = None) -> None:
        self._clock = clock
        self.tariff = tariff
        self.spent: Counter[Method] = Counter()
        """Calls that were answered, since this was made."""
        self._recent: deque[tuple[float, Counter[Method]]] = deque()
        self._held_until = 0.0

    @property
    def prices(self) -> Tariff:
        """The tariff, or the one that is assumed."""
        return self.tariff or EARLIER

    def room(self) -> int:
        """Units that may be spent now."""
        now = self._clock.now()
        while self._recent and self._recent[0][0] <= now - MINUTE:
            self._recent.popleft()
        if now < self._held_until:
            return 0
        return self.prices.limit - self._used()

    def wait_for(self, units: int) -> None:
        """Wait until so many units may be spent; more than the limit means a whole minute's."""
        needed = min(units, self.prices.limit)
        while self.room() < needed:
            now = self._clock.now()
            moments = [self._held_until] if now < self._held_until else []
            if self._recent and not moments:
                moments = [self._recent[0][0] + MINUTE]
            self._clock.sleep(max(min(moments, default=now) - now, 0.01))

    def spend(self, calls: Mapping[Method, int]) -> None:
        """Remember calls that were answered just now."""
        counted = Counter(calls)
        self.spent.update(counted)
        self._recent.append((self._clock.now(), counted))
        if self.tariff is None and self._used(RECENT) > 2 * RECENT.limit:
            self.tariff = EARLIER  # the dearer one would have refused long ago

    def refused(self, limit: int) -> None:
        """Learn from being told that the minute is used up; `limit`: the units named, or 0.

        Where there was room by our own count, somebody else spends too: the minute is waited out.
        """
        served: Counter[Method] = Counter()
        for _, calls in self._recent:
            served.update(calls)
        if self.tariff is None or limit not in {0, self.tariff.limit}:
            self.tariff = learned(limit, served)
        if self._used() < 0.9 * self.tariff.limit:
            self.hold(self._clock.now() + MINUTE)

    def hold(self, until: float) -> None:
        """Spend nothing until then."""
        self._held_until = max(self._held_until, until)

    def _used(self, tariff: Tariff | None = None) -> int:
        prices = tariff or self.prices
        return sum(prices.cost(calls) for _, calls in self._recent)
