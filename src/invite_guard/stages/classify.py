"""From people to verdicts: one additive sum of evidence, and gates that no weight moves."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from invite_guard.evidence import RULES
from invite_guard.evidence.base import Context, Rule, speaks_for
from invite_guard.evidence.data import PRIOR, ceiling, is_free_mail, weights
from invite_guard.evidence.look_alike import imitations
from invite_guard.evidence.organisation import SEVERAL
from invite_guard.evidence.titles import HOLDS_TOP_OFFICE
from invite_guard.mail.domains import organisation_of
from invite_guard.mail.full_names import full_name_key, last_word, surname
from invite_guard.model.evidence import Evidence
from invite_guard.model.linkedin import Employment
from invite_guard.model.owner import Owner
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.unswept import unswept

LEAST = 0.5
"""Least probability at which a tag is given; below it, there is not enough to tell."""
RARE = 4
"""Most people of a mailbox who may bear a family name for it to show who belongs together."""
DOUBT = "doubt.unsure"
"""Key of the remark that there was not enough to tell."""
_EXCLUSIONS = (
    Exclusion.OWNER,
    Exclusion.MALFORMED,
    Exclusion.LIST,
    Exclusion.ROBOT,
    Exclusion.ROLE,
)


@unswept()
def build_context(
    people: Sequence[Person], owner: Owner, today: date, positions: Iterable[Employment] = ()
) -> Context:
    """Gather what rules may know of everybody: employers, and who has a two-way tie.

    `today` is the day of the newest credible message read; `positions` are the owner's own, as
    LinkedIn's data export has them.
    """
    ties: Counter[str] = Counter()
    names: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for person in people:
        if not person.exchange.two_way:
            continue
        domains = {organisation_of(address) for address in person.addresses}
        ties.update(domain for domain in domains if not is_free_mail(domain))
        if key := full_name_key(person.name):
            names[key] |= domains
    employers = _employers(owner)
    everywhere = {organisation_of(address) for person in people for address in person.addresses}
    guarded = employers | {domain for domain, number in ties.items() if number >= SEVERAL}
    own_names = _own_names(people, owner)
    surnames = frozenset(filter(None, map(surname, own_names)))
    return Context(
        owner=owner,
        today=_measured_from(people, today),
        employers=employers,
        workplaces=tuple(dict.fromkeys(position.organisation for position in positions)),
        weights=weights(),
        ties=ties,
        known_names={key: frozenset(domains) for key, domains in names.items()},
        own_names=frozenset(filter(None, map(full_name_key, own_names))),
        surnames=surnames,
        rare_names=_rare_names(people, surnames),
        family_domains=frozenset(
            domain for domain in employers if any(n in domain.partition(".")[0] for n in surnames)
        ),
        imitations=imitations(everywhere, guarded),
    )


def _rare_names(people: Iterable[Person], own: frozenset[str]) -> dict[str, Person]:
    """Find the people with a two-way tie at an organisation whose family name few bear."""
    bearers = Counter(last_word(person.name) for person in people)
    known: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.exchange.two_way:
            name = last_word(person.name)
            if len(name) > 2 and name not in own and bearers[name] <= RARE:
                known[name].append(person)
    at_work = {name: [p for p in found if _at_work(p)] for name, found in known.items()}
    return {name: found[0] for name, found in at_work.items() if len(found) == 1}


def _at_work(person: Person) -> bool:
    domains = map(organisation_of, person.addresses)
    return any(domain and not is_free_mail(domain) for domain in domains)


def _employers(owner: Owner) -> frozenset[str]:
    domains = map(organisation_of, owner.addresses)
    return frozenset(domain for domain in domains if domain and not is_free_mail(domain))


def _own_names(people: Iterable[Person], owner: Owner) -> list[str]:
    """Give the owner's names: as they sign, else as their addresses spell them."""
    own = frozenset(owner.addresses)
    return list(owner.names) or [p.name for p in people if not own.isdisjoint(p.addresses)]


def _measured_from(people: Iterable[Person], today: date) -> date:
    """Give the day recency is measured from: of the newest direct mail of any two-way tie.

    A single message with a date in the future, as spam has them, must not make every tie look old.
    """
    last = [p.exchange.last_direct for p in people if p.exchange.two_way]
    return min(today, max(filter(None, last), default=today))


