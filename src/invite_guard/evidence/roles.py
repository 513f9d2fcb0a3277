"""Mailboxes that many people read, or none: `info@`, `sales.emea@`, `Acme Support`, `Room 7`."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_ordinary, spells_a_person, table, tails
from invite_guard.mail.domains import registrable
from invite_guard.mail.full_names import LONGEST, fold, full_name_key
from invite_guard.mail.given_names import forms_of, is_given_name
from invite_guard.mail.local_parts import local_words
from invite_guard.mail.organisations import has_legal_form, owns_domain
from invite_guard.mail.person_names import Agreement, Called, compare, read_name
from invite_guard.model.evidence import Evidence
from invite_guard.model.tag import Exclusion

NO_PERSON = "roles.name"
"""Key of the evidence that a display name is no one person's."""
MANY = 3
"""Names of different people from which on an address is not one person's."""
LONG = 4
"""Words of a local part from which on, without a name, it is hardly a person's."""
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_BESIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("local_parts.toml")[name])


@cache
def _of_names(place: str) -> frozenset[str]:
    return frozenset(map(fold, table("display_names.toml")[place]))


def is_shared_mailbox(local: str) -> bool:
    """Tell whether a local part names a function (RFC 2142 and the like), not a person."""
    parts = () if is_ordinary(local) else local_words(local.partition("+")[0])
    if not parts:
        return False
    roles = _words("roles")
    if "".join(parts) in roles:
        return True
    if len(parts) == 1:
        return parts[0].endswith(tails())
    if parts[-1] in _words("endings"):
        return True
    return parts[0] in roles and all(p in roles or p in _words("qualifiers") for p in parts[1:])


def names_no_person(name: str, address: str) -> bool:
    """Tell whether a display name is a firm's, a function's, a room's or a family's.

    A given name shows a person: `Support Bob`. A person's name has no numbers.
    """
    local, _, host = address.rpartition("@")
    bare = _BESIDE.sub(" ", name[:LONGEST])
    words = _LETTERS.findall(fold(bare))
    if len(words) > 1 and words[0] in _of_names("starts"):
        return True
    named = any(map(is_given_name, words))
    if not named and (_DIGIT.search(bare) or not _of_names("places").isdisjoint(words)):
        return True
    if not words or spells_a_person(local, name):
        return False
    if words[-1] in _of_names("ends") or "".join(words) in _words("roles"):
        return not forms_of(words[0])
    return not named and (
        has_legal_form(name)
        or not any(map(is_ordinary, words))
        or (local not in words and owns_domain(name, registrable(host)))
    )


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
        local, _, host = person.address.rpartition("@")
        if spells_a_person(local, person.name):
            return ()
        if subject.two_way and _may_be_called(person.name, local, host):
            text = f"{local}@ may be the mailbox of a function, not of {person.name} alone"
            return (observe(context, NO_PERSON, text),)
        text = f"{local}@ is the mailbox of a function, not of one person"
        return (observe(context, "roles.shared_mailbox", text, exclusion=Exclusion.ROLE),)


def _all_shared(addresses: Iterable[str]) -> bool:
    return all(is_shared_mailbox(address.rpartition("@")[0]) for address in addresses)


def _may_be_called(name: str, local: str, host: str) -> bool:
    """Whether a full name begins with the local part and has nothing of a function: `Dev Patel`."""
    first, *rest = _LETTERS.findall(fold(name[:LONGEST])) or [""]
    return (
        first == local
        and bool(rest)
        and all(map(is_ordinary, rest))
        and not owns_domain(" ".join(rest), registrable(host))
        and not names_no_person(" ".join(rest), f"@{host}")
    )


def _told(subject: Subject) -> str:
    """Say what shows that one person is not meant; nothing where nothing does."""
    person = subject.person
    if names_no_person(person.name, person.address):
        return f"{person.name} names a firm, a function, a room or a family, not one person"
    for seen in person.correspondents:
        if len(found := _humans([name for name, _ in seen.names])) >= MANY:
            return f"{', '.join(found)}: one address of several people"
    local = person.address.rpartition("@")[0]
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
