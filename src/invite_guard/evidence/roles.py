"""Mailboxes of a function, which many people read: `info@`, `sales.emea@`."""

from collections.abc import Iterable
from functools import cache

from invite_guard.evidence.base import Context, observe
from invite_guard.evidence.data import is_ordinary, table
from invite_guard.mail.full_names import spells
from invite_guard.mail.local_parts import local_words
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("local_parts.toml")[name])


def is_shared_mailbox(local: str) -> bool:
    """Tell whether a local part names a function (RFC 2142 and the like), not a person."""
    parts = () if is_ordinary(local) else local_words(local)
    if not parts:
        return False
    roles = _words("roles")
    if "".join(parts) in roles or (len(parts) == 1 and parts[0] in roles):
        return True
    if len(parts) == 1:
        return False
    if parts[-1] in _words("endings"):
        return True
    return parts[0] in roles and all(p in roles or p in _words("qualifiers") for p in parts[1:])


class RoleMailbox:
    """The address is a function's."""

    name = "roles"
    facts = ("roles.shared_mailbox",)

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield the fact where every address is a function's, and the name is not that name."""
        for seen in person.correspondents:
            if not is_shared_mailbox(seen.address.rpartition("@")[0]):
                return ()
        local = person.address.rpartition("@")[0]
        if spells(local, person.name):
            return ()
        text = f"{local}@ is the mailbox of a function, not of one person"
        return (observe(context, "roles.shared_mailbox", text, exclusion=Exclusion.ROLE),)


RULE = RoleMailbox()
