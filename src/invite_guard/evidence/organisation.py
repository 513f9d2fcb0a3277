"""Whether the person writes from where the owner works, or from where others do."""

from collections.abc import Iterable, Sequence

from invite_guard.evidence.base import Context, Subject, observe
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of, registrable
from invite_guard.mail.full_names import remark_beside
from invite_guard.mail.organisations import owns_domain, same_organisation
from invite_guard.model.card import CardKind
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person

SEVERAL = 3
"""So many people of one domain with a two-way tie make it a place the owner works with."""
OFF_HOURS = "organisation.off_hours"
"""Key of the evidence that a domain of the owner's is perhaps a provider's: a reason to hold."""
TWO = 0.85
"""How far two people of one domain make it that."""


class Organisation:
    """Same employer, a client or supplier, or a company at all."""

    name = "organisation"
    facts = (
        "organisation.same",
        "organisation.own_name",
        OFF_HOURS,
        "organisation.workplace",
        "organisation.workplace_domain",
        "organisation.namesake",
        "organisation.several",
        "organisation.other",
        "organisation.directory",
        "organisation.card",
    )

    def weigh(self, subject: Subject, context: Context) -> Iterable[Evidence]:
        """Yield what the domains and the address books say of the person's employer."""
        person, domains = subject.person, _domains(subject, context)
        found = list(_cards(subject, context)) if person.cards or _named(subject) else []
        shared = context.employers.intersection(domains)
        if shared:
            return [*found, observe(context, *_own_domain(shared, context))]
        if person.namesakes:
            found += _namesake(person, context)
        if context.workplace_domains and (place := _workplace_domain(domains, context)):
            return [*found, observe(context, "organisation.workplace_domain", place)]
        for domain in domains:
            if not domain or is_free_mail(domain):
                continue
            ties = context.ties.get(domain, 0)
            if ties > 1:
                text = f"you write with {ties} people of {domain}"
                amount = 1.0 if ties >= SEVERAL else TWO
                found.append(observe(context, "organisation.several", text, amount=amount))
            else:
                found.append(observe(context, "organisation.other", f"writes from {domain}"))
            break
        return found


def _own_domain(shared: frozenset[str], context: Context) -> tuple[str, str]:
    """Tell what a domain of the owner's is: an employer, a family's, or perhaps a provider's."""
    if shared <= context.off_hours:
        text = "writes from your own domain, where nearly all do so in evenings or on weekends"
        return OFF_HOURS, text
    if shared <= context.family_domains | context.off_hours:
        return "organisation.own_name", "writes from your own domain"
    return "organisation.same", "same organisation"


def _domains(subject: Subject, context: Context) -> Sequence[str]:
    """Give where the person may work: not where they study."""
    hosts = subject.hosts
    if not context.schooling or context.schooling.keys().isdisjoint(hosts):
        return subject.domains
    return sorted({registrable(host) for host in hosts if host not in context.schooling})


def _cards(subject: Subject, context: Context) -> Iterable[Evidence]:
    person = subject.person
    for card in person.cards:
        if card.kind is CardKind.DIRECTORY:
            yield observe(context, "organisation.directory", "in your employer's directory")
            return
    shared = _workplace(subject, context)
    if shared:
        yield observe(context, "organisation.workplace", f"works or worked at {shared}, as you")
    elif person.organisation or person.title:
        where = person.organisation or person.title
        yield observe(context, "organisation.card", f"your address book says: {where}")


def _workplace(subject: Subject, context: Context) -> str:
    """Give the organisation that a book, a signature or their display name says they share."""
    for named in _named(subject):
        if shared := _shared(named, context):
            return shared
    return ""


def _named(subject: Subject) -> list[str]:
    """Give every name of an organisation that stands beside the person."""
    found = [
        remark
        for name in subject.names
        if ("(" in name or "|" in name) and (remark := remark_beside(name))
    ]
    person = subject.person
    if not (person.cards or person.signatures):
        return found
    on_cards = [card.organisation for card in person.cards if card.organisation]
    signed = [seen.organisation for seen in person.signatures if seen.organisation]
    return [*on_cards, *signed, *found]


def _shared(named: str, context: Context) -> str:
    """Give the workplace of the owner that a name of an organisation means, if any."""
    for place in context.workplaces:
        if same_organisation(named, place):
            return place
    return next((named for domain in context.firms if owns_domain(named, domain)), "")


def _workplace_domain(domains: Iterable[str], context: Context) -> str:
    """Say which domain seems to be of which place the owner worked at."""
    for domain in domains:
        if place := context.workplace_domains.get(domain):
            return f"{domain} seems to be {place}, where you work or worked"
    return ""


def _namesake(person: Person, context: Context) -> Iterable[Evidence]:
    """Somebody of that name has an address of the owner's employer: perhaps their private one."""
    found = {organisation_of(address) for address in person.namesakes} & context.firms
    if found:
        text = f"somebody of this name writes from {min(found)}, as you"
        yield observe(context, "organisation.namesake", text)


RULE = Organisation()