@unswept()
def classify(
    people: Iterable[Person], context: Context, rules: Sequence[Rule] = RULES
) -> list[Verdict]:
    """Give each person a verdict, in the same order; no verdict depends on that order."""
    prior = context.weights.get(PRIOR, {})
    weighing = [rule.weigh for rule in rules]
    rulings: dict[object, _Ruling] = {}
    verdicts = []
    for person in people:
        evidence = [seen for weigh in weighing for seen in weigh(person, context)]
        # Most are judged on the same facts. Weights live as long as the verdicts, so that no two
        # have one identity.
        facts = [(seen.rule, id(seen.weights)) for seen in evidence]
        key = (person.exchange.two_way, *facts)
        ruling = rulings.get(key)
        if ruling is None:
            ruling = rulings[key] = _rule(person, evidence, prior)
        verdicts.append(_verdict(ruling, evidence))
    return verdicts


class _Ruling(NamedTuple):
    """What follows from facts, whoever they are about."""

    tag: Tag
    confidence: float
    doubt: tuple[Evidence, ...]
    """The remark that there was not enough to tell, where there was not."""
    order: tuple[int, ...]
    """In what order the facts are shown."""


def _rule(person: Person, evidence: Sequence[Evidence], prior: Mapping[Tag, float]) -> _Ruling:
    """Weigh the evidence on one person.

    Whatever the weights: without direct exchange both ways nobody is a colleague, whoever holds a
    top office is an executive, and what is not likely enough is a stranger.
    """
    titled = any(seen.rule == HOLDS_TOP_OFFICE for seen in evidence)
    chances = probabilities(evidence, prior, colleague=person.exchange.two_way and not titled)
    tag = Tag.EXECUTIVE if titled else _likeliest(chances)
    doubtful = not titled and chances[tag] < LEAST
    if doubtful:
        tag = Tag.STRANGER
    ranked = sorted((-speaks_for(seen, tag), seen.rule, n) for n, seen in enumerate(evidence))
    return _Ruling(
        tag=tag,
        confidence=round(chances[tag], 4),
        doubt=(_not_enough(chances),) if doubtful else (),
        order=tuple(number for *_, number in ranked),
    )


def _verdict(ruling: _Ruling, evidence: Sequence[Evidence]) -> Verdict:
    return Verdict.trusted(
        tag=ruling.tag,
        confidence=ruling.confidence,
        evidence=(*ruling.doubt, *[evidence[number] for number in ruling.order]),
        exclusion=_exclusion(evidence),
    )


def probabilities(
    evidence: Iterable[Evidence], prior: Mapping[Tag, float], *, colleague: bool
) -> dict[Tag, float]:
    """Give the chance of each tag: the softmax of the sums of log-odds, bounded.

    Without `colleague` that tag has none: a gate, which no evidence opens. However much speaks for
    it, personal and executive keep the share that no mailbox rules out (see the weights' file).
    """
    scores = {tag: prior.get(tag, 0.0) for tag in Tag}
    for seen in evidence:
        for tag, weight in seen.weights.items():
            scores[tag] += weight
    if not colleague:
        scores[Tag.COLLEAGUE] = -math.inf
    top = max(scores.values())
    odds = {tag: math.exp(score - top) for tag, score in scores.items()}
    rest = odds[Tag.PERSONAL] + odds[Tag.EXECUTIVE]
    odds[Tag.COLLEAGUE], kept = _bounded(odds[Tag.COLLEAGUE], rest)
    odds[Tag.PERSONAL] *= kept
    odds[Tag.EXECUTIVE] *= kept
    total = sum(odds.values())
    return {tag: value / total for tag, value in odds.items()}


def _bounded(colleague: float, rest: float) -> tuple[float, float]:
    """Give colleague's odds under the ceiling, and the factor by which the rest grows for it."""
    both = colleague + rest
    most = ceiling() * both
    return (colleague, 1.0) if colleague <= most or not rest else (most, (both - most) / rest)


_SAFEST_FIRST = (Tag.STRANGER, Tag.EXECUTIVE, Tag.PERSONAL, Tag.COLLEAGUE)
"""Which tag wins at equal chances."""


def _likeliest(chances: Mapping[Tag, float]) -> Tag:
    return max(_SAFEST_FIRST, key=chances.__getitem__)


def _not_enough(chances: Mapping[Tag, float]) -> Evidence:
    likely = _likeliest({**chances, Tag.STRANGER: -1.0})
    text = f"not enough to tell ({likely} at {chances[likely]:.0%})"
    return Evidence.trusted(rule=DOUBT, text=text, weights={}, exclusion=None, flag=None)


def _exclusion(evidence: Iterable[Evidence]) -> Exclusion | None:
    found = {seen.exclusion for seen in evidence if seen.exclusion}
    return next((reason for reason in _EXCLUSIONS if reason in found), None) if found else None
