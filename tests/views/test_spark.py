"""Bars that tell little from nothing, and years that are all there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invite_guard.model.correspondent import MonthActivity
from invite_guard.views.spark import BARS, NONE, by_year, sparkline, timeline

months = st.lists(
    st.builds(MonthActivity, st.integers(1990 * 12, 2030 * 12), st.integers(0, 90), st.just(0))
)


def test_years_without_mail_are_there_too() -> None:
    found = by_year([MonthActivity(2024 * 12 + 3, 1, 2), MonthActivity(2021 * 12, 4, 0)])
    assert found == {2021: (4, 0), 2022: (0, 0), 2023: (0, 0), 2024: (1, 2)}


@pytest.mark.parametrize(
    ("amounts", "drawn"),
    [([], ""), ([0], "·"), ([5], "█"), ([1, 100], "▁█"), ([8, 4, 0, 1], "█▄·▁"), ([0, 0], "··")],
)
def test_bars(amounts: list[int], drawn: str) -> None:
    assert sparkline(amounts) == drawn


def test_the_line_names_its_ends_and_its_height() -> None:
    line = timeline([MonthActivity(2020 * 12, 10, 35), MonthActivity(2022 * 12 + 11, 1, 1)])
    assert line == "2020 █·▁ 2022, at most 45 a year"
    assert timeline([]) == ""


@given(months)
def test_nothing_is_drawn_as_nothing_and_something_as_something(
    months: list[MonthActivity],
) -> None:
    years = by_year(months)
    bars = sparkline(sum(both) for both in years.values())
    assert len(bars) == len(years)
    assert sum(sum(both) for both in years.values()) == sum(m.direct_in for m in months)
    for bar, both in zip(bars, years.values(), strict=True):
        assert (bar == NONE) == (sum(both) == 0)
        assert bar == NONE or bar in BARS
