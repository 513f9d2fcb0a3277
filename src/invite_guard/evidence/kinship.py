"""Relatives by what they are called, and by what an address book notes of them."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.mail.full_names import name_words
from invite_guard.mail.kinship import says_kinship
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag

OFTEN = 10
"""At least one in so many of the names seen at an address: others call the owner's people `Dad`."""


class Kinship:
    """Called a relative, or noted as one: the owner's, or of somebody the owner knows."""

    name = "kinship"
    facts = ("kinship.called", "kinship.noted")

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the first word of kinship there is."""
        if subject.is_owner:
            return ()
        person, local = subject.person, subject.addresses[0].rpartition("@")[0]
        for called in _called(person):
            if says_kinship(called, local):
                text = f"called {called}"
                return (observe(context, "kinship.called", text, flag=Flag.RELATIVE),)
        if (context.noted_kin or person.cards) and (text := _noted(subject, context)):
            return (observe(context, "kinship.noted", text, flag=Flag.RELATIVE),)
        return ()


def _called(person: Person) -> list[str]:
    """Give what the owner's address books and the mails call a person."""
    found = [name for card in person.cards for name in (card.name, *card.called)]
    for seen in person.correspondents:
        if len(seen.names) == 1:  # as nearly all have
            found.append(seen.names[0][0])
        elif seen.names:
            total = sum(times for _, times in seen.names)
            found += [name for name, times in seen.names if OFTEN * times >= total]
    return found


def _noted(subject: Subject, context: Context) -> str:
    """Say on whose card they stand as family, or that the owner does on theirs."""
    if holder := context.noted_kin.get(subject.full_name):
        return f"your address book notes them as family of {holder}"
    kin = (set(name_words(name)) for card in subject.person.cards for name in card.kin)
    if any(words and words.issubset(name) for words in kin for name in context.own_names):
        return "your address book notes you as their family"
    return ""


RULE = Kinship()
