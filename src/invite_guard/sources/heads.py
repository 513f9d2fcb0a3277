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
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_EMPTY_LINE_OF_OLD = b"\r\r"
"""Where lines end as they did on the first Macintosh."""


def head_of(path: str) -> bytes:
    """Read the header of a message file, which may be gzip-compressed. Raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY)
    try:
        data = os.read(descriptor, _FIRST)
        if data.startswith(GZIP_MAGIC):
            return head_within(_inflated(data + os.read(descriptor, CAP)))
        begin = _lead(data)
        end = _end(data, begin)
        while end < 0 and len(data) < CAP:
            more = os.read(descriptor, CAP - len(data))
            if not more:
                break
            data += more
            begin = _lead(data)
            end = _end(data, begin)
    finally:
        os.close(descriptor)
    return _cut(data, begin, end)


def head_from(source: UntilFault) -> bytes:
    """Read the header of a message out of a stream."""
    data = source.read(_FIRST)
    if len(data) == _FIRST and _end(data, _lead(data)) < 0:
        data += source.read(CAP - _FIRST)
    return head_within(data)


def head_within(data: bytes) -> bytes:
    """Cut the header block out of the bytes a message file begins with."""
    begin = _lead(data)
    return _cut(data, begin, _end(data, begin))


def is_cut(head: bytes) -> bool:
    """Whether a header is as long as one that was cut off."""
    return len(head) >= CAP - _FIRST


def _lead(data: bytes) -> int:
    """Give where the first field begins: nearly always at once."""
    if data[:1].isalpha() and not data.startswith(b"From "):
        return 0
    lead = LEAD.match(data)
    return lead.end() if lead else 0


def _end(data: bytes, begin: int) -> int:
    """Give where the last line of the header ends, or -1."""
    first = max(begin - 1, 0)
    found = _EMPTY_LINE.search(data, first, CAP)
    end = found.start() if found else -1
    old = data.find(_EMPTY_LINE_OF_OLD, first, end + 1 if found else CAP)
    return end if old < 0 else old


def _cut(data: bytes, begin: int, end: int) -> bytes:
    return data[begin : CAP if end < 0 else end].rstrip(b"\r\n")


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(GZIP).decompress(data, CAP)
    except zlib.error:
        return b""
