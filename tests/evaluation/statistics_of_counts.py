"""Shares, F1 and AUC with 95 % intervals, from the standard library alone."""

import math
from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

RESAMPLES = 1_000
"""Bootstrap resamples: the ends of an interval are then sure to about a hundredth."""
SEED = 5
TAIL = 0.025
"""Probability left out at each end of an interval."""


class Interval(NamedTuple):
    """A measured value and the ends of its 95 % interval."""

    value: float
    low: float
    high: float


def share(hits: int, of: int) -> Interval:
    """Give a share with its exact interval (Clopper and Pearson, Biometrika 1934)."""
    if not of:
        return Interval(math.nan, 0.0, 1.0)
    low = 0.0 if hits == 0 else _root(lambda p: 1 - _at_most(hits - 1, of, p) - TAIL)
    high = 1.0 if hits == of else _root(lambda p: TAIL - _at_most(hits, of, p))
    return Interval(hits / of, low, high)


def upper_bound(hits: int, of: int) -> float:
    """Give the exact one-sided 95 % upper bound of a share: `3 / n` when nothing was hit."""
    if hits >= of:
        return 1.0
    return _root(lambda p: 2 * TAIL - _at_most(hits, of, p))


def _at_most(hits: int, of: int, chance: float) -> float:
    """Give the probability of at most so many hits."""
    if chance <= 0:
        return 1.0
    if chance >= 1:
        return float(hits >= of)
    yes, no = math.log(chance), math.log1p(-chance)
    whole = math.lgamma(of + 1)
    return sum(
        math.exp(whole - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * yes + (of - k) * no)
        for k in range(hits + 1)
    )


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


class Guess(NamedTuple):
    """What was said of one case, and what is true of it."""

    said: float
    """1 or 0, or a score."""
    true: bool


def f1(cases: Sequence[Guess]) -> float:
    """Give the harmonic mean of precision and recall; nothing found and nothing there is 0."""
    both = sum(bool(case.said) and case.true for case in cases)
    either = sum(bool(case.said) for case in cases) + sum(case.true for case in cases)
    return 2 * both / either if either else 0.0


def auc(cases: Sequence[Guess]) -> float:
    """Give the chance that a true case scores above a false one (ties count half)."""
    ranked = sorted(cases, key=lambda case: case.said)
    true = sum(case.true for case in cases)
    false = len(cases) - true
    if not true or not false:
        return math.nan
    ranks = 0.0
    start = 0
    while start < len(ranked):
        end = start
        while end < len(ranked) and ranked[end].said == ranked[start].said:
            end += 1
        ranks += (start + end + 1) / 2 * sum(case.true for case in ranked[start:end])
        start = end
    return (ranks - true * (true + 1) / 2) / (true * false)


def bootstrap(cases: Sequence[Guess], measure: Callable[[Sequence[Guess]], float]) -> Interval:
    """Give a measure with its percentile bootstrap interval (Efron, 1979); seeded."""
    random = Random(SEED)
    drawn = sorted(
        value
        for _ in range(RESAMPLES)
        if not math.isnan(value := measure(random.choices(cases, k=len(cases))))
    )
    if not drawn:
        return Interval(measure(cases), math.nan, math.nan)
    at = int(TAIL * len(drawn))
    return Interval(measure(cases), drawn[at], drawn[-1 - at])
