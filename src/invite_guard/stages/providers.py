"""Which of the owner's domains are perhaps a provider's, whose customers write at leisure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from invite_guard.evidence.organisation import SEVERAL
from invite_guard.evidence.roles import shows_an_employer
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.organisations import owns_domain
from invite_guard.model.correspondent import Exchange
from invite_guard.model.person import Person

NEARLY_ALL = 0.8
"""Share of all mails of a known hour written at leisure from which a domain is perhaps no
employer.
"""
COVERED = 0.5
"""Share of the people, and of their direct mails, whose hours must be known to tell: where servers
write `+0000`, only telephones show a clock, and those write in evenings.
"""


def off_hours(
    employers: frozenset[str],
    people: Iterable[Person],
    tied: Iterable[Person],
    workplaces: Sequence[str],
) -> frozenset[str]:
    """Find the owner's domains where nearly all write at leisure, and nothing shows an employer.

    A place that the owner names as theirs is none, however late they work there, nor is one with a
    mailbox for its own staff.
    """
    written: defaultdict[str, list[Exchange]] = defaultdict(list)
    for person in tied:
        for domain in employers.intersection(map(organisation_of, person.addresses)):
            written[domain].append(person.exchange)
    found = {domain for domain, ties in written.items() if _nearly_all_at_leisure(ties)}
    found = {d for d in found if not any(owns_domain(place, d) for place in workplaces)}
    return frozenset(found - _with_staff(people)) if found else frozenset()


def _nearly_all_at_leisure(ties: Sequence[Exchange]) -> bool:
    """Whether enough hours are known to tell, and nearly all are of leisure."""
    habits = [e for e in ties if e.leisure is not None]
    if len(habits) < max(SEVERAL, COVERED * len(ties)):
        return False
    known = sum(e.hours_known for e in habits)
    if known < COVERED * sum(e.direct_in + e.direct_out for e in ties):
        return False
    return sum(e.at_leisure for e in habits) >= NEARLY_ALL * known


def _with_staff(people: Iterable[Person]) -> set[str]:
    """Give the domains with a mailbox that only those who work there write with."""
    return {
        organisation_of(address)
        for person in people
        for address in person.addresses
        if shows_an_employer(address.partition("@")[0])
    }
