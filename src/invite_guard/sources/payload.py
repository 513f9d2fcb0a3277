"""The bytes of one member of an archive: no more than are its own, and those that were packed."""

import io
import zlib

from invite_guard.sources.overlap import Fill
from invite_guard.sources.streams import CutShortError


class Window(io.RawIOBase):
    """The next `size` bytes of what fills a buffer.

    Raises `CutShortError` where the stream ends before.
    """

    def __init__(self, fill: Fill, size: int) -> None:
        super().__init__()
        self._fill = fill
        self.left = size

    def readable(self) -> bool:
        """Tell that this is read from."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # a buffer in all but name
        """Fill the buffer with what comes next."""
        wanted = min(len(buffer), self.left)
        if not wanted:
            return 0
        got = self._fill(memoryview(buffer)[:wanted])
        if not got:
            raise CutShortError
        self.left -= got
        return got


class Checked(io.RawIOBase):
    """What fills a buffer, held against its checksum (CRC-32) once all of it was given.

    Raises `zlib.error` at the end where the bytes are not those that were packed.
    """

    def __init__(self, fill: Fill, checksum: int) -> None:
        super().__init__()
        self._fill = fill
        self._checksum = checksum
        self._sum = 0

    def readable(self) -> bool:
        """Tell that this is read from."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override] # a buffer in all but name
        """Fill the buffer, or part of it, with what comes next."""
        got = self._fill(buffer) or 0
        self._sum = zlib.crc32(memoryview(buffer)[:got], self._sum)
        if not got and len(buffer) and self._sum != self._checksum:
            raise zlib.error("incorrect data check")  # zlib's own words, of a gzip file
        return got
