"""The header of a file that holds one message: read no further than its empty line."""

import os
import re
import zlib

from invite_guard.sources.streams import GZIP, GZIP_MAGIC, UntilFault

CAP = 1 << 20
"""Most bytes of a header that are read."""
_FIRST = 1 << 13
"""Bytes read at first: nearly every header ends within them."""
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
LEAD = re.compile(
    rb"(?:\xef\xbb\xbf|[\r\n])*+(?:\d{1,10}[ \t]*\r?\n)?(?:>?From (?![ \t]*:)[^\n]*\n)*"
)
"""What some programs put before the first field: a byte-order mark, empty lines, Apple Mail's byte
count, the separator of an mbox."""
_EMPTY_LINE = re.compile(rb"\n\r?\n|\r\r")


def head_of(path: str) -> bytes:
    """Read the header of a message file, which may be gzip-compressed. Raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        data = os.read(descriptor, _FIRST)
        if data.startswith(GZIP_MAGIC):
            return head_within(_inflated(data + os.read(descriptor, CAP)))
        while len(data) < CAP and not _complete(data):
            more = os.read(descriptor, CAP - len(data))
            if not more:
                break
            data += more
    finally:
        os.close(descriptor)
    return head_within(data)


def head_from(source: UntilFault) -> bytes:
    """Read the header of a message out of a stream."""
    data = source.read(_FIRST)
    if len(data) == _FIRST and not _complete(data):
        data += source.read(CAP - _FIRST)
    return head_within(data)


def head_within(data: bytes) -> bytes:
    """Cut the header block out of the bytes a message file begins with."""
    begin = _lead(data)
    end = _EMPTY_LINE.search(data, max(begin - 1, 0), CAP)
    return data[begin : end.start() if end else CAP].rstrip(b"\r\n")


def is_cut(head: bytes) -> bool:
    """Whether a header is as long as one that was cut off."""
    return len(head) >= CAP - _FIRST


def _lead(data: bytes) -> int:
    lead = LEAD.match(data)
    return lead.end() if lead else 0


def _complete(data: bytes) -> bool:
    return _EMPTY_LINE.search(data, max(_lead(data) - 1, 0)) is not None


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(GZIP).decompress(data, CAP)
    except zlib.error:
        return b""
