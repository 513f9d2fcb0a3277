"""Looking at a large mbox in several processes; its messages come in their order all the same."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from invite_guard.errors import SourceError
from invite_guard.sources.base import Position
from invite_guard.sources.ranges import MboxRange
from invite_guard.stages.counting.observe import Observer, Sighting
from invite_guard.stages.counting.pattern import Pattern

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.process import BaseProcess

MOST = 4
"""Most processes that are of use: one counts, and is busy with what three others see."""
FEWEST = 2
"""Others that are started at least: one alone would keep the one that counts waiting."""


class Seen(NamedTuple):
    """What one process saw in one range, each pattern once: little to hand over."""

    patterns: list[tuple[object, ...]]
    messages: list[tuple[int, str, int, int, int | None, bool | None, int, bool]]
    """Offset, and the parts of a `Sighting` with the pattern's number for the pattern."""
    fault: SourceError | None
    """Why the range could not be read to its end."""


def processors() -> int:
    """Give how many processes can work at once here, as far as that is of use."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:  # no such thing on macOS and Windows
        usable = os.cpu_count() or 1
    return min(usable, MOST)


def look_ahead(ranges: Sequence[MboxRange], observer: Observer, jobs: int) -> Generator[Sighting]:
    """Give the messages of all ranges in their order, looked at by other processes.

    So many are started that `jobs` are at work at once, this one, which counts, among them.

    Raises `SourceError` where a range cannot be read, or a process dies, after every message
    before. However this ends, no process is left behind.
    """
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - start-up time

    workers = max(jobs - 1, FEWEST)
    pool = _pool(workers)
    waiting: deque[Future[Seen]] = deque()
    rest = iter(ranges)
    try:
        with _undisturbed():
            waiting.extend(pool.submit(look, part, observer) for part in islice(rest, 2 * workers))
        while waiting:
            seen = waiting.popleft().result()
            waiting.extend(pool.submit(look, part, observer) for part in islice(rest, 1))
            yield from _sightings(seen)
    except BrokenProcessPool as error:
        raise SourceError(
            "A process that was reading mail was ended from outside, or ran out of memory.",
            "Scan again: it goes on from there. With --jobs 1 it needs no other process.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> "ProcessPoolExecutor":
    """Start processes: as copies of this one, which is quick, where nothing can be amiss.

    A copy of a process with threads may hold locks that nobody will ever let go of.
    """
    # What follows takes longer to import than a small mailbox takes to be read.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    alone = sys.platform == "linux" and threading.active_count() == 1
    return ProcessPoolExecutor(workers, get_context("fork" if alone else "spawn"), _begin)


def look(part: MboxRange, observer: Observer) -> Seen:
    """Look at the messages of a range."""
    patterns: dict[Pattern, int] = {}
    messages = []
    fault = None
    try:
        for message in part.messages():
            seen = observer.observe(message)
            number = patterns.setdefault(seen.pattern, len(patterns))
            rest = (seen.moment, seen.at_work, seen.thread, seen.cut)
            messages.append((seen.position.offset, seen.left_out, seen.identity, number, *rest))
    except SourceError as error:
        fault = error
    return Seen([tuple(pattern) for pattern in patterns], messages, fault)


def _sightings(seen: Seen) -> Iterator[Sighting]:
    patterns = [Pattern._make(pattern) for pattern in seen.patterns]
    for offset, left_out, identity, number, moment, at_work, thread, cut in seen.messages:
        yield Sighting(
            Position(0, offset), left_out, identity, patterns[number], moment, at_work, thread, cut
        )
    if seen.fault:
        raise seen.fault


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let processes that are started here not hear Ctrl-C, from their first moment on.

    They inherit what is blocked; here it is heard a moment later. Windows has nothing of the kind.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that is gone."""
    gc.disable()  # what is made here holds no cycles
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from multiprocessing import parent_process  # noqa: PLC0415 - see `_pool`

    parent = parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: "BaseProcess") -> None:
    parent.join()
    os._exit(1)
