"""A colleague's family: the same rare family name, another place, and a younger tie."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.family_names import family_names, is_common
from invite_guard.mail.full_names import last_word
from invite_guard.mail.person_names import Agreement, compare, read_name
from invite_guard.model.correspondent import Exchange
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Flag

AT_WORK = 0.3
"""What the name weighs for whoever writes from an organisation: they may just be called so."""
MUCH = 5
"""Direct mails each way from which on the hours of a tie say what it is."""
BY_DAY = 0.3
"""Share of mails written at leisure below which a tie is one of work."""


class Relative:
    """Perhaps the wife, husband, son or daughter of somebody the owner works with."""

    name = "relatives"
    facts = ("relatives.of_colleague",)

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield the fact for whoever appeared after a colleague of that name, elsewhere.

        Only where few bear the name: many share a common one. Few of a mailbox may bear even what
        millions do; then only those can be family who write privately.
        """
        person = subject.person
        shared = last_word(person.name)
        known = context.rare_names.get(shared)
        if known is None or known.id == person.id:
            return ()
        seen, since = person.exchange.first_seen, known.exchange.first_seen
        if not seen or not since or seen <= since:
            return ()
        both, halves = (person.name, known.name), shared.split("-")
        if not all(halves[-1] in family_names(name) for name in both) or _may_be_one(*both):
            return ()
        theirs = subject.domains
        elsewhere = {organisation_of(a) for a in known.addresses if not _anyone(a)}
        if not (elsewhere | context.employers).isdisjoint(theirs):
            return ()
        at_work = not any(map(is_free_mail, theirs))
        chance = at_work and is_common(shared) and not person.exchange.mostly_at_leisure
        if chance or _works_with_the_owner(person, theirs, context):
            return ()
        text = f"has the family name of {known.name}, whom you knew before"
        amount = AT_WORK if at_work else 1.0
        flag = None if at_work and _works_by_day(person.exchange) else Flag.RELATIVE
        return (observe(context, "relatives.of_colleague", text, amount=amount, flag=flag),)


def _works_by_day(exchange: Exchange) -> bool:
    """Whether much passed both ways, and mostly in working hours: so work alone goes on."""
    leisure = exchange.leisure
    much = min(exchange.direct_in, exchange.direct_out) >= MUCH
    return much and leisure is not None and leisure < BY_DAY


def _may_be_one(name: str, other: str) -> bool:
    """Whether two names can be one human's, who is no relative of himself: Pete and Peter Roe."""
    pairs = ((one, two) for one in read_name(name) for two in read_name(other))
    return any(compare(one, two) >= Agreement.PART for one, two in pairs)


def _works_with_the_owner(person: Person, domains: Iterable[str], context: Context) -> bool:
    """Whether a tie of work explains them: others there, or what the owner noted of their work.

    Who writes from an organisation and has no tie at all is just somebody of that name.
    """
    work = [domain for domain in domains if not is_free_mail(domain)]
    if not work:
        return False
    if any(context.ties.get(domain, 0) > 1 for domain in work):
        return True
    return bool(person.organisation or person.title) or not person.exchange.two_way


def _anyone(address: str) -> bool:
    return is_free_mail(organisation_of(address))


RULE = Relative()
