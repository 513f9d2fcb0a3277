"""What rules may know of everybody: who works where, who has a tie, who is called what."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date

from invite_guard.evidence.base import Context
from invite_guard.evidence.circles import trades
from invite_guard.evidence.data import is_free_mail, weights
from invite_guard.evidence.look_alike import imitations
from invite_guard.evidence.organisation import SEVERAL
from invite_guard.mail.domains import domain_of, organisation_of, registrable
from invite_guard.mail.family_names import read_family_names
from invite_guard.mail.full_names import fold, full_name_key
from invite_guard.mail.organisations import organisation_words, owns_domain, same_organisation
from invite_guard.model.linkedin import Employment
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.stages.families import is_named_after, noted_kin, rare_names, widespread
from invite_guard.stages.matching.somebody import may_be_one_human
from invite_guard.stages.providers import off_hours
from invite_guard.stages.schooling import schooling
from invite_guard.stages.unswept import unswept

_LATIN = re.compile("[a-z]")
_BETWEEN = re.compile(r"[._-]")


@unswept()
def build_context(
    people: Sequence[Person], owner: Owner, today: date, positions: Iterable[Employment] = ()
) -> Context:
    """Gather what rules may know of everybody: employers, and who has a two-way tie.

    `today` is the day of the newest credible message read; `positions` are the owner's own, as
    LinkedIn's data export has them.
    """
    hosts = {domain_of(seen.address) for person in people for seen in person.correspondents}
    schools = schooling(hosts, {domain_of(address) for address in owner.addresses})
    tied = [person for person in people if person.exchange.two_way]
    ties, names = _ties(tied, schools)
    employers = _with_aliases(_employers(owner, schools), names.values())
    everywhere = set(map(registrable, hosts))
    guarded = employers | {domain for domain, number in ties.items() if number >= SEVERAL}
    own_names = _own_names(people, owner)
    workplaces = _workplaces(people, owner, positions)
    families = [read_family_names(name) for name in own_names]
    surnames = frozenset(word for family in families for word in family.words)
    return Context(
        owner=owner,
        today=_measured_from(tied, today),
        employers=employers,
        workplaces=workplaces,
        workplace_domains=_domains_of(workplaces, everywhere - employers, people),
        acted=_acted(people, owner),
        weights=weights(),
        ties=ties,
        known_names={key: frozenset(domains) for key, domains in names.items()},
        own_names=frozenset(filter(None, map(full_name_key, own_names))),
        surnames=surnames,
        last_names=frozenset(word for family in families for word in family.sure),
        widespread=widespread(surnames, tied, employers),
        trades=trades(employers, workplaces, ties),
        noted_kin=noted_kin(people, owner),
        rare_names=rare_names(people, tied, surnames),
        family_domains=frozenset(
            domain for domain in employers if is_named_after(domain, surnames)
        ),
        off_hours=off_hours(employers, people, tied, workplaces),
        imitations=imitations(everywhere, guarded),
        schooling=schools,
    )


def _ties(
    tied: Iterable[Person], schools: Container[str]
) -> tuple[Counter[str], dict[tuple[str, ...], set[str]]]:
    """Count the two-way ties at each organisation, and tell where each full name has one."""
    ties: Counter[str] = Counter()
    names: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in tied:
        at_work = (a for a in person.addresses if _works_there(a, schools))
        domains = set(map(organisation_of, at_work))
        ties.update([domain for domain in domains if not is_free_mail(domain)])
        if key := full_name_key(person.name):
            names[key] |= domains
    return ties, names


def _works_there(address: str, schools: Container[str]) -> bool:
    """Whether an address may be of somebody who works at its domain, and does not study there."""
    return domain_of(address) not in schools and may_be_one_human(address)


def _with_aliases(
    employers: frozenset[str], domains_of_names: Iterable[set[str]]
) -> frozenset[str]:
    """Add the domains that several of the owner's own people use too: one firm, two domains.

    The same label under another top-level domain proves nothing: it was another organisation in
    11 of 15 cases.
    """
    beside = Counter(
        domain
        for domains in domains_of_names
        if not employers.isdisjoint(domains)
        for domain in domains - employers
        if domain and not is_free_mail(domain)
    )
    return employers | {domain for domain, people in beside.items() if people >= SEVERAL}


def _acted(people: Iterable[Person], owner: Owner) -> int:
    own = frozenset(owner.addresses)
    seen = [c for person in people for c in person.correspondents if c.signals.sent_for]
    return sum([c.signals.sent_for for c in seen if c.address in own])


def _workplaces(
    people: Iterable[Person], owner: Owner, positions: Iterable[Employment]
) -> tuple[str, ...]:
    """Name where the owner works or worked: on LinkedIn, and in the owner's own entry."""
    own = frozenset(owner.addresses)
    cards = (c for p in people if p.cards and not own.isdisjoint(p.addresses) for c in p.cards)
    named = (*(p.organisation for p in positions), *(card.organisation for card in cards))
    return tuple(dict.fromkeys(name for name in named if organisation_words(name)))


def _domains_of(
    workplaces: Sequence[str], domains: Iterable[str], people: Iterable[Person]
) -> dict[str, str]:
    """Find the domains that read like a workplace, or where several people work there."""
    if not workplaces:
        return {}
    work = {domain for domain in domains if domain and not is_free_mail(domain)}
    named: dict[str, Counter[str]] = {place: Counter() for place in workplaces}
    for person in people:
        where = {person.organisation, *(s.organisation for s in person.signatures)} - {""}
        for place in workplaces if where else ():
            if any(same_organisation(one, place) for one in where):
                named[place].update({organisation_of(address) for address in person.addresses})
    return {
        domain: place
        for place in reversed(workplaces)
        for domain in work
        if named[place][domain] >= SEVERAL or _reads_like(place, domain)
    }


def _reads_like(place: str, domain: str) -> bool:
    """Whether a domain bears the name, `the` before it or not; the first letter settles most."""
    return domain[0] in {organisation_words(place)[0][0], "t"} and owns_domain(place, domain)


def _employers(owner: Owner, schools: Container[str]) -> frozenset[str]:
    domains = [organisation_of(a) for a in owner.addresses if domain_of(a) not in schools]
    return frozenset(domain for domain in domains if domain and not is_free_mail(domain))


def _own_names(people: Iterable[Person], owner: Owner) -> list[str]:
    """Give the owner's names: as they sign, else as their addresses spell them.

    Their addresses spell them too where they sign in another script than that of addresses.
    """
    own = frozenset(owner.addresses)
    names = list(owner.names) or [p.name for p in people if not own.isdisjoint(p.addresses)]
    if any(_LATIN.search(fold(name)) for name in names):
        return names
    return [*names, *(_BETWEEN.sub(" ", address.partition("@")[0]) for address in owner.addresses)]


def _measured_from(tied: Iterable[Person], today: date) -> date:
    """Give the day recency is measured from: of the newest direct mail of any two-way tie.

    A single message with a date in the future, as spam has them, must not make every tie look old.
    """
    last = [person.exchange.last_direct for person in tied]
    return min(today, max(filter(None, last), default=today))
