"""Where reading a source stands."""

from typing import NamedTuple


class Position(NamedTuple):
    """A place in a source from which reading can go on."""

    part: int = 0
    """Which member of an archive or file of a folder, counted from 0; 0 in a single file."""
    offset: int = 0
    """Bytes into that part, after decompression."""


START = Position()


class Fingerprint(NamedTuple):
    """What tells an unchanged source from a grown and from another one."""

    size: int
    """Bytes on disk, all parts together."""
    stamp: int
    """Newest modification time, in nanoseconds."""
    head: str
    """Digest of the first bytes: equal while a file only grows."""
