"""Which addresses are certainly of one human."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.mailbox_syntax import canonical
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.owner import Owner
from invite_guard.stages.matching.naming import mark_of
from invite_guard.stages.matching.somebody import may_be_one_human

Name = tuple[str, ...]
"""What two spellings of a full name share."""
_COUPLE = re.compile(r"\s(?:&|\+|and|und|et|y|e|og|och|en)\s|/", re.IGNORECASE)


def join(
    everyone: Sequence[Correspondent],
    names: Sequence[Name],
    cards: Iterable[ContactCard],
    owner: Owner,
) -> "Groups":
    """Join the addresses of one human, by their numbers; `names` are the settled ones.

    Certain are: the same mailbox under another spelling, the same full name at the same
    organisation, one saved address-book entry, and the owner's own addresses.
    """
    numbers = {correspondent.address: number for number, correspondent in enumerate(everyone)}
    groups = Groups()
    for address in owner.addresses:
        groups.put(numbers.get(address), "owner")
    for number, correspondent in enumerate(everyone):
        base = canonical(correspondent.address) if correspondent.well_formed else None
        if base and base != correspondent.address:
            groups.put(number, base)
            bare = numbers.get(base)
            if bare is not None and everyone[bare].well_formed:
                groups.put(bare, base)
    for name, bearers in repeated(names).items():
        for number in bearers:
            if (key := _at_work(everyone[number], name)) is not None:
                groups.put(number, key)
    for card in _of_one_human(cards):
        for address in card.addresses:
            groups.put(numbers.get(address), card)
    return groups


def repeated(names: Iterable[Name]) -> Mapping[Name, list[int]]:
    """Give the names that several addresses are seen with, and the numbers of these."""
    first: dict[Name, int] = {}
    found: dict[Name, list[int]] = {}
    for number, name in enumerate(names):
        if name:
            before = first.setdefault(name, number)
            if before != number:
                found.setdefault(name, [before]).append(number)
    return found


def _at_work(correspondent: Correspondent, name: Name) -> Hashable | None:
    """Give what an address shares only with others of the same name and human; else nothing."""
    address = correspondent.address
    domain = organisation_of(address)
    if not (correspondent.well_formed and domain) or is_free_mail(domain):
        return None
    if not may_be_one_human(address):
        return None
    return domain, name, mark_of(address, name)


def _of_one_human(cards: Iterable[ContactCard]) -> list[ContactCard]:
    """Give the entries that join addresses: kept on purpose, and sharing none with another."""
    kept = [card for card in cards if card.kind is not CardKind.OTHER and len(card.addresses) > 1]
    entries: defaultdict[str, int] = defaultdict(int)
    for card in cards:
        if card.kind is not CardKind.OTHER:
            for address in set(card.addresses):
                entries[address] += 1
    return [
        card
        for card in kept
        if all(entries[address] == 1 for address in card.addresses)
        and not _COUPLE.search(f" {card.name} ")
    ]


class Groups:
    """Numbers joined by the keys they share (union-find); most are joined with no other."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._first: dict[Hashable, int] = {}

    def put(self, number: int | None, key: Hashable) -> None:
        """Join a number with all others put under the key; nothing is joined with nothing."""
        if number is not None:
            first = self._first.setdefault(key, number)
            if first != number:
                self._parent[self._root(number)] = self._root(first)

    def _root(self, number: int) -> int:
        parent = self._parent
        while (above := parent.get(number, number)) != number:
            parent[number] = parent.get(above, above)
            number = above
        return number

    def members(self, everyone: Sequence[Correspondent]) -> Iterator[list[Correspondent]]:
        """Give the groups of several."""
        groups: defaultdict[int, list[Correspondent]] = defaultdict(list)
        for number in sorted({*self._parent, *self._parent.values()}):
            groups[self._root(number)].append(everyone[number])
        return (group for group in groups.values() if len(group) > 1)
