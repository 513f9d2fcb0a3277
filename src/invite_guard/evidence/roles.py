"""Mailboxes of a function, which many people read: `info@`, `sales.emea@`, `Acme Support`."""

import re
from collections.abc import Iterable
from functools import cache

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_ordinary, table, tails
from invite_guard.mail.domains import registrable
from invite_guard.mail.full_names import LONGEST, fold, spells
from invite_guard.mail.given_names import forms_of
from invite_guard.mail.local_parts import local_words
from invite_guard.mail.organisations import has_legal_form, owns_domain
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion

NO_PERSON = "roles.name"
"""Key of the evidence that a display name is no one person's."""
_LETTERS = re.compile(r"[^\W\d_]+")


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
    """Tell whether a display name is a firm's, a function's or a family's: `Acme Support`.

    A given name shows a person: `Support Bob`.
    """
    local, _, host = address.rpartition("@")
    words = _LETTERS.findall(fold(name[:LONGEST]))
    if not words or spells(local, name):
        return False
    if words[0] in _of_names("starts") and len(words) > 1:
        return True
    if words[-1] in _of_names("ends") or "".join(words) in _words("roles"):
        return not forms_of(words[0])
    if any(map(forms_of, words)):
        return False
    if has_legal_form(name):
        return True
    return local not in words and owns_domain(name, registrable(host))


class RoleMailbox:
    """The address is a function's, or the name is no one person's."""

    name = "roles"
    facts = ("roles.shared_mailbox", NO_PERSON)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact where every address is a function's, and the name is not that name."""
        if subject.ordinary or not _all_shared(subject.addresses):
            # Of whoever cannot be proposed anyway it is not asked what the name shows.
            return _by_name(subject.person, context) if subject.two_way else ()
        local = subject.addresses[0].rpartition("@")[0]
        if spells(local, subject.person.name):
            return ()
        text = f"{local}@ is the mailbox of a function, not of one person"
        return (observe(context, "roles.shared_mailbox", text, exclusion=Exclusion.ROLE),)


def _all_shared(addresses: Iterable[str]) -> bool:
    return all(is_shared_mailbox(address.rpartition("@")[0]) for address in addresses)


def _by_name(person: Person, context: Context) -> Iterable[Evidence]:
    if names_no_person(person.name, person.address):
        text = f"{person.name} names a firm, a function or a family, not one person"
        yield observe(context, NO_PERSON, text)


RULE = RoleMailbox()
