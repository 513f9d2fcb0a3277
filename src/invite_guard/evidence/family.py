"""Signs of a private tie in names: the owner's own family name."""

import re
from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.mail.domains import domain_of, organisation_of
from invite_guard.mail.full_names import LONGEST, fold, full_name_key, surname
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag

YOUR_NAME = "family.your_name"
_LONG_WORD = re.compile(r"\w{4,}")


class FamilyName:
    """Shares a family name with the owner, or writes from a domain named after a family."""

    name = "family"
    facts = ("family.surname", "family.surname_at_work", "family.own_domain", YOUR_NAME)

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield what the family name shows; at the owner's own employer it shows little."""
        if not _worth_a_look(person, context) or not context.own.isdisjoint(person.addresses):
            return ()
        if full_name_key(person.name) in context.own_names:
            text = "has your own name: perhaps another address of yours"
            flag = Flag.PERHAPS_SAME_PERSON
            return (observe(context, YOUR_NAME, text, flag=flag),)
        theirs = surname(person.name)
        if not theirs:
            return ()
        if theirs in context.surnames:
            firms = context.employers - context.family_domains
            work = any(organisation_of(c.address) in firms for c in person.correspondents)
            key = "family.surname_at_work" if work else "family.surname"
            return (observe(context, key, f"has your family name, {theirs.title()}"),)
        label = organisation_of(person.address).partition(".")[0]
        if len(theirs) > 3 and theirs in label:
            domain = domain_of(person.address)
            return (observe(context, "family.own_domain", f"{domain} bears their family name"),)
        return ()


def _worth_a_look(person: Person, context: Context) -> bool:
    """Tell cheaply whether the name has a word of the owner's, or of its own domain."""
    name = fold(person.name[:LONGEST]).replace("'", "").replace("\u2019", "")
    if any(map(name.__contains__, context.own_words)):
        return True
    host = person.address.rpartition("@")[2]
    return any(map(host.__contains__, _LONG_WORD.findall(name)))


RULE = FamilyName()
