"""Which entries of a later LinkedIn export came of which rows of the ledger."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from invite_guard.mail.mailbox_syntax import canonical, normalise
from invite_guard.mail.person_names import Agreement
from invite_guard.model.batch import Row
from invite_guard.model.card import ContactCard
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.linkedin import Connection
from invite_guard.model.person import Person
from invite_guard.stages.matching.by_name import Entry, link
from invite_guard.stages.matching.recognise import Listed, url_key

DAY = timedelta(days=1)
"""The ledger and an export may tell a day in two time zones."""


class Left(NamedTuple):
    """One row of the ledger."""

    row: Row
    batch: int
    on: date


def assign(left: Sequence[Left], listed: Sequence[Listed]) -> dict[int, int]:
    """Give each row the entry of the export that it led to, each entry to one row only.

    By address or profile, else by full name; only entries as old as the row or younger.
    """
    by_identity: dict[str, int] = {}
    for number, entry in enumerate(listed):
        if isinstance(entry, Connection) and entry.address:
            by_identity.setdefault(canonical(normalise(entry.address)), number)
        by_identity.setdefault(url_key(entry.url), number)
    by_identity.pop("", None)
    found: dict[int, int] = {}
    for number, one in enumerate(left):
        keys = (canonical(one.row.address), url_key(one.row.linkedin_url))
        at = next((by_identity[key] for key in keys if key in by_identity), None)
        if at is not None and later(listed[at], one):
            found[number] = at
    taken = set(found.values())
    for place, number in _by_name(left, listed):
        if place not in found and number not in taken:
            found[place] = number
            taken.add(number)
    return found


def _by_name(left: Sequence[Left], listed: Sequence[Listed]) -> list[tuple[int, int]]:
    """Give who may be whom by full name, the likeliest first: those of one organisation."""
    people = [_person(number, one.row) for number, one in enumerate(left)]
    entries = [Entry(e.name, e.organisation if isinstance(e, Connection) else "") for e in listed]
    links = [
        one
        for one in link(people, entries).links
        if one.agreement is Agreement.FULL and later(listed[one.entry], left[one.person])
    ]
    links.sort(key=lambda one: (not one.same_organisation, one.person, one.entry))
    return [(one.person, one.entry) for one in links]


def later(entry: Listed, one: Left) -> bool:
    """Whether an entry is no older than the row: it can have come of it."""
    day = entry.connected_on if isinstance(entry, Connection) else entry.sent_on
    return day is None or day >= one.on - DAY


def _person(number: int, row: Row) -> Person:
    names = ((row.name, 1),) if row.name else ()
    one = Correspondent(address=row.address, names=names)
    card = ContactCard(name=row.name, organisation=row.organisation)
    return Person(str(number), row.name, (one,), one.exchange, cards=(card,))
