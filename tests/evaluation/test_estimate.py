"""Weights move where labels carry them, and no further than they may."""

from tests.evaluation.estimate import MOST, Labelled, chance, estimate, report


def ties(right: int, wrong: int, fact: str = "organisation.other") -> list[Labelled]:
    return [Labelled({fact: 1.0}, 0.0, n < right) for n in range(right + wrong)]


def test_a_weight_moves_towards_what_its_labels_say() -> None:
    assert estimate(ties(90, 10))["organisation.other"] > 0
    assert estimate(ties(10, 90))["organisation.other"] < 0
    assert abs(estimate(ties(50, 50))["organisation.other"]) < 0.01


def test_few_labels_move_it_little_and_many_no_further_than_one() -> None:
    few, many = ties(3, 0), ties(900, 0)
    assert 0 < estimate(few)["organisation.other"] < 0.3
    assert estimate(many)["organisation.other"] == MOST


def test_the_report_compares_both_halves_before_and_after() -> None:
    found = report(ties(90, 10), ties(80, 20))
    for line in (
        "tuned on, before",
        "tuned on, after",
        "measured on, before",
        "measured on, after",
    ):
        assert line in found


def test_no_chance_passes_the_ceiling_or_the_floor() -> None:
    assert chance(Labelled({}, -50.0, true=False), {}) > 0.2
    assert chance(Labelled({}, 50.0, true=True), {}) < 0.98
