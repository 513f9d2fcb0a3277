"""From people to verdicts: one additive sum of evidence, and gates that no weight moves."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from invite_guard.evidence import RULES
from invite_guard.evidence.base import Context, Rule, speaks_for, subject_of
from invite_guard.evidence.data import PRIOR, ceiling, floor
from invite_guard.evidence.labels import FILED_AS_PRIVATE
from invite_guard.evidence.titles import HOLDS_TOP_OFFICE
from invite_guard.model.evidence import Evidence
from invite_guard.model.person import Person
from invite_guard.model.tag import Exclusion, Tag
from invite_guard.model.verdict import Verdict
from invite_guard.stages.context import build_context
from invite_guard.stages.processes import in_halves
from invite_guard.stages.unswept import unswept

__all__ = ["build_context", "classify", "probabilities"]  # who classifies needs the context too

LEAST = 0.5
"""Least probability at which a tag is given; below it, there is not enough to tell."""
IN_A_ROW = 1_000
"""People whom one rule looks at before the next does: more would only take more memory."""
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
def classify(
    people: Sequence[Person], context: Context, rules: Sequence[Rule] = RULES
) -> list[Verdict]:
    """Give each person a verdict, in the same order; no verdict depends on that order."""
    return in_halves(partial(_judged, context=context, rules=rules), people)


def _judged(people: Iterable[Person], context: Context, rules: Sequence[Rule]) -> list[Verdict]:
    prior = context.weights.get(PRIOR, {})
    rulings: dict[object, _Ruling] = {}
    shared: dict[object, Verdict] = {}
    verdicts = []
    for person, evidence in _weighed(people, context, rules):
        if person.exchange.two_way:  # on amounts that hardly two people have alike
            verdicts.append(_verdict(_rule(person, evidence, prior), evidence))
            continue
        # Of most others the same is said as of somebody before: they share one verdict. The rest
        # are mostly judged on the same facts, in other words. Evidence and its weights live as long
        # as the verdicts, so that no two have one identity.
        said = tuple(map(id, evidence))
        verdict = shared.get(said)
        if verdict is None:
            facts = tuple([(seen.rule, id(seen.weights), seen.exclusion) for seen in evidence])
            ruling = rulings.get(facts)
            if ruling is None:
                ruling = rulings[facts] = _rule(person, evidence, prior)
            verdict = shared[said] = _verdict(ruling, evidence)
        verdicts.append(verdict)
    return verdicts


def _weighed(
    people: Iterable[Person], context: Context, rules: Sequence[Rule]
) -> Iterator[tuple[Person, list[Evidence]]]:
    """Give each person with what the rules see in them.

    A rule looks at many people in a row: whatever runs a rule and what it looks into are then near
    at hand, which nearly halves the time.
    """
    left = iter(people)
    while some := list(islice(left, IN_A_ROW)):
        subjects = [subject_of(person, context) for person in some]
        found: list[list[Evidence]] = [[] for _ in some]
        for rule in rules:
            weigh = rule.weigh
            for subject, evidence in zip(subjects, found, strict=True):
                evidence.extend(weigh(subject, context))
        yield from zip(some, found, strict=True)


class _Ruling(NamedTuple):
    """What follows from facts, whoever they are about."""

    tag: Tag
    confidence: float
    doubt: tuple[Evidence, ...]
    """The remark that there was not enough to tell, where there was not."""
    order: tuple[int, ...]
    """In what order the facts are shown."""
    exclusion: Exclusion | None


def _rule(person: Person, evidence: Sequence[Evidence], prior: Mapping[Tag, float]) -> _Ruling:
    """Weigh the evidence on one person.

    Whatever the weights: without direct exchange both ways nobody is a colleague, whoever holds a
    top office is an executive, and what is not likely enough is a stranger.
    """
    titled = HOLDS_TOP_OFFICE in [seen.rule for seen in evidence]
    chances = probabilities(evidence, prior, colleague=person.exchange.two_way and not titled)
    tag = Tag.EXECUTIVE if titled else _likeliest(chances)
    doubtful = not titled and chances[tag] < LEAST
    if doubtful:
        tag = Tag.STRANGER
    ranked = sorted([(-speaks_for(seen, tag), seen.rule, n) for n, seen in enumerate(evidence)])
    return _Ruling(
        tag=tag,
        confidence=round(chances[tag], 4),
        doubt=(_not_enough(chances),) if doubtful else (),
        order=tuple([number for *_, number in ranked]),
        exclusion=_exclusion(evidence),
    )


def _verdict(ruling: _Ruling, evidence: Sequence[Evidence]) -> Verdict:
    tag, confidence, doubt, order, exclusion = ruling
    found = (*doubt, *[evidence[number] for number in order])
    return Verdict(tag, confidence, found, exclusion)


def probabilities(
    evidence: Sequence[Evidence], prior: Mapping[Tag, float], *, colleague: bool
) -> dict[Tag, float]:
    """Give the chance of each tag: the softmax of the sums of log-odds, bounded.

    Without `colleague` that tag has none: a gate, which no evidence opens. However much speaks for
    it, personal and executive keep the share that no mailbox rules out; and where a mailbox alone
    speaks for these, colleague keeps one (see the weights' file).
    """
    scores = {tag: prior.get(tag, 0.0) for tag in _SAFEST_FIRST}
    for seen in evidence:
        for tag, weight in seen.weights.items():
            scores[tag] += weight
    if not colleague:
        scores[Tag.COLLEAGUE] = -math.inf
    top = max(scores.values())
    odds = {tag: math.exp(score - top) for tag, score in scores.items()}
    rest = odds[Tag.PERSONAL] + odds[Tag.EXECUTIVE]
    if colleague:
        least = 0.0 if FILED_AS_PRIVATE in [seen.rule for seen in evidence] else floor()
        odds[Tag.COLLEAGUE], kept = _bounded(odds[Tag.COLLEAGUE], rest, least)
    else:
        kept = 1.0
    odds[Tag.PERSONAL] *= kept
    odds[Tag.EXECUTIVE] *= kept
    total = sum(odds.values())
    return {tag: value / total for tag, value in odds.items()}


def _bounded(colleague: float, rest: float, least: float) -> tuple[float, float]:
    """Give colleague's odds between least and ceiling, and the factor of the rest for it."""
    both = colleague + rest
    bounded = min(max(colleague, least * both), ceiling() * both)
    return (bounded, (both - bounded) / rest) if rest else (colleague, 1.0)


_SAFEST_FIRST = (Tag.STRANGER, Tag.EXECUTIVE, Tag.PERSONAL, Tag.COLLEAGUE)
"""Which tag wins at equal chances."""


def _likeliest(chances: Mapping[Tag, float]) -> Tag:
    return max(_SAFEST_FIRST, key=chances.__getitem__)


def _not_enough(chances: Mapping[Tag, float]) -> Evidence:
    likely = _likeliest({**chances, Tag.STRANGER: -1.0})
    text = f"not enough to tell ({likely} at {chances[likely]:.0%})"
    return Evidence(DOUBT, text)


def _exclusion(evidence: Iterable[Evidence]) -> Exclusion | None:
    found = {seen.exclusion for seen in evidence if seen.exclusion}
    return next((reason for reason in _EXCLUSIONS if reason in found), None) if found else None
