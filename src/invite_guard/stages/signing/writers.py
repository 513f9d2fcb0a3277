"""Whose mails may be looked at for a title: people's, never the owner's and no machine's."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from invite_guard.evidence import lists, malformed, owner, robots, roles
from invite_guard.evidence.base import Context, Rule, subject_of
from invite_guard.model.correspondent import Correspondent
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.stores.signed import SignedStore

MAILS = 6
"""Most mails looked at of somebody who may be proposed, in one scan, of either kind: those that
begin a conversation, where signatures are whole, and those that answer."""
MAILS_OF_OTHERS = 2
"""The same of somebody without direct mail either way."""
_NO_PEOPLE: tuple[Rule, ...] = (owner.RULE, malformed.RULE, lists.RULE, robots.RULE, roles.RULE)
"""Rules whose exclusions say that no human, or the owner, is behind an address."""


class Writer(NamedTuple):
    """Somebody whose mails may be looked at."""

    names: tuple[str, ...]
    mails: int


def writers(store: SignedStore, whose: Owner) -> Mapping[str, Writer]:
    """Find who wrote, by address, leaving out whom the plan excludes as no person or the owner."""
    context = Context(whose, date.min)
    found = {}
    for writer in store.writers():
        if _is_person(writer, context):
            direct = writer.exchange.direct_in > 0 or writer.exchange.owner_addressed > 0
            names = tuple(name for name, _ in writer.names[:3])
            found[writer.address] = Writer(names, MAILS if direct else MAILS_OF_OTHERS)
    return found


def _is_person(correspondent: Correspondent, context: Context) -> bool:
    name = correspondent.names[0][0] if correspondent.names else ""
    person = Person(correspondent.address, name, (correspondent,), correspondent.exchange)
    subject = subject_of(person, context)
    return not any(seen.exclusion for rule in _NO_PEOPLE for seen in rule.weigh(subject, context))
