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
from invite_guard.stages.counting.together import Crew, LostError
from invite_guard.stages.counting.worker import Looked, Worker
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
        self._owner = reading.owner.addresses
        self._observer = Observer(reading.latest, NEVER_READ | (ON_REQUEST - reading.include))
        self._counter = Counter(self._owner)
        self._skipped = Multiset(state.skipped)
        self._messages = state.messages
        self._position = state.position
        self._again = not state.started and store.has_counted(self._number)
        """Read from the start again: what an earlier reading counted is met, and no duplicate."""
        self._met: set[int] = set()
        self._kept = time.monotonic()

    def steps(self) -> Generator[int]:
        """Count every message, giving the number so far now and then."""
        counted = self._state.position if self._state.started else None
        ranges = self._ranges(counted or START)
        return self._together(ranges, counted) if len(ranges) > 1 else self._alone(counted)

    def _alone(self, counted: Position | None) -> Generator[int]:
        """Count the messages after the last one counted, which reading from there gives again."""
        observe, due = self._observer.observe, False
        for message in self._source.messages(counted or START):
            if message.position == counted:
                continue
            self._take(observe(message))
            if self._messages % 500 == 0:
                yield self._messages
                due = self._due()
            if due or self._seen.pending >= CHECKPOINT:
                self.checkpoint()
                due = False
        yield self._messages

    def _together(self, ranges: Sequence[MboxRange], counted: Position | None) -> Generator[int]:
        """Do the same with several processes. What one that dies had counted counts for nobody."""
        self._shared = True
        worker = Worker(self._observer, self._owner, counted.offset if counted else None)
        kept = self._reached()
        try:
            with closing(Crew(ranges, worker, self._jobs)) as crew:
                for looked in crew:
                    crew.count(looked, self._known(looked))
                    yield self._messages
                    if self._due() or self._seen.pending >= CHECKPOINT or looked.fault:
                        self._gain(crew)
                        self.checkpoint()
                        kept = self._reached()
                    if looked.fault:
                        raise looked.fault
                self._gain(crew)
        except LostError:
            self._messages, self._position, self._skipped = kept
            self._seen.drop()
            raise

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
        self._kept = time.monotonic()

    def _due(self) -> bool:
        return time.monotonic() - self._kept > PATIENCE

    def _reached(self) -> tuple[int, Position, Multiset[str]]:
        return self._messages, self._position, self._skipped.copy()

    def _ranges(self, start: Position) -> Sequence[MboxRange]:
        """Cut the source into ranges for several processes, where it can be and that pays."""
        ahead = self._state.fingerprint.size - start.offset
        if self._jobs < 2 or ahead < WORTH or not isinstance(self._source, Mbox):
            return ()
        return ranges_of(self._source, start)

    def _take(self, seen: Sighting) -> None:
        """Count one message."""
        self._messages += 1
        self._position = seen.position
        if seen.left_out:
            self._skipped[seen.left_out] += 1
        elif self._is_new(seen.identity):
            self._counter.add(seen)
            if seen.cut:
                self._skipped[OVERLONG] += 1

    def _known(self, looked: Looked) -> frozenset[int]:
        """Tell which messages of a range were counted before, as places in its `identities`."""
        self._messages += looked.messages
        if looked.last is not None:
            self._position = Position(0, looked.last)
        is_new = self._is_new
        known = frozenset(n for n, one in enumerate(looked.identities) if not is_new(one))
        self._skipped.update(looked.left_out)
        if overlong := len(looked.overlong - known):
            self._skipped[OVERLONG] += overlong
        return known

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

    def _gain(self, crew: Crew) -> None:
        for tallies in crew.hand_over():
            self._counter.gain(tallies)
