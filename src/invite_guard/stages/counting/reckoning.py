"""What one reading of one source has counted so far, and how much of that the store has."""

import time
from collections import Counter as Multiset
from collections.abc import Iterable, Mapping

from invite_guard.model.owner import Owner
from invite_guard.stages.counting.count import Counter
from invite_guard.stages.counting.observe import Sighting
from invite_guard.stages.counting.seen import Seen
from invite_guard.stages.counting.worker import Looked
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState
from invite_guard.stores.tally import Tally

CHECKPOINT = 250_000
"""Messages between two checkpoints at most: memory is bounded for any mail."""
PATIENCE = 8.0
"""Seconds between two checkpoints at least, which is what an interruption costs."""
SHARE = 8
"""How many times as long as the last checkpoint took is read until the next: the more people there
are, the more has to be written."""
OVERLONG = "overlong header"
"""What is told of a message that is counted, but whose header was too long to be read whole."""


class Reckoning:
    """The count of one source: of each message told whether it is new, whoever counts it."""

    def __init__(self, state: SourceState, store: Correspondence, seen: Seen, owner: Owner) -> None:
        self._state = state
        """As the store has it."""
        self._store = store
        self._number = store.number(state)
        self._seen = seen
        self._counter = Counter(owner.addresses)
        self._again = not state.started and store.has_counted(self._number)
        """Read from the start again: what an earlier reading counted is met, and no duplicate."""
        self._met: set[int] = set()
        self._took = 0.0
        """Seconds that the last checkpoint took."""
        self._begin()

    def is_due(self) -> bool:
        """Whether it is time for a checkpoint."""
        since = time.monotonic() - self._kept
        return self._seen.pending >= CHECKPOINT or since > max(PATIENCE, SHARE * self._took)

    def take(self, seen: Sighting) -> None:
        """Count a message, if it is to be counted and new."""
        self.messages += 1
        self.position = seen.position
        if seen.left_out:
            self._skipped[seen.left_out] += 1
        elif self._is_new(seen.identity):
            self._counter.add(seen)
            if seen.cut:
                self._skipped[OVERLONG] += 1

    def known(self, looked: Looked) -> frozenset[int]:
        """Take note of a part, and tell which places in its `identities` are not new."""
        self.messages += looked.messages
        if looked.last is not None:
            self.position = looked.last
        is_new = self._is_new
        known = frozenset(n for n, one in enumerate(looked.identities) if not is_new(one))
        self._skipped.update(looked.left_out)
        if overlong := len(looked.overlong - known):
            self._skipped[OVERLONG] += overlong
        return known

    def gain(self, counted: Iterable[Mapping[str, Tally]]) -> None:
        """Add what others counted of the parts that were noted."""
        for tallies in counted:
            self._counter.gain(tallies)

    def checkpoint(self, *, complete: bool = False) -> None:
        """Keep what was counted, and that the end was reached if so."""
        self._state = self._state._replace(
            position=self.position,
            started=self.messages > 0,
            complete=complete,
            messages=self.messages,
            skipped=dict(self._skipped),
        )
        begun = time.monotonic()
        self._store.checkpoint(self._state, self._counter.tallies(), self._seen.take())
        self._begin()
        self._took = self._kept - begun

    def go_back(self) -> None:
        """Forget what was noted since the last checkpoint, for nobody has counted all of it."""
        self._seen.drop()
        self._counter.tallies()
        self._begin()

    def _begin(self) -> None:
        self.messages = self._state.messages
        self.position = self._state.position
        self._skipped = Multiset(self._state.skipped)
        self._kept = time.monotonic()

    def _is_new(self, identity: int) -> bool:
        """Remember a message, and tell whether it is to be counted."""
        counted_in = self._seen.source_of(identity)
        if counted_in is None:
            self._seen.add(identity, self._number)
        elif not (self._again and counted_in == self._number and identity not in self._met):
            self._skipped["duplicate"] += 1
        if self._again:
            self._met.add(identity)
        return counted_in is None
