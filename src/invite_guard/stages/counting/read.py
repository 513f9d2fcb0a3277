"""Reading one source into the store, from where the last scan left it."""

import time
from collections import Counter as Multiset
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import NamedTuple, Protocol

from invite_guard.errors import SourceError
from invite_guard.mail.labels import Label
from invite_guard.model.owner import Owner
from invite_guard.sources.base import START, Position, Source
from invite_guard.sources.mbox import Mbox
from invite_guard.sources.ranges import MboxRange, ranges_of
from invite_guard.stages.counting.count import Counter
from invite_guard.stages.counting.observe import Observer, Sighting
from invite_guard.stages.counting.seen import Seen
from invite_guard.stages.counting.together import look_ahead
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState

CHECKPOINT = 80_000
"""Messages between two checkpoints: memory is bounded for any mail."""
WORTH = 1 << 29
"""Bytes still to be read from which on other processes save more time than they take to start."""
OVERLONG = "overlong header"
"""What is told of a message that is counted, but whose header was too long to be read whole."""
PATIENCE = 8.0
"""Seconds between two checkpoints: what an interruption costs at most."""
NEVER_READ = frozenset({Label.CHAT, Label.DRAFT})
"""Labels whose mail is no mail: never left, or never meant as a letter."""
ON_REQUEST = frozenset({Label.SPAM, Label.TRASH})
"""Labels whose mail is read only when asked for."""


class Progress(Protocol):
    """Told how far reading is."""

    def start(self, name: str, size: int) -> None:
        """Begin a source of so many bytes."""
        ...

    def advance(self, bytes_done: int, messages: int) -> None:
        """Say how many bytes and messages of the source are read so far."""
        ...

    def finish(self) -> None:
        """End the source."""
        ...


class Reading(NamedTuple):
    """How messages are to be understood."""

    owner: Owner
    latest: int
    """Seconds since 1970: a later date is not believed."""
    include: frozenset[Label] = frozenset()
    """Which of `ON_REQUEST` are read."""
    jobs: int = 1
    """How many processes may work at once."""


def read_source(
    source: Source, store: Correspondence, seen: Seen, reading: Reading, progress: Progress
) -> None:
    """Count what is new in one source.

    Raises `SourceError` where it cannot be read on: what was read until there is kept. After a
    crash or an interruption, what was read until the last checkpoint is.
    """
    state = _entry(source, store)
    if state.complete:
        return
    progress.start(source.name, state.fingerprint.size)
    run = _Run(source, state, store, seen, reading)
    try:
        with closing(run.steps()) as steps:
            for messages in steps:
                progress.advance(run.read_bytes(), messages)
        run.checkpoint(complete=True)
    except SourceError:
        run.checkpoint()
        raise
    finally:
        progress.finish()


def _entry(source: Source, store: Correspondence) -> SourceState:
    """Tell where to go on: nowhere (complete), where the last scan ended, or at the start."""
    now = source.fingerprint()
    before = store.source(source.key)
    fresh = SourceState(source.key, source.kind, source.name, now)
    if before is None or not before.started:
        return fresh
    if before.fingerprint == now:
        return before
    if source.grown(before.fingerprint, before.position):
        return before._replace(fingerprint=now, complete=False)
    return fresh


class _Run:
    """One reading of one source."""

    def __init__(
        self,
        source: Source,
        state: SourceState,
        store: Correspondence,
        seen: Seen,
        reading: Reading,
    ) -> None:
        self._source = source
        self._state = state
        self._store = store
        self._number = store.number(state)
        self._seen = seen
        self._jobs = reading.jobs
        self._shared = False
        """Whether other processes read, so that the source does not know how far they are."""
        self._observer = Observer(reading.latest, NEVER_READ | (ON_REQUEST - reading.include))
        self._counter = Counter(reading.owner.addresses)
        self._skipped = Multiset(state.skipped)
        self._messages = state.messages
        self._position = state.position
        self._again = not state.started and store.has_counted(self._number)
        """Read from the start again: what an earlier reading counted is met, and no duplicate."""
        self._met: set[int] = set()

    def steps(self) -> Generator[int]:
        """Count every message, giving the number so far now and then."""
        begun, due = time.monotonic(), False
        with closing(self._ahead()) as ahead:
            for seen in ahead:
                self._take(seen)
                self._position = seen.position
                self._messages += 1
                if self._messages % 500 == 0:
                    yield self._messages
                    due = due or time.monotonic() - begun > PATIENCE
                if due or self._seen.pending >= CHECKPOINT:
                    self.checkpoint()
                    begun, due = time.monotonic(), False
        yield self._messages

    def read_bytes(self) -> int:
        """Give the bytes of the source read so far, by whichever process."""
        return max(self._source.read_bytes(), self._position.offset if self._shared else 0)

    def checkpoint(self, *, complete: bool = False) -> None:
        """Keep what was counted, and that the end was reached if so."""
        state = self._state._replace(
            position=self._position,
            started=self._messages > 0,
            complete=complete,
            messages=self._messages,
            skipped=dict(self._skipped),
        )
        self._store.checkpoint(state, self._counter.tallies(), self._seen.take())

    def _ahead(self) -> Generator[Sighting]:
        """Look at the messages after the last one counted, which reading from there gives again."""
        counted = self._state.position if self._state.started else None
        start = counted or START
        ranges = self._ranges(start)
        if len(ranges) > 1:
            self._shared = True
            with closing(look_ahead(ranges, self._observer, self._jobs)) as seen_ahead:
                for seen in seen_ahead:
                    if seen.position != counted:
                        yield seen
            return
        for message in self._source.messages(start):
            if message.position != counted:
                yield self._observer.observe(message)

    def _ranges(self, start: Position) -> Sequence[MboxRange]:
        """Cut the source into ranges for several processes, where it can be and that pays."""
        ahead = self._state.fingerprint.size - start.offset
        if self._jobs < 2 or ahead < WORTH or not isinstance(self._source, Mbox):
            return ()
        return ranges_of(self._source, start)

    def _take(self, seen: Sighting) -> None:
        if seen.left_out:
            self._skipped[seen.left_out] += 1
            return
        counted_in = self._seen.source_of(seen.identity)
        if counted_in is None:
            self._seen.add(seen.identity, self._number)
            self._counter.add(seen)
            if seen.cut:
                self._skipped[OVERLONG] += 1
        elif not (self._again and counted_in == self._number and seen.identity not in self._met):
            self._skipped["duplicate"] += 1
        if self._again:
            self._met.add(seen.identity)
