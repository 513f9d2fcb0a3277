"""Reading one source into the store, from where the last scan left it."""

import time
from collections import Counter as Multiset
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple, Protocol

from invite_guard.errors import SourceError
from invite_guard.mail.headers import Fields, read_header
from invite_guard.mail.labels import Label, folder_labels, read_labels
from invite_guard.model.owner import Owner
from invite_guard.sources.base import START, Message, Source
from invite_guard.stages.count import Counter
from invite_guard.stages.seen import Seen
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState

CHECKPOINT = 200_000
"""Messages between two checkpoints: memory is bounded for any mail."""
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
        for messages in run.steps():
            progress.advance(source.read_bytes(), messages)
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
        self._left_out = NEVER_READ | (ON_REQUEST - reading.include)
        self._counter = Counter(reading.owner.addresses, reading.latest)
        self._skipped = Multiset(state.skipped)
        self._messages = state.messages
        self._position = state.position
        self._again = not state.started and store.has_counted(self._number)
        """Read from the start again: what an earlier reading counted is met, and no duplicate."""
        self._met: set[int] = set()

    def steps(self) -> Iterator[int]:
        """Count every message, giving the number so far now and then."""
        begun, due = time.monotonic(), False
        for message in self._ahead():
            self._take(message)
            self._position = message.position
            self._messages += 1
            if self._messages % 500 == 0:
                yield self._messages
                due = due or time.monotonic() - begun > PATIENCE
            if due or self._seen.pending >= CHECKPOINT:
                self.checkpoint()
                begun, due = time.monotonic(), False
        yield self._messages

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

    def _ahead(self) -> Iterator[Message]:
        """Give the messages after the last one counted."""
        if not self._state.started:
            yield from self._source.messages(START)
            return
        ahead = self._source.messages(self._state.position)
        for message in ahead:
            if message.position != self._state.position:
                yield message

    def _take(self, message: Message) -> None:
        if message.left_out:
            self._skipped[message.left_out] += 1
            return
        fields, labels = read_message(message)
        identity = _identity(fields, message.head)
        if not labels.isdisjoint(self._left_out):
            self._skipped[min(labels & self._left_out)] += 1
            return
        counted_in = self._seen.source_of(identity)
        if counted_in is None:
            self._seen.add(identity, self._number)
            self._counter.add(fields, labels)
        elif not (self._again and counted_in == self._number and identity not in self._met):
            self._skipped["duplicate"] += 1
        if self._again:
            self._met.add(identity)


def read_message(message: Message) -> tuple[Fields, frozenset[Label]]:
    """Read the header of a message, and what its folder and labels say of it."""
    fields = read_header(message.head)
    return fields, folder_labels(message.folder) | read_labels(fields.gm_labels)


def _identity(fields: Fields, head: bytes) -> int:
    """Give 64 bits that tell a message wherever it lies.

    Message-ID is meant to be unique (RFC 5322 section 3.6.4); without one, Gmail's number; else
    the header as a whole.
    """
    name = fields.message_id.strip() or fields.gm_msgid.strip() or head
    return int.from_bytes(blake2b(name, digest_size=8).digest(), "big", signed=True)
