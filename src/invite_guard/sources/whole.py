"""Messages whole, body and all, at places that were chosen: only where signatures are asked for."""

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol, runtime_checkable

from invite_guard.sources.base import Position
from invite_guard.sources.heads import LEAD
from invite_guard.sources.streams import GZIP, GZIP_MAGIC, CutShortError, skip


class Extent(NamedTuple):
    """Where a message lies."""

    position: Position
    size: int
    """Bytes of it that are wanted at most, separator and header included."""


class Whole(NamedTuple):
    """A message from its first header field on."""

    position: Position
    content: bytes


@runtime_checkable
class WholeSource(Protocol):
    """A source that can give messages whole."""

    def whole(self, extents: Iterable[Extent]) -> Iterator[Whole]:
        """Read the messages at these places, which are in order.

        Raises `SourceError` where the file cannot be read on; what was given until then stands.
        """
        ...


def extents_within(stream: io.BufferedReader, extents: Iterable[Extent]) -> Iterator[Whole]:
    """Read messages out of a stream that stands at its first byte.

    What lies behind its end, or begins before another ends, is passed over.
    """
    at = 0
    for extent in extents:
        ahead = extent.position.offset - at
        if ahead < 0:
            continue
        try:
            skip(stream, ahead)
        except CutShortError:
            return
        content = stream.read(extent.size)
        at = extent.position.offset + len(content)
        yield Whole(extent.position, without_lead(content))


def beginning_of(path: str, size: int) -> bytes:
    """Read the first bytes of a message file, which may be gzip-compressed. Raises `OSError`."""
    with open(path, "rb") as file:  # noqa: PTH123 - a path as the folder has it
        data = file.read(size)
    if not data.startswith(GZIP_MAGIC):
        return data
    try:
        return zlib.decompressobj(GZIP).decompress(data, size)
    except zlib.error:
        return b""


def without_lead(content: bytes) -> bytes:
    """Take away what stands before the first header field: a separator, a byte-order mark."""
    lead = LEAD.match(content)
    return content[lead.end() :] if lead else content
