"""What messages between the same people share, and how often they occur.

Mail repeats itself: the same sender writes to the same people. So a message only raises the count
of its pattern; addresses are read and tallied once a pattern.
"""

from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

_EPOCH_DAY = date(1970, 1, 1).toordinal()


class Trait:
    """What a message is, besides who is on it: bits of a plain number, since there are many."""

    REPLY: Final = 1
    SENT: Final = 2
    AUTO: Final = 4
    BULK: Final = 8
    LISTED: Final = 16
    FILED: Final = 32
    RECEIVED: Final = 64


class Pattern(NamedTuple):
    """The raw headers that messages between the same people share."""

    from_: bytes
    to: bytes
    cc: bytes
    bcc: bytes
    delivered_to: bytes
    list_id: bytes
    list_post: bytes
    sender: bytes
    """Who sent it in the name of those in From, as far as that can be told."""
    traits: int


class Repeats:
    """How often a pattern occurred, when, and in which threads."""

    __slots__ = ("at_leisure", "at_work", "count", "first", "last", "months", "thread_bits")

    def __init__(self) -> None:
        self.count = 0
        self.first: int | None = None
        self.last: int | None = None
        self.months: dict[int, int] = {}
        self.thread_bits = 0
        self.at_work = self.at_leisure = 0

    def add(self, moment: int | None, thread_bit: int, *, at_work: bool | None = None) -> None:
        """Count one more message, written at `moment` in a thread that has this bit.

        `at_work`: whether in working hours, as far as that can be told.
        """
        self.count += 1
        self.thread_bits |= thread_bit
        if at_work is not None:
            self.at_work += at_work
            self.at_leisure += not at_work
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
    when = date.fromordinal(_EPOCH_DAY + day)
    return when.year * 12 + when.month - 1
