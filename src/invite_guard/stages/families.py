"""Who of a mailbox may belong together by family name, and whose family others are noted as."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from datetime import date

from invite_guard.evidence.data import is_free_mail
from invite_guard.evidence.organisation import SEVERAL
from invite_guard.mail.domains import bears, organisation_of
from invite_guard.mail.family_names import family_names, is_common
from invite_guard.mail.full_names import full_name_key, last_word
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person

RARE = 4
"""Most people of a mailbox who may bear a family name for it to show who belongs together."""


def rare_names(
    people: Iterable[Person], tied: Iterable[Person], own: frozenset[str]
) -> dict[str, Person]:
    """Find the people with a two-way tie at an organisation whose family name few bear."""
    bearers = Counter([last_word(person.name) for person in people])
    known: defaultdict[str, list[Person]] = defaultdict(list)
    for person in tied:
        name = last_word(person.name)
        if len(name) > 2 and name not in own and bearers[name] <= RARE:
            known[name].append(person)
    at_work = {name: [p for p in found if _at_work(p)] for name, found in known.items()}
    return {name: min(found, key=_known_since) for name, found in at_work.items() if found}


def widespread(
    surnames: Iterable[str], tied: Iterable[Person], employers: Container[str]
) -> frozenset[str]:
    """Find the owner's very common names whose bearers write from work at several places."""
    common = frozenset(filter(is_common, surnames))
    if not common:
        return common
    places: defaultdict[str, set[str]] = defaultdict(set)
    for person in tied:
        place = organisation_of(person.address)
        private = not place or is_free_mail(place) or person.exchange.mostly_at_leisure
        if private or place in employers:
            continue
        for name in common.intersection(family_names(person.name)):
            places[name].add(place)
    return frozenset(name for name, found in places.items() if len(found) >= SEVERAL)


def noted_kin(people: Iterable[Person], owner: Owner) -> dict[tuple[str, ...], str]:
    """Find whom address books note as family on somebody's entry."""
    own = frozenset(owner.addresses)
    noted = {
        full_name_key(name): person.name if own.isdisjoint(person.addresses) else "yours"
        for person in people
        for card in person.cards
        for name in card.kin
    }
    return {key: holder for key, holder in noted.items() if key}


def is_named_after(domain: str, surnames: Iterable[str]) -> bool:
    """Whether a domain bears a family name: `lian` bears no Li."""
    label = domain.partition(".")[0]
    return any(bears(label, name) for name in surnames)


def _known_since(person: Person) -> tuple[date, str]:
    return person.exchange.first_seen or date.max, person.id


def _at_work(person: Person) -> bool:
    domains = map(organisation_of, person.addresses)
    return any(domain and not is_free_mail(domain) for domain in domains)
