"""Signs of a private tie in names: the owner's own family name."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_free_mail, is_ordinary
from invite_guard.mail.domains import SHORT, domain_of, organisation_of
from invite_guard.mail.family_names import family_names, is_common, read_family_names
from invite_guard.mail.full_names import LONGEST, fold, name_words
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag

YOUR_NAME = "family.your_name"
_LONG_WORD = re.compile(r"\w{4,}")


class FamilyName:
    """Shares a family name with the owner, or writes from a domain named after a family."""

    name = "family"
    facts = (
        "family.surname",
        "family.surname_perhaps",
        "family.surname_at_work",
        "family.own_domain",
        YOUR_NAME,
    )

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what the family name shows; at the owner's own employer it shows little."""
        person = subject.person
        if not person.name or subject.is_owner or not _worth_a_look(person, context):
            return ()
        if subject.full_name in context.own_names:
            text = "has your own name: perhaps another address of yours"
            flag = Flag.PERHAPS_SAME_PERSON
            return (observe(context, YOUR_NAME, text, flag=flag),)
        theirs = family_names(person.name)
        if shared := [name for name in theirs if name in context.surnames]:
            return (_shared(shared, subject, context),)
        label = organisation_of(person.address).partition(".")[0]
        if _is_a_persons(person.name) and _bears(label, person.name, theirs):
            domain = domain_of(person.address)
            return (observe(context, "family.own_domain", f"{domain} bears their family name"),)
        return ()


def _shared(names: Sequence[str], subject: Subject, context: Context) -> Evidence:
    """Say that they have a family name of the owner's; less where a tie of work may explain it.

    Nobody's work alone explains evenings: husband and wife may well have one employer.
    With a rare name they are family, or with two names. With one that very many bear, perhaps, and
    with one in the middle, which may be a first name or a mother's.
    """
    spelt = unicodedata.normalize("NFC", names[0]).title()
    text = f"has your family name, {spelt}"
    sure = len(names) > 1 or (
        names[0] in context.last_names
        and names[0] in read_family_names(subject.person.name).sure
        and not is_common(names[0])
    )
    if not context.firms.isdisjoint(subject.domains):
        private = sure and subject.exchange.mostly_at_leisure
        flag = Flag.RELATIVE if private else None
        return observe(context, "family.surname_at_work", text, flag=flag)
    if not sure and _by_chance(names[0], subject, context):
        return observe(context, "family.surname_at_work", text)
    if sure:
        return observe(context, "family.surname", text)
    return observe(context, "family.surname_perhaps", text, flag=Flag.RELATIVE)


def _by_chance(name: str, subject: Subject, context: Context) -> bool:
    """Whether work explains a tie to somebody of a name that need not make them family.

    Others there are tied to the owner too; or they write from their work, as bearers of this name
    do at several other places.
    """
    if any(context.ties.get(domain, 0) > 1 for domain in subject.domains):
        return True
    private = subject.exchange.mostly_at_leisure or any(map(is_free_mail, subject.domains))
    return name in context.widespread and not private


def _bears(label: str, name: str, family: Sequence[str]) -> bool:
    """Whether a domain bears a family name that stands where one does in the West.

    What stands before a given name may be a calling or a firm: `Yoga with Carla`.
    """
    if not family or ("," not in name and name_words(name)[-1:] != tuple(family[-1:])):
        return False
    return any(len(word) > SHORT and word in label for word in (*family, "".join(family)))


def _is_a_persons(name: str) -> bool:
    """Whether a name is no function's or body's: `Accounts Acme`, `PTA Lincoln`."""
    acronym = re.search(r"\b[A-Z]{2,}\b", name) and not name.isupper()
    return not acronym and all(map(is_ordinary, name_words(name)))


def _worth_a_look(person: Person, context: Context) -> bool:
    """Tell cheaply whether the name has a word of the owner's, or of its own domain."""
    name = fold(person.name[:LONGEST]).replace("'", "").replace("\u2019", "")
    if any(map(name.__contains__, context.own_words)):
        return True
    host = person.address.rpartition("@")[2]
    return any(map(host.__contains__, _LONG_WORD.findall(name)))


RULE = FamilyName()
