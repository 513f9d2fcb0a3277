"""The people that header values name, each distinct value read once."""

from typing import NamedTuple

from invite_guard.mail.addresses import Mailbox, pieces, read_mailboxes, read_piece
from invite_guard.mail.names import name_beside, read_beside
from invite_guard.stores.tally import Tally

_REMEMBERED = 256
"""Bytes from which on a piece of a header value, or a name, is read each time: it will not come
again.
"""
_KEPT = 1 << 14
"""Pieces and names remembered at a time, a few megabytes of them, and pieces met before those."""


class Known(NamedTuple):
    """One mailbox of a header value."""

    address: str
    tally: Tally
    name: str
    certain: bool
    """Whether the address means one mailbox there."""


class People:
    """The people that one header value names."""

    __slots__ = ("bcc", "called", "cc", "certain", "from_", "tallies", "to")

    def __init__(
        self, tallies: dict[str, Tally], called: list[tuple[Tally, str]], certain: set[str]
    ) -> None:
        self.tallies = tallies
        """By address, in the order of the value."""
        self.called = called
        """The display names, each as often as it stands there."""
        self.certain = certain
        """The addresses that mean one mailbox here."""
        self.from_ = self.to = self.cc = self.bcc = 0
        """How many messages have the value in this header."""


class PeopleReader:
    """Finds the tallies of the people that header values name, making those that are new."""

    def __init__(self, tallies: dict[str, Tally]) -> None:
        self._tallies = tallies
        self._people: dict[bytes, People] = {b"": People({}, [], set())}
        self._pieces: dict[bytes, tuple[Known, ...]] = {}
        self._before: dict[bytes, tuple[Known, ...]] = {}
        """Pieces met before these: whatever comes again is kept, and the rest let go of."""
        self._names: dict[bytes, tuple[str, str]] = {}
        self._boxes: dict[bytes, list[Mailbox]] = {b"": []}

    def people(self, value: bytes) -> People:
        """Read an address header."""
        people = self._people.get(value)
        if people is None:
            people = self._people[value] = self._find(value)
        return people

    def boxes(self, value: bytes) -> list[Mailbox]:
        """Read an address header that does not make its people correspondents."""
        boxes = self._boxes.get(value)
        if boxes is None:
            boxes = self._boxes[value] = read_mailboxes(value)
        return boxes

    def tally(self, address: str) -> Tally:
        """Give the tally of an address."""
        tally = self._tallies.get(address)
        if tally is None:
            tally = self._tallies[address] = Tally()
        return tally

    def settle(self) -> None:
        """Tally in which headers everybody stands, and how they are called there."""
        for people in self._people.values():
            from_, to, cc, bcc = people.from_, people.to, people.cc, people.bcc
            for tally in people.tallies.values():
                tally.role_from += from_
                tally.role_to += to
                tally.role_cc += cc
                tally.role_bcc += bcc
            for tally, name in people.called:
                tally.call(name, from_ + to + cc + bcc)
        self._people = {b"": People({}, [], set())}
        self._boxes = {b"": []}

    def _find(self, value: bytes) -> People:
        tallies: dict[str, Tally] = {}
        called = []
        certain = set()
        for piece in pieces(value):
            for address, tally, name, sure in self._pieces.get(piece) or self._meet(piece):
                tallies[address] = tally
                if sure:
                    certain.add(address)
                if name:
                    called.append((tally, name))
        return People(tallies, called, certain)

    def _meet(self, piece: bytes) -> tuple[Known, ...]:
        known = self._before.get(piece)
        if known is None:
            known = tuple([self._know(box) for box in read_piece(piece)])
        if len(piece) < _REMEMBERED:
            if len(self._pieces) >= _KEPT:
                self._before, self._pieces = self._pieces, {}
            self._pieces[piece] = known
        return known

    def _know(self, box: Mailbox) -> Known:
        tally = self.tally(box.address)
        if box.well_formed:
            tally.well_formed = True
        name, shown = self._names.get(box.name) or self._read(box.name)
        return Known(box.address, tally, name_beside(name, shown, box.address), box.well_formed)

    def _read(self, name: bytes) -> tuple[str, str]:
        read = read_beside(name)
        if len(name) < _REMEMBERED:
            if len(self._names) >= _KEPT:
                self._names.clear()
            self._names[name] = read
        return read
