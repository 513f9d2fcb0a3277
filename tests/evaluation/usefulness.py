"""Usefulness: who is found that was looked for."""

from collections.abc import Callable, Iterator, Sequence

from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged
from tests.evaluation.policies import BASELINES, Policy, human, own_domain, product
from tests.evaluation.safety import Truths, numbers_of
from tests.evaluation.statistics_of_counts import Guess, bootstrap, f1, share
from tests.evaluation.truths import Truth

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
    """Measure colleagues on list mail: published employers, and work ties of any employer."""
    policies = {"product": product, **BASELINES}
    views: tuple[tuple[str, str, Callable[[Judged, Truth], list[tuple[int, bool]]]], ...] = (
        ("kernel: same published employer, F1", ">= 0.9", _employers),
        ("kernel: the same, another domain than the owner's, F1", ">= 0.7", _elsewhere),
        ("kernel: direct mail both ways with anybody of a published employer, F1", ">= 0.9", _ties),
    )
    for name, target, cases in views:
        for baseline, policy in policies.items():
            guesses = [
                Guess(policy(judged, number), true=true)
                for judged in all_judged
                for number, true in cases(judged, truths[judged.mailbox.name])
            ]
            said = sum(bool(guess.said) for guess in guesses)
            counted = f"{said} for {sum(guess.true for guess in guesses)}"
            own = baseline == "product"
            yield Figure(
                PART,
                name if own else baseline,
                bootstrap(guesses, f1),
                counted,
                target if own else "",
                baseline=not own,
            )


def _employers(judged: Judged, truth: Truth) -> list[tuple[int, bool]]:
    same = numbers_of(judged, truth.same_employer)
    people = same | numbers_of(judged, truth.other_employer)
    return [(number, number in same) for number in sorted(people) if human(judged, number)]


def _elsewhere(judged: Judged, truth: Truth) -> list[tuple[int, bool]]:
    own = numbers_of(judged, truth.same_domain)
    return [case for case in _employers(judged, truth) if case[0] not in own]


def _ties(judged: Judged, truth: Truth) -> list[tuple[int, bool]]:
    return [
        (number, judged.people[number].exchange.two_way) for number, _ in _employers(judged, truth)
    ]
