"""The people that header values name, each distinct value read once."""

from typing import NamedTuple

from invite_guard.mail.addresses import Mailbox, read_mailboxes
from invite_guard.mail.names import decode_name
from invite_guard.stores.tally import Tally


class People(NamedTuple):
    """The people that one header value names."""

    tallies: dict[str, Tally]
    """By address, in the order of the value."""
    called: list[tuple[Tally, str]]
    """The display names, each as often as it stands there."""
    certain: frozenset[str]
    """The addresses that mean one mailbox here."""


class PeopleReader:
    """Finds the tallies of the people that header values name, making those that are new."""

    def __init__(self, tallies: dict[str, Tally]) -> None:
        self._tallies = tallies
        self._people: dict[bytes, People] = {b"": People({}, [], frozenset())}
        self._boxes: dict[bytes, list[Mailbox]] = {b"": []}
        self._names: dict[bytes, str] = {b"": ""}

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

    def _find(self, value: bytes) -> People:
        tallies: dict[str, Tally] = {}
        called = []
        certain = set()
        for address, raw, well_formed in read_mailboxes(value):
            tally = tallies[address] = self.tally(address)
            if well_formed:
                tally.well_formed = True
                certain.add(address)
            name = self._name(raw)
            if name:
                called.append((tally, name))
        return People(tallies, called, frozenset(certain))

    def _name(self, raw: bytes) -> str:
        name = self._names.get(raw)
        if name is None:
            name = self._names[raw] = decode_name(raw)
        return name
