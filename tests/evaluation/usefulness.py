"""Usefulness: who is found that was looked for."""

from collections.abc import Callable, Iterator, Sequence

from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged, judge
from tests.evaluation.policies import BASELINES, Policy, human, own_domain, product, two_way
from tests.evaluation.safety import Truths, numbers_of
from tests.evaluation.statistics_of_counts import Guess, bootstrap, f1, share
from tests.evaluation.truths import Truth

from invite_guard.evidence.audience import ANSWERED
from invite_guard.model.tag import Tag

PART = "usefulness"
EACH_WAY = 3


def same_organisation(all_judged: Sequence[Judged], truths: Truths) -> Iterator[Figure]:
    """Measure the owner's own organisation, on mailboxes no weight was chosen by."""
    name = "same organisation, 3 direct mails each way, not VP or above: proposed"
    yield _found(all_judged, truths, product, name)._replace(target=">= 0.9")
    for baseline, policy in BASELINES.items():
        yield _found(all_judged, truths, policy, baseline)._replace(baseline=True)


def _found(all_judged: Sequence[Judged], truths: Truths, policy: Policy, name: str) -> Figure:
    hits = of = 0
    for judged in all_judged:
        truth = truths.get(judged.mailbox.name, Truth())
        others = numbers_of(judged, truth.vp_plus | truth.personal)
        for number, person in enumerate(judged.people):
            each_way = min(person.exchange.direct_in, person.exchange.direct_out)
            if each_way >= EACH_WAY and number not in others and own_domain(judged, number):
                of += 1
                hits += policy(judged, number)
    return Figure(PART, name, share(hits, of), f"{hits} of {of}")


def kernel(all_judged: Sequence[Judged], truths: Truths) -> Iterator[Figure]:
    """Measure colleagues on list mail: whom the product proposes, and whom it recognises.

    With no direct mail both ways nobody is proposed, by a gate: the oracle shows what that leaves.
    Who is of the owner's organisation is recognised all the same, and said in the evidence.
    To leave a list's own address out of the audience gave mail both ways to two more of 1,043
    addresses, and to nobody of the other corpus: it stays in.
    """
    read = [judge(one.mailbox, workplaces=truths[one.mailbox.name].employers) for one in all_judged]
    for name, target, cases in (
        ("kernel: same published employer", ">= 0.9", _employers),
        ("kernel: the same, another domain than the owner's", ">= 0.7", _elsewhere),
    ):
        yield _f1(f"{name}: proposed, F1", all_judged, truths, cases, product, target)
        yield _oracle(all_judged, truths, cases)
        for label, policy in BASELINES.items():
            yield _f1(label, all_judged, truths, cases, policy)._replace(baseline=True)
        yield _f1(f"{name}: recognised, F1", all_judged, truths, cases, recognised, target)
        said = f"{name}: recognised, the owner's positions on LinkedIn read, F1"
        yield _f1(said, read, truths, cases, recognised, target)
    yield _known_by_name(all_judged)


Cases = Callable[[Judged, Truth], list[tuple[int, bool]]]
OF_THE_OWNERS = frozenset(
    {
        "organisation.same",
        "organisation.workplace",
        "organisation.workplace_domain",
        "organisation.directory",
        "organisation.namesake",
    }
)
"""Evidence that somebody is of an organisation of the owner's."""


def recognised(judged: Judged, number: int) -> bool:
    """Tell whether the evidence says that they are of the owner's organisation."""
    return any(seen.rule in OF_THE_OWNERS for seen in judged.verdicts[number].evidence)


def _f1(
    name: str,
    all_judged: Sequence[Judged],
    truths: Truths,
    cases: Cases,
    policy: Policy,
    target: str = "",
) -> Figure:
    guesses = [
        Guess(policy(judged, number), true=true)
        for judged in all_judged
        for number, true in cases(judged, truths[judged.mailbox.name])
    ]
    said, there = sum(bool(g.said) for g in guesses), sum(g.true for g in guesses)
    return Figure(PART, name, bootstrap(guesses, f1), f"{said} for {there}", target)


def _oracle(all_judged: Sequence[Judged], truths: Truths, cases: Cases) -> Figure:
    """Measure the best that anything can do that proposes nobody without direct mail both ways."""
    true = {
        (judged.mailbox.name, number)
        for judged in all_judged
        for number, same in cases(judged, truths[judged.mailbox.name])
        if same
    }

    def knows_all(judged: Judged, number: int) -> bool:
        return (judged.mailbox.name, number) in true and two_way(judged, number)

    name = "the best under the gate of direct mail both ways"
    return _f1(name, all_judged, truths, cases, knows_all)._replace(baseline=True)


def _known_by_name(all_judged: Sequence[Judged]) -> Figure:
    """Count whom the held begin with: those who answer the owner by name in public, and are."""
    held = [p for judged in all_judged for p in judged.planned if p.tag is Tag.STRANGER]
    known = sum(any(fact.rule == ANSWERED for fact in person.evidence) for person in held)
    name = "kernel: held, and shown first for answers by name both ways"
    return Figure(PART, name, share(known, len(held)), f"{known} of {len(held)}")


def _employers(judged: Judged, truth: Truth) -> list[tuple[int, bool]]:
    same = numbers_of(judged, truth.same_employer)
    people = same | numbers_of(judged, truth.other_employer)
    return [(number, number in same) for number in sorted(people) if human(judged, number)]


def _elsewhere(judged: Judged, truth: Truth) -> list[tuple[int, bool]]:
    own = numbers_of(judged, truth.same_domain)
    return [case for case in _employers(judged, truth) if case[0] not in own]
