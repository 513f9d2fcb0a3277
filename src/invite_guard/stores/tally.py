"""The running count of one address: what counting adds to and what the disk keeps."""

import math
from datetime import date
from functools import lru_cache
from operator import attrgetter

from invite_guard.model.correspondent import ADDED_UP, Signals

COUNTS = (
    *("messages", "role_from", "role_to", "role_cc", "role_bcc"),
    *ADDED_UP[1:-1],  # how many they wrote is their role, and threads are estimated
    *Signals._fields,
)
"""Fields that add up when two tallies of one address meet."""

MOMENTS = ("first_seen", "last_seen", "last_direct")
"""Seconds since 1970 UTC, or None."""

NAMES_KEPT = 64
"""Most different display names remembered of one address, the first ones: more is no person."""
NAMES_COUNTED = 1024
"""Most counted between two checkpoints, so that those remembered are counted in full."""

_EPOCH_DAY = date(1970, 1, 1).toordinal()

THREAD_BITS = 256
"""Size of the bitmap that estimates distinct threads by linear counting (Whang et al., 1990)."""


class Tally:
    """The running count of one address. Two tallies of one address merge in either order."""

    __slots__ = (
        *COUNTS,
        *MOMENTS,
        "introduced_by",
        "months",
        "names",
        "smallest_audience",
        "thread_bits",
        "well_formed",
    )

    def __init__(self, *, well_formed: bool = False) -> None:
        # One by one, since there are many: a loop over names takes four times as long.
        self.messages = self.role_from = self.role_to = self.role_cc = self.role_bcc = 0
        self.owner_wrote = self.owner_addressed = self.shared = 0
        self.direct_in = self.direct_out = self.close_in = self.close_out = 0
        self.replies_in = self.replies_out = self.at_work = self.at_leisure = 0
        self.public_in = self.public_out = 0
        self.bulk_from = self.auto_from = self.list_from = self.list_post = 0
        self.promoted_from = self.sent_from = self.sent_for = self.delivered_to = 0
        self.by_agent = 0
        self.first_seen: int | None = None
        self.last_seen: int | None = None
        self.last_direct: int | None = None
        self.smallest_audience = 0
        self.thread_bits = 0
        self.introduced_by = ""
        self.names: dict[str, int] = {}
        self.months: dict[int, list[int]] = {}
        self.well_formed = well_formed
        """Whether it was ever seen where it could mean one mailbox only."""

    def merge(self, other: "Tally") -> None:
        """Add another tally of the same address to this one."""
        for name, mine, added in zip(COUNTS, _counts(self), _counts(other), strict=True):
            if added:
                setattr(self, name, mine + added)
        self.see(other.first_seen, other.last_seen, other.introduced_by)
        self.touch(other.last_direct)
        self.narrow(other.smallest_audience)
        self.thread_bits |= other.thread_bits
        self.well_formed = self.well_formed or other.well_formed
        for name, count in other.names.items():
            if name in self.names or len(self.names) < NAMES_KEPT:
                self.call(name, count)
        for month, (came, went) in other.months.items():
            self.month(month, came, went)

    def see(self, first: int | None, last: int | None, introducer: str) -> None:
        """Widen the span in which the address was seen, and remember who brought it in.

        `introducer` sent the message of the moment `first`. Of two messages of one second the
        alphabetically first sender is kept, so that the order of reading does not matter.
        """
        if first is not None and (
            self.first_seen is None or (first, introducer) < (self.first_seen, self.introduced_by)
        ):
            self.first_seen, self.introduced_by = first, introducer
        if last is not None and (self.last_seen is None or last > self.last_seen):
            self.last_seen = last

    def touch(self, moment: int | None) -> None:
        """Remember the latest direct message."""
        if moment is not None and (self.last_direct is None or moment > self.last_direct):
            self.last_direct = moment

    def narrow(self, audience: int) -> None:
        """Remember the fewest recipients of any message."""
        if audience and (not self.smallest_audience or audience < self.smallest_audience):
            self.smallest_audience = audience

    def call(self, name: str, count: int) -> None:
        """Count a display name."""
        names = self.names
        if name in names or len(names) < NAMES_COUNTED:
            names[name] = names.get(name, 0) + count

    def month(self, month: int, came: int, went: int) -> None:
        """Count direct messages of one month, to the owner and from the owner."""
        entry = self.months.setdefault(month, [0, 0])
        entry[0] += came
        entry[1] += went


_counts = attrgetter(*COUNTS)


def day(moment: int | None) -> date | None:
    """Give the UTC day of a moment in seconds since 1970."""
    return None if moment is None else _day(moment // 86_400)


@lru_cache(maxsize=20_000)
def _day(number: int) -> date:
    return date.fromordinal(_EPOCH_DAY + number)


def estimate(bits: int) -> int:
    """Estimate how many distinct threads set these bits (Whang et al., 1990).

    Within one of the truth below 20 threads, within some 10 % below 500; about 1,400 at most.
    """
    empty = THREAD_BITS - bits.bit_count()
    return round(-THREAD_BITS * math.log(max(empty, 1) / THREAD_BITS))
