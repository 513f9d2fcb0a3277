"""Decompressing in a thread of its own, while what came before is read."""

import io
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from queue import SimpleQueue
    from threading import Thread

AT_ONCE = 1 << 20
"""Bytes given before a thread is started: most archive members, and all that is only looked at."""
ROOM = 1 << 18
"""Bytes that are handed over together."""
ROOMS = 4
"""How many of these there are: a thread that is further ahead waits."""

Fill = Callable[[memoryview], int | None]
"""Fills a buffer, or part of it, with the bytes that come next; 0 at the end."""


class OpenFile(io.FileIO):
    """A file that is read ahead of what is consumed; closing it ends whoever does that first."""

    reached: int | None = None
    """Up to where its bytes are consumed, while somebody reads ahead."""
    reader: "Overlapped | None" = None
    """Who reads ahead."""

    def close(self) -> None:
        """Let nobody read in a file of the same number that is opened next."""
        if self.reader:
            self.reader.stop()
        super().close()


class _Filled(NamedTuple):
    """What a thread hands over."""

    room: bytearray
    size: int
    reached: int
    fault: BaseException | None


class Overlapped(io.RawIOBase):
    """The bytes that `fill` gives out of a file, filled ahead by a thread if there are many.

    What `fill` raises is raised behind every byte before. Nobody else may move in the file until
    this was read to its end, or closed. Memory is bounded by `ROOM` times `ROOMS`.
    """

    def __init__(self, fill: Fill, file: OpenFile) -> None:
        super().__init__()
        self._fill = fill
        self._file = file
        self._given = 0
        self._thread: Thread | None = None
        self._free: SimpleQueue[bytearray | None]
        self._full: SimpleQueue[_Filled]
        self._current = _Filled(bytearray(), -1, 0, None)
        self._at = -1

    def readable(self) -> bool:
        """Tell that this is read from."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # a buffer in all but name
        """Fill the buffer, or part of it, with what comes next."""
        if self._given < AT_ONCE:
            count = self._fill(buffer) or 0
            self._given += count
            return count
        if self._at == self._current.size:
            self._next()
        end = min(self._at + len(buffer), self._current.size)
        count = end - self._at
        buffer[:count] = memoryview(self._current.room)[self._at : end]
        self._at = end
        return count

    def _next(self) -> None:
        """Take what was filled next; at the end and at a fault, the same again and again."""
        if self._current.fault:
            raise self._current.fault
        if not self._current.size:
            return
        if self._current.size < 0:
            self._start()
        else:
            self._free.put(self._current.room)
        self._current, self._at = self._full.get(), 0
        self._file.reached = self._current.reached
        if not self._current.size:
            self.stop()
        if self._current.fault:
            raise self._current.fault

    def _start(self) -> None:
        from queue import SimpleQueue  # noqa: PLC0415 - start-up time
        from threading import Thread  # noqa: PLC0415 - start-up time

        self._free, self._full = SimpleQueue(), SimpleQueue()
        for _ in range(ROOMS):
            self._free.put(bytearray(ROOM))
        work = (self._fill, self._file, self._free, self._full)
        self._thread = Thread(target=_work, args=work, daemon=True)
        self._file.reader = self
        self._thread.start()

    def stop(self) -> None:
        """End the thread: nobody moves in the file any more."""
        if self._thread:
            self._free.put(None)
            self._thread.join()
            self._thread = self._file.reader = self._file.reached = None

    def close(self) -> None:
        """Give no more, and let others move in the file."""
        self.stop()
        super().close()


def _work(
    fill: Fill,
    file: OpenFile,
    free: "SimpleQueue[bytearray | None]",
    full: "SimpleQueue[_Filled]",
) -> None:
    """Fill what is free until the end or a fault comes, or nothing more is wanted."""
    while (room := free.get()) is not None:
        try:
            count = fill(memoryview(room)) or 0
        except BaseException as fault:  # noqa: BLE001 - raised where it is read
            full.put(_Filled(room, 0, file.tell(), fault))
            return
        full.put(_Filled(room, count, file.tell(), None))
        if not count:
            return


def overlapped(raw: io.RawIOBase, fill: Fill, file: io.FileIO) -> io.RawIOBase:
    """Give a stream that reads ahead where that pays: with a second core, in a file made for it."""
    if isinstance(file, OpenFile) and cores() > 1:
        return Overlapped(fill, file)
    return raw


def cores() -> int:
    """Give how many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # no such thing on macOS and Windows
        return os.cpu_count() or 1
