"""Who the invitations of a LinkedIn export went to, and who of them accepted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from invite_guard.mail.mailbox_syntax import normalise
from invite_guard.mail.person_names import Agreement, read_name
from invite_guard.model.card import ContactCard
from invite_guard.model.linkedin import Connection, Invitation
from invite_guard.model.person import Person
from invite_guard.model.plan import PlanPerson
from invite_guard.model.recovery import Risk
from invite_guard.model.tag import Exclusion, Tag
from invite_guard.stages.matching.by_name import Entry, link
from invite_guard.stages.matching.recognise import url_key

_NOBODY = frozenset(
    {Exclusion.OWNER, Exclusion.ROBOT, Exclusion.ROLE, Exclusion.LIST, Exclusion.MALFORMED}
)
_FORBIDDEN = frozenset({Exclusion.NEVER, Exclusion.REJECTED})
_SAME_DAY = timedelta(days=1)
"""Days of one export may be told in two time zones."""


class Met(NamedTuple):
    """Somebody of the mail whom an invitation went to, the riskiest of the name."""

    person: PlanPerson
    others: int = 0
    """How many more people of the mail have the name."""


def meet(
    invitations: Sequence[Invitation],
    people: Mapping[str, Person],
    planned: Iterable[PlanPerson],
    imported: Sequence[ContactCard] = (),
) -> dict[int, Met]:
    """Find in the mail whom each invitation went to, by profile or full name.

    An address that a past import handed to LinkedIn tells namesakes apart; else the riskiest of
    them is given, to be on the safe side.
    """
    told = {
        plan.id: plan for plan in planned if plan.exclusion not in _NOBODY and plan.id in people
    }
    known = [people[identifier] for identifier in told]
    by_url = {
        url_key(card.linkedin_url): person.id
        for person in known
        for card in person.cards
        if url_key(card.linkedin_url)
    }
    named: defaultdict[int, list[Person]] = defaultdict(list)
    for one in link(known, [Entry(invitation.name) for invitation in invitations]).links:
        if one.agreement is Agreement.FULL:
            named[one.entry].append(known[one.person])
    handed = frozenset(normalise(a) for card in imported for a in card.addresses)
    found = {}
    for number, invitation in enumerate(invitations):
        certain = by_url.get(url_key(invitation.url))
        same = [people[certain]] if certain else _narrowed(named[number], handed)
        if same:
            ranked = sorted((told[person.id] for person in same), key=_riskiest_first)
            found[number] = Met(ranked[0], len(ranked) - 1)
    return found


def risk_of(person: PlanPerson) -> Risk:
    """Tell how urgent it is to take back an invitation to somebody of the mail."""
    if person.exclusion in _FORBIDDEN:
        return Risk.FORBIDDEN
    if person.tag is Tag.STRANGER:
        return Risk.STRANGER if person.exchange.direct_out else Risk.NEVER_MET
    return Risk(person.tag.value)


def accepted_by(
    invitations: Sequence[Invitation], connections: Iterable[Connection]
) -> dict[int, Connection]:
    """Find the connections that invitations led to, by index.

    By profile; where there is none, by the same name connected on the day of the invitation or
    later, each connection for one invitation only.
    """
    by_url: dict[str, Connection] = {}
    by_name: defaultdict[tuple[str, ...], list[Connection]] = defaultdict(list)
    for connection in connections:
        if key := url_key(connection.url):
            by_url[key] = connection
        by_name[name_key(connection.name)].append(connection)
    found = {}
    for number, invitation in enumerate(invitations):
        same = by_name[name_key(invitation.name)]
        if to := by_url.get(url_key(invitation.url)) or _by_name(invitation, same):
            found[number] = to
    return found


def name_key(name: str) -> tuple[str, ...]:
    """Give what two profiles of one name share, whatever stands beside it."""
    read = read_name(name)
    return (*read[0].words, read[0].suffix) if read else ("", *name.casefold().split())


def _by_name(invitation: Invitation, same: list[Connection]) -> Connection | None:
    since = invitation.sent_on - _SAME_DAY if invitation.sent_on else date.min
    for connection in same:
        if url_key(connection.url) and url_key(invitation.url):
            continue  # two profiles are two people
        on = connection.connected_on
        if on is None or on >= since:
            same.remove(connection)
            return connection
    return None


def _narrowed(same: list[Person], handed: frozenset[str]) -> list[Person]:
    by_address = [person for person in same if not handed.isdisjoint(person.addresses)]
    return by_address or same


def _riskiest_first(person: PlanPerson) -> tuple[int, float, str]:
    return list(Risk).index(risk_of(person)), person.confidence, person.id
