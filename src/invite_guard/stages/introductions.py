"""Who came into the mail through whom: on whose message somebody was first seen."""

from collections import defaultdict
from collections.abc import Iterable

from invite_guard.model.person import Person


class Introductions:
    """Who introduced whom, looked up both ways."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._owner_of: dict[str, Person] = {}
        self._brought: defaultdict[str, list[Person]] = defaultdict(list)
        for person in people:
            for seen in person.correspondents:
                self._owner_of[seen.address] = person
            introducer = introducer_of(person)
            if introducer:
                self._brought[introducer].append(person)

    def of(self, person: Person) -> Person | None:
        """Give who sent the message the person was first seen on, when that was somebody else."""
        return self._owner_of.get(introducer_of(person))

    def by(self, person: Person) -> list[Person]:
        """Give whom the person brought in, in the order of the people."""
        return [
            other
            for address in person.addresses
            for other in self._brought.get(address, ())
            if other.id != person.id
        ]


def introducer_of(person: Person) -> str:
    """Give the address whose message showed any of the person's addresses first, or nothing."""
    first = min(
        person.correspondents,
        key=lambda seen: (seen.exchange.first_seen is None, seen.exchange.first_seen),
        default=None,
    )
    return (first.introduced_by or "") if first else ""
