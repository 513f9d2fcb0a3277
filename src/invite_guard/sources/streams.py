"""Bytes out of compressed files and archive members: read forward, in bounded memory."""

import io
import zlib
from typing import Protocol, Self

from invite_guard.sources.overlap import Fill, overlapped

CHUNK = 1 << 18
"""Bytes asked for at once."""
HELD = 1 << 14
"""Bytes a stream keeps ready: more than are peeked at, and fewer than are asked for at once, so
that these go straight to where they are wanted."""
_PACKED = 1 << 16
"""Compressed bytes taken at once: those left over are copied each time."""
GZIP = 31
"""zlib's number for a gzip file with its header and checksum (RFC 1952)."""
DEFLATE = -15
"""zlib's number for a bare deflate stream (RFC 1951), as zip members are."""
GZIP_MAGIC = b"\x1f\x8b"


class CutShortError(EOFError):
    """The bytes end before the format says they do."""


class DamagedError(Exception):
    """The bytes contradict the format."""


class Inflated(io.RawIOBase):
    """The decompressed bytes of a gzip file or a deflated zip member.

    What was decompressed before a fault is given first; then `CutShortError` or `zlib.error` is
    raised. Several gzip members one after another are one stream (RFC 1952, 2.2); anything else
    after the last is ignored, as gzip itself does.
    """

    def __init__(self, fill: Fill, form: int) -> None:
        super().__init__()
        self._fill = fill
        self._form = form
        self._engine = zlib.decompressobj(form)
        self._waiting = b""
        self._room = memoryview(bytearray(_PACKED))
        self._fault: EOFError | zlib.error | OSError | None = None
        self._done = False

    def readable(self) -> bool:
        """Tell that this is read from."""
        return True

    @property
    def beyond(self) -> bytes:
        """Bytes taken from the source that lie behind the compressed ones, once these ended."""
        return self._engine.unused_data

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # a buffer in all but name
        """Fill the buffer whole, unless the end or a fault comes first."""
        filled = 0
        while filled < len(buffer) and not self._done:
            try:
                data = self._more(len(buffer) - filled)
            except (EOFError, zlib.error, OSError) as fault:
                self._fault, self._done = fault, True
                break
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        if not filled and self._fault:
            raise self._fault
        return filled

    def _more(self, limit: int) -> bytes:
        if self._engine.eof and not self._next_member():
            self._done = True
            return b""
        packed = self._engine.unconsumed_tail or self._waiting or self._packed()
        self._waiting = b""
        before = self._engine.copy()
        try:
            data = self._engine.decompress(packed, limit)
        except zlib.error as fault:
            self._fault, self._done = fault, True
            return _sound(before, packed, limit)
        if not packed and not data and not self._engine.eof:
            raise CutShortError
        return data

    def _packed(self) -> bytes:
        return bytes(self._room[: self._fill(self._room) or 0])

    def _next_member(self) -> bool:
        """Begin the gzip member that follows, if one does."""
        rest = self._engine.unused_data
        if self._form == GZIP and len(rest) < len(GZIP_MAGIC):
            rest += self._packed()
        if self._form != GZIP or not rest.startswith(GZIP_MAGIC):
            return False
        self._engine = zlib.decompressobj(self._form)
        self._waiting = rest
        return True


class _Engine(Protocol):
    """What zlib decompresses with: it has no name of its own there."""

    def copy(self) -> Self: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _sound(engine: _Engine, packed: bytes, limit: int) -> bytes:
    """Decompress as much as comes before a fault, of which zlib gives nothing."""
    good, bad = 0, len(packed)
    data = engine.copy().decompress(b"", limit)
    while bad - good > 1:
        middle = (good + bad) // 2
        try:
            data = engine.copy().decompress(packed[:middle], limit)
            good = middle
        except zlib.error:
            bad = middle
    return data


def ahead(stream: io.BufferedReader) -> Fill:
    """Take from a stream what it holds or what one read of its source gives, never both.

    A stream that is asked for more reads on, and forgets what it held where that fails.
    """
    return lambda buffer: stream.readinto1(buffer[:CHUNK])


class UntilFault:
    """A stream that ends where its source fails, and tells of the failure only when asked.

    So that a reader ahead of its source still gives everything that came before the failure.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._fill = ahead(stream)
        self._fault: Exception | None = None

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer, or part of it; 0 at the end and after a failure."""
        if self._fault:
            return 0
        try:
            return self._fill(buffer)
        except (EOFError, zlib.error, OSError) as fault:
            self._fault = fault
            return 0

    def read(self, count: int) -> bytes:
        """Give the next `count` bytes, or what there is before the end or a failure."""
        room = memoryview(bytearray(count))
        filled = 0
        while got := self.readinto(room[filled:]):
            filled += got
        return bytes(room[:filled])

    def check(self) -> None:
        """Raise what the source failed with, if it did."""
        if self._fault:
            raise self._fault


def is_packed(file: io.FileIO) -> bool:
    """Whether a file, which stands at its first byte and does so afterwards, is gzip's."""
    packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
    file.seek(0)
    return packed


def unpacked(file: io.FileIO, *, gzip: bool) -> io.BufferedReader:
    """Read a file from where it stands, decompressed if it is compressed. It is left open."""
    if not gzip:
        return io.BufferedReader(io.FileIO(file.fileno(), closefd=False), HELD)
    raw = Inflated(file.readinto, GZIP)
    return io.BufferedReader(overlapped(raw, raw.readinto, file), HELD)


def skip(stream: io.BufferedReader, count: int) -> None:
    """Go past `count` bytes, by seeking where that is possible.

    Raises `CutShortError` where the stream ends before.
    """
    if count and stream.seekable():
        stream.seek(count - 1, io.SEEK_CUR)
        count = 1
    while count:
        got = len(stream.read(min(count, CHUNK)))
        if not got:
            raise CutShortError
        count -= got
