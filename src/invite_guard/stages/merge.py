"""From addresses to people: joined where it is certain, hinted at where it is not."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from operator import attrgetter

from invite_guard.evidence.relays import is_relay
from invite_guard.mail.full_names import full_name_key
from invite_guard.mail.mailbox_syntax import is_exportable, is_well_formed
from invite_guard.mail.names import without_address
from invite_guard.model.card import CardKind, ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person, combine
from invite_guard.stages.matching.joining import Groups, Name, join, repeated
from invite_guard.stages.matching.naming import best_name, settled_name
from invite_guard.stages.matching.somebody import may_be_one_human
from invite_guard.stages.unswept import unswept

HINTS = 3
"""Most namesakes named on one person."""


@unswept()
def merge(
    correspondents: Sequence[Correspondent], cards: Sequence[ContactCard], owner: Owner
) -> list[Person]:
    """Join the addresses of one human where that is certain; near linear in their number.

    Cards of addresses that stand in no mail become people too: an import would invite them. People
    come in the order of their alphabetically first addresses.
    """
    everyone = [*correspondents, *_only_in_cards(correspondents, cards)]
    names = [settled_name(correspondent) for correspondent in everyone]
    groups = join(everyone, names, cards, owner)
    people = _people(everyone, groups, cards)
    return _with_hints(people, _shared(everyone, names, cards), frozenset(owner.addresses))


def _only_in_cards(
    correspondents: Iterable[Correspondent], cards: Iterable[ContactCard]
) -> list[Correspondent]:
    if not cards:
        return []
    seen = {correspondent.address for correspondent in correspondents}
    unseen = dict.fromkeys(a for card in cards for a in card.addresses if a not in seen)
    return [Correspondent(address=a, well_formed=is_well_formed(a)) for a in unseen]


def _people(
    everyone: Sequence[Correspondent], groups: Groups, cards: Iterable[ContactCard]
) -> list[Person]:
    by_address: defaultdict[str, list[ContactCard]] = defaultdict(list)
    for card in cards:
        for address in card.addresses:
            by_address[address].append(card)
    leading: dict[str, tuple[Correspondent, ...]] = {}
    led: set[str] = set()
    for joined in groups.members(everyone):
        first, *others = sorted(c.address for c in joined)
        leading[first] = tuple(sorted(joined, key=_use))
        led.update(others)
    people: dict[str, Person] = {}
    for correspondent in sorted(everyone, key=_by_address):
        first = correspondent.address
        if first in led:
            continue
        group = leading.get(first) or (correspondent,)
        own_cards = _cards_of(group, by_address) if by_address else ()
        name = without_address(best_name(group, [card.name for card in own_cards]))
        identifier = _identifier(first, people)
        exchange = combine([c.exchange for c in group])
        people[identifier] = Person(identifier, name, group, exchange, own_cards)
    return list(people.values())


_by_address = attrgetter("address")


def _cards_of(
    group: Iterable[Correspondent], by_address: Mapping[str, Iterable[ContactCard]]
) -> tuple[ContactCard, ...]:
    found = {id(card): card for c in group for card in by_address.get(c.address, ())}
    return tuple(sorted(found.values(), key=lambda card: list(CardKind).index(card.kind)))


def _use(correspondent: Correspondent) -> tuple[object, ...]:
    """Order: where an invitation can go, direct mail both ways, any direct mail, the latest.

    An invitation can go where an address can leave and the owner themselves wrote to: else whoever
    takes somebody's name at their provider would step into their place. Relays hand on none.
    """
    exchange = correspondent.exchange
    last = exchange.last_direct.toordinal() if exchange.last_direct else 0
    seen = exchange.last_seen.toordinal() if exchange.last_seen else 0
    one_way = bool(exchange.direct_in or exchange.direct_out)
    return (
        not correspondent.well_formed,
        is_relay(correspondent.address),
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


def _shared(
    everyone: Sequence[Correspondent], names: Sequence[Name], cards: Iterable[ContactCard]
) -> Mapping[str, Name]:
    """Give by address the names that several people may bear: of several addresses, or of cards."""
    on_cards = {full_name_key(card.name) for card in cards} - {()}
    found = {
        one.address: name
        for one, name in (zip(everyone, names, strict=True) if on_cards else ())
        if name in on_cards
    }
    for name, bearers in repeated(names).items():
        found |= dict.fromkeys([everyone[number].address for number in bearers], name)
    return found


def _with_hints(
    people: list[Person], shared: Mapping[str, Name], own: frozenset[str]
) -> list[Person]:
    """Name to each other those who share a full name, without joining them."""
    namesakes: defaultdict[Name, list[int]] = defaultdict(list)
    for index, person in enumerate(people):
        names = {shared[c.address] for c in person.correspondents if c.address in shared}
        if person.cards:
            names |= {full_name_key(card.name) for card in person.cards} - {()}
        if names and own.isdisjoint(person.addresses) and may_be_one_human(person.address):
            for name in sorted(names):
                namesakes[name].append(index)
    hints: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for indexes in namesakes.values():
        if len(indexes) == 1:
            continue
        first = {other: _hint(people[other]) for other in indexes[: HINTS + 1]}
        for index in indexes:
            others = [other for other in first if other != index]
            for other in others[:HINTS]:
                hints[index][first[other]] = people[other].address
    for index, named in hints.items():
        people[index] = people[index]._replace(
            hints=tuple(named)[:HINTS], namesakes=tuple(named.values())[:HINTS]
        )
    return people


def _hint(other: Person) -> str:
    return f"perhaps the same person as {other.name} <{other.address}>"
