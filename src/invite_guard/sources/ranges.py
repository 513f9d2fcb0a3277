"""An mbox in ranges of bytes that can be read apart: together they give what one pass gives."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from invite_guard.mail.separators import HeaderBlocks, is_takeout
from invite_guard.sources.base import Message, Position
from invite_guard.sources.files import reading
from invite_guard.sources.kinds import SNIFF, Kind, kind_of
from invite_guard.sources.streams import UntilFault, is_packed, skip, unpacked

RANGE = 16 << 20
"""Bytes of a range: read in the blink of an eye, and enough that handing it over costs nothing."""
_BEFORE = 3
"""Bytes before a range that tell whether a separator may stand at its first one."""


class MboxRange(NamedTuple):
    """Those messages of an mbox whose separators stand from `begin` up to `end`."""

    path: Path
    folder: str
    begin: int
    end: int
    takeout: bool
    """Whether only Takeout's separators count: what the first one in the file decided."""

    @property
    def reached(self) -> int:
        """Bytes of the file before the range's end."""
        return self.end

    def messages(self) -> Iterator[Message]:
        """Read the range's messages. Raises `SourceError` where the file cannot be read on."""
        with reading(self.path) as file:
            ahead = max(self.begin - _BEFORE, 0)
            file.seek(ahead)
            before = (b"\n\n" + file.read(self.begin - ahead))[-_BEFORE:]
            source = UntilFault(unpacked(file, gzip=False))
            blocks = HeaderBlocks(
                source, self.begin, takeout=self.takeout, before=before, until=self.end
            )
            for head, offset in blocks:
                if offset >= self.end:
                    return
                if offset < self.begin:  # seen in the bytes before
                    continue
                yield Message(head, Position(0, offset), self.folder, cut=blocks.was_cut)
            source.check()


def ranges_of(path: Path, folder: str, start: Position, size: int = RANGE) -> list[MboxRange]:
    """Cut what follows `start` into ranges of `size` bytes, the last one open to the end.

    None for a file that must be read in one piece: a compressed one, one that begins without a
    separator, or one that has none. Raises `SourceError` where it cannot be read so far.
    """
    with reading(path) as file:
        packed = is_packed(file)
        stream = unpacked(file, gzip=False)
        first = stream.peek(SNIFF)[:SNIFF]
        if packed or (not start.offset and kind_of(first) is Kind.EML):
            return []
        skip(stream, start.offset)
        blocks = HeaderBlocks(UntilFault(stream), start.offset, takeout=is_takeout(first) or None)
        if next(iter(blocks), None) is None:
            return []
        whole = os.fstat(file.fileno()).st_size
    cuts = [*range(start.offset, whole, size)] or [start.offset]
    ends = [*cuts[1:], sys.maxsize]
    return [
        MboxRange(path, folder, begin, end, bool(blocks.takeout))
        for begin, end in zip(cuts, ends, strict=True)
    ]
