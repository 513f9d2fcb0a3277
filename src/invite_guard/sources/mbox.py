"""One file with many messages, each after a `From ` line: mbox, plain or gzip-compressed."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from invite_guard.errors import SourceError
from invite_guard.sources.base import START, Fingerprint, Message, Position
from invite_guard.sources.blocks import mbox_messages
from invite_guard.sources.files import HEAD, Progress, digest, fingerprint, reading, shown
from invite_guard.sources.kinds import SNIFF
from invite_guard.sources.places import folder_of_mbox
from invite_guard.sources.ranges import MboxRange, ranges_of
from invite_guard.sources.streams import GZIP_MAGIC, is_packed, unpacked
from invite_guard.sources.whole import Extent, Whole, extents_within

WORTH = 1 << 28
"""Bytes still to be read from which on other processes save more time than they take to start."""


class Mbox:
    """An mbox file (RFC 4155 and the variants mboxo, mboxrd, mboxcl, mboxcl2)."""

    kind = "mbox"

    def __init__(self, path: Path) -> None:
        resolved = path.resolve()
        self.path = path
        self.name = path.name
        self.key = str(resolved)
        self.folder = folder_of_mbox(resolved.parts)
        self._progress = Progress()

    def fingerprint(self) -> Fingerprint:
        """Look at the file without reading it through. Raises `SourceError` when it is gone."""
        return fingerprint(self.path)

    def grown(self, before: Fingerprint, at: Position) -> bool:
        """Whether everything before `at` is as it was when `before` was taken.

        True for an untouched file, and for one that is longer, begins with the same 64 KB, and has
        a separator both at `at` and where it ended before. That tells an appended file from a
        rewritten one, but not from one that was altered in place past its first 64 KB and then
        appended to. A compressed file that was touched at all counts as another one.
        """
        now = self.fingerprint()
        if now == before:
            return True
        if now.size <= before.size:
            return False
        with reading(self.path) as file:
            head = file.read(HEAD)[: before.size]
            return (
                digest(head) == before.head
                and not head.startswith(GZIP_MAGIC)
                and _begins_message(file, at.offset)
                and _begins_message(file, before.size)
            )

    def messages(self, start: Position = START) -> Iterator[Message]:
        """Read from `start` to the end.

        Raises `SourceError` where the file cannot be read on, and where nothing in it is a message.
        """
        with reading(self.path, self._progress) as file:
            stream = unpacked(file, gzip=is_packed(file))
            blank = not stream.peek(SNIFF)[:SNIFF].strip()
            found = mbox_messages(stream, start, self.folder)
            first = next(found, None)
            if first:
                yield first
                yield from found
            elif not blank:
                raise SourceError(
                    f"{shown(self.path)} holds no message that could be told from the next.",
                    "Each begins with a `From ` line that has a date, and its header follows. "
                    "Where lines end in CR alone: `tr '\\r' '\\n' < FILE > FILE.mbox`.",
                )

    def parts(self, start: Position) -> list[MboxRange]:
        """Cut what follows `start` into ranges of bytes; see `PartedSource`."""
        ahead = self.fingerprint().size - start.offset
        return ranges_of(self.path, self.folder, start) if ahead >= WORTH else []

    def whole(self, extents: Iterable[Extent]) -> Iterator[Whole]:
        """Read the messages at these places. Raises `SourceError` where the file cannot be read."""
        with reading(self.path) as file:
            yield from extents_within(unpacked(file, gzip=is_packed(file)), extents)

    def is_packed(self) -> bool:
        """Whether it has to be decompressed. Raises `SourceError` when it cannot be read."""
        with reading(self.path) as file:
            return is_packed(file)

    def read_bytes(self) -> int:
        """Bytes of the file on disk consumed so far."""
        return int(self._progress)


def _begins_message(file: io.FileIO, offset: int) -> bool:
    """Whether a message may begin here: a line starts, and after empty lines it is a separator."""
    if not offset:
        return True
    file.seek(offset - 1)
    before, after = file.read(1), file.read(64)
    starts_line = before == b"\n" or after.startswith((b"\n", b"\r\n"))
    return starts_line and after.lstrip(b"\r\n").startswith(b"From ")
