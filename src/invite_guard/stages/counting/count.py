"""Counting messages into tallies, one an address."""

from collections.abc import Iterable, Mapping

from invite_guard.stages.counting.observe import Sighting
from invite_guard.stages.counting.pattern import Pattern, Repeats
from invite_guard.stages.counting.people import PeopleReader
from invite_guard.stages.counting.settle import Settling
from invite_guard.stores.tally import THREAD_BITS, Tally

PATTERNS_KEPT = 8_000
BYTES_KEPT = 4 << 20
"""Patterns, and bytes of them, held before they are tallied: memory is bounded for any mail."""


class Counter:
    """Counts messages as seen by one owner."""

    def __init__(self, owner: Iterable[str]) -> None:
        """`owner`: every own address, normalised."""
        self._owner = frozenset(owner)
        self._patterns: dict[Pattern, Repeats] = {}
        self._bytes = 0
        self._tallies: dict[str, Tally] = {}
        self._read = PeopleReader(self._tallies)

    def add(self, seen: Sighting) -> None:
        """Count one message."""
        repeats = self._patterns.get(seen.pattern)
        if repeats is None:
            repeats = self._patterns[seen.pattern] = Repeats()
            self._bytes += sum(map(len, seen.pattern[:-1]))
        repeats.add(seen.moment, 1 << seen.thread % THREAD_BITS, at_work=seen.at_work)
        if len(self._patterns) >= PATTERNS_KEPT or self._bytes >= BYTES_KEPT:
            self._settle()

    def gain(self, tallies: Mapping[str, Tally]) -> None:
        """Count what was counted elsewhere."""
        for address, tally in tallies.items():
            mine = self._tallies.get(address)
            if mine is None:
                self._tallies[address] = tally
            else:
                mine.merge(tally)

    def tallies(self) -> Mapping[str, Tally]:
        """Give what was counted since the last call, by address."""
        self._settle()
        counted, self._tallies = self._tallies, {}
        self._read = PeopleReader(self._tallies)
        return counted

    def some(self, most: int) -> Mapping[str, Tally]:
        """Give as much of that as `most` addresses have; nothing once everything was given."""
        self._settle()
        counted = self._tallies
        self._read = PeopleReader(counted)  # which knows nobody who is given away
        return dict([counted.popitem() for _ in range(min(most, len(counted)))])

    def _settle(self) -> None:
        settling = Settling(self._read, self._owner)
        left = list(reversed(self._patterns.items()))
        self._patterns.clear()
        while left:  # so that each is let go of
            settling.settle(*left.pop())
        settling.finish()
        self._bytes = 0
