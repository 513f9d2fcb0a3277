"""Personal ties, against what the owners themselves filed as personal."""

import math
from collections.abc import Callable, Iterator, Sequence

from tests.evaluation.figures import Figure
from tests.evaluation.mailboxes import Judged
from tests.evaluation.policies import human
from tests.evaluation.safety import Truths, numbers_of
from tests.evaluation.statistics_of_counts import Guess, Interval, auc, bootstrap, f1

from invite_guard.evidence.data import is_free_mail
from invite_guard.mail.domains import organisation_of
from invite_guard.model.tag import Tag

PART = "personal"
Says = Callable[[Judged, int], float]


def personal(
    all_judged: Sequence[Judged], truths: Truths, *, resample: bool = True
) -> Iterator[Figure]:
    """Measure people outside the owner's organisation, of owners who file at all.

    `resample`: give intervals, which takes a while.
    """
    cases = list(_cases(all_judged, truths))
    rules: tuple[tuple[str, Says], ...] = (
        ("tagged personal against the owner's filing, external people, F1", _tagged),
        ("free-mail rule", _free_mail),
        ("free mail and direct mail both ways", _free_two_way),
    )
    for number, (name, says) in enumerate(rules):
        guesses = [Guess(says(judged, one), true=true) for judged, one, true in cases]
        said, there = sum(bool(g.said) for g in guesses), sum(g.true for g in guesses)
        counted = f"{said} for {there}"
        measured = bootstrap(guesses, f1) if resample else Interval(f1(guesses), 0, 1)
        yield Figure(PART, name, measured, counted, baseline=number > 0)
    ours, free = (
        f1([Guess(says(judged, one), true=true) for judged, one, true in cases])
        for _, says in rules[:2]
    )
    times = Interval(ours / free, math.nan, math.nan)
    yield Figure(PART, "times the free-mail rule's F1", times, target=">= 2")
    scores = [Guess(_score(judged, one), true=true) for judged, one, true in cases]
    yield Figure(PART, "score for personal against the rest, AUC", bootstrap(scores, auc))


def _cases(all_judged: Sequence[Judged], truths: Truths) -> Iterator[tuple[Judged, int, bool]]:
    for judged in all_judged:
        truth = truths.get(judged.mailbox.name)
        if truth is None or not truth.personal:
            continue
        filed = numbers_of(judged, truth.personal)
        unsure = numbers_of(judged, truth.perhaps_personal) - filed
        for number, person in enumerate(judged.people):
            domains = {organisation_of(address) for address in person.addresses}
            external = domains.isdisjoint(judged.context.employers)
            if external and number not in unsure and human(judged, number):
                yield judged, number, number in filed


def _tagged(judged: Judged, number: int) -> float:
    return judged.verdicts[number].tag is Tag.PERSONAL


def _free_mail(judged: Judged, number: int) -> float:
    return all(is_free_mail(organisation_of(a)) for a in judged.people[number].addresses)


def _free_two_way(judged: Judged, number: int) -> float:
    return _free_mail(judged, number) and judged.people[number].exchange.two_way


def _score(judged: Judged, number: int) -> float:
    """Give the log-odds of personal against the best other tag."""
    weights = judged.context.weights["prior"]
    scores = dict(weights)
    for seen in judged.verdicts[number].evidence:
        for tag, weight in seen.weights.items():
            scores[tag] = scores.get(tag, 0.0) + weight
    others = [scores.get(tag, 0.0) for tag in Tag if tag is not Tag.PERSONAL]
    return scores.get(Tag.PERSONAL, 0.0) - max(others)
