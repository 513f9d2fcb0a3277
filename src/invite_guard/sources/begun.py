"""A compressed source of which the beginning was looked at: it is not decompressed twice."""

from collections.abc import Iterator, Sequence
from itertools import islice

from invite_guard.errors import SourceError
from invite_guard.sources.archive import Archive
from invite_guard.sources.base import START, Fingerprint, Message, Position, Source
from invite_guard.sources.mbox import Mbox

ROOM = 1 << 24
"""Bytes of headers that are held at most, of all sources together."""
MOST = 4
"""Sources that are held open at most: of many, a small part of each is looked at."""


class Begun:
    """A source that holds the messages of its beginning until it is read from there."""

    def __init__(self, source: Source, room: int) -> None:
        self.kind = source.kind
        self.name = source.name
        self.key = source.key
        self._source = source
        self._room = room
        self._held: list[Message] = []
        self._rest: Iterator[Message] | None = None
        """What follows those that are held, which can be read once."""
        self._ended = False
        """Whether nothing follows them, but perhaps a fault."""
        self._fault: SourceError | None = None

    def fingerprint(self) -> Fingerprint:
        """Look at the source without reading it through. Raises `SourceError` when it is gone."""
        return self._source.fingerprint()

    def grown(self, before: Fingerprint, at: Position) -> bool:
        """Whether everything before `at` is as it was when `before` was taken."""
        return self._source.grown(before, at)

    def read_bytes(self) -> int:
        """Bytes of the source consumed so far."""
        return self._source.read_bytes()

    def beginning(self, count: int) -> Iterator[Message]:
        """Read the first messages, and hold them as far as there is room.

        Raises `SourceError` where there are fewer because the source cannot be read on.
        """
        self._held, self._rest, self._ended, self._fault = [], None, False, None
        rest, room, left = self._source.messages(), self._room, count
        try:
            for message in islice(rest, count):
                left -= 1
                room -= len(message.head)
                if room >= 0:
                    self._held.append(message)
                yield message
        except SourceError as fault:
            self._fault = fault
        if room < 0:
            self._held.clear()
        elif left:
            self._ended = True
        else:
            self._rest = rest
        if self._fault:
            raise self._fault

    def messages(self, start: Position = START) -> Iterator[Message]:
        """Read from `start` to the end. Raises `SourceError` as the source does."""
        if start == START and self._ended:
            yield from self._held
            if self._fault:
                raise self._fault
            return
        rest, self._rest = self._rest, None
        held, self._held = self._held, []
        if start == START and rest:
            held.reverse()
            while held:
                yield held.pop()
        else:
            rest = self._source.messages(start)
            held.clear()
        yield from rest


def begun(sources: Sequence[Source]) -> list[Source]:
    """Give the same sources, those that have to be decompressed so that they can be held."""
    packed = [source for source in sources if _is_packed(source)]
    if not 0 < len(packed) <= MOST:
        return list(sources)
    room = ROOM // len(packed)
    return [Begun(source, room) if source in packed else source for source in sources]


def beginning_of(source: Source, count: int) -> Iterator[Message]:
    """Read the first messages of a source, holding them where that saves reading them again."""
    if isinstance(source, Begun):
        return source.beginning(count)
    return islice(source.messages(), count)


def _is_packed(source: Source) -> bool:
    try:
        return isinstance(source, Archive | Mbox) and source.is_packed()
    except SourceError:
        return False
