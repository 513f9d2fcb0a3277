"""Which people are which entries of a LinkedIn export: certain, or a guess that says so."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from invite_guard.mail.mailbox_syntax import canonical, normalise
from invite_guard.mail.person_names import Agreement
from invite_guard.model.linkedin import Connection, Invitation
from invite_guard.model.person import Person
from invite_guard.stages.matching.by_name import Entry, Link, link

Listed = Connection | Invitation
"""What an export lists of one person."""


class Known(NamedTuple):
    """How an entry of an export was recognised as a person."""

    entry: int
    certain: str = ""
    """Why it is certain, in words; empty where it is a guess."""
    namesakes: int = 0
    """How many other entries it may be as well."""


def recognise(people: Sequence[Person], entries: Sequence[Listed]) -> dict[int, Known]:
    """Find out which people are which entries, by index.

    Certain are the same address, the same profile, and the same name at the same organisation
    where nobody else on either side has that name. Everything else that agrees is a guess.
    """
    found = _by_identity(people, entries)
    told = [Entry(e.name, e.organisation if isinstance(e, Connection) else "") for e in entries]
    links, crowded = link(people, told)
    persons: defaultdict[int, list[Link]] = defaultdict(list)
    others: defaultdict[int, list[Link]] = defaultdict(list)
    for one in links:
        persons[one.person].append(one)
        others[one.entry].append(one)
    taken = {known.entry for known in found.values()}
    families = Counter(one.entry for one in links)
    for number, mine in persons.items():
        if number in found:
            continue
        best = max(mine, key=lambda x: (x.same_organisation, x.agreement, -x.entry))
        rivals = [x for x in (*mine, *others[best.entry]) if x != best and _rivals(x)]
        if best.agreement is Agreement.FULL and best.same_organisation:
            alone = not rivals and number not in crowded and best.entry not in taken
            certain = "same name and organisation" if alone else ""
            found[number] = Known(best.entry, certain, _namesakes(mine))
        elif _perhaps(best, mine, families):
            found[number] = Known(best.entry, "", _namesakes(mine))
    return found


def _by_identity(people: Sequence[Person], entries: Sequence[Listed]) -> dict[int, Known]:
    by_address: dict[str, int] = {}
    by_url: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if isinstance(entry, Connection) and entry.address:
            by_address.setdefault(canonical(normalise(entry.address)), number)
        if key := url_key(entry.url):
            by_url.setdefault(key, number)
    found = {}
    for number, person in enumerate(people):
        addresses = [canonical(c.address) for c in person.correspondents]
        urls = [url_key(card.linkedin_url) for card in person.cards if card.linkedin_url]
        if (at := next((by_address[a] for a in addresses if a in by_address), None)) is not None:
            found[number] = Known(at, "same address")
        elif (at := next((by_url[u] for u in urls if u in by_url), None)) is not None:
            found[number] = Known(at, "same profile")
    return found


def _rivals(one: Link) -> bool:
    """Whether somebody could be meant as well: a namesake, or nearly one at the same place."""
    if one.agreement is Agreement.FULL:
        return True
    return one.agreement is Agreement.PART and one.same_organisation


def _perhaps(best: Link, mine: Sequence[Link], families: Mapping[int, int]) -> bool:
    """Whether a match is worth a hint: a full name anywhere, a part of one at the same place."""
    if best.agreement is Agreement.FULL or best.same_organisation:
        return True
    return best.agreement is Agreement.PART and len(mine) == 1 and families[best.entry] == 1


def _namesakes(mine: Iterable[Link]) -> int:
    return sum(one.agreement is Agreement.FULL for one in mine) - 1


def url_key(url: str) -> str:
    """Give what two spellings of one profile URL share: the part after `/in/`."""
    _, found, slug = url.lower().partition("/in/")
    return slug.partition("?")[0].strip("/ ") if found else ""
