"""The running count of one address: what counting adds to and what the disk keeps."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime

from invite_guard.model.correspondent import (
    Correspondent,
    Exchange,
    MonthActivity,
    Roles,
    Signals,
)

COUNTS = (
    "messages",
    "role_from",
    "role_to",
    "role_cc",
    "role_bcc",
    "owner_wrote",
    "owner_addressed",
    "direct_in",
    "direct_out",
    "close_in",
    "close_out",
    "replies_in",
    "replies_out",
    "shared",
    "bulk_from",
    "auto_from",
    "list_from",
    "list_post",
    "promoted_from",
    "sent_from",
    "delivered_to",
)
"""Fields that add up when two tallies of one address meet."""

MOMENTS = ("first_seen", "last_seen", "last_direct")
"""Seconds since 1970 UTC, or None."""

NAMES_KEPT = 64
"""Most different display names remembered of one address: more is an attack, not a person."""

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
        for name in COUNTS:
            setattr(self, name, 0)
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

    messages: int
    role_from: int
    role_to: int
    role_cc: int
    role_bcc: int
    owner_wrote: int
    owner_addressed: int
    direct_in: int
    direct_out: int
    close_in: int
    close_out: int
    replies_in: int
    replies_out: int
    shared: int
    bulk_from: int
    auto_from: int
    list_from: int
    list_post: int
    promoted_from: int
    sent_from: int
    delivered_to: int

    def merge(self, other: "Tally") -> None:
        """Add another tally of the same address to this one."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.see(other.first_seen, other.last_seen, other.introduced_by)
        self.last_direct = latest(self.last_direct, other.last_direct)
        self.narrow(other.smallest_audience)
        self.thread_bits |= other.thread_bits
        self.well_formed = self.well_formed or other.well_formed
        for name, count in other.names.items():
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
        self.last_seen = latest(self.last_seen, last)

    def narrow(self, audience: int) -> None:
        """Remember the fewest recipients of any message."""
        if audience and (not self.smallest_audience or audience < self.smallest_audience):
            self.smallest_audience = audience

    def call(self, name: str, count: int) -> None:
        """Count a display name."""
        if name in self.names or len(self.names) < NAMES_KEPT:
            self.names[name] = self.names.get(name, 0) + count

    def month(self, month: int, came: int, went: int) -> None:
        """Count direct messages of one month, to the owner and from the owner."""
        entry = self.months.setdefault(month, [0, 0])
        entry[0] += came
        entry[1] += went

    def correspondent(self, address: str) -> Correspondent:
        """Freeze the count into the noun the rest of the program works with.

        Nothing is validated again: every value was made here.
        """
        return Correspondent.model_construct(
            address=address,
            well_formed=self.well_formed,
            names=tuple(sorted(self.names.items(), key=lambda item: (-item[1], item[0]))),
            messages=self.messages,
            roles=Roles.model_construct(
                from_=self.role_from, to=self.role_to, cc=self.role_cc, bcc=self.role_bcc
            ),
            exchange=self._exchange(),
            signals=Signals.model_construct(
                **{name: getattr(self, name) for name in Signals.model_fields}
            ),
            introduced_by=self.introduced_by or None,
        )

    def _exchange(self) -> Exchange:
        return Exchange.model_construct(
            they_wrote=self.role_from,
            owner_wrote=self.owner_wrote,
            owner_addressed=self.owner_addressed,
            direct_in=self.direct_in,
            direct_out=self.direct_out,
            close_in=self.close_in,
            close_out=self.close_out,
            replies_in=self.replies_in,
            replies_out=self.replies_out,
            shared=self.shared,
            threads=estimate(self.thread_bits),
            smallest_audience=self.smallest_audience,
            first_seen=day(self.first_seen),
            last_seen=day(self.last_seen),
            last_direct=day(self.last_direct),
            months=tuple(self._months()),
        )

    def _months(self) -> Iterator[MonthActivity]:
        for month, (came, went) in sorted(self.months.items()):
            yield MonthActivity(month, came, went)


def latest(one: int | None, other: int | None) -> int | None:
    """Give the later of two moments, either of which may be unknown."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def day(moment: int | None) -> date | None:
    """Give the UTC day of a moment in seconds since 1970."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).date()


def estimate(bits: int) -> int:
    """Estimate how many distinct threads set these bits (Whang et al., 1990).

    Within one of the truth below 20 threads, within some 10 % below 500; about 1,400 at most.
    """
    empty = THREAD_BITS - bits.bit_count()
    return round(-THREAD_BITS * math.log(max(empty, 1) / THREAD_BITS))
