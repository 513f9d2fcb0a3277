"""The owner at his desk: when, under which address, and who stands beside whom."""

from datetime import UTC, datetime
from typing import NamedTuple

from invented.cast import Cast, Member
from invented.letters import plainly

DAY = 86_400
BEGINNING = int(datetime(2019, 1, 2, tzinfo=UTC).timestamp())
END = int(datetime(2026, 2, 27, 18, tzinfo=UTC).timestamp())
"""When the mailbox was taken out."""


class Desk(NamedTuple):
    """The owner at his desk: which address he uses, and who is with whom."""

    cast: Cast

    def address(self, other: Member, at: int) -> str:
        """Tell which own address stands on mail with this person: the old one, or his domain's."""
        owner = self.cast.owner
        professional = other.truth in {"colleague", "executive"}
        return owner.also if professional and at > BEGINNING + 900 * DAY else owner.address

    def himself(self, other: Member, at: int) -> str:
        """Write the owner as sender."""
        return plainly(self.cast.owner, self.address(other, at))

    def coworkers(self, of: Member) -> list[Member]:
        """Find other colleagues who work where this person works."""
        people = self.cast.of_truth("colleague")
        return [m for m in people if m.circle == of.circle != "" and m != of]

    def brought_by(self, host: Member) -> list[Member]:
        """Find the strangers whom this colleague, and nobody else, puts in copy."""
        return [m for m in self.cast.of_life("aside") if self._host(m) == host]

    def _host(self, aside: Member) -> Member:
        people = self.cast.of_truth("colleague")
        near = [m for m in people if m.domain == aside.domain]
        return aside.dice.pick(near or [m for m in people if m.circle in {"redthread", "forum"}])
