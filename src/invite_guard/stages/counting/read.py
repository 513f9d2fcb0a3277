"""Reading one source into the store, from where the last scan left it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import NamedTuple, Protocol

from invite_guard.errors import SourceError
from invite_guard.mail.labels import Label
from invite_guard.model.owner import Owner
from invite_guard.sources.base import START, Position, Source
from invite_guard.sources.parts import Part, PartedSource
from invite_guard.stages.counting.observe import Observer
from invite_guard.stages.counting.reckoning import Reckoning
from invite_guard.stages.counting.seen import Seen
from invite_guard.stages.counting.together import Crew, LostError
from invite_guard.stages.counting.worker import Worker
from invite_guard.stores.correspondence import Correspondence
from invite_guard.stores.rows import SourceState

STEP = 500
"""Messages between two looks at the clock."""
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
    observer = Observer(reading.latest, NEVER_READ | (ON_REQUEST - reading.include))
    reckoning = Reckoning(state, store, seen, reading.owner)
    counted = state.position if state.started else None
    try:
        if parts := _parts(source, counted, reading.jobs):
            worker = Worker(observer, reading.owner.addresses, counted)
            with closing(Crew(parts, worker, reading.jobs)) as crew:
                for number in _together(crew, reckoning):
                    reached = min(parts[number].reached, state.fingerprint.size)
                    progress.advance(reached, reckoning.messages)
        else:
            for _ in _alone(source, observer, counted, reckoning):
                progress.advance(source.read_bytes(), reckoning.messages)
        reckoning.checkpoint(complete=True)
    except SourceError:
        reckoning.checkpoint()
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


def _parts(source: Source, counted: Position | None, jobs: int) -> Sequence[Part]:
    """Cut the source into parts for several processes, where it can be and that pays."""
    if jobs < 2 or not isinstance(source, PartedSource):
        return ()
    return source.parts(counted or START)


def _alone(
    source: Source, observer: Observer, counted: Position | None, reckoning: Reckoning
) -> Iterator[None]:
    """Count the messages after the last one counted, which reading from there gives again."""
    observe = observer.observe
    for message in source.messages(counted or START):
        if message.position == counted:
            continue
        reckoning.take(observe(message))
        if reckoning.messages % STEP == 0:
            yield
            if reckoning.is_due():
                reckoning.checkpoint()
    yield


def _together(crew: Crew, reckoning: Reckoning) -> Iterator[int]:
    """Do the same with several processes, giving the number of each part.

    What one that dies had counted counts for nobody.
    """
    try:
        for looked in crew:
            crew.count(looked, reckoning.known(looked))
            yield looked.number
            if reckoning.is_due() or looked.fault:
                reckoning.gain(crew.hand_over())
                reckoning.checkpoint()
            if looked.fault:
                raise looked.fault
        reckoning.gain(crew.hand_over())
    except LostError:
        reckoning.go_back()
        raise
