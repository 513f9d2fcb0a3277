"""Mailboxes that many people read, or none: `info@`, `sales.emea@`, `Acme Support`, `Room 7`."""

from collections.abc import Iterable, Sequence

from invite_guard.evidence.base import Context, Subject, observe, perhaps_called
from invite_guard.evidence.data import (
    is_ordinary,
    of_local_parts,
    spells_a_person,
    tails,
)
from invite_guard.evidence.roles.names import names_no_person
from invite_guard.mail.full_names import full_name_key
from invite_guard.mail.local_parts import local_words
from invite_guard.mail.person_names import Agreement, Called, compare, read_name
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion

NO_PERSON = "roles.name"
"""Key of the evidence that a display name is no one person's."""
MANY = 3
"""Names of different people from which on an address is not one person's."""
LONG = 4
"""Words of a local part from which on, without a name, it is hardly a person's."""


def is_shared_mailbox(local: str) -> bool:
    """Tell whether a local part names a function (RFC 2142 and the like), not a person."""
    parts = () if is_ordinary(local) else local_words(local.partition("+")[0])
    if not parts:
        return False
    roles = of_local_parts("roles")
    if "".join(parts) in roles:
        return True
    if len(parts) == 1:
        return parts[0].endswith(tails())
    if parts[-1] in of_local_parts("endings"):
        return True
    qualifiers = of_local_parts("qualifiers")
    return parts[0] in roles and all(part in roles or part in qualifiers for part in parts[1:])


def shows_an_employer(local: str) -> bool:
    """Tell whether only those who work at a place have to do with a local part: `payroll`."""
    return is_shared_mailbox(local) and local_words(local)[0] in of_local_parts("inside")


class RoleMailbox:
    """The address is a function's, or the name is no one person's."""

    name = "roles"
    facts = ("roles.shared_mailbox", NO_PERSON)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where every address is a function's, and the name is not that name.

        Of whoever cannot be proposed anyway it is not asked what the names show.
        """
        if subject.ordinary or not _all_shared(subject.addresses):
            told = _told(subject) if subject.two_way else ""
            return (observe(context, NO_PERSON, told),) if told else ()
        person = subject.person
        local = person.address.rpartition("@")[0]
        if spells_a_person(local, person.name):
            return ()
        if perhaps_called(subject):
            return (observe(context, NO_PERSON, _perhaps(person)),)
        text = f"{local}@ is the mailbox of a function, not of one person"
        return (observe(context, "roles.shared_mailbox", text, exclusion=Exclusion.ROLE),)


def _all_shared(addresses: Iterable[str]) -> bool:
    return all(is_shared_mailbox(address.rpartition("@")[0]) for address in addresses)


def _perhaps(person: Person) -> str:
    local = person.address.rpartition("@")[0]
    return f"{local}@ may be the mailbox of a function, not of {person.name} alone"


def _told(subject: Subject) -> str:
    """Say what shows that one person is not meant; nothing where nothing does."""
    person = subject.person
    if names_no_person(person.name, person.address):
        return f"{person.name} names a firm, a function, a room or a family, not one person"
    for seen in person.correspondents:
        if len(found := _humans([name for name, _ in seen.names])) >= MANY:
            return f"{', '.join(found)}: one address of several people"
    local = person.address.rpartition("@")[0]
    if perhaps_called(subject):
        return _perhaps(person)
    if not (person.name or subject.names) and len(local_words(local)) >= LONG:
        return f"{local}@ reads like the mailbox of a place, and no name stands beside it"
    return ""


def _humans(names: Sequence[str]) -> list[str]:
    """Give a name of each human among them, `MANY` at most: no two can be one's."""
    found: dict[str, tuple[Called, ...]] = {}
    for name in names if len(names) >= MANY else ():
        read = read_name(name) if full_name_key(name) else ()
        others = [one for known in found.values() for one in known]
        if read and all(compare(a, b) < Agreement.PART for a in read for b in others):
            found[name] = read
        if len(found) == MANY:
            break
    return list(found)


RULE = RoleMailbox()
