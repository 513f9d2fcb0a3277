"""One of several processes at a source: looks at parts, counts what is new, hands it over."""

import gc
import os
import signal
import threading
from array import array
from collections import Counter as Multiset
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from invite_guard.errors import SourceError
from invite_guard.sources.base import Position
from invite_guard.sources.parts import Part
from invite_guard.stages.counting.count import Counter
from invite_guard.stages.counting.observe import Observer, Sighting

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess


HANDED = 2_000
"""Addresses of which tallies are handed over together: nobody then holds all of them twice."""


class Looked(NamedTuple):
    """What one process saw in one part: so much as tells which of its messages are new."""

    number: int
    """The part's."""
    messages: int
    last: Position | None
    """Where the last message begins, if there is one."""
    identities: Sequence[int]
    """Of the messages that may be counted, in their order; see `Sighting`."""
    overlong: frozenset[int]
    """Places in `identities` of messages whose header was too long to be read whole."""
    left_out: Mapping[str, int]
    """Messages that are not to be counted, by reason."""
    fault: SourceError | None
    """Why the part could not be read to its end."""


class Ask(NamedTuple):
    """What a process is asked to do next; it answers each time, so that neither waits in vain."""

    owed: Sequence[tuple[int, frozenset[int]]]
    """To count these parts, which it has looked at, but for those places in their `identities`."""
    look: tuple[int, Part] | None
    """The part to look at, with its number, and to answer with `Looked`. Without one, to answer
    with tallies it has not yet handed over, of `HANDED` addresses at most, or with none."""


class Worker:
    """What one process does."""

    def __init__(self, observer: Observer, owner: Iterable[str], counted: Position | None) -> None:
        """Leave out the message that begins at `counted`: an earlier scan counted it."""
        self._observer = observer
        self._counter = Counter(owner)
        self._counted = counted
        self._waiting: dict[int, list[Sighting]] = {}

    def answer(self, ask: Ask) -> object:
        """Do what is asked."""
        for number, known in ask.owed:
            for place, seen in enumerate(self._waiting.pop(number)):
                if place not in known:
                    self._counter.add(seen)
        return self._look(*ask.look) if ask.look else self._counter.some(HANDED)

    def _look(self, number: int, part: Part) -> Looked:
        waiting = self._waiting[number] = []
        left_out: Multiset[str] = Multiset()
        messages, last, fault = 0, None, None
        observe, counted = self._observer.observe, self._counted
        try:
            for message in part.messages():
                if message.position == counted:
                    continue
                seen = observe(message)
                messages, last = messages + 1, seen.position
                if seen.left_out:
                    left_out[seen.left_out] += 1
                else:
                    waiting.append(seen)
        except SourceError as error:
            fault = error
        identities = array("q", [seen.identity for seen in waiting])
        overlong = frozenset(place for place, seen in enumerate(waiting) if seen.cut)
        return Looked(number, messages, last, identities, overlong, dict(left_out), fault)


def work(connection: "Connection[object, Ask]", worker: Worker) -> None:
    """Answer until nobody asks any more. What goes wrong is told to who asks."""
    _begin()
    try:
        while True:
            connection.send(worker.answer(connection.recv()))
    except (EOFError, OSError):
        return
    except Exception as error:  # noqa: BLE001 - is raised where it was asked
        connection.send(error)


def _begin() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that is gone."""
    gc.disable()  # what is made here holds no cycles
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from multiprocessing import parent_process  # noqa: PLC0415 - start-up time

    parent = parent_process()
    if parent:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: "BaseProcess") -> None:
    parent.join()
    os._exit(1)
