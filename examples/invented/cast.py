"""Who there is: `people.csv`, one line a person, with the truth that the tests hold the plan to.

Organisations live under `.example` (RFC 2606). Free-mail has to be real free-mail, so every such
address has an underscore or a hyphen before `@gmail.com`, which Gmail gives to nobody.
"""

import csv
from pathlib import Path
from typing import NamedTuple

from invented.dice import Dice

PEOPLE = Path(__file__).with_name("people.csv")
FREE_MAIL = "gmail.com"


class Member(NamedTuple):
    """One line of the cast."""

    name: str
    address: str
    also: str
    """A second address of the same human, or empty."""
    kind: str
    """Who that is in the story: `massage trainer`, `editor`."""
    truth: str
    """The tag, or why it is nobody to invite; `unread` for what lies in spam and trash only."""
    organisation: str
    title: str
    shown: str
    """How the person's own mail program writes the name."""
    life: str
    """How the person and the owner write to each other."""
    circle: str
    """With whom the person shares recipient lines."""
    saved: str
    """The label under which the owner saved the contact, or empty."""

    @property
    def domain(self) -> str:
        """What follows the at sign."""
        return self.address.rpartition("@")[2]

    @property
    def dice(self) -> Dice:
        """Give the person's own chance."""
        return Dice(self.address)


class Cast(NamedTuple):
    """Everybody."""

    owner: Member
    others: tuple[Member, ...]

    def of_truth(self, truth: str) -> list[Member]:
        """Give everybody of whom this is true."""
        return [m for m in self.others if m.truth == truth]

    def of_life(self, *lives: str) -> list[Member]:
        """Give everybody who lives so."""
        return [m for m in self.others if m.life in lives]

    def circle(self, name: str) -> list[Member]:
        """Give the people of one circle: no robots, no lists."""
        humans = {"colleague", "executive", "personal", "stranger"}
        return [m for m in self.others if m.circle == name and m.truth in humans]

    def one(self, kind: str) -> Member:
        """Give the first of this kind."""
        return next(m for m in self.others if m.kind == kind)

    def at(self, address: str) -> Member:
        """Give the person with this address."""
        return next(m for m in self.others if m.address == address)


def read_cast(path: Path = PEOPLE) -> Cast:
    """Read the table of people; the owner is its first line."""
    with path.open(encoding="utf-8", newline="") as handle:
        members = [Member(**row) for row in csv.DictReader(handle)]
    return Cast(members[0], tuple(members[1:]))
