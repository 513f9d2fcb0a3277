"""An address seen in a source, with what the headers say about it.

There are hundreds of thousands, made by this program alone: plain tuples take a third of the room.
"""

from datetime import date
from typing import NamedTuple


class MonthActivity(NamedTuple):
    """Direct messages of one calendar month, both ways."""

    month: int
    """Months since year 0: `year * 12 + month - 1`."""
    direct_in: int
    direct_out: int


class Roles(NamedTuple):
    """In how many messages an address stands in each header (once a header, however often)."""

    from_: int = 0
    to: int = 0
    cc: int = 0
    bcc: int = 0


class Exchange(NamedTuple):
    """What passed between the owner and an address, or a person's addresses together.

    A *direct* message names the other side in From and To (or Bcc) and has at most
    `DIRECT_AUDIENCE` recipients; a *close* one has at most `CLOSE_AUDIENCE`.
    """

    they_wrote: int = 0
    """Messages from them, to anybody, that the owner holds."""
    owner_wrote: int = 0
    """Messages from the owner with them in To, Cc or Bcc."""
    owner_addressed: int = 0
    """Messages from the owner with them in To or Bcc."""
    direct_in: int = 0
    direct_out: int = 0
    close_in: int = 0
    close_out: int = 0
    replies_in: int = 0
    """Direct messages from them that answer something."""
    replies_out: int = 0
    """Direct messages to them that answer something."""
    public_in: int = 0
    """Answers from them that name the owner in To, among too many others to be direct."""
    public_out: int = 0
    """Answers of the owner that name them in To or Bcc, among as many."""
    at_work: int = 0
    """Direct messages written in working hours, by the clock of whoever wrote them."""
    at_leisure: int = 0
    """Direct messages written in the evening, at night or on a weekend, by that clock."""
    shared: int = 0
    """Messages of others on which they stood beside the owner in To or Cc."""
    threads: int = 0
    """Distinct conversations: exact when few, estimated when many."""
    smallest_audience: int = 0
    """Fewest recipients of any message they were on."""
    first_seen: date | None = None
    last_seen: date | None = None
    last_direct: date | None = None
    months: tuple[MonthActivity, ...] = ()

    @property
    def two_way(self) -> bool:
        """Whether both wrote to each other directly: the gate no proposal passes without."""
        return self.direct_in > 0 and self.direct_out > 0

    @property
    def hours_known(self) -> int:
        """Direct messages of which it is known whether they were written in working hours."""
        return self.at_work + self.at_leisure

    @property
    def leisure(self) -> float | None:
        """Share of direct messages written at leisure; None where too few hours are known."""
        known = self.hours_known
        return self.at_leisure / known if known >= LEAST_HOURS else None

    @property
    def mostly_at_leisure(self) -> bool:
        """Whether at least half was written at leisure, as it is between friends and family.

        A few hours of many mails show none: where servers write `+0000`, only telephones do.
        """
        covered = self.hours_known >= COVERED * (self.direct_in + self.direct_out)
        return covered and (self.leisure or 0.0) >= PRIVATE

    @property
    def cc_only(self) -> bool:
        """Whether they were only ever a co-recipient: wrote nothing, were addressed by nothing."""
        return self.they_wrote == 0 and self.owner_addressed == 0


ADDED_UP = Exchange._fields[: Exchange._fields.index("smallest_audience")]
"""What adds up where several addresses, or counts of one, are taken together."""
DIRECT_AUDIENCE = 4
"""Most recipients a direct message may have: the other side and three more."""
CLOSE_AUDIENCE = 2
"""Most recipients a close message may have."""
LEAST_HOURS = 3
"""Fewest direct messages of a known hour that show a habit."""
COVERED = 1 / 3
"""Share of the direct messages whose hour must be known for it to be a habit of leisure."""
PRIVATE = 0.5
"""Share of messages written at leisure from which it is a private tie's habit."""


class Signals(NamedTuple):
    """What says of an address that no person, or the owner, is behind it."""

    bulk_from: int = 0
    """Messages from it that carry List-Unsubscribe, Precedence: bulk or the like, to no list."""
    auto_from: int = 0
    """Messages from it that a program wrote: absence notes, receipts, reports, notifications."""
    list_from: int = 0
    """Messages from it that came through a mailing list: people post to lists too."""
    list_post: int = 0
    """Messages that name it as the posting address of a list."""
    promoted_from: int = 0
    """Messages from it that Gmail filed under promotions, social, updates or forums."""
    sent_from: int = 0
    """Messages from it that lay in a sent folder or bore the sent label."""
    sent_for: int = 0
    """Messages from somebody else that lay there and name it as their Sender: it wrote for them."""
    delivered_to: int = 0
    """Messages whose Delivered-To names it."""
    by_agent: int = 0
    """Direct messages from it that somebody else of the same place sent in its name."""


class Correspondent(NamedTuple):
    """An address seen in a source."""

    address: str
    """Lower case, domain in A-labels: two spellings that reach one mailbox are one address."""
    well_formed: bool = True
    """Whether the address is valid and means one mailbox to every reader."""
    names: tuple[tuple[str, int], ...] = ()
    """Display names it was seen with and how often, most frequent first."""
    messages: int = 0
    """Messages in which it stands in any header."""
    roles: Roles = Roles()
    exchange: Exchange = Exchange()
    signals: Signals = Signals()
    introduced_by: str | None = None
    """Sender of the earliest message it was seen on, when that was somebody else."""

    @property
    def domain(self) -> str:
        """What follows the last at sign, or nothing."""
        return self.address.rpartition("@")[2] if "@" in self.address else ""
