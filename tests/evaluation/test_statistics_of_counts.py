"""Intervals, against values published or worked out by hand."""

import math

import pytest
from tests.evaluation.statistics_of_counts import Guess, auc, bootstrap, f1, share, upper_bound


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.3085),
        (10, 10, 0.6915, 1.0),
        (5, 10, 0.1871, 0.8129),
        (1, 100, 0.0003, 0.0545),
    ],
)
def test_exact_intervals(hits: int, of: int, low: float, high: float) -> None:
    assert share(hits, of) == pytest.approx((hits / of, low, high), abs=1e-4)


def test_nothing_in_n_is_the_rule_of_three() -> None:
    assert upper_bound(0, 1000) == pytest.approx(1 - 0.05**0.001)
    assert upper_bound(4, 4) == 1


def test_f1_and_auc() -> None:
    cases = [Guess(said, true=true) for said in (1, 0) for true in (True, False)]
    assert f1(cases) == 0.5
    assert auc(cases) == 0.5
    ranked = [Guess(said, true=n > 1) for n, said in enumerate((0.1, 0.2, 0.3, 0.2))]
    assert auc(ranked) == 0.875
    assert math.isnan(auc(ranked[:2]))


def test_a_bootstrap_interval_holds_its_value_and_narrows() -> None:
    few = [Guess(n % 2, true=n % 3 == 0) for n in range(30)]
    many = few * 20
    wide, narrow = bootstrap(few, f1), bootstrap(many, f1)
    assert wide.low <= wide.value <= wide.high
    assert narrow.high - narrow.low < wide.high - wide.low
