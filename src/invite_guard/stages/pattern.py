"""What messages between the same people share, and how often they occur.

Mail repeats itself: the same sender writes to the same people. So a message only raises the count
of its pattern; addresses are read and tallied once a pattern.
"""

import zlib
from datetime import UTC, datetime
from enum import IntFlag
from functools import lru_cache
from typing import NamedTuple

from invite_guard.stores.tally import THREAD_BITS


class Trait(IntFlag):
    """What a message is, besides who is on it."""

    REPLY = 1
    SENT = 2
    AUTO = 4
    BULK = 8
    LISTED = 16
    FILED = 32
    RECEIVED = 64


class Pattern(NamedTuple):
    """The raw headers that messages between the same people share."""

    from_: bytes
    to: bytes
    cc: bytes
    bcc: bytes
    delivered_to: bytes
    list_id: bytes
    list_post: bytes
    traits: int


class Repeats:
    """How often a pattern occurred, when, and in which threads."""

    __slots__ = ("count", "first", "last", "months", "thread_bits")

    def __init__(self) -> None:
        self.count = 0
        self.first: int | None = None
        self.last: int | None = None
        self.months: dict[int, int] = {}
        self.thread_bits = 0

    def add(self, moment: int | None, thread: bytes) -> None:
        """Count one more message."""
        self.count += 1
        self.thread_bits |= 1 << (zlib.crc32(thread) % THREAD_BITS)
        if moment is None:
            return
        if self.first is None or moment < self.first:
            self.first = moment
        if self.last is None or moment > self.last:
            self.last = moment
        month = _month(moment // 86_400)
        self.months[month] = self.months.get(month, 0) + 1


@lru_cache(maxsize=20_000)
def _month(day: int) -> int:
    date = datetime.fromtimestamp(day * 86_400, UTC)
    return date.year * 12 + date.month - 1
