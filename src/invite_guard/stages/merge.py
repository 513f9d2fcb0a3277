"""From addresses to people: joined where it is certain, hinted at where it is not."""

import base64
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

from invite_guard.evidence.data import is_free_mail
from invite_guard.evidence.lists import is_list
from invite_guard.evidence.robots import is_machine
from invite_guard.evidence.roles import is_shared_mailbox
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.full_names import full_name_key
from invite_guard.mail.mailbox_syntax import is_exportable, is_well_formed
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.stages.matching.naming import best_name, canonical, mark_of, settled_name
from invite_guard.stages.unswept import unswept

_COUPLE = re.compile(r"\s(?:&|\+|and|und|et|y|e|og|och|en)\s|/", re.IGNORECASE)
HINTS = 3
"""Most namesakes named on one person."""


@unswept()
def merge(
    correspondents: Sequence[Correspondent], cards: Sequence[ContactCard], owner: Owner
) -> list[Person]:
    """Join the addresses of one human where that is certain; near linear in their number.

    Certain are: the same mailbox under another spelling, the same full name at the same
    organisation, one saved address-book entry, and the owner's own addresses. Cards of addresses
    that stand in no mail become people too: an import would invite them. People come in the order
    of their alphabetically first addresses.
    """
    everyone = [*correspondents, *_only_in_cards(correspondents, cards)]
    groups = _Groups(c.address for c in everyone)
    for address in owner.addresses:
        groups.put(address, "owner")
    for correspondent in everyone:
        for key in _certain(correspondent):
            groups.put(correspondent.address, key)
    for card in _of_one_human(cards):
        for address in card.addresses:
            groups.put(address, card)
    people = _people(groups.members(everyone), cards)
    return _with_hints(people, frozenset(owner.addresses))


def _only_in_cards(
    correspondents: Iterable[Correspondent], cards: Iterable[ContactCard]
) -> list[Correspondent]:
    seen = {correspondent.address for correspondent in correspondents}
    unseen = dict.fromkeys(a for card in cards for a in card.addresses if a not in seen)
    return [Correspondent(address=a, well_formed=is_well_formed(a)) for a in unseen]


def _certain(correspondent: Correspondent) -> Iterator[Hashable]:
    """Give the keys that an address shares only with others of the same human."""
    address = correspondent.address
    if not correspondent.well_formed:
        return
    yield canonical(address)
    name = settled_name(correspondent)
    domain = organisation_of(address)
    if name and domain and not is_free_mail(domain):
        local = address.rpartition("@")[0]
        if not (is_shared_mailbox(local) or is_machine(local) or is_list(address)):
            yield domain, name, mark_of(address, name)


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


class _Groups:
    """Addresses joined by the keys they share (union-find)."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._parent = {address: address for address in addresses}
        self._first: dict[Hashable, str] = {}

    def put(self, address: str, key: Hashable) -> None:
        """Join an address with all others put under the key; unknown addresses are passed over."""
        if address in self._parent:
            first = self._first.setdefault(key, address)
            if first != address:
                self._parent[self._root(address)] = self._root(first)

    def _root(self, address: str) -> str:
        parent = self._parent
        while parent[address] != address:
            parent[address] = parent[parent[address]]
            address = parent[address]
        return address

    def members(self, correspondents: Iterable[Correspondent]) -> list[list[Correspondent]]:
        """Give the groups."""
        groups: defaultdict[str, list[Correspondent]] = defaultdict(list)
        for correspondent in correspondents:
            groups[self._root(correspondent.address)].append(correspondent)
        return list(groups.values())


def _people(groups: list[list[Correspondent]], cards: Iterable[ContactCard]) -> list[Person]:
    by_address: defaultdict[str, list[ContactCard]] = defaultdict(list)
    for card in cards:
        for address in card.addresses:
            by_address[address].append(card)
    by_first = {min(c.address for c in group): group for group in groups}
    people: dict[str, Person] = {}
    for first in sorted(by_first):
        group = by_first[first]
        if len(group) > 1:
            group.sort(key=_use)
        found = {id(card): card for c in group for card in by_address.get(c.address, ())}
        own_cards = tuple(sorted(found.values(), key=lambda card: list(CardKind).index(card.kind)))
        identifier = _identifier(first, people)
        people[identifier] = Person.trusted(
            id=identifier,
            name=best_name(group, [card.name for card in own_cards]),
            correspondents=tuple(group),
            cards=own_cards,
            hints=(),
        )
    return list(people.values())


def _use(correspondent: Correspondent) -> tuple[object, ...]:
    """Order: where an invitation can go, direct mail both ways, any direct mail, the latest.

    An invitation can go where an address can leave and the owner themselves wrote to: else whoever
    takes somebody's name at their provider would step into their place.
    """
    exchange = correspondent.exchange
    last = exchange.last_direct.toordinal() if exchange.last_direct else 0
    seen = exchange.last_seen.toordinal() if exchange.last_seen else 0
    one_way = bool(exchange.direct_in or exchange.direct_out)
    return (
        not correspondent.well_formed,
        not (exchange.direct_out and is_exportable(correspondent.address)),
        not exchange.two_way,
        not one_way,
        -last,
        -seen,
        -correspondent.messages,
        correspondent.address,
    )


def _identifier(address: str, taken: Mapping[str, Person]) -> str:
    """Give `p` and eight characters of base32, eight more where they are taken."""
    digest = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=20).digest()
    for size in range(5, len(digest), 5):
        identifier = f"p{base64.b32encode(digest[:size]).decode().lower()}"
        if identifier not in taken:
            return identifier
    raise AssertionError("two addresses with one digest")


def _with_hints(people: list[Person], own: frozenset[str]) -> list[Person]:
    """Name to each other those who share a full name, without joining them."""
    namesakes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        if own.isdisjoint(person.addresses) and not is_shared_mailbox(_local(person)):
            names = {settled_name(c) for c in person.correspondents}
            names |= {full_name_key(card.name) for card in person.cards}
            for name in names - {()}:
                namesakes[name].append(index)
    hints: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for indexes in namesakes.values():
        for index in indexes if len(indexes) > 1 else ():
            others = [other for other in indexes[: HINTS + 1] if other != index]
            for other in others[:HINTS]:
                hints[index][_hint(people[other])] = people[other].address
    return [
        person.model_copy(
            update={
                "hints": tuple(hints[index])[:HINTS],
                "namesakes": tuple(hints[index].values())[:HINTS],
            }
        )
        if index in hints
        else person
        for index, person in enumerate(people)
    ]


def _local(person: Person) -> str:
    return person.address.rpartition("@")[0]


def _hint(other: Person) -> str:
    return f"perhaps the same person as {other.name} <{other.address}>"
