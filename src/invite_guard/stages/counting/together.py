"""Several processes at one large source: the same count as with one, whoever reads what."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from invite_guard.errors import SourceError
from invite_guard.sources.overlap import cores
from invite_guard.sources.parts import Part
from invite_guard.stages.counting.worker import Ask, Looked, Worker, work
from invite_guard.stages.processes import starting, undisturbed
from invite_guard.stores.tally import Tally

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

MOST = 4
"""Most processes that read at once: more were never seen to be of use."""
AHEAD = 30_000
"""Messages looked at, and not yet told to be counted, from which on nobody looks at more: memory is
bounded."""


class LostError(SourceError):
    """A process was ended from outside, and what it had counted is gone with it."""

    def __init__(self) -> None:
        super().__init__(
            "A process that was reading mail was ended from outside, or ran out of memory.",
            "Scan again: it goes on from there. With --jobs 1 it needs no other process.",
        )


def processors() -> int:
    """Give how many processes can work at once here, as far as that is of use."""
    return min(cores(), MOST)


class Crew:
    """Processes that look at parts and count what is new in them.

    Which messages are new only one can tell, and that is who iterates: parts come in their order,
    and of each `count` says which of its messages were counted before. Everything counted stays
    with the processes until `hand_over`. After `close` no process is left. One that dies is a
    `LostError`; what goes wrong in one is raised here.
    """

    def __init__(self, parts: Sequence[Part], worker: Worker, jobs: int) -> None:
        self._parts = parts
        self._given = 0
        """How many parts were given to somebody."""
        self._next = 0
        self._looked: dict[int, Looked] = {}
        self._members: list[_Member] = []
        self._holders: dict[int, _Member] = {}
        self._waiting = 0
        """How many messages were looked at and not yet counted."""
        self._worker = worker
        self._jobs = min(jobs, len(parts))

    def close(self) -> None:
        """End every process, whatever it does."""
        for member in self._members:
            member.end()

    def __iter__(self) -> Iterator[Looked]:
        """Give what was seen in each part, in their order."""
        context = starting()
        try:
            with undisturbed():
                for _ in range(self._jobs):
                    self._members.append(_Member(context, self._worker))
        except OSError as error:  # so many files or processes are not allowed
            raise LostError from error
        while self._next < len(self._parts):
            self._employ()
            while self._next not in self._looked:
                self._collect()
                self._employ()
            looked = self._looked.pop(self._next)
            self._next += 1
            yield looked

    def count(self, looked: Looked, known: frozenset[int]) -> None:
        """Let a part be counted, but for the messages at these places of `identities`."""
        self._waiting -= looked.messages
        self._holders.pop(looked.number).owed.append((looked.number, known))

    def hand_over(self) -> Iterator[Mapping[str, Tally]]:
        """Give what was counted since the last call, by address: of some addresses at a time."""
        while any(member.looking is not None for member in self._members):
            self._collect()
        for member in self._members:
            member.ask(None)
        for member in self._members:
            while counted := cast("Mapping[str, Tally]", member.answer()):
                yield counted
                member.ask(None)
        self._employ()  # while this one writes down what it got

    def _employ(self) -> None:
        """Give everyone who is idle the next part, unless they are far ahead already."""
        for member in self._members:
            idle = member.looking is None and self._given < len(self._parts)
            if idle and (self._waiting < AHEAD or self._given == self._next):
                member.ask((self._given, self._parts[self._given]))
                self._holders[self._given] = member
                self._given += 1

    def _collect(self) -> None:
        """Wait for someone to be done with a part."""
        for member in _done([m for m in self._members if m.looking is not None]):
            looked = cast("Looked", member.answer())
            self._looked[looked.number] = looked
            self._waiting += looked.messages


class _Member:
    """One process, seen from who asks."""

    def __init__(self, context: "BaseContext", worker: Worker) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, worker), daemon=True)  # type: ignore[attr-defined] # of every one in use
        self._process.start()
        theirs.close()
        self.owed: list[tuple[int, frozenset[int]]] = []
        self.looking: int | None = None

    def ask(self, look: tuple[int, Part] | None) -> None:
        owed, self.owed = self.owed, []
        self.looking = look[0] if look else None
        try:
            self.connection.send(Ask(owed, look))
        except OSError as error:
            raise LostError from error

    def answer(self) -> object:
        self.looking = None
        try:
            answer = self.connection.recv()
        except (EOFError, OSError) as error:
            raise LostError from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()


def _done(members: Sequence[_Member]) -> list[_Member]:
    """Give those that have an answer, once one has."""
    from multiprocessing.connection import wait  # noqa: PLC0415 - start-up time

    ready = wait([member.connection for member in members])
    return [member for member in members if member.connection in ready]
