"""Whether the person writes from where the owner works, or from where others do."""

from collections.abc import Iterable

from invite_guard.evidence.base import Context, observe
from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.organisations import same_organisation
from invite_guard.model.card import CardKind
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person

SEVERAL = 3
"""So many people of one domain with a two-way tie make it a place the owner works with."""
TWO = 0.85
"""How far two people of one domain make it that."""


class Organisation:
    """Same employer, a client or supplier, or a company at all."""

    name = "organisation"
    facts = (
        "organisation.same",
        "organisation.own_name",
        "organisation.workplace",
        "organisation.several",
        "organisation.other",
        "organisation.directory",
        "organisation.card",
    )

    def weigh(self, person: Person, context: Context) -> Iterable[Evidence]:
        """Yield what the domains and the address books say of the person's employer."""
        found = list(_cards(person, context))
        domains = {organisation_of(c.address) for c in person.correspondents}
        shared = domains & context.employers
        if shared:
            own = shared <= context.family_domains
            key = "organisation.own_name" if own else "organisation.same"
            text = "writes from your own domain" if own else "same organisation"
            return [*found, observe(context, key, text)]
        for domain in sorted(domains):
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


def _cards(person: Person, context: Context) -> Iterable[Evidence]:
    for card in person.cards:
        if card.kind is CardKind.DIRECTORY:
            yield observe(context, "organisation.directory", "in your employer's directory")
            return
    shared = _workplace(person, context)
    if shared:
        yield observe(context, "organisation.workplace", f"works or worked at {shared}, as you")
    elif person.organisation or person.title:
        where = person.organisation or person.title
        yield observe(context, "organisation.card", f"your address book says: {where}")


def _workplace(person: Person, context: Context) -> str:
    """Give the organisation an address book names that the owner works or worked at too."""
    named = (card.organisation for card in person.cards if card.organisation)
    shared = (
        place
        for organisation in named
        for place in context.workplaces
        if same_organisation(organisation, place)
    )
    return next(shared, "")


RULE = Organisation()
