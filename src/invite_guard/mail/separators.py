"""Splitting an mbox byte stream into header blocks; bodies are passed over unread."""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Protocol

from stringzilla import find

from invite_guard.mail.separator_forms import LENIENT, PERHAPS, STRICT, TAKEOUT

CHUNK = 1 << 18
"""Bytes asked of the stream at a time."""
HEAD_CAP = 1 << 20
"""Most bytes of one header block that are kept."""
_LOOKAHEAD = 2048
"""Bytes after a `From ` that decide about it: a separator and the next header's name fit."""
_BACK = 3
"""Bytes before a `From ` that decide about it: a line end and an empty line."""

_CLOSE = 512
"""Bytes between two lines that are none, from which on more of them are expected."""
_STRETCH = 1 << 14
"""Bytes that are looked through for what may be a separator before it is searched for again."""
_BEGIN = b"\nFrom "
_NEAR = 1 << 14
"""Bytes of a header block in which nearly every one ends."""
_LF, _CRLF = b"\n\n", b"\n\r\n"
_EMPTY_LINE = re.compile(rb"\n\r?\n")


class ByteStream(Protocol):
    """What is read from: a file, or anything that decompresses like one."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer as far as possible; 0 at the end."""
        ...


def is_takeout(beginning: bytes) -> bool:
    """Tell from the beginning of a file (2 KB suffice) whether Google Takeout wrote it.

    Takeout writes `From <digits>@xxx <date> <zone> <year>` and escapes no `From ` in bodies, so in
    such a file nothing else is a separator. An entry in the middle of a file must pass this on.
    """
    return TAKEOUT.match(beginning.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")) is not None


class HeaderBlocks:
    """The header blocks of an mbox, in order, with the byte offset of each one's separator.

    A separator stands at a line start, carries weekday, month, time and year, is followed by a
    header line (RFC 4155, appendix A) and is no line of a git patch. It follows an empty line, or
    has the exact form `From <sender> <asctime>`: some programs write no empty line. Thunderbird's
    bare `From ` counts after an empty line and before a header that begins its messages. The first
    separator decides whether the file is Takeout's (see `is_takeout`).

    Blocks come without separator and without the empty line. Memory is bounded by `HEAD_CAP` and
    `CHUNK`, whatever is read; the same bytes give the same blocks for every chunk size.
    """

    def __init__(  # noqa: PLR0913 - all but the first have a natural default
        self,
        stream: ByteStream,
        offset: int = 0,
        *,
        takeout: bool | None = None,
        chunk: int = CHUNK,
        before: bytes = b"\n\n",
        until: int = sys.maxsize,
    ) -> None:
        """`before`: the last bytes before the stream, by default such that a message may begin.

        `until`: where a later separator stands is not looked for; it may be given or not.
        """
        self.takeout = takeout
        """Whether only Takeout's form counts; None until the first separator is seen."""
        self.was_cut = False
        """Whether the last header block given was longer than `HEAD_CAP`."""
        self._stream = stream
        self._last = until + len(_BEGIN)
        self._chunk = chunk
        self._buffer = bytearray(HEAD_CAP + _LOOKAHEAD + _BACK + chunk)
        self._view = memoryview(self._buffer)
        self._buffer[: len(before)] = before
        self._end = len(before)
        self._base = offset - len(before)
        self._finished = False
        self._refused = -2 * _CLOSE
        """Where in the file `From ` last stood that was none."""
        self._full = (0, 0)
        """Between which places no empty line begins: looked through once, however often asked."""

    def __iter__(self) -> Iterator[tuple[bytes, int]]:
        """Give (header block, offset) until the stream ends."""
        buffer, at = self._buffer, 0
        self._refill(0)
        if self._base == -2 and buffer[2:5] == b"\xef\xbb\xbf":
            buffer[2:5] = b"\n\n\n"
        while True:
            found = find(buffer, _BEGIN, at, self._end)
            if found < 0 and (self._finished or self._base + self._end > self._last):
                return
            if found < 0:
                keep = max(at, self._end - len(_BEGIN) + 1)
                at = keep - self._refill(max(keep - _BACK, 0))
                continue
            if self._end - found < _LOOKAHEAD and not self._finished:
                at = found - self._refill(max(found - _BACK, 0))
                continue
            start = self._separator(found, blank=None)
            if not start:
                at = self._next(found)
                continue
            offset = self._base + found + 1
            empty = self._empty_line(start)
            if not empty:
                start -= self._hold(max(found - _BACK, 0), start)
                empty = self._empty_line(start)
            stop, at = self._block_end(start, empty)
            yield self._cut(start, stop), offset

    def _refill(self, keep: int) -> int:
        """Drop what stands before `keep` and read a chunk; give by how much the bytes moved."""
        left = self._end - keep
        self._buffer[:left] = self._buffer[keep : self._end]
        self._base += keep
        self._end = left
        self._full = (self._full[0] - keep, self._full[1] - keep)
        goal = min(left + self._chunk, len(self._buffer))
        while self._end < goal:
            count = self._stream.readinto(self._view[self._end : goal])
            if not count:
                self._finished = True
                break
            self._end += count
        return keep

    def _next(self, refused: int) -> int:
        """Give where to search on after a `From ` that was none."""
        offset, at = self._base + refused, refused + 1
        close, self._refused = offset - self._refused < _CLOSE, offset
        if not close:
            return at
        end = min(at + _STRETCH, self._end)
        last = end if self._finished and end == self._end else end - _LOOKAHEAD - 1
        perhaps = PERHAPS.search(self._buffer, at, end)
        return max(min(perhaps.start() if perhaps else last, last), at)

    def _empty_line(self, start: int) -> tuple[int, int] | None:
        """Find where the empty line that ends the block begins and ends, if it is in the buffer."""
        buffer, near = self._buffer, min(start + _NEAR, self._end)
        # The kind that the line before ends in is likelier: of the other, only what comes first.
        likely, other = (_CRLF, _LF) if buffer[start - 2] == 13 else (_LF, _CRLF)
        found = find(buffer, likely, start - 1, near)
        sooner = find(buffer, other, start - 1, near if found < 0 else found + len(other) - 1)
        if sooner >= 0:
            return sooner, sooner + len(other)
        return (found, found + len(likely)) if found >= 0 else self._far_empty_line(start)

    def _far_empty_line(self, start: int) -> tuple[int, int] | None:
        low, high = self._full
        if not low < start <= high:
            low, high = start - 1, start - 1
        stop = min(start + HEAD_CAP, self._end)
        found = _EMPTY_LINE.search(self._buffer, high, stop)
        self._full = (low, found.start() if found else max(high, stop - 2))
        return found.span() if found else None

    def _hold(self, keep: int, start: int) -> int:
        """Read on until the block's end, or all of it that may be kept, is in the buffer."""
        moved, seen = 0, start
        while not self._finished and self._end - start < HEAD_CAP + _LOOKAHEAD:
            if _EMPTY_LINE.search(self._buffer, max(seen - _BACK, start - 1), self._end):
                break
            seen = self._end
            shift = self._refill(keep)
            moved, start, seen, keep = moved + shift, start - shift, seen - shift, 0
        return moved

    def _separator(self, found: int, *, blank: bool | None) -> int:
        """Give where the line after the separator at `found` begins, or 0 when it is none."""
        buffer, line = self._buffer, found + 1
        limit = min(line + _LOOKAHEAD, self._end)
        if self.takeout is not False and (match := TAKEOUT.match(buffer, line, limit)):
            self.takeout = True
        elif self.takeout:
            return 0
        else:
            if blank is None:
                blank = buffer[found - 1] == 10 or buffer[max(found - 2, 0) : found] == b"\n\r"
            match = STRICT.match(buffer, line, limit)  # the quicker one, and the commoner form
            if not match and blank:
                match = LENIENT.match(buffer, line, limit)
            if not match:
                return 0
            self.takeout = False
        return match.start(match.lastindex or 0)

    def _block_end(self, start: int, empty: tuple[int, int] | None) -> tuple[int, int]:
        """Give where the block ends and where the search for the next separator begins.

        `empty`: where the empty line begins and ends, where there is one.
        """
        if empty:
            stop, after = empty[0], empty[1] - len(_BEGIN)
        else:
            stop = min(start + HEAD_CAP, self._end)
            after = stop - len(_BEGIN) + 1
        inner = find(self._buffer, _BEGIN, start, stop)
        while 0 <= inner <= stop - len(_BEGIN):
            if self._separator(inner, blank=False):
                return inner, inner
            perhaps = PERHAPS.search(self._buffer, inner + 1, min(stop + _LOOKAHEAD, self._end))
            inner = perhaps.start() if perhaps else -1
        return stop, max(after, start)

    def _cut(self, start: int, stop: int) -> bytes:
        """Copy the block; one that was too long ends at its last whole line, or list item."""
        self.was_cut = stop - start >= HEAD_CAP
        if self.was_cut:
            line = max(self._buffer.rfind(b"\n", start, stop), start)
            # One line that fills the block is a list of recipients: most of it can be kept.
            giant = stop - line > HEAD_CAP // 2
            stop = max(self._buffer.rfind(b",", line, stop), line) if giant else line
        return bytes(self._view[start:stop]).rstrip(b"\r\n")


def header_blocks(
    stream: ByteStream, offset: int = 0, *, takeout: bool | None = None, chunk: int = CHUNK
) -> Iterable[tuple[bytes, int]]:
    """Read the header blocks of an mbox whose stream stands at `offset`; see `HeaderBlocks`."""
    return HeaderBlocks(stream, offset, takeout=takeout, chunk=chunk)
